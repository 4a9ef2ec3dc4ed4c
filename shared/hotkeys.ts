/**
 * Keys that can be held to talk. Only keys that print nothing: the hook can't swallow a key, so a letter would be typed
 * into the window in front.
 */
export interface Hotkey {
  id: string
  label: string
  /** libuiohook's virtual code. */
  code: number
  /** As the XDG shortcuts specification writes it; it has no modifier alone. */
  xdg: string
}

/** Where a lone modifier can't be a shortcut. */
const XDG_CHORD = 'CTRL+ALT+space'

export const HOTKEYS: readonly Hotkey[] = [
  { id: 'right-ctrl', label: 'Right Ctrl', code: 0x0e1d, xdg: XDG_CHORD },
  { id: 'right-alt', label: 'Right Alt / Option', code: 0x0e38, xdg: XDG_CHORD },
  { id: 'right-shift', label: 'Right Shift', code: 0x0036, xdg: XDG_CHORD },
  { id: 'f8', label: 'F8', code: 0x0042, xdg: 'F8' },
  { id: 'f9', label: 'F9', code: 0x0043, xdg: 'F9' },
  { id: 'f13', label: 'F13', code: 0x005b, xdg: 'F13' },
  { id: 'scroll-lock', label: 'Scroll Lock', code: 0x0046, xdg: 'Scroll_Lock' },
]

/** Toggles listening where a key-up can't be seen: `globalShortcut` has none, and takes no lone modifier. */
export const TOGGLE_ACCELERATOR = 'CommandOrControl+Alt+Space'

/** The key of a setting, or the platform's default: right Option on macOS (right Ctrl is missing there), else right Ctrl. */
export function hotkeyFor(id: string | null, platform: string): Hotkey {
  const wanted = id ?? (platform === 'darwin' ? 'right-alt' : 'right-ctrl')
  const found = HOTKEYS.find((key) => key.id === wanted) ?? HOTKEYS[0]
  if (!found) throw new Error('HOTKEYS is empty')
  return found
}
