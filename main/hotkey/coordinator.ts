import { t } from '../../shared/i18n'
import { MAX_HOLD_MS, TAP_MS, type TalkEvent, type TalkMode } from '../../shared/talk'

/** The second of two taps begins this soon after the first; macOS and Windows take 500 ms at most for a double click. */
export const DOUBLE_TAP_MS = 400
/** A switch that bounces, or X11 repeating a held key as up/down pairs: an up is believed when no down follows it this soon. */
const DEBOUNCE_MS = 30
/**
 * A held key repeats sooner than this, the slowest first repeat of any system included: a down after a longer silence is
 * a new press, whose up before it was not heard (a dead hook hears nothing).
 */
const REPEAT_GAP_MS = 2_000

/**
 * Who says that the key is down. `finger`: a source that hears the key itself. `program`: a command line, a button of ours,
 * or a shortcut that can only toggle; anything on this computer can say so.
 */
export type Hand = 'finger' | 'program'

interface CoordinatorDeps {
  /** Calls back once after `ms`; returns its undo. */
  after(ms: number, callback: () => void): () => void
  newId(): string
  /**
   * How long recording goes on after the key is up: a press within it continues the same turn. Waiting for a bounce costs
   * nothing meanwhile; a tail shorter than the debounce shortens the debounce too.
   */
  tailMs(): number
  mode(): TalkMode
  /** Whether two taps lock hands-free. */
  doubleTap(): boolean
  /** Whether the microphone is open hands-free. */
  handsFree(): boolean
  /** Whether a trade waits for the trader's word: the key is held for it, whatever the mode. */
  approvalWaits(): boolean
  emit(event: TalkEvent): void
}

/** What is being said. */
interface Talk {
  talkId: string
  /** When it began, with what it continues. */
  since: number
  by: Hand
  disarmed: boolean
  mode: TalkMode
  /** It continues what an earlier press began. */
  continues: boolean
  /** When the key went down that is down for it; null while it goes on without one, until the next press. */
  downAt: number | null
  /** It goes on, or went on, without a key. */
  latched: boolean
  /** It was latched by a tap that began then. */
  tappedAt: number | null
}

/** Whether `at` is in the `ms` after `from`; a clock that was set back is in no time after. */
const soonAfter = (from: number | null, at: number, ms: number): boolean =>
  from !== null && at >= from && at - from < ms

/**
 * The one place where key-down and key-up become talk events. Pressed and released are separate and idempotent: a
 * repeated down, an up without a down, or an abort at any time change nothing that should not change. What a program says
 * never begins, ends or lengthens a finger's hold; that it was said is told, since such a hold must not approve. Pure: time
 * comes with each call. Times are epoch milliseconds.
 *
 * Hold: down begins, up sends. Tap: the first up latches, the next down sends. Auto: an up within `TAP_MS` latches, a later
 * one sends. In each of them two taps within `DOUBLE_TAP_MS` switch hands-free.
 */
