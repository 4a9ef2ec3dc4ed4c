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
 * An instance tells its whole command line to the first one in a message of at most 32 KB (Chromium,
 * process_singleton_posix.cc). The first does not answer a longer one, and may then be taken for hung and killed.
 */
const LONGEST_TOLD = 16 * 1024

/** More and longer arguments than any command line of ours has; together they fit. */
const MOST_KEPT = 12
const LONGEST_KEPT = 1_000

/**
 * A command line that carries a link and is too long to be told, made short: what the link says is never looked at.
 * null when nothing has to be done.
 */
export function shortened(argv: readonly string[]): string[] | null {
  if (!carriesDeepLink(argv) || Buffer.byteLength(argv.join('\0')) <= LONGEST_TOLD) return null
  const kept = argv.filter((argument) => !carriesDeepLink([argument]) && Buffer.byteLength(argument) <= LONGEST_KEPT)
  return [...kept.slice(0, MOST_KEPT), `${SCHEME}:`]
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
