import { join } from 'node:path'
import { type VoiceState, VoiceStateSchema } from '../../shared/snapshot'

/** What the icon shows; `hands-free` for as long as the microphone is open and nobody speaks. */
export type TrayIconState = VoiceState | 'hands-free'
export const TRAY_ICON_STATES: readonly TrayIconState[] = [...VoiceStateSchema.options, 'hands-free']

/**
 * The rendered icon of a state (see build/render-icons.mjs); Electron finds the `@2x` files beside it by itself.
 * macOS gets a template image (black and alpha), known by its name, which the system tints; Linux and Windows get a colour that
 * reads on light and dark bars, Windows in one file with every size that its bar draws (Electron takes but one of several PNG).
 */
export function trayIconFile(iconDir: string, state: TrayIconState, platform: string): string {
  if (platform === 'darwin') return join(iconDir, 'tray', `${state}Template.png`)
  return join(iconDir, 'tray', platform === 'win32' ? `${state}.ico` : `${state}-24.png`)
}
