import { t } from './i18n'
import { type Binding, inputOf, MODIFIERS, type Modifier, parseBinding, printBinding, type System } from './keys'

/** What a binding is called, and what should be known before it is chosen. */

/** Inputs that a language has a word for. All others are written on the key as they are named. */
const WORDS: Record<string, () => string> = {
  LeftCtrl: () => t('hotkey.key.leftCtrl'),
  RightCtrl: () => t('hotkey.key.rightCtrl'),
  LeftAlt: () => t('hotkey.key.leftAlt'),
  RightAlt: () => t('hotkey.key.rightAlt'),
  LeftShift: () => t('hotkey.key.leftShift'),
  RightShift: () => t('hotkey.key.rightShift'),
  LeftMeta: () => t('hotkey.key.leftSuper'),
  RightMeta: () => t('hotkey.key.rightSuper'),
  ScrollLock: () => t('hotkey.key.scrollLock'),
  Pause: () => t('hotkey.key.pause'),
  PrintScreen: () => t('hotkey.key.printScreen'),
  Insert: () => t('hotkey.key.insert'),
  Delete: () => t('hotkey.key.delete'),
  Home: () => t('hotkey.key.home'),
  End: () => t('hotkey.key.end'),
  PageUp: () => t('hotkey.key.pageUp'),
  PageDown: () => t('hotkey.key.pageDown'),
  Menu: () => t('hotkey.key.menu'),
  Space: () => t('hotkey.key.space'),
  Tab: () => t('hotkey.key.tab'),
  Enter: () => t('hotkey.key.enter'),
  Backspace: () => t('hotkey.key.backspace'),
  NumEnter: () => t('hotkey.key.pad', { key: t('hotkey.key.enter') }),
  MediaPlay: () => t('hotkey.key.mediaPlay'),
  MediaNext: () => t('hotkey.key.mediaNext'),
  MediaPrevious: () => t('hotkey.key.mediaPrevious'),
  MediaStop: () => t('hotkey.key.mediaStop'),
  VolumeUp: () => t('hotkey.key.volumeUp'),
  VolumeDown: () => t('hotkey.key.volumeDown'),
  VolumeMute: () => t('hotkey.key.volumeMute'),
  Mouse3: () => t('hotkey.key.middleButton'),
  Mouse4: () => t('hotkey.key.button', { n: 4 }),
  Mouse5: () => t('hotkey.key.button', { n: 5 }),
  WheelLeft: () => t('hotkey.key.wheelLeft'),
  WheelRight: () => t('hotkey.key.wheelRight'),
}
const MAC_WORDS: Record<string, () => string> = {
  LeftCtrl: () => t('hotkey.key.leftControl'),
  RightCtrl: () => t('hotkey.key.rightControl'),
  LeftAlt: () => t('hotkey.key.leftOption'),
  RightAlt: () => t('hotkey.key.rightOption'),
  LeftMeta: () => t('hotkey.key.leftCommand'),
  RightMeta: () => t('hotkey.key.rightCommand'),
}
const WINDOWS_WORDS: Record<string, () => string> = {
  LeftMeta: () => t('hotkey.key.leftWin'),
  RightMeta: () => t('hotkey.key.rightWin'),
}
const OF_SYSTEM: Partial<Record<System, typeof WORDS>> = { darwin: MAC_WORDS, win32: WINDOWS_WORDS }

/** As it stands on the key in any language. */
const SIGNS: Record<string, string> = {
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  Backquote: '`',
  Minus: '-',
  Equals: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: '’',
  Comma: ',',
  Period: '.',
  Slash: '/',
}
const PAD_SIGNS: Record<string, string> = { NumAdd: '+', NumSubtract: '−', NumMultiply: '×', NumDivide: '÷' }

