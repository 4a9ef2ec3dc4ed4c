import { bindingLabel, bindingWarnings, bindingXdg, isHeard } from './binding-words'
import { t } from './i18n'
import { type Binding, inputOf, parseBinding, type System, sameBinding } from './keys'

export type { System }

/** What Node calls the platform, as one of ours. */
export const systemOf = (platform: string): System =>
  platform === 'darwin' || platform === 'win32' ? platform : 'linux'

/**
 * Keys that can be held to talk. Only keys that print nothing: the hook can't swallow a key, so a letter would be typed
 * into the window in front.
 */
interface Entry {
  id: string
  /** Its name in `INPUTS`. */
  input: string
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
  binding: Binding
  label: string
  note: string | null
  /** macOS hides other keys from every program while a password is typed. */
  isModifier: boolean
}

/** Where a lone modifier can't be a shortcut. */
export const XDG_CHORD = 'CTRL+ALT+space'

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
    input: 'RightCtrl',
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
    input: 'RightAlt',
    labels: { darwin: () => t('hotkey.key.rightOption'), win32: rightAlt, linux: rightAlt },
    code: 0x0e38,
    xdg: XDG_CHORD,
    notes: { win32: () => t('hotkey.note.altGrMenu'), linux: () => t('hotkey.note.altGr') },
  },
  {
    id: 'right-cmd',
    input: 'RightMeta',
    labels: { darwin: () => t('hotkey.key.rightCommand') },
    code: 0x0e5c,
    xdg: XDG_CHORD,
  },
  {
    id: 'right-shift',
    input: 'RightShift',
    labels: same(() => t('hotkey.key.rightShift')),
    code: 0x0036,
    xdg: XDG_CHORD,
    notes: {
      win32: () => t('hotkey.note.filterKeys'),
    },
  },
  { id: 'f8', input: 'F8', labels: functionKey('F8'), code: 0x0042, xdg: 'F8', notes: { darwin: mediaKey } },
  { id: 'f9', input: 'F9', labels: functionKey('F9'), code: 0x0043, xdg: 'F9', notes: { darwin: mediaKey } },
  { id: 'f13', input: 'F13', labels: functionKey('F13'), code: 0x005b, xdg: 'F13' },
  // On macOS it is F14, and no key of its own.
  {
    id: 'scroll-lock',
    input: 'ScrollLock',
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
  return HOTKEYS.flatMap(({ id, input, labels, code, xdg, notes }) => {
    const label = labels[system]
    return label === undefined
      ? []
      : [
          {
            id,
            binding: { modifiers: [], input },
            label: label(),
            code,
            xdg,
            note: notes?.[system]?.() ?? null,
            isModifier: id.startsWith('right-'),
          },
        ]
  })
}

/** A key, button or chord that is none of those above, as a setting writes it; null where this system lacks it. */
function ownHotkey(id: string, platform: string): Hotkey | null {
  const system = systemOf(platform)
  const binding = parseBinding(id)
  const input = inputOf(binding?.input ?? '')
  if (binding === null || input === null || !isHeard(binding, system)) return null
  return {
    id,
    binding,
    label: bindingLabel(binding, system),
    code: input.code,
    xdg: bindingXdg(binding) ?? XDG_CHORD,
    note: bindingWarnings(binding, system)[0] ?? null,
    isModifier: input.kind === 'modifier',
  }
}

/** Whether a setting may name it: one of the keys above, or a binding. */
export const isHotkey = (id: string): boolean => HOTKEYS.some((key) => key.id === id) || parseBinding(id) !== null

/**
 * The key of a setting; where that is none, or one that this system lacks, the system's default: right Option on macOS
 * (its laptops have no right Control), else right Ctrl.
 */
export function hotkeyFor(id: string | null, platform: string): Hotkey {
  const offered = hotkeysOf(platform)
  const usual = platform === 'darwin' ? 'right-alt' : 'right-ctrl'
  const own = id === null || HOTKEYS.some((key) => key.id === id) ? null : ownHotkey(id, platform)
  const found = own ?? offered.find((key) => key.id === id) ?? offered.find((key) => key.id === usual)
  if (!found) throw new Error('every system has its default')
  return found
}

/** What a key can do. */
export const KEY_ACTIONS = ['talk', 'handsFree', 'panic', 'panel'] as const
export type KeyAction = (typeof KEY_ACTIONS)[number]
/** Those that no key does unless the trader gives it one. */
export type OtherAction = Exclude<KeyAction, 'talk'>

/** Settings that name keys. */
export interface ChosenKeys {
  hotkey: string | null
  bindings: Record<OtherAction, string | null>
}

/** What each action has for a key, as far as this system has it. */
export function bindingsOf(
  { hotkey, bindings }: ChosenKeys,
  platform: string,
): { action: KeyAction; binding: Binding }[] {
  const others = KEY_ACTIONS.flatMap((action) => {
    const text = action === 'talk' ? null : bindings[action]
    const binding = text === null ? null : parseBinding(text)
    return binding !== null && isHeard(binding, systemOf(platform)) ? [{ action, binding }] : []
  })
  return [{ action: 'talk', binding: hotkeyFor(hotkey, platform).binding }, ...others]
}

/** Which other action has this key already; null when none has. */
export const usedBy = (binding: Binding, action: KeyAction, chosen: ChosenKeys, platform: string): KeyAction | null =>
  bindingsOf(chosen, platform).find((it) => it.action !== action && sameBinding(it.binding, binding))?.action ?? null

/** Why these keys can't be chosen together, in one sentence; null when they can. */
export function keyClash(chosen: ChosenKeys, platform: string): string | null {
  for (const { action, binding } of bindingsOf(chosen, platform)) {
    const other = usedBy(binding, action, chosen, platform)
    if (other !== null)
      return t('hotkey.clash', {
        key: bindingLabel(binding, systemOf(platform)),
        action: t(`hotkey.action.${other}`),
      })
  }
  return null
}
