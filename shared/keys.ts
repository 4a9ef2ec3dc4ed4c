/**
 * Keys, mouse buttons and wheel tilts that can be given a job, and how a setting writes them: `F9`, `RightCtrl`, `Ctrl+Alt+K`,
 * `Mouse4`, `WheelLeft`, `MediaPlay`. Pure: no words of any language, so that the key hook can read it.
 */

/** The systems that the app is made for; any other Unix counts as Linux. */
export type System = 'darwin' | 'win32' | 'linux'

/** Held while another key is pressed; either side counts. In the order in which they are written. */
export const MODIFIERS = ['Ctrl', 'Alt', 'Shift', 'Meta'] as const
export type Modifier = (typeof MODIFIERS)[number]

/** What a binding ends with. `tilt`: the wheel tells no end of it, so that it can only switch. */
export type InputKind = 'modifier' | 'key' | 'types' | 'media' | 'button' | 'tilt'

interface Input {
  name: string
  kind: InputKind
  /** libuiohook's virtual code (uiohook.h), or the number of a mouse button as it counts them. */
  code: number
  /** Virtual code of macOS (Events.h); NX_KEYTYPE (ev_keymap.h) of a media key. Left out where a Mac has no such key. */
  mac?: number
  /** As the XDG shortcuts specification writes it: a name of xkbcommon. Left out where it can be no shortcut of a desktop. */
  xdg?: string
}

const key = (name: string, code: number, mac?: number, xdg = name): Input => ({
  name,
  kind: 'key',
  code,
  xdg,
  ...(mac === undefined ? {} : { mac }),
})
const types = (name: string, code: number, mac: number, xdg = name): Input => ({
  ...key(name, code, mac, xdg),
  kind: 'types',
})
const media = (name: string, code: number, xdg: string, mac?: number): Input => ({
  ...key(name, code, mac, xdg),
  kind: 'media',
})
const modifier = (name: string, code: number, mac: number): Input => ({ name, kind: 'modifier', code, mac })

const LETTERS: readonly (readonly [string, number, number])[] = [
  ['A', 0x1e, 0x00],
  ['B', 0x30, 0x0b],
  ['C', 0x2e, 0x08],
  ['D', 0x20, 0x02],
  ['E', 0x12, 0x0e],
  ['F', 0x21, 0x03],
  ['G', 0x22, 0x05],
  ['H', 0x23, 0x04],
  ['I', 0x17, 0x22],
  ['J', 0x24, 0x26],
  ['K', 0x25, 0x28],
  ['L', 0x26, 0x25],
  ['M', 0x32, 0x2e],
  ['N', 0x31, 0x2d],
  ['O', 0x18, 0x1f],
  ['P', 0x19, 0x23],
  ['Q', 0x10, 0x0c],
  ['R', 0x13, 0x0f],
  ['S', 0x1f, 0x01],
  ['T', 0x14, 0x11],
  ['U', 0x16, 0x20],
  ['V', 0x2f, 0x09],
  ['W', 0x11, 0x0d],
  ['X', 0x2d, 0x07],
  ['Y', 0x15, 0x10],
  ['Z', 0x2c, 0x06],
]

/** F1 to F24; a Mac has twenty. */
const FUNCTION_CODES = [
  0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0x40, 0x41, 0x42, 0x43, 0x44, 0x57, 0x58, 0x5b, 0x5c, 0x5d, 0x63, 0x64, 0x65, 0x66,
  0x67, 0x68, 0x69, 0x6a, 0x6b,
]
const FUNCTION_MAC = [
  0x7a, 0x78, 0x63, 0x76, 0x60, 0x61, 0x62, 0x64, 0x65, 0x6d, 0x67, 0x6f, 0x69, 0x6b, 0x71, 0x6a, 0x40, 0x4f, 0x50,
  0x5a,
]
/** Digits 0 to 9 of the upper row, then of the keypad. */
const DIGIT_CODES = [0x0b, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a]
const DIGIT_MAC = [0x1d, 0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1a, 0x1c, 0x19]
const PAD_CODES = [0x52, 0x4f, 0x50, 0x51, 0x4b, 0x4c, 0x4d, 0x47, 0x48, 0x49]
const PAD_MAC = [0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5b, 0x5c]

