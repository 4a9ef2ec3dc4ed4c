import { t } from './i18n'

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
  labels: Partial<Record<System, () => string>>
  /** libuiohook's virtual code. */
  code: number
  /** As the XDG shortcuts specification writes it; it has no modifier alone. */
  xdg: string
  /** What the trader should know before choosing it there: one sentence. */
  notes?: Partial<Record<System, () => string>>
}

export interface Hotkey extends Pick<Entry, 'id' | 'code' | 'xdg'> {
  label: string
  note: string | null
  /** macOS hides other keys from every program while a password is typed. */
  isModifier: boolean
}

/** Where a lone modifier can't be a shortcut. */
const XDG_CHORD = 'CTRL+ALT+space'

const same = (label: () => string) => ({ darwin: label, win32: label, linux: label })
/** Function keys are called alike in every language. */
const functionKey = (label: string) => same(() => label)
const mediaKey = () => t('hotkey.note.mediaKey')
const rightCtrl = () => t('hotkey.key.rightCtrl')
const rightAlt = () => t('hotkey.key.rightAlt')
const scrollLock = () => t('hotkey.key.scrollLock')

/** Every key that a setting may name, on any system. */
export const HOTKEYS: readonly Entry[] = [
  {
    id: 'right-ctrl',
    labels: { darwin: () => t('hotkey.key.rightControl'), win32: rightCtrl, linux: rightCtrl },
    code: 0x0e1d,
    xdg: XDG_CHORD,
    notes: {
      darwin: () => t('hotkey.note.noRightControl'),
      win32: () => t('hotkey.note.copilot'),
    },
  },
  {
    id: 'right-alt',
    labels: { darwin: () => t('hotkey.key.rightOption'), win32: rightAlt, linux: rightAlt },
    code: 0x0e38,
    xdg: XDG_CHORD,
    notes: { win32: () => t('hotkey.note.altGrMenu'), linux: () => t('hotkey.note.altGr') },
  },
  { id: 'right-cmd', labels: { darwin: () => t('hotkey.key.rightCommand') }, code: 0x0e5c, xdg: XDG_CHORD },
  {
    id: 'right-shift',
    labels: same(() => t('hotkey.key.rightShift')),
    code: 0x0036,
    xdg: XDG_CHORD,
    notes: {
      win32: () => t('hotkey.note.filterKeys'),
    },
  },
  { id: 'f8', labels: functionKey('F8'), code: 0x0042, xdg: 'F8', notes: { darwin: mediaKey } },
  { id: 'f9', labels: functionKey('F9'), code: 0x0043, xdg: 'F9', notes: { darwin: mediaKey } },
  { id: 'f13', labels: functionKey('F13'), code: 0x005b, xdg: 'F13' },
  // On macOS it is F14, and no key of its own.
  {
    id: 'scroll-lock',
    labels: { win32: scrollLock, linux: scrollLock },
    code: 0x0046,
    xdg: 'Scroll_Lock',
    notes: { win32: () => t('hotkey.note.scrollLock') },
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
      : [{ id, label: label(), code, xdg, note: notes?.[system]?.() ?? null, isModifier: id.startsWith('right-') }]
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
