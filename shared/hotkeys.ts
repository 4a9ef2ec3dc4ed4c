/** The systems that the app is made for; any other Unix counts as Linux. */
export type System = 'darwin' | 'win32' | 'linux'

/** What Node calls the platform, as one of ours. */
export const systemOf = (platform: string): System =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux'

/**
 * Keys that can be held to talk. Only keys that print nothing: the hook can't swallow a key, so a letter would be typed
 * into the window in front.
 */
interface Entry {
  id: string
  /** As each system writes it on its keyboards and in its settings; left out where the key is missing or never heard. */
  labels: Partial<Record<System, string>>
  /** libuiohook's virtual code. */
  code: number
  /** As the XDG shortcuts specification writes it; it has no modifier alone. */
  xdg: string
  /** What the trader should know before choosing it there: one sentence. */
  notes?: Partial<Record<System, string>>
}

export interface Hotkey extends Pick<Entry, 'id' | 'code' | 'xdg'> {
  label: string
  note: string | null
  /** macOS hides other keys from every program while a password is typed. */
  isModifier: boolean
}

/** Where a lone modifier can't be a shortcut. */
const XDG_CHORD = 'CTRL+ALT+space'

const same = (label: string) => ({ darwin: label, win32: label, linux: label })
const MEDIA_KEY =
  'On a Mac keyboard, hold Fn with it, or use F1, F2, etc. as standard function keys (Keyboard settings).'
const ALTGR = 'On many keyboards this key is AltGr, which types characters together with other keys.'

/** Every key that a setting may name, on any system. */
export const HOTKEYS: readonly Entry[] = [
  {
    id: 'right-ctrl',
    labels: { darwin: 'Right Control', win32: 'Right Ctrl', linux: 'Right Ctrl' },
    code: 0x0e1d,
    xdg: XDG_CHORD,
    notes: {
      darwin: 'Apple’s laptop keyboards have no Right Control.',
      win32: 'If your keyboard has a Copilot key in place of Right Ctrl, choose another key.',
    },
  },
  {
    id: 'right-alt',
    labels: { darwin: 'Right Option', win32: 'Right Alt', linux: 'Right Alt' },
    code: 0x0e38,
    xdg: XDG_CHORD,
    notes: { win32: `${ALTGR} Pressed alone, it can open the menu of the window in front.`, linux: ALTGR },
  },
  { id: 'right-cmd', labels: { darwin: 'Right Command' }, code: 0x0e5c, xdg: XDG_CHORD },
  {
    id: 'right-shift',
    labels: same('Right Shift'),
    code: 0x0036,
    xdg: XDG_CHORD,
    notes: {
      win32:
        'Windows offers Filter Keys when you hold it for eight seconds: switch that shortcut off in Settings, Accessibility, Keyboard.',
    },
  },
  { id: 'f8', labels: same('F8'), code: 0x0042, xdg: 'F8', notes: { darwin: MEDIA_KEY } },
  { id: 'f9', labels: same('F9'), code: 0x0043, xdg: 'F9', notes: { darwin: MEDIA_KEY } },
  { id: 'f13', labels: same('F13'), code: 0x005b, xdg: 'F13' },
  // On macOS it is F14, and no key of its own.
  {
    id: 'scroll-lock',
    labels: { win32: 'Scroll Lock', linux: 'Scroll Lock' },
    code: 0x0046,
    xdg: 'Scroll_Lock',
    notes: { win32: 'Each press also switches Scroll Lock, which changes what the arrow keys do in Excel.' },
  },
]

/**
 * Toggles listening where a key-up can't be seen: `globalShortcut` has none, and takes no lone modifier. macOS has Command and
 * Option with the space bar for itself (Finder's search), and Control and Option for the next keyboard layout.
 */
export const toggleAccelerator = (platform: string): string =>
  platform === 'darwin' ? 'Control+Shift+Space' : 'Control+Alt+Space'

/** The keys that this system has, by the names that it uses. */
export function hotkeysOf(platform: string): Hotkey[] {
  const system = systemOf(platform)
  return HOTKEYS.flatMap(({ id, labels, code, xdg, notes }) => {
    const label = labels[system]
    return label === undefined
      ? []
      : [{ id, label, code, xdg, note: notes?.[system] ?? null, isModifier: id.startsWith('right-') }]
  })
}

/**
 * The key of a setting; where that is none, or one that this system lacks, the system's default: right Option on macOS
 * (its laptops have no right Control), else right Ctrl.
 */
export function hotkeyFor(id: string | null, platform: string): Hotkey {
  const offered = hotkeysOf(platform)
  const usual = platform === 'darwin' ? 'right-alt' : 'right-ctrl'
  const found = offered.find((key) => key.id === id) ?? offered.find((key) => key.id === usual)
  if (!found) throw new Error('every system has its default')
  return found
}
