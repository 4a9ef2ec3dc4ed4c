import { globalShortcut } from 'electron'
import { TOGGLE_ACCELERATOR } from '../../shared/hotkeys'
import { wallClock } from '../../shared/wall-clock'
import type { KeyListener, KeySource } from './key-source'

/** `globalShortcut` has no key-up: pressing once begins, pressing again ends. null when another program has the shortcut. */
export function createToggleSource(listener: KeyListener): KeySource | null {
  const registered = globalShortcut.register(TOGGLE_ACCELERATOR, () => listener.toggle(wallClock()))
  if (!registered) return null
  return { kind: 'toggle', watch: () => {}, stop: () => globalShortcut.unregister(TOGGLE_ACCELERATOR) }
}
