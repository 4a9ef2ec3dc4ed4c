import { t } from '../../shared/i18n'
import type { TalkEvent } from '../../shared/talk'

/** A hold shorter than this is a slip of the finger, not speech. */
export const TAP_MS = 200
/** Nobody asks for this long: a key-up was lost (screen lock, a crashed hook). What was said is kept, and not sent. */
export const MAX_HOLD_MS = 120_000
/** A switch that bounces, or X11 repeating a held key as up/down pairs: an up is believed when no down follows it this soon. */
const DEBOUNCE_MS = 30
/**
 * A held key repeats sooner than this, the slowest first repeat of any system included: a down after a longer silence is
 * a new press, whose up before it was not heard (a dead hook hears nothing).
 */
const REPEAT_GAP_MS = 2_000

/**
 * Who says that the key is down. `finger`: a source that hears the key itself. `program`: a command line, or a shortcut
 * that can only toggle; anything on this computer can say so.
 */
export type Hand = 'finger' | 'program'

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
 * repeated down, an up without a down, or an abort at any time change nothing that should not change. What a program says
 * never begins, ends or lengthens a finger's hold; that it was said is told, since such a hold must not approve. Pure: time
 * comes with each call. Times are epoch milliseconds.
 */
export function createTalkCoordinator({ after, newId, tailMs, emit }: CoordinatorDeps) {
  let held: { talkId: string; since: number; by: Hand; disarmed: boolean } | null = null
  /** When a finger's key was last heard down. */
  let heardAt = 0
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

  /**
   * The hold is over without its finger: repeats of a key that is still down begin nothing. `downAt` is when it may last
   * have been down. What a program began leaves no key down.
   */
  const breakOff = (downAt: number): string | null => {
    cancelRelease?.()
    cancelRelease = null
    if (!held) return null
    cancelWatchdog()
    const { talkId, by } = held
    held = null
    if (by === 'finger') stuckAt = downAt
    return talkId
  }

  const abort = (at: number, reason: string, downAt = at) => {
    const talkId = breakOff(downAt)
    if (talkId !== null) emit({ type: 'abort', talkId, at, reason })
  }

  /** The hold's own end was not heard, and may be long ago. */
  const lose = (at: number, reason: string) => {
    const talkId = breakOff(heardAt)
    if (talkId !== null) emit({ type: 'abort', talkId, at, reason, lost: true })
  }

  /** The hold goes on, and must not approve. */
  const disarm = (at: number, reason: string) => {
    if (held === null || held.disarmed) return
    held.disarmed = true
    emit({ type: 'disarm', talkId: held.talkId, at, reason })
  }

  /** Somebody else spoke of a key that a finger holds: true when the hold is not his to change. */
  const foreign = (at: number, by: Hand): boolean => {
    if (held?.by !== 'finger' || by === 'finger') return false
    disarm(at, t('hotkey.ended.otherProgram'))
    return true
  }

  const press = (at: number, by: Hand, canApprove: boolean) => {
    if (foreign(at, by)) return
    if (cancelRelease) {
      // The other half of a bounce or a repeat pair: the key was never up.
      cancelRelease()
      cancelRelease = null
      return
    }
    if (by === 'finger' && stuckAt !== null && at - stuckAt < REPEAT_GAP_MS) {
      stuckAt = at
      if (waiting) freeAfter(REPEAT_GAP_MS)
      return
    }
    // A key that is still held would have repeated sooner: it came up unheard, and this is a new press.
    if (by === 'finger' && held?.by === 'finger' && at - heardAt >= REPEAT_GAP_MS)
      lose(at, t('hotkey.ended.missedRelease'))
    if (by === 'finger') {
      heardAt = at
      free()
    }
    if (held) {
      // A finger takes over what a program began: one recording, which its own up ends.
      held.by = by
      return
    }
    held = { talkId: newId(), since: at, by, disarmed: false }
    emit({ type: 'press', talkId: held.talkId, at, canApprove })
    cancelWatchdog = after(MAX_HOLD_MS, () => lose(at + MAX_HOLD_MS, t('hotkey.ended.tooLong')))
  }

  const up = (at: number, by: Hand) => {
    if (foreign(at, by)) return
    if (by === 'finger') free()
    if (!held || held.by !== by || cancelRelease) return
    const waitMs = Math.min(DEBOUNCE_MS, tailMs())
    if (waitMs === 0) release(at)
    else cancelRelease = after(waitMs, () => release(at))
  }

  return {
    /**
     * The key went down, or repeats. `canApprove`: the source sees a finger, and every other key, button and wheel; only
     * then is a hold known to be no shortcut.
     */
    down: (at: number, by: Hand = 'finger', canApprove = by === 'finger') => press(at, by, canApprove),
    /** The key came up. */
    up: (at: number, by: Hand = 'finger') => up(at, by),
    /** For sources without a key-up, and for programs: begins a hold, or ends one that no finger holds. */
    toggle(at: number) {
      if (foreign(at, 'program')) return
      if (held) release(at)
      else press(at, 'program', false)
    },
    /** Another key, a button or the wheel was used while the key was down, or is held already: it is a shortcut. */
    otherInput(at: number) {
      // Once the key is up, what follows is no part of it.
      if (held?.by !== 'finger' || cancelRelease) return
      const talkId = breakOff(at)
      if (talkId !== null) emit({ type: 'void', talkId, at })
    },
    /** The key went down while another was held: a shortcut from the first, of which nothing begins. */
    chord(at: number) {
      if (held !== null) return this.otherInput(at)
      const fresh = stuckAt === null || at - stuckAt >= REPEAT_GAP_MS
      stuckAt = at
      if (fresh) emit({ type: 'void', talkId: newId(), at })
    },
    /** How long the key is held is not known: whoever hears it was held up. */
    late: (at: number) => disarm(at, t('hotkey.ended.tooBusy')),
    /** From here on other keys are hidden from whoever hears this one. */
    unseen: (at: number) => disarm(at, t('hotkey.ended.hidden')),
    /** The key came up unheard, a while ago: it repeated, and does so no more. What was said is kept, and not sent. */
    silent(at: number) {
      if (held?.by === 'finger') lose(at, t('hotkey.ended.unseen'))
    },
    /** The hold can't go on: lock, sleep, a dead hook. */
    abort: (at: number, reason: string) => abort(at, reason),
    /**
     * The engine has ended what a hold began: repeats of its key begin nothing, and the next press begins anew. The key was
     * heard all along: where it has not repeated for long, the next down is that press, however soon it comes.
     */
    over(at: number, talkId: string) {
      if (held?.talkId === talkId) abort(at, t('hotkey.ended.over'), heardAt)
    },
    /** What hears the key was replaced while it was down. */
    replaced: (at: number) => disarm(at, t('hotkey.ended.listenerRestarted')),
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
