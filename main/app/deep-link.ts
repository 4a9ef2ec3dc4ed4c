import type { App } from 'electron'

/** Links of this scheme open the app. They are written by anybody, so they show the panel and do nothing else. */
const SCHEME = 'dexter-voice'

/**
 * Whether a command line was made by a link: what else stands in it may have been smuggled in by a quote in the link, as
 * systems that build command lines from text allow.
 */
export function carriesDeepLink(argv: readonly string[]): boolean {
  // The scheme is read without regard to case, as systems do (RFC 3986, section 3.1).
  return argv.some((argument) => argument.trimStart().toLowerCase().startsWith(`${SCHEME}:`))
}

/**
 * Registers the scheme, and hears of links where the system tells them by an event (macOS); elsewhere they come as an
 * argument of the first or a second instance. The address itself is never looked at. A link that starts the app needs no
 * hearing: the panel opens then anyway.
 */
export function followDeepLinks(
  app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient' | 'on'>,
  show: () => void,
): void {
  // A checkout would register the bare Electron that runs it, for as long as nobody undoes it.
  if (app.isPackaged) app.setAsDefaultProtocolClient(SCHEME)
  app.on('open-url', (event) => {
    event.preventDefault()
    show()
  })
}