export function createTalkCoordinator(deps: CoordinatorDeps) {
  const { after, newId, tailMs, mode, doubleTap, handsFree, approvalWaits, emit } = deps
  let talk: Talk | null = null
  /** What was sent last: a press within its tail continues it. */
  let sent: (Pick<Talk, 'talkId' | 'since' | 'by'> & { at: number }) | null = null
  /** When the last tap went down that came to nothing; a second one may follow. */
  let tappedAt: number | null = null
  /** When a finger's key was last heard down. */
  let heardAt = 0
  /**
   * When the key was last heard down since its press came to an end without it; null when it was up since. A key that is
   * still down, and repeats, begins nothing before it was up.
   */
  let stuckAt: number | null = null
  /** When the key last went down to send what was latched. */
  let spentAt: number | null = null
  /** When a key came up whose press had come to an end. */
  let freedAt: number | null = null
  /** Waits until the next down is a press. */
  let waiting: (() => void) | null = null
  let cancelWait = () => {}
  let cancelRelease: (() => void) | null = null
  /** A down that may be a bounce of such a key, or a press. */
  let cancelDoubt = () => {}
  let cancelWatchdog = () => {}

  const debounceMs = () => Math.min(DEBOUNCE_MS, tailMs())

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

  /** Nobody talks any more: what was being said, or null. */
  const end = (): Talk | null => {
    cancelRelease?.()
    cancelRelease = null
    cancelDoubt()
    cancelWatchdog()
    const ended = talk
    talk = null
    return ended
  }

  const release = (at: number) => {
    // How long it was held is not known then. It may have been speech, which is sent; it approves nothing.
    if (talk !== null && at < talk.since) disarm(at, t('hotkey.ended.clockSetBack'))
    const ended = end()
    if (ended === null) return
    const { talkId, since, by } = ended
    const isTap = soonAfter(since, at, TAP_MS)
    if (!isTap) sent = { talkId, since, by, at }
    emit({ type: isTap ? 'tap' : 'release', talkId, at, heldMs: isTap ? at - since : Math.max(TAP_MS, at - since) })
  }

  const switchHandsFree = (at: number) => emit({ type: 'hands-free', talkId: newId(), on: !handsFree(), at })

  /** The second of two taps: what they began is dropped like any tap. */
  const lock = (at: number) => {
    tappedAt = null
    const ended = end()
    if (ended !== null) emit({ type: 'tap', talkId: ended.talkId, at, heldMs: at - ended.since })
    switchHandsFree(at)
  }

  const latch = (held: Talk, at: number, heldMs?: number) => {
    held.downAt = null
    held.latched = true
    emit({ type: 'latched', talkId: held.talkId, at, ...(heldMs === undefined ? {} : { heldMs }) })
  }

  /** The key came up, and stayed up. */
  const rise = (at: number) => {
    cancelRelease = null
    if (talk === null || talk.downAt === null) return
    const { downAt, latched, by, continues } = talk
    const isTap = soonAfter(downAt, at, TAP_MS)
    const isSecond = isTap && by === 'finger' && doubleTap()
    if (latched) return isSecond ? lock(at) : release(at)
    // A tap on a card refuses it, and begins nothing that a second one could add to.
    const waits = approvalWaits()
    const counts = isTap && by === 'finger' && !continues && !waits
    if (counts && isSecond && soonAfter(tappedAt, downAt, DOUBLE_TAP_MS)) return lock(at)
    tappedAt = counts ? downAt : null
    if (waits || talk.mode === 'hold' || (talk.mode === 'auto' && !isTap)) return release(at)
    talk.tappedAt = tappedAt
    latch(talk, at, at - downAt)
  }

  /**
   * It is over without its finger: repeats of a key that is still down begin nothing. `downAt` is when it may last have been
   * down. What a program began, or what was latched, leaves no key down.
   */
  const breakOff = (downAt: number): Talk | null => {
    const ended = end()
    if (ended?.by === 'finger' && ended.downAt !== null) stuckAt = downAt
    return ended
  }

  /** Nobody had said yet that a latched one is to be sent. */
  const abort = (at: number, reason: string, downAt = at) => {
    const ended = breakOff(downAt)
    if (ended === null) return
    const { talkId, latched } = ended
    emit({ type: 'abort', talkId, at, reason, ...(latched ? { lost: true } : {}) })
  }

  /** The hold's own end was not heard, and may be long ago. */
  const lose = (at: number, reason: string) => {
    const ended = breakOff(heardAt)
    if (ended !== null) emit({ type: 'abort', talkId: ended.talkId, at, reason, lost: true })
  }

  /** It goes on, and must not approve. */
  const disarm = (at: number, reason: string) => {
    if (talk === null || talk.disarmed) return
    talk.disarmed = true
    emit({ type: 'disarm', talkId: talk.talkId, at, reason })
  }

  /** A finger is on the key. */
  const fingerHolds = () => talk?.by === 'finger' && talk.downAt !== null

  /** Somebody else spoke of a key that a finger holds: true when the hold is not his to change. */
  const foreign = (at: number, by: Hand): boolean => {
    if (!fingerHolds() || by === 'finger') return false
    disarm(at, t('hotkey.ended.otherProgram'))
    return true
  }

  /** The key goes down again for what is latched: it is to be sent, unless this is the second of two taps. */
  const pressAgain = (latched: Talk, at: number, by: Hand) => {
    if (by === 'finger' && doubleTap() && soonAfter(latched.tappedAt, at, DOUBLE_TAP_MS)) {
      latched.by = by
      latched.downAt = at
      return
    }
    release(at)
    // Whatever this key does until it is up belongs to that.
    if (by === 'finger') {
      stuckAt = at
      spentAt = at
    }
  }

  const begin = (at: number, by: Hand, canApprove: boolean) => {
    const before = by === sent?.by && soonAfter(sent.at, at, tailMs()) && !approvalWaits() ? sent : null
    const talkId = newId()
    talk = {
      talkId,
      since: before?.since ?? at,
      by,
      disarmed: false,
      mode: mode(),
      continues: before !== null,
      downAt: at,
      latched: false,
      tappedAt: null,
    }
    emit({ type: 'press', talkId, at, canApprove, ...(before ? { continues: before.talkId } : {}) })
    cancelWatchdog = after(MAX_HOLD_MS, () => {
      lose(at + MAX_HOLD_MS, t(talk?.latched ? 'hotkey.ended.latchedTooLong' : 'hotkey.ended.tooLong'))
    })
  }

  const press = (at: number, by: Hand, canApprove: boolean) => {
    if (foreign(at, by)) return
    if (cancelRelease) {
      // The other half of a bounce or a repeat pair: the key was never up.
      cancelRelease()
      cancelRelease = null
      return
    }
    if (by === 'finger') cancelDoubt()
    if (by === 'finger' && soonAfter(freedAt, at, debounceMs())) {
      // It had hardly been down: that press goes on.
      if (soonAfter(spentAt, freedAt ?? at, debounceMs())) stuckAt = at
      freedAt = null
      if (stuckAt !== null) return
      // A bounce comes up again at once, a press stays. What was used with it meanwhile is not known.
      cancelDoubt = after(debounceMs(), () => press(at, by, false))
      return
    }
    if (by === 'finger' && stuckAt !== null && at - stuckAt < REPEAT_GAP_MS) {
      stuckAt = at
      if (waiting) freeAfter(REPEAT_GAP_MS)
      return
    }
    // A key that is still held would have repeated sooner: it came up unheard, and this is a new press.
    if (by === 'finger' && fingerHolds() && at - heardAt >= REPEAT_GAP_MS) lose(at, t('hotkey.ended.missedRelease'))
    if (by === 'finger') {
      heardAt = at
      free()
    }
    if (talk === null) return begin(at, by, canApprove)
    if (talk.downAt === null) return pressAgain(talk, at, by)
    // A finger takes over what a program began: one recording, which its own up ends.
    talk.by = by
  }

  const up = (at: number, by: Hand) => {
    if (foreign(at, by)) return
    if (by === 'finger') {
      cancelDoubt()
      freedAt = stuckAt === null ? null : at
      free()
    }
    if (talk === null || talk.downAt === null || talk.by !== by || cancelRelease) return
    const waitMs = debounceMs()
    if (waitMs === 0) rise(at)
    else cancelRelease = after(waitMs, () => rise(at))
  }

  return {
    /**
     * The key went down, or repeats. `canApprove`: the source sees a finger, and every other key, button and wheel; only
     * then is a hold known to be no shortcut.
     */
    down: (at: number, by: Hand = 'finger', canApprove = by === 'finger') => press(at, by, canApprove),
    /** The key came up. */
    up: (at: number, by: Hand = 'finger') => up(at, by),
    /** For sources without a key-up, for buttons and programs: begins to talk, or sends what no finger holds. */
    toggle(at: number) {
      if (foreign(at, 'program')) return
      if (talk !== null) return release(at)
      press(at, 'program', false)
      if (talk !== null) latch(talk, at)
    },
    /** Another key, a button or the wheel was used while the key was down, or is held already: it is a shortcut. */
    otherInput(at: number) {
      cancelDoubt()
      // Once the key is up, what follows is no part of it.
      if (talk === null || !fingerHolds() || cancelRelease) return
      if (talk.latched) {
        // What was said before it goes on.
        stuckAt = at
        talk.downAt = null
        return
      }
      const ended = breakOff(at)
      if (ended !== null) emit({ type: 'void', talkId: ended.talkId, at })
    },
    /** The key went down while another was held: a shortcut from the first, of which nothing begins. */
    chord(at: number) {
      if (fingerHolds()) return this.otherInput(at)
      const fresh = stuckAt === null || at - stuckAt >= REPEAT_GAP_MS
      stuckAt = at
      if (fresh && talk === null) emit({ type: 'void', talkId: newId(), at })
    },
    /** Esc: what is being said is not wanted. */
    cancel(at: number) {
      const ended = breakOff(at)
      if (ended !== null) emit({ type: 'cancel', talkId: ended.talkId, at })
    },
    /** Two taps, or a command: the microphone is to stay open, or to be shut again. */
    switchHandsFree,
    /** Everything is to stop: nobody talks, and nothing continues what was said. */
    panic(at: number) {
      breakOff(at)
      tappedAt = null
      sent = null
      emit({ type: 'panic', talkId: newId(), at })
    },
    /** How long the key is held is not known: whoever hears it was held up. */
    late: (at: number) => disarm(at, t('hotkey.ended.tooBusy')),
    /** From here on other keys are hidden from whoever hears this one. */
    unseen: (at: number) => disarm(at, t('hotkey.ended.hidden')),
    /** The key came up unheard, a while ago: it repeated, and does so no more. What was said is kept, and not sent. */
    silent(at: number) {
      if (fingerHolds()) lose(at, t('hotkey.ended.unseen'))
    },
    /** It can't go on: a dead hook, a key that is no longer the talk key. */
    abort: (at: number, reason: string) => abort(at, reason),
    /** Nobody is there to talk: lock, sleep, another user. No microphone stays open. */
    leave(at: number, reason: string) {
      abort(at, reason)
      if (handsFree()) emit({ type: 'hands-free', talkId: newId(), on: false, at })
    },
    /**
     * The engine has ended what a hold began: repeats of its key begin nothing, and the next press begins anew. The key was
     * heard all along: where it has not repeated for long, the next down is that press, however soon it comes.
     */
    over(at: number, talkId: string) {
      if (talk?.talkId === talkId) abort(at, t('hotkey.ended.over'), heardAt)
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
    /** Something is being said without a finger on the key. */
    get latched() {
      return talk?.latched === true && talk.downAt === null
    },
    get talking() {
      return talk !== null
    },
  }
}
