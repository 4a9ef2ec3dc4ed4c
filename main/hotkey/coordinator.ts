import type { TalkEvent } from '../../shared/talk'

/** A hold shorter than this is a slip of the finger, not speech. */
export const TAP_MS = 200
/** Nobody asks for this long: a key-up was lost (screen lock, a crashed hook). What was said is kept. */
export const MAX_HOLD_MS = 120_000
/** A switch that bounces, or X11 repeating a held key as up/down pairs: an up is believed when no down follows it this soon. */
const DEBOUNCE_MS = 30
/**
 * A held key repeats sooner than this, the slowest first repeat of any system included: a down after a longer silence is
 * a new press, whose up before it was not heard (a dead hook hears nothing).
 */
const REPEAT_GAP_MS = 2_000

interface CoordinatorDeps {
  /** Calls back once after `ms`; returns its undo. */
  after(ms: number, callback: () => void): () => void
  newId(): string
  /**
   * How long recording goes on after the key is up. Within it waiting for a bounce costs nothing; a tail shorter than the
   * debounce shortens the debounce too.
   */
  tailMs(): number
  emit(event: TalkEvent): void
}

/**
 * The one place where key-down and key-up become talk events. Pressed and released are separate and idempotent: a
 * repeated down, an up without a down, or an abort at any time change nothing that should not change. Pure: time comes
 * with each call. Times are epoch milliseconds.
 */
export function createTalkCoordinator({ after, newId, tailMs, emit }: CoordinatorDeps) {
  let held: { talkId: string; since: number } | null = null
  /**
   * When the key was last heard down since the system took the finger away; null when it was up since. A key that is
   * still down, and repeats, begins nothing before it was up.
   */
  let stuckAt: number | null = null
  /** Waits until the next down is a press. */
  let waiting: (() => void) | null = null
  let cancelWait = () => {}
  let cancelRelease: (() => void) | null = null
  let cancelWatchdog = () => {}

  /** The key is up as far as anybody can know: the next down is a press. */
  const free = () => {
    stuckAt = null
    cancelWait()
    const ready = waiting
    waiting = null
    ready?.()
  }

  const freeAfter = (ms: number) => {
    cancelWait()
    cancelWait = after(ms, free)
  }

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
    stuckAt = at
    emit({ type: 'abort', talkId, at, reason })
  }

  const press = (at: number, byFinger: boolean) => {
    if (cancelRelease) {
      // The other half of a bounce or a repeat pair: the key was never up.
      cancelRelease()
      cancelRelease = null
      return
    }
    if (held) return
    if (stuckAt !== null && at - stuckAt < REPEAT_GAP_MS) {
      stuckAt = at
      if (waiting) freeAfter(REPEAT_GAP_MS)
      return
    }
    free()
    held = { talkId: newId(), since: at }
    emit({ type: 'press', talkId: held.talkId, at, held: byFinger })
    cancelWatchdog = after(MAX_HOLD_MS, () =>
      abort(at + MAX_HOLD_MS, 'The key was held for two minutes: recording has stopped.'),
    )
  }

  const up = (at: number) => {
    free()
    if (!held || cancelRelease) return
    const waitMs = Math.min(DEBOUNCE_MS, tailMs())
    if (waitMs === 0) release(at)
    else cancelRelease = after(waitMs, () => release(at))
  }

  return {
    /** The key went down, or repeats. `byFinger` is false when a program says so. */
    down: (at: number, byFinger = true) => press(at, byFinger),
    /** The key came up. */
    up,
    /** For sources without a key-up: begins or ends a hold. */
    toggle(at: number) {
      free()
      if (held) release(at)
      else press(at, false)
    },
    /** The hold can't go on: lock, sleep, a dead hook. */
    abort,
    /**
     * Calls back once the next down is a press, and no repeat of a key that has been held since an abort: at once, or after
     * the key came up or was silent for longer than any repeat. Returns its undo.
     */
    whenFree(at: number, callback: () => void): () => void {
      waiting = callback
      if (stuckAt === null || at - stuckAt >= REPEAT_GAP_MS) free()
      // A clock that was set back makes it no longer.
      else freeAfter(Math.min(REPEAT_GAP_MS, REPEAT_GAP_MS - (at - stuckAt)))
      return () => {
        waiting = null
        cancelWait()
      }
    },
    get talking() {
      return held !== null
    },
  }
}
