import type { App, BrowserWindow } from 'electron'

/**
 * Windows ends a session (shutdown, restart, log-off) without any of the app's own events of quitting, and ends the process
 * as soon as it has answered. `asked` is called when the session may end, and may not end after all; `ended` when it does:
 * only what it does before it returns is certain. Both are told to every window, and called once for each end.
 * (WM_QUERYENDSESSION, WM_ENDSESSION; Electron's `query-session-end`, `session-end`.)
 */
export function followSessionEnd(app: Pick<App, 'on'>, { asked, ended }: { asked(): void; ended(): void }): void {
  let over = false
  app.on('browser-window-created', (_event, window: Pick<BrowserWindow, 'on'>) => {
    window.on('query-session-end', () => {
      if (!over) asked()
    })
    window.on('session-end', () => {
      if (over) return
      over = true
      ended()
    })
  })
}
