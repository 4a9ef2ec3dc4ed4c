import type { App } from 'electron'

/** The app's name for systems and desktops; the installers have it from electron-builder.yml. */
export const APP_ID = 'cash.dexter.voice'

/**
 * Says what the app is, before anything of it is seen. Windows goes by the id of the shortcut that the installer made: under
 * another one the taskbar shows it twice. On macOS the Info.plist of a package says that it lives in the menu bar; a checkout
 * says so itself, or its small window would not float over a full screen.
 */
export function presentApp(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId' | 'setActivationPolicy'>,
  platform: NodeJS.Platform,
): void {
  if (platform === 'win32') app.setAppUserModelId(APP_ID)
  if (platform === 'darwin' && !app.isPackaged) app.setActivationPolicy('accessory')
}
