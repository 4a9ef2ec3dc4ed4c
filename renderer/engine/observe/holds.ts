import { t } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import type { EngineState } from '../state'
import { isRecording, type Turn } from '../state/turn'
import { SPEECH_MS } from '../state/voice-level'
import { CATCH_UP_MS, createVoiceSense, LATE_MS, SILENT_HOLD_MS } from '../state/voice-sense'
import { hideHold } from './ending'

/** A key that goes down sooner after all of the card was in sight was pressed for something else. */
const SEEN_MS = 500
/** What the speaker had been saying still sounds in the room for a moment after it fell silent. */
const DEAF_MS = 150

/**
 * The key went down for a turn; true when a trade waits, and the hold is no question before a voice is heard in it.
 * `canApprove`: a finger is on the key, and anything else that is used would be seen.
 */
export function holdBegins(state: EngineState, turn: Turn, canApprove: boolean): boolean {
  const { approvals, holds, conversation, time } = state
  if (approvals.pending.size === 0) return false
  const card = onlyCard(state)
  const obstacle = !canApprove
    ? t('engine.hold.unsureKey')
    : card === null
      ? t('engine.hold.several')
      : seenMs(state, card.id, turn.startedAt) < SEEN_MS
        ? t('engine.hold.unread')
        : card.byButton !== null
          ? t('engine.hold.byButton')
          : null
  const armed = obstacle === null && card !== null
  holds.byTurn.set(turn.id, {
    requestId: armed ? card.id : null,
    binding: card?.binding ?? '',
    since: time.mono,
    obstacle,
    voicedMs: 0,
    heldMs: null,
    aborted: false,
    judged: false,
  })
  if (armed && card.hindrance === null) conversation.change(card.id, 'approval', { heldSince: turn.startedAt })
  return true
}

/** The one card that waits for a word, be it one that can't be approved; null when there is none, or more than one. */
function onlyCard({ approvals, conversation }: EngineState): EntryOf<'approval'> | null {
  const [id, ...others] = approvals.pending.keys()
  return id === undefined || others.length > 0 ? null : conversation.get(id, 'approval')
}

/** Milliseconds that all of a card had been in sight at `at` (epoch): by whichever clock is less; 0 when it is not. */
function seenMs({ approvals, time }: EngineState, requestId: string, at: number): number {
  const since = approvals.pending.get(requestId)?.seenSince
  return since ? Math.min(at - since.now, time.mono - since.mono) : 0
}

/** A frame of any turn: the room is learnt from all of them, and the voice of a hold makes it a question. */
export function holdHears({ holds, time }: EngineState, turn: Turn, samples: number, peak: number): void {
  const { watched } = holds
  if (watched?.turnId === turn.id && watched.sense(samples, peak)) watched.lastVoice = time.mono
  const voicedMs = holds.hearingOf(turn.id).hear(samples, peak)
  const hold = holds.byTurn.get(turn.id)
  if (hold && time.mono - hold.since >= DEAF_MS) hold.voicedMs += voicedMs
}

/** A voice was heard in a hold: it is a question after all, with every sample from its beginning. */
export const isSpoken = ({ holds }: EngineState, turn: Turn): boolean =>
  (holds.byTurn.get(turn.id)?.voicedMs ?? 0) >= SPEECH_MS

/** Whether a voice was heard in a turn. */
export const hasVoice = ({ holds }: EngineState, turn: Turn): boolean => holds.hearingOf(turn.id).voicedMs >= SPEECH_MS

/** The hold may still become a question, and approves nothing; `reason` is one sentence. */
export function holdDisarmed(state: EngineState, turn: Turn, reason: string): void {
  const hold = state.holds.byTurn.get(turn.id)
  if (!hold) return
  hold.obstacle ??= t('engine.hold.again', { reason })
  hideHold(state, hold)
}

/** The key came up after `heldMs` of the finger; a message that was held up makes no hold longer. */
export function holdReleased({ holds, time }: EngineState, turn: Turn, heldMs: number): void {
  const hold = holds.byTurn.get(turn.id)
  if (hold && !hold.aborted) hold.heldMs = Math.min(heldMs, time.mono - hold.since)
}

/** The hold ends for another reason than the finger: it decides nothing, and is a question if a voice is in it. */
export function holdAborted(state: EngineState, turn: Turn): void {
  const hold = state.holds.byTurn.get(turn.id)
  if (!hold) return
  hold.aborted = true
  hideHold(state, hold)
}

/** The turn is no hold on a trade, or no longer. */
export function holdDropped(state: EngineState, turn: Turn): void {
  const hold = state.holds.byTurn.get(turn.id)
  if (!hold) return
  state.holds.byTurn.delete(turn.id)
  hideHold(state, hold)
}

// --- silence ----------------------------------------------------------------------------------------------------------

/** A release that was probably lost is looked for from here on. The time counts from the press and from each word. */
export function watchSilence({ holds, time }: EngineState, turnId: string): void {
  holds.watched = { turnId, lastVoice: time.mono, notBefore: 0, sense: createVoiceSense() }
}

export function unwatchSilence({ holds }: EngineState, turnId: string): void {
  if (holds.watched?.turnId === turnId) holds.watched = null
}

/** Monotonic time at which the watched hold has been silent for too long; infinite when none is watched. */
export const silentAt = ({ holds: { watched } }: EngineState): number =>
  watched === null ? Number.POSITIVE_INFINITY : Math.max(watched.lastVoice + SILENT_HOLD_MS, watched.notBefore)

/** What rings late may have overtaken frames that wait to be heard. */
export function reviewSilence(state: EngineState): void {
  const { watched } = state.holds
  if (watched === null) return
  if (state.time.mono - silentAt(state) > LATE_MS) watched.notBefore = state.time.mono + CATCH_UP_MS
  const turn = state.turns.get(watched.turnId)
  if (turn === undefined || !isRecording(turn)) state.holds.watched = null
}
