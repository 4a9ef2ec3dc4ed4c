import { HOLD_MS } from '../../../shared/hold'
import type { Clock } from '../clock'
import { samplesToMs } from '../pcm'
import type { Picture } from '../picture'
import type { TurnWork } from '../turns/turn'
import type { Approvals } from './approvals'
import { createVoiceLevel, type Hearing, OPENING_MS, SPEECH_MS } from './voice-level'

/** A key that goes down sooner after all of the card was in sight was pressed for something else. */
const SEEN_MS = 500
/** What the speaker had been saying still sounds in the room for a moment after it fell silent. */
const DEAF_MS = 150

/** Why a hold decides nothing. */
const NOT_SEEN =
  'You pressed before you could have read all of the request. Read it, then hold again, or use the button in the panel.'
const SEVERAL = 'More than one request is waiting: decide each in the panel.'
const UNSURE_KEY = 'This key can ask, but not approve: hold the button in the panel.'
const AGAIN = 'Hold again, or use the button in the panel.'
const TOO_SHORT = 'That hold was too short. Hold for almost a second in silence to approve, or tap to deny.'
const CHANGED = 'The request changed while you held, or could not be approved. Read it, then hold again.'

interface ConfirmingDeps {
  clock: Clock
  approvals: Pick<
    Approvals,
    'awaited' | 'shown' | 'isOneOfSeveral' | 'seenMs' | 'clearThroughout' | 'held' | 'decide' | 'conclude'
  >
  picture: Pick<Picture, 'notice'>
}

interface Hold {
  /** The card that is held on; null when the hold is on none, and can decide nothing. */
  requestId: string | null
  /** Of the card as it stood when the key went down: what changed since is not what is held on. */
  binding: string
  since: number
  /** Why it can't approve, in one sentence; null when it can. */
  obstacle: string | null
  /** Milliseconds of speech, without what the speaker left in the room. */
  voicedMs: number
  /** null until the finger has let go of it; an end by other means never tells. */
  heldMs: number | null
  aborted: boolean
}

/**
 * A hold of the talk key while a trade waits for a word. Held alone, in silence and for long enough on a card that was
 * wholly in sight, and let go, it approves; with a voice in it, at any moment of it, it is a new question, and a new
 * question refuses. A tap refuses. What can't be told (a microphone that is muted, a key that something else may have
 * pressed) decides nothing, and asks nothing.
 *
 * The decision falls when the key is let go, not while it is held: whoever begins to speak late is still heard. A hold on
 * what could not be approved for a moment of it is in vain: it has been told so, and decides nothing.
 */
