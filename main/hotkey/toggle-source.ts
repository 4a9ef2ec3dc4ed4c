import { globalShortcut } from 'electron'
import { bindingAccelerator } from '../../shared/binding-words'
import { toggleAccelerator } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { wallClock } from '../../shared/wall-clock'
import type { DisplayServer } from '../app/display-server'
import type { KeyListener, KeySource } from './key-source'
import type { Watched } from './key-watch'

interface Toggle {
  /** null where there is no toggle. */
  source: KeySource | null
  /** Why there is none, in one sentence; null where what is known already says it. */
  problem: string | null
}

/**
 * `globalShortcut` has no key-up: pressing once begins, pressing again ends. What other keys do needs none: they are set, too,
 * as far as it can hear them and nobody else has them.
 *
 * Wayland delivers shortcuts by its portal alone, which has been asked before. There `register` still says true, for XWayland
 * or for a portal that does not exist (electron/electron#52218), and the key never comes: it is not even tried.
 */
export function createToggleSource(
  keys: readonly Watched[],
  listener: KeyListener,
  display: DisplayServer,
  platform: NodeJS.Platform,
): Toggle {
  const label = toggleLabel(platform)
  const accelerator = toggleAccelerator(platform)
  if (display === 'wayland' || display === 'none') return { source: null, problem: null }
  try {
    if (!globalShortcut.register(accelerator, () => listener.toggle(wallClock())))
      return { source: null, problem: t('hotkey.problem.taken', { keys: label }) }
  } catch {
    return { source: null, problem: t('hotkey.problem.notSet', { keys: label }) }
  }
  let others: string[] = []
  const drop = () => {
    for (const other of others) globalShortcut.unregister(other)
    others = []
  }
  const watch = (watched: readonly Watched[]) => {
    drop()
    for (const { action, binding } of watched) {
      const other = action === 'talk' ? null : bindingAccelerator(binding)
      if (action === 'talk' || other === null || other === accelerator) continue
      if (isSet(other, () => listener.action(action, wallClock()))) others.push(other)
    }
  }
  watch(keys)
  return {
    source: {
      kind: 'toggle',
      watch,
      stop() {
        drop()
        globalShortcut.unregister(accelerator)
      },
    },
    problem: null,
  }
}

/** One that the system does not know, or that another app has, is not set. */
const isSet = (accelerator: string, act: () => void): boolean => {
  try {
    return globalShortcut.register(accelerator, act)
  } catch {
    return false
  }
}

/** The toggle as this system writes it. */
export const toggleLabel = (platform: NodeJS.Platform) =>
  platform === 'darwin'
    ? toggleAccelerator(platform).replaceAll('+', '-')
    : toggleAccelerator(platform).replace('Control', 'Ctrl')
