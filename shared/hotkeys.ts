/**
 * Keys that can be held to talk. Only keys that print nothing: the hook can't swallow a key, so a letter would be typed
 * into the window in front. `code` is libuiohook's virtual code.
 */
export interface Hotkey {
  id: string
  label: string
  code: number
}

export const HOTKEYS: readonly Hotkey[] = [
  { id: 'right-ctrl', label: 'Right Ctrl', code: 0x0e1d },
  { id: 'right-alt', label: 'Right Alt / Option', code: 0x0e38 },
  { id: 'right-shift', label: 'Right Shift', code: 0x0036 },
  { id: 'f8', label: 'F8', code: 0x0042 },
  { id: 'f9', label: 'F9', code: 0x0043 },
  { id: 'f13', label: 'F13', code: 0x005b },
  { id: 'scroll-lock', label: 'Scroll Lock', code: 0x0046 },
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