const MODIFIER_WORDS: Record<Modifier, (system: System) => string> = {
  Ctrl: (system) => t(system === 'darwin' ? 'hotkey.modifier.control' : 'hotkey.modifier.ctrl'),
  Alt: (system) => t(system === 'darwin' ? 'hotkey.modifier.option' : 'hotkey.modifier.alt'),
  Shift: () => t('hotkey.modifier.shift'),
  Meta: (system) =>
    t(
      system === 'darwin'
        ? 'hotkey.modifier.command'
        : system === 'win32'
          ? 'hotkey.modifier.win'
          : 'hotkey.modifier.super',
    ),
}

function inputLabel(name: string, system: System): string {
  const word = OF_SYSTEM[system]?.[name] ?? WORDS[name]
  if (word !== undefined) return word()
  if (SIGNS[name] !== undefined) return SIGNS[name]
  const pad = PAD_SIGNS[name] ?? /^Num(\d)$/.exec(name)?.[1]
  return pad === undefined ? name : t('hotkey.key.pad', { key: pad })
}

/** As this system writes it: `Ctrl+Alt+K`, `Control-Option-K`. */
export const bindingLabel = ({ modifiers, input }: Binding, system: System): string =>
  [...modifiers.map((modifier) => MODIFIER_WORDS[modifier](system)), inputLabel(input, system)].join(
    system === 'darwin' ? '-' : '+',
  )

/** Keys that libuiohook's table for evdev gives no code (x11/input_helper.c). */
const DEAF_ON_LINUX: readonly string[] = ['MediaPlay', 'MediaNext', 'MediaPrevious', 'MediaStop']

/** Whether the app hears it there at all, where it may hear keys. */
export function isHeard({ input }: Binding, system: System): boolean {
  if (system === 'darwin') return inputOf(input)?.mac !== undefined
  return system !== 'linux' || !DEAF_ON_LINUX.includes(input)
}

/** What the systems and their usual desktops keep for themselves. */
const TAKEN: Record<System, readonly string[]> = {
  // Apple, "Mac keyboard shortcuts".
  darwin: [
    'Meta+Space',
    'Alt+Meta+Space',
    'Ctrl+Space',
    'Ctrl+Alt+Space',
    'Meta+Tab',
    'Meta+Q',
    'Meta+H',
    'Meta+M',
    'Meta+Backquote',
    'Ctrl+Meta+Q',
    'Shift+Meta+3',
    'Shift+Meta+4',
    'Shift+Meta+5',
    'Ctrl+Up',
    'Ctrl+Down',
    'Ctrl+Left',
    'Ctrl+Right',
    'F11',
    'Ctrl+F2',
    'Ctrl+F3',
  ],
  // Microsoft, "Keyboard shortcuts in Windows".
  win32: [
    'Ctrl+Alt+Delete',
    'Alt+Tab',
    'Alt+F4',
    'Alt+Space',
    'Ctrl+Shift+Enter',
    'PrintScreen',
    'Meta+D',
    'Meta+E',
    'Meta+L',
    'Meta+R',
    'Meta+S',
    'Meta+Tab',
    'Meta+Space',
    'Meta+V',
    'Meta+Shift+S',
    'F12',
  ],
  // The defaults that GNOME and KDE Plasma share, and the switch to a console.
  linux: [
    'Alt+Tab',
    'Alt+F4',
    'Alt+F2',
    'Alt+Space',
    'PrintScreen',
    'Meta+L',
    'Meta+Space',
    'Meta+Tab',
    'Ctrl+Alt+Delete',
    'Ctrl+Alt+T',
    'Ctrl+Alt+L',
    ...Array.from({ length: 12 }, (_, at) => `Ctrl+Alt+F${at + 1}`),
  ],
}
const takenOn = (system: System) => TAKEN[system].flatMap((text) => parseBinding(text) ?? []).map(printBinding)

/** Those of AltGr: it types the third sign of a key. */
const ALT_GR: readonly Modifier[] = ['Ctrl', 'Alt']

