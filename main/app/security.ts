import { app, type Session, shell, type WebContents } from 'electron'
import type { WindowName } from '../../shared/ipc'
import { APP_ORIGIN } from './app-files'
import { mayOpen } from './links'

/** Opens an allowed address in the system browser; false when it is not allowed or nothing opened. */
export async function openLink(address: string): Promise<boolean> {
  if (!mayOpen(address)) return false
  // As it was read here: no other reading of the same text is opened.
  return shell.openExternal(new URL(address).href).then(
    () => true,
    () => false,
  )
}

/** All that a window may be allowed. Sound belongs to the hidden window; lists are copied in the one that shows them. */
const ALLOWED: Record<WindowName, readonly string[]> = {
  voice: ['media', 'speaker-selection'],
  panel: ['clipboard-sanitized-write'],
  hud: [],
}

/**
 * What Electron's security checklist asks of every window: no navigation, no new windows, no webviews, no downloads, and
 * no permission but the one that a known window of ours lives by. `mayRecord`: the system lets the app record; where it does
 * not, opening a device would raise its question, or give silence.
 */
export function lockDown(
  session: Session,
  windowName: (contentsId: number) => WindowName | null,
  mayRecord: () => boolean,
): void {
  const allowed = (contents: WebContents | null, permission: string) => {
    const name = contents === null ? null : windowName(contents.id)
    return name !== null && ALLOWED[name].includes(permission)
  }
  const ours = (origin: string) => origin === APP_ORIGIN || origin.startsWith(`${APP_ORIGIN}/`)
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const asked = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    // Media without a type is the screen.
    const onlySound =
      permission !== 'media' || (asked.length > 0 && asked.every((type) => type === 'audio') && mayRecord())
    answer(details.isMainFrame && ours(details.requestingUrl) && onlySound && allowed(contents, permission))
  })
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    if (permission === 'media' && details.mediaType === 'video') return false
    return ours(origin) && allowed(contents, permission)
  })
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
