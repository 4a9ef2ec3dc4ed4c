import app from '../../shared/i18n/en/app'
import { PLATFORM } from '../platform'

/** Our own switches: command-line.ts, and `--forget`. */
const OURS = ['talk', 'show-panel', 'hidden', 'backend', 'backend-url', 'realtime-url', 'connect', 'forget', 'quit']

const ANY = /^/
const BARE = /^$/

/**
 * Switches of Electron and Chromium that a computer may need, with the values that they may have: how windows are drawn,
 * in which language, and where the system keeps passwords. Never the store that anybody can read ("basic").
 */
const NEEDED: Record<string, RegExp> = {
  'class': ANY,
  'disable-dev-shm-usage': BARE,
  'disable-gpu': BARE,
  'disable-gpu-compositing': BARE,
  'enable-features': /^(?:(?:UseOzonePlatform|WaylandWindowDecorations|WaylandPerSurfaceScale)(?:,|$))+$/,
  'enable-wayland-ime': BARE,
  // Scales that somebody can read: a request that is drawn a hundredth as large is not in sight.
  'force-device-scale-factor': /^(?:0\.[5-9]\d*|[1-5](?:\.\d+)?)$/,
  'gtk-version': /^[34]$/,
  'lang': /^[\w-]+$/,
  'name': ANY,
  'ozone-platform': /^(?:x11|wayland)$/,
  'ozone-platform-hint': /^(?:auto|x11|wayland)$/,
  'password-store': /^(?:gnome-libsecret|kwallet[56]?)$/,
  // The Windows installer starts the new version with it.
  'updated': BARE,
  'wayland-text-input-version': /^\d$/,
}

const NEEDED_ON: Partial<Record<NodeJS.Platform, Record<string, RegExp>>> = {
  // An AppImage starts itself so, always or where the system forbids user namespaces: Chromium has no sandbox there then.
  linux: { 'no-sandbox': BARE },
}

/**
 * The first switch of a command line that an installed app does not take, by name; null when there is none. Chromium and
 * Electron know hundreds of switches, and many open a door: to the pages (remote-debugging-port), to what they send
 * (proxy-server, ssl-key-log-file), to programs that run in their place (renderer-cmd-prefix). So what is known to be
 * harmless is taken, and nothing else. Read as Chromium reads it (base/command_line.cc): blanks around an argument do not
 * count, one dash is as good as two, and on Windows a slash is as well and letters have no case. What follows "--" is no
 * switch to Chromium, but could be one of ours, and is read alike.
 */
export function refusedSwitch(argv: readonly string[], platform: NodeJS.Platform = PLATFORM): string | null {
  const windows = platform === 'win32'
  const prefix = windows ? /^(?:--|-|\/)/ : /^--?/
  for (const argument of argv.slice(1)) {
    const text = argument.trim()
    const [start] = prefix.exec(text) ?? []
    if (start === undefined || text === '--') continue
    const [written = '', ...rest] = text.slice(start.length).split('=')
    const name = windows ? written.toLowerCase() : written
    // Finder's number of the process.
    if (platform === 'darwin' && /^psn_[\d_]+$/.test(name)) continue
    const values = OURS.includes(name) ? ANY : (own(NEEDED_ON[platform], name) ?? own(NEEDED, name))
    if (!values?.test(rest.join('='))) return name
  }
  return null
}

const own = (table: Record<string, RegExp> | undefined, name: string) =>
  table && Object.hasOwn(table, name) ? table[name] : undefined

/**
 * What is said about such a switch. Its value is not repeated: it may be a secret. In English: this is before the app can know
 * its language, and the formatter of messages is not loaded for the sake of an icon that must be there at once.
 */
export const whyRefused = (name: string): string => app.start.refusedSwitch.replace('{name}', name)

/** Electron's one variable that a system may need: which way windows are drawn. */
const KEPT = 'ELECTRON_OZONE_PLATFORM_HINT'
/** Variables of Node, Electron and Chromium that change what is trusted, or where what is secret goes. */
const DOORS = /^(?:NODE_|ELECTRON_|CHROME_|GOOGLE_API_KEY$|SSLKEYLOGFILE$)/i

/**
 * Takes out of the environment what opens the same doors as a switch. Most of it is read when it is needed, also by the
 * processes that are started later; what acts before our first line is fused off (electron-builder.yml) or, as the
 * sandbox, can be had by a switch as well.
 */
export function closeEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) if (DOORS.test(name) && name.toUpperCase() !== KEPT) delete env[name]
}