/** What the trader should know before choosing it there: sentences, the most important first. */
export function bindingWarnings(binding: Binding, system: System): string[] {
  const { modifiers, input } = binding
  const kind = inputOf(input)?.kind
  const label = bindingLabel(binding, system)
  const warnings: string[] = []
  if (!isHeard(binding, system)) warnings.push(t('hotkey.warning.unheard', { key: label }))
  if (takenOn(system).includes(printBinding(binding))) warnings.push(t('hotkey.warning.taken', { key: label }))
  if (kind === 'types' && modifiers.every((it) => it === 'Shift'))
    warnings.push(t('hotkey.warning.types', { key: label }))
  if (kind === 'types' && system !== 'darwin' && ALT_GR.every((it) => modifiers.includes(it)))
    warnings.push(t('hotkey.warning.altGr'))
  if (kind === 'types' && system === 'darwin' && modifiers.includes('Alt') && !modifiers.includes('Meta'))
    warnings.push(t('hotkey.warning.optionTypes'))
  if (input === 'RightAlt' && system !== 'darwin')
    warnings.push(t(system === 'win32' ? 'hotkey.note.altGrMenu' : 'hotkey.note.altGr'))
  if (input.endsWith('Meta') && modifiers.length === 0 && system !== 'darwin')
    warnings.push(t('hotkey.warning.startMenu'))
  if (input === 'LeftAlt' && system !== 'darwin') warnings.push(t('hotkey.warning.menuBar'))
  if (input === 'RightShift' && system === 'win32') warnings.push(t('hotkey.note.filterKeys'))
  if (input === 'ScrollLock' && system === 'win32') warnings.push(t('hotkey.note.scrollLock'))
  if (kind === 'media') warnings.push(t('hotkey.warning.media'))
  if (kind === 'button') warnings.push(t('hotkey.warning.button'))
  if (kind === 'tilt') warnings.push(t('hotkey.warning.tilt'))
  if (system === 'darwin' && /^F\d+$/.test(input) && Number(input.slice(1)) <= 12)
    warnings.push(t('hotkey.note.mediaKey'))
  if (system === 'darwin' && (kind === 'key' || kind === 'types')) warnings.push(t('hotkey.warning.secureInput'))
  return warnings
}

/** As the XDG shortcuts specification writes it; null for what can be no shortcut of a desktop. */
export function bindingXdg({ modifiers, input }: Binding): string | null {
  const xdg = inputOf(input)?.xdg
  if (xdg === undefined) return null
  return [...modifiers.map((it) => (it === 'Meta' ? 'LOGO' : it.toUpperCase())), xdg].join('+')
}

/** What Electron calls the ends of accelerators that it calls otherwise; all others go by their names. */
const ACCELERATORS: Record<string, string> = {
  NumAdd: 'numadd',
  NumSubtract: 'numsub',
  NumMultiply: 'nummult',
  NumDivide: 'numdiv',
  MediaPlay: 'MediaPlayPause',
  MediaNext: 'MediaNextTrack',
  MediaPrevious: 'MediaPreviousTrack',
  ...SIGNS,
  Up: 'Up',
  Down: 'Down',
  Left: 'Left',
  Right: 'Right',
  Quote: "'",
}
const NO_ACCELERATORS: readonly string[] = ['Pause', 'Menu', 'NumEnter']

/** As Electron's `globalShortcut` takes it; null for what it can't hear, and for what would no longer be typed. */
export function bindingAccelerator({ modifiers, input }: Binding): string | null {
  const kind = inputOf(input)?.kind
  const isKey = kind === 'key' || kind === 'media' || (kind === 'types' && modifiers.some((it) => it !== 'Shift'))
  if (!isKey || NO_ACCELERATORS.includes(input)) return null
  const end = ACCELERATORS[input] ?? input.replace(/^Num(\d)$/, 'num$1').replace('ScrollLock', 'Scrolllock')
  return [...MODIFIERS.filter((it) => modifiers.includes(it)).map((it) => (it === 'Ctrl' ? 'Control' : it)), end].join(
    '+',
  )
}
