import type { App, BrowserWindow } from 'electron'

type Window = Pick<BrowserWindow, 'on'>

/**
 * Windows ends a session (shutdown, restart, log-off) without any of the app's own events of quitting, and ends the process
 * as soon as it has answered. `asked` is called when the session may end, and may not end after all; `ended` when it does:
 * only what it does before it returns is certain. Both are told to every window, and called once for each end. `open` are the
 * windows that are there already: the hidden one, which may be the only one for as long as the app runs, opens early.
 * (WM_QUERYENDSESSION, WM_ENDSESSION; Electron's `query-session-end`, `session-end`.)
 */
export function followSessionEnd(
  app: Pick<App, 'on'>,
  open: readonly Window[],
  { asked, ended }: { asked(): void; ended(): void },
): void {
  let over = false
  const follow = (window: Window) => {
    window.on('query-session-end', () => {
      if (!over) asked()
    })
    window.on('session-end', () => {
      if (over) return
      over = true
      ended()
    })
  }
  for (const window of open) follow(window)
  app.on('browser-window-created', (_event, window: Window) => follow(window))
}