/** Esc is not among them: it cancels. Nor are the left and right mouse buttons, nor keys that switch a state by themselves. */
export const INPUTS: readonly Input[] = [
  modifier('LeftCtrl', 0x001d, 0x3b),
  modifier('RightCtrl', 0x0e1d, 0x3e),
  modifier('LeftAlt', 0x0038, 0x3a),
  modifier('RightAlt', 0x0e38, 0x3d),
  modifier('LeftShift', 0x002a, 0x38),
  modifier('RightShift', 0x0036, 0x3c),
  modifier('LeftMeta', 0x0e5b, 0x37),
  modifier('RightMeta', 0x0e5c, 0x36),
  ...FUNCTION_CODES.map((code, at) => key(`F${at + 1}`, code, FUNCTION_MAC[at])),
  key('ScrollLock', 0x46, undefined, 'Scroll_Lock'),
  key('Pause', 0x0e45),
  key('PrintScreen', 0x0e37, undefined, 'Print'),
  key('Insert', 0x0e52, 0x72),
  key('Delete', 0x0e53, 0x75),
  key('Home', 0x0e47, 0x73),
  key('End', 0x0e4f, 0x77),
  key('PageUp', 0x0e49, 0x74, 'Page_Up'),
  key('PageDown', 0x0e51, 0x79, 'Page_Down'),
  key('Up', 0xe048, 0x7e),
  key('Down', 0xe050, 0x7d),
  key('Left', 0xe04b, 0x7b),
  key('Right', 0xe04d, 0x7c),
  key('Menu', 0x0e5d),
  types('Space', 0x39, 0x31, 'space'),
  types('Tab', 0x0f, 0x30),
  types('Enter', 0x1c, 0x24, 'Return'),
  types('Backspace', 0x0e, 0x33, 'BackSpace'),
  ...LETTERS.map(([name, code, mac]) => types(name, code, mac, name.toLowerCase())),
  ...DIGIT_CODES.map((code, digit) => types(String(digit), code, DIGIT_MAC[digit] ?? 0)),
  types('Backquote', 0x29, 0x32, 'grave'),
  types('Minus', 0x0c, 0x1b, 'minus'),
  types('Equals', 0x0d, 0x18, 'equal'),
  types('BracketLeft', 0x1a, 0x21, 'bracketleft'),
  types('BracketRight', 0x1b, 0x1e, 'bracketright'),
  types('Backslash', 0x2b, 0x2a, 'backslash'),
  types('Semicolon', 0x27, 0x29, 'semicolon'),
  types('Quote', 0x28, 0x27, 'apostrophe'),
  types('Comma', 0x33, 0x2b, 'comma'),
  types('Period', 0x34, 0x2f, 'period'),
  types('Slash', 0x35, 0x2c, 'slash'),
  ...PAD_CODES.map((code, digit) => types(`Num${digit}`, code, PAD_MAC[digit] ?? 0, `KP_${digit}`)),
  types('NumAdd', 0x4e, 0x45, 'KP_Add'),
  types('NumSubtract', 0x4a, 0x4e, 'KP_Subtract'),
  types('NumMultiply', 0x37, 0x43, 'KP_Multiply'),
  types('NumDivide', 0x0e35, 0x4b, 'KP_Divide'),
  types('NumEnter', 0x0e1c, 0x4c, 'KP_Enter'),
  media('MediaPlay', 0xe022, 'XF86AudioPlay', 16),
  media('MediaNext', 0xe019, 'XF86AudioNext', 17),
  media('MediaPrevious', 0xe010, 'XF86AudioPrev', 18),
  media('MediaStop', 0xe024, 'XF86AudioStop'),
  media('VolumeUp', 0xe030, 'XF86AudioRaiseVolume', 0),
  media('VolumeDown', 0xe02e, 'XF86AudioLowerVolume', 1),
  media('VolumeMute', 0xe020, 'XF86AudioMute', 7),
  { name: 'Mouse3', kind: 'button', code: 3, mac: 3 },
  { name: 'Mouse4', kind: 'button', code: 4, mac: 4 },
  { name: 'Mouse5', kind: 'button', code: 5, mac: 5 },
  { name: 'WheelLeft', kind: 'tilt', code: -1 },
  { name: 'WheelRight', kind: 'tilt', code: 1 },
]

export const ESCAPE = 0x0001

export interface Binding {
  /** Exactly these are held meanwhile. Empty for a modifier alone. */
  modifiers: readonly Modifier[]
  /** A name of `INPUTS`. */
  input: string
}

const BY_NAME = new Map(INPUTS.map((input) => [input.name, input]))
const BY_SMALL_NAME = new Map(INPUTS.map((input) => [input.name.toLowerCase(), input]))
const byCode = (kinds: readonly InputKind[]) =>
  new Map(INPUTS.filter(({ kind }) => kinds.includes(kind)).map(({ code, name }) => [code, name]))
const KEY_NAMES = byCode(['modifier', 'key', 'types', 'media'])
const BUTTON_NAMES = byCode(['button'])

/** What other systems call a modifier. */
const ALIASES: Record<string, Modifier> = {
  ctrl: 'Ctrl',
  control: 'Ctrl',
  alt: 'Alt',
  option: 'Alt',
  shift: 'Shift',
  meta: 'Meta',
  cmd: 'Meta',
  command: 'Meta',
  win: 'Meta',
  super: 'Meta',
}

/** Name of the key with this code of libuiohook; null when it is none that can be told from others. */
export const keyName = (code: number): string | null => KEY_NAMES.get(code) ?? null
/** Name of the mouse button that libuiohook numbers so; null for the left and the right one, which are for clicking. */
export const buttonName = (button: number): string | null => BUTTON_NAMES.get(button) ?? null
export const inputOf = (name: string): Input | null => BY_NAME.get(name) ?? null

/** Which modifier a key is, where it is one. */
export const modifierOf = (name: string): Modifier | null =>
  BY_NAME.get(name)?.kind === 'modifier' ? (MODIFIERS.find((it) => name.endsWith(it)) ?? null) : null

/** Reads a binding, whatever its case and order; null when it is none. */
export function parseBinding(text: string): Binding | null {
  const parts = text.split('+').map((part) => part.trim().toLowerCase())
  const input = BY_SMALL_NAME.get(parts.pop() ?? '')
  const held = parts.map((part) => ALIASES[part])
  if (input === undefined || held.some((it) => it === undefined) || new Set(held).size !== held.length) return null
  // A modifier with another one held is the beginning of a thousand shortcuts.
  if (input.kind === 'modifier' && held.length > 0) return null
  return { modifiers: MODIFIERS.filter((it) => held.includes(it)), input: input.name }
}

export const printBinding = ({ modifiers, input }: Binding): string => [...modifiers, input].join('+')

/** Whether a press of one would be a press of the other, too. */
export const sameBinding = (one: Binding, other: Binding): boolean => printBinding(one) === printBinding(other)
