import { bindingXdg } from '../../shared/binding-words'
import { KEY_ACTIONS, type KeyAction, XDG_CHORD } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { safeLine } from '../../shared/safe-text'
import { wallClock } from '../../shared/wall-clock'
import type { KeyListener, KeySource } from './key-source'
import type { Watched } from './key-watch'
import { bindShortcuts, type PortalProblem, type Shortcut } from './portal'

/** What lived this long was sound: the desktop's part was replaced (an update, a crash), and is asked again. */
const SOUND_LIFE_MS = 60_000
/** What the desktop keeps the trader's choice under, from one version to the next. */
const IDS: Record<KeyAction, string> = { talk: 'talk', handsFree: 'hands-free', panic: 'panic', panel: 'panel' }
const ACTIONS = new Map(KEY_ACTIONS.map((action) => [IDS[action], action]))

/** All are offered, so that the trader can give each a key in the desktop's settings; without a wish it has none at first. */
const shortcutsFor = (keys: readonly Watched[]): Shortcut[] =>
  KEY_ACTIONS.map((action) => {
    const binding = keys.find((it) => it.action === action)?.binding
    const wish = binding === undefined ? null : bindingXdg(binding)
    return {
      id: IDS[action],
      description: action === 'talk' ? t('hotkey.shortcut') : t(`hotkey.action.${action}`),
      wanted: action === 'talk' ? (wish ?? XDG_CHORD) : wish,
    }
  })

/** Characters of what a desktop calls a key. */
const LONGEST = 40

/**
 * Key-down and key-up from the desktop itself (Wayland, ARM Linux), and the presses of the other shortcuts. Which keys they are
 * the desktop says; `keys` are wishes that count the first time only.
 */
export function createPortalSource(keys: readonly Watched[], listener: KeyListener): KeySource {
  let stopped = false
  let end = () => {}

  const ready = (label: string | null) => listener.ready(label === null ? null : safeLine(label, LONGEST))

  const bind = async () => {
    try {
      const bound = await bindShortcuts(shortcutsFor(keys), {
        down(id) {
          const action = ACTIONS.get(id)
          if (action === 'talk') listener.down(wallClock())
          else if (action !== undefined) listener.action(action, wallClock())
        },
        up: (id) => id === IDS.talk && listener.up(wallClock()),
        keys: (labels) => ready(labels.get(IDS.talk) ?? null),
        closed,
      })
      end = bound.end
      if (stopped) return end()
      boundAt = performance.now()
      ready(bound.keys.get(IDS.talk) ?? null)
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