export function createConfirming({ clock, approvals, picture }: ConfirmingDeps) {
  const level = createVoiceLevel()
  /** More than one while the tail of an earlier one is still on its way. */
  const holds = new Map<TurnWork, Hold>()
  const hearings = new WeakMap<TurnWork, Hearing>()

  const hearingOf = (turn: TurnWork): Hearing => {
    const known = hearings.get(turn) ?? level.turn()
    hearings.set(turn, known)
    return known
  }

  /** Why a hold decides nothing; null when it may. */
  const obstacleOf = ({ requestId, since, obstacle }: Hold): string | null => {
    if (obstacle !== null) return obstacle
    // Another request came while the key was held: which of them was meant is not for us to guess.
    if (requestId !== null && approvals.isOneOfSeveral(requestId)) return SEVERAL
    return requestId !== null && approvals.clearThroughout(requestId, since) ? null : CHANGED
  }

  /** A hold shows no longer, unless the key went down again on the same card before it was over. */
  const hide = (hold: Hold) => {
    const { requestId } = hold
    if (requestId === null) return
    const again = [...holds.values()].some((it) => it !== hold && it.requestId === requestId && it.heldMs === null)
    if (!again) approvals.held(requestId, null)
  }

  const end = (turn: TurnWork) => {
    const hold = holds.get(turn)
    holds.delete(turn)
    if (hold) hide(hold)
  }

  const notice = (level: 'info' | 'warning', code: string, text: string, turn: TurnWork) =>
    picture.notice(level, code, text, turn.id)

  return {
    /**
     * The key went down for a turn; true when a trade waits, and the hold is no question before a voice is heard in it. `at`
     * is epoch milliseconds. `canApprove`: a finger is on the key, and anything else that is used would be seen.
     */
    begin(turn: TurnWork, at: number, canApprove: boolean): boolean {
      if (!approvals.awaited(null)) return false
      const card = approvals.shown()
      const obstacle = !canApprove
        ? UNSURE_KEY
        : card === null
          ? SEVERAL
          : approvals.seenMs(card.id, at) < SEEN_MS
            ? NOT_SEEN
            : null
      const armed = obstacle === null && card !== null
      holds.set(turn, {
        requestId: armed ? card.id : null,
        binding: card?.binding ?? '',
        since: clock.mono(),
        obstacle,
        voicedMs: 0,
        heldMs: null,
        aborted: false,
      })
      if (armed && card.hindrance === null) approvals.held(card.id, at)
      return true
    },
    /** Whether a turn is such a hold. */
    has: (turn: TurnWork): boolean => holds.has(turn),
    /** Whether a turn is such a hold, and one that will decide nothing. */
    inVain(turn: TurnWork): boolean {
      const hold = holds.get(turn)
      return hold !== undefined && obstacleOf(hold) !== null
    },
    /**
     * A frame of any turn: the room is learnt from all of them. True when the hold is a question after all: it then goes
     * on as a turn like any other, with every sample from its beginning.
     */
    speaks(turn: TurnWork, samples: number, peak: number): boolean {
      const voicedMs = hearingOf(turn).hear(samples, peak)
      const hold = holds.get(turn)
      if (!hold || clock.mono() - hold.since < DEAF_MS) return false
      hold.voicedMs += voicedMs
      if (hold.voicedMs < SPEECH_MS) return false
      end(turn)
      return true
    },
    /** Whether a voice was heard in a turn. */
    spoken: (turn: TurnWork): boolean => hearingOf(turn).voicedMs >= SPEECH_MS,
    /** Another microphone is in use. */
    otherMicrophone: () => level.forget(),
    /** The hold may still become a question, and approves nothing; `reason` is one sentence. */
    disarm(turn: TurnWork, reason: string) {
      const hold = holds.get(turn)
      if (!hold) return
      hold.obstacle ??= `${reason} ${AGAIN}`
      hide(hold)
    },
    /** The key came up after `heldMs` of the finger; a message that was held up makes no hold longer. */
    released(turn: TurnWork, heldMs: number) {
      const hold = holds.get(turn)
      if (hold && !hold.aborted) hold.heldMs = Math.min(heldMs, clock.mono() - hold.since)
    },
    /** Everything that the microphone gave for this hold is here. Calls back with whether it approved. */
    decide(turn: TurnWork, told: (approved: boolean) => void) {
      const hold = holds.get(turn)
      // Until it is told it stays what it is, and no question.
      const done = (approved: boolean) => {
        end(turn)
        told(approved)
      }
      if (!hold || hold.heldMs === null) return done(false)
      const { requestId, binding, heldMs } = hold
      const obstacle = obstacleOf(hold)
      if (requestId === null || obstacle !== null) {
        notice('info', 'held_in_vain', `Nothing was approved. ${obstacle}`, turn)
        return done(false)
      }
      if (heldMs < HOLD_MS) {
        notice('info', 'held_short', TOO_SHORT, turn)
        return done(false)
      }
      // What the microphone did not give, or gave muted, may have been a "no".
      if (!hearingOf(turn).live || samplesToMs(turn.captured) < heldMs - OPENING_MS) {
        const text =
          'Nothing was approved: your microphone seems to be muted, so a “no” would not have been heard. Unmute it, or use the button in the panel.'
        notice('warning', 'held_unheard', text, turn)
        return done(false)
      }
      if (hearingOf(turn).uneven) {
        const text =
          'Something was heard while you held, perhaps a soft “no”. Hold in silence, or use the button in the panel.'
        notice('info', 'held_uneven', text, turn)
        return done(false)
      }
      approvals.decide({ requestId, binding, approve: true }, (decision) => done(decision === 'approved'))
    },
    /** A tap refuses what it was on. */
    tapped(turn: TurnWork) {
      const hold = holds.get(turn)
      end(turn)
      if (hold?.requestId != null) approvals.conclude(hold.requestId, false, 'You tapped the key.')
    },
    /** The hold is void: it decides nothing, asks nothing, and is gone. */
    drop: end,
    /** The hold ends for another reason than the finger: it decides nothing, and is a question if a voice is in it. */
    abort(turn: TurnWork) {
      const hold = holds.get(turn)
      if (!hold) return
      hold.aborted = true
      hide(hold)
    },
  }
}

export type Confirming = ReturnType<typeof createConfirming>
