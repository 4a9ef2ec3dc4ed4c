import { globalShortcut } from 'electron'
import { toggleAccelerator } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { wallClock } from '../../shared/wall-clock'
import type { DisplayServer } from '../app/display-server'
import type { KeyListener, KeySource } from './key-source'

interface Toggle {
  /** null where there is no toggle. */
  source: KeySource | null
  /** Why there is none, in one sentence; null where what is known already says it. */
  problem: string | null
}

/**
 * `globalShortcut` has no key-up: pressing once begins, pressing again ends.
 *
 * Wayland delivers shortcuts by its portal alone, which has been asked before. There `register` still says true, for XWayland
 * or for a portal that does not exist (electron/electron#52218), and the key never comes: it is not even tried.
 */
export function createToggleSource(listener: KeyListener, display: DisplayServer, platform: NodeJS.Platform): Toggle {
  const label = toggleLabel(platform)
  const accelerator = toggleAccelerator(platform)
  if (display === 'wayland' || display === 'none') return { source: null, problem: null }
  try {
    if (!globalShortcut.register(accelerator, () => listener.toggle(wallClock())))
      return { source: null, problem: t('hotkey.problem.taken', { keys: label }) }
  } catch {
    return { source: null, problem: t('hotkey.problem.notSet', { keys: label }) }
  }
  return {
    source: { kind: 'toggle', watch: () => {}, stop: () => globalShortcut.unregister(accelerator) },
    problem: null,
  }
}

/** The toggle as this system writes it. */
export const toggleLabel = (platform: NodeJS.Platform) =>
  platform === 'darwin'
    ? toggleAccelerator(platform).replaceAll('+', '-')
    : toggleAccelerator(platform).replace('Control', 'Ctrl')
