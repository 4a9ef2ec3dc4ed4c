import { app, type Session, shell } from 'electron'
import { APP_ORIGIN } from './app-files'
import { mayOpen } from './links'

/** Opens an allowed address in the system browser; false when it is not allowed or nothing opened. */
export async function openLink(address: string): Promise<boolean> {
  if (!mayOpen(address)) return false
  return shell.openExternal(address).then(
    () => true,
    () => false,
  )
}

/**
 * What Electron's security checklist asks of every window: no navigation, no new windows, no webviews, and no permission
 * but the microphone (and, for lists to be copied, writing the clipboard) for our own pages.
 */
export function lockDown(session: Session, mayListen: (contentsId: number) => boolean): void {
  const ours = (origin: string) => origin === APP_ORIGIN || origin.startsWith(`${APP_ORIGIN}/`)
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    if (!ours(details.requestingUrl)) return answer(false)
    if (permission === 'media' && 'mediaTypes' in details)
      return answer(mayListen(contents.id) && (details.mediaTypes?.every((type) => type === 'audio') ?? false))
    answer(permission === 'clipboard-sanitized-write' || permission === 'speaker-selection')
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    if (!ours(origin)) return false
    if (permission === 'media') return details.mediaType === 'audio' || details.mediaType === 'unknown'
    return permission === 'clipboard-sanitized-write' || permission === 'speaker-selection'
  })
  session.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}
