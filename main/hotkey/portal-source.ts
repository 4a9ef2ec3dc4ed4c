import type { Hotkey } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { safeLine } from '../../shared/safe-text'
import { wallClock } from '../../shared/wall-clock'
import type { KeyListener, KeySource } from './key-source'
import { bindShortcut, type PortalProblem } from './portal'

/** What lived this long was sound: the desktop's part was replaced (an update, a crash), and is asked again. */
const SOUND_LIFE_MS = 60_000
/** Characters of what a desktop calls a key. */
const LONGEST = 40

/**
 * Key-down and key-up from the desktop itself (Wayland, ARM Linux). Which key it is the desktop says; `key` is a wish that
 * counts the first time only.
 */
export function createPortalSource(key: Hotkey, listener: KeyListener): KeySource {
  let stopped = false
  let end = () => {}

  const ready = (label: string | null) => listener.ready(label === null ? null : safeLine(label, LONGEST))

  const bind = async () => {
    try {
      const shortcut = await bindShortcut(
        { id: 'talk', description: t('hotkey.shortcut'), wanted: key.xdg },
        { down: () => listener.down(wallClock()), up: () => listener.up(wallClock()), key: ready, closed },
      )
      end = shortcut.end
      if (stopped) return end()
      boundAt = performance.now()
      ready(shortcut.key)
    } catch (error) {
      if (!stopped) listener.dead((error as PortalProblem).message)
    }
  }
  let boundAt = 0

  const closed = () => {
    // The up that ends a hold may never be told: nobody knows whether the finger is still there.
    listener.lost(t('hotkey.ended.desktopTookBack'))
    if (performance.now() - boundAt >= SOUND_LIFE_MS) void bind()
    else listener.dead(t('hotkey.problem.desktopTookBack'))
  }

  void bind()
  return {
    kind: 'portal',
    // A key is bound once for a session, and the desktop remembers what the trader chose there.
    watch: () => {},
    stop() {
      stopped = true
      end()
    },
  }
}
