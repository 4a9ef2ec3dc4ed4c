import type { Clock } from '../clock'
import { samplesToMs } from '../pcm'
import type { Picture } from '../picture'
import type { TurnWork } from '../turns/turn'
import type { Approvals } from './approvals'
import { createVoiceLevel } from './voice-level'

/** How long the key has to be held to count as meant, the same as on screen. */
export const HOLD_MS = 800
/** A key that goes down sooner after the card came was pressed for something else. */
const SEEN_MS = 500
/** This much that sounds like a voice is a question; a key's own click is shorter. */
const SPEECH_MS = 100
/** What the speaker had been saying still sounds in the room for a moment after it fell silent. */
const DEAF_MS = 150
/** A device takes up to this to open; what it gave must cover the rest of the hold. */
const OPENING_MS = 400

interface ConfirmingDeps {
  clock: Clock
  approvals: Pick<Approvals, 'shown' | 'waitedMs' | 'clearThroughout' | 'held' | 'decide' | 'conclude'>
  picture: Pick<Picture, 'notice'>
}

interface Hold {
  requestId: string
  /** Of the card as it stood when the key went down: what changed since is not what is held on. */
  binding: string
  since: number
  voicedMs: number
  /** The microphone has given something other than nothing. */
  live: boolean
  /** null until the finger has let go of it; an end by other means never tells. */
  heldMs: number | null
  aborted: boolean
}

/**
 * A hold of the talk key while a trade waits for a word. Held in silence for long enough and let go, it approves; with a
 * voice in it, at any moment of it, it is a new question, and a new question refuses. A tap refuses. What can't be told
 * (a microphone that gave nothing) decides nothing.
 *
 * The decision falls when the key is let go, not while it is held: whoever begins to speak late is still heard. A hold on
 * what could not be approved for a moment of it is in vain: it has been told so, and decides nothing.
 */
export function createConfirming({ clock, approvals, picture }: ConfirmingDeps) {
  const level = createVoiceLevel()
  /** More than one while the tail of an earlier one is still on its way. */
  const holds = new Map<TurnWork, Hold>()

  const inVain = ({ requestId, since }: Hold) => !approvals.clearThroughout(requestId, since)

  /** A hold shows no longer, unless the key went down again on the same card before it was over. */
  const hide = (hold: Hold) => {
    const again = [...holds.values()].some((it) => it !== hold && it.requestId === hold.requestId && it.heldMs === null)
    if (!again) approvals.held(hold.requestId, null)
  }

  const end = (turn: TurnWork) => {
    const hold = holds.get(turn)
    holds.delete(turn)
    if (hold) hide(hold)
  }

  return {
    /** The key went down for a turn; true when it is about a card. `at` is epoch milliseconds. */
    begin(turn: TurnWork, at: number): boolean {
      const card = approvals.shown()
      // By both clocks: the wall clock may have been set, and the press may have come before the card did.
      if (!card || Math.min(at - card.at, approvals.waitedMs(card.id)) < SEEN_MS) return false
      const { id: requestId, binding } = card
      holds.set(turn, {
        requestId,
        binding,
        since: clock.mono(),
        voicedMs: 0,
        live: false,
        heldMs: null,
        aborted: false,
      })
      if (card.hindrance === null) approvals.held(card.id, at)
      return true
    },
    /** Whether a turn is such a hold. */
    has: (turn: TurnWork): boolean => holds.has(turn),
    /** Whether a turn is such a hold, and one that will decide nothing. */
    inVain(turn: TurnWork): boolean {
      const hold = holds.get(turn)
      return hold !== undefined && inVain(hold)
    },
    /**
     * A frame of any turn: the room is learnt from all of them. True when the hold is a question after all: it then goes
     * on as a turn like any other, with every sample from its beginning.
     */
    speaks(turn: TurnWork, samples: number, peak: number): boolean {
      const voicedMs = level.voicedMs(samples, peak)
      const hold = holds.get(turn)
      if (!hold || clock.mono() - hold.since < DEAF_MS) return false
      hold.live ||= peak > 0
      hold.voicedMs += voicedMs
      if (hold.voicedMs < SPEECH_MS) return false
      end(turn)
      return true
    },
    /** The key came up after `heldMs` of the finger; a message that was held up makes no hold longer. */
    released(turn: TurnWork, heldMs: number) {
      const hold = holds.get(turn)
      if (hold && !hold.aborted) hold.heldMs = Math.min(heldMs, clock.mono() - hold.since)
    },
    /** Everything that the microphone gave for this hold is here: true when it approved. */
    decide(turn: TurnWork): boolean {
      const hold = holds.get(turn)
      if (!hold) return false
      const { requestId, binding, heldMs } = hold
      end(turn)
      if (heldMs === null) return false
      if (inVain(hold)) {
        picture.notice(
          'info',
          'held_in_vain',
          'That hold decided nothing: it could not be approved at that time.',
          turn.id,
        )
        return false
      }
      if (heldMs < HOLD_MS) {
        const text = `Held for ${Math.round(heldMs)} ms: hold for ${HOLD_MS} ms in silence to approve, or tap to refuse.`
        picture.notice('info', 'held_short', text, turn.id)
        return false
      }
      // A device that is muted gives pure zeros; one that is alive gives at least its own noise.
      if (!hold.live || samplesToMs(turn.captured) < heldMs - OPENING_MS) {
        const text =
          'The microphone is mute, so silence can’t be told from a word: hold the button in the panel instead.'
        picture.notice('warning', 'held_unheard', text, turn.id)
        return false
      }
      return approvals.decide({ requestId, binding, approve: true }) === 'approved'
    },
    /** A tap refuses. */
    tapped(turn: TurnWork) {
      const hold = holds.get(turn)
      if (!hold) return
      const { requestId } = hold
      end(turn)
      approvals.conclude(requestId, false, 'Refused by a tap.')
    },
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
