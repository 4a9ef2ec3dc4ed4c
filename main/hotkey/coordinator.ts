import type { TalkEvent } from '../../shared/talk'

/** A hold shorter than this is a slip of the finger, not speech. */
export const TAP_MS = 200
/** Nobody asks for this long: a key-up was lost (screen lock, a crashed hook). What was said is kept. */
export const MAX_HOLD_MS = 120_000
/** X11 repeats a held key as up/down pairs unless it is told otherwise: a pair is closer than any finger. */
const REPEAT_PAIR_MS = 30
/** Once such a pair was seen, an up is believed after this. */
const DEFERRED_RELEASE_MS = 50

interface CoordinatorDeps {
  /** Calls back once after `ms`; returns its undo. */
  after(ms: number, callback: () => void): () => void
  newId(): string
  emit(event: TalkEvent): void
}

/**
 * The one place where key-down and key-up become talk events. Pressed and released are separate and idempotent: a
 * repeated down, an up without a down, or an abort at any time change nothing that should not change. Pure: time comes
 * with each call. Times are epoch milliseconds.
 */
export function createTalkCoordinator({ after, newId, emit }: CoordinatorDeps) {
  let held: { talkId: string; since: number } | null = null
  let lastUp = Number.NEGATIVE_INFINITY
  let deferMs = 0
  let cancelRelease: (() => void) | null = null
  let cancelWatchdog = () => {}

  const release = (at: number) => {
    cancelRelease = null
    if (!held) return
    cancelWatchdog()
    const { talkId, since } = held
    held = null
    const heldMs = at - since
    emit({ type: heldMs < TAP_MS ? 'tap' : 'release', talkId, at, heldMs })
  }

  const abort = (at: number, reason: string) => {
    cancelRelease?.()
    cancelRelease = null
    if (!held) return
    cancelWatchdog()
    const { talkId } = held
    held = null
    emit({ type: 'abort', talkId, at, reason })
  }

  const press = (at: number) => {
    if (at - lastUp < REPEAT_PAIR_MS) deferMs = DEFERRED_RELEASE_MS
    if (cancelRelease) {
      // The other half of a repeat pair: the key was never up.
      cancelRelease()
      cancelRelease = null
      return
    }
    if (held) return
    held = { talkId: newId(), since: at }
    emit({ type: 'press', talkId: held.talkId, at })
    cancelWatchdog = after(MAX_HOLD_MS, () =>
      abort(at + MAX_HOLD_MS, 'The key was held for two minutes: recording has stopped.'),
    )
  }

  const up = (at: number) => {
    lastUp = at
    if (!held || cancelRelease) return
    if (deferMs === 0) release(at)
    else cancelRelease = after(deferMs, () => release(at))
  }

  return {
    /** The key went down, or repeats. */
    down: press,
    /** The key came up. */
    up,
    /** For sources without a key-up: begins or ends a hold. */
    toggle(at: number) {
      if (held) release(at)
      else press(at)
    },
    /** The hold can't go on: lock, sleep, a dead hook. */
    abort,
    get talking() {
      return held !== null
    },
  }
}
