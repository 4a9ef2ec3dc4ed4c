import { t } from '../../../shared/i18n'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { mayHaveTraded, unanswered } from '../../../shared/turn-outcome'
import type { Earcon } from '../ports'
import { recordOf } from '../record'
import { isAnsweredInWriting, isOnline } from '../select'
import type { EngineState } from '../state'
import type { Hold } from '../state/hold'
import { ended, isEnded, isRecording, type Outcome, outcomeOf, type Turn } from '../state/turn'
import { closeIdleDevices } from './idle'
import { earcon, log, restartSilence, touch } from './tell'

/** Speech that waits for Resend or Discard, in samples (half an hour): beyond it the oldest recording goes, and that is said. */
const MAX_KEPT_SAMPLES = 30 * 60 * SAMPLE_RATE

/** A turn ends; its last state is logged, with why it was given up, if it was. */
export function endTurn(state: EngineState, turn: Turn, outcome: Outcome, problem: string | null = null): void {
  if (isEnded(turn)) return
  const { conversation, turns, holds, wallet, device } = state
  ended(turn, outcome)
  endHold(state, turn)
  holds.forget(turn.id)
  state.replies.says.delete(turn.id)
  state.looks.byTurn.delete(turn.id)
  device.tails.delete(turn.id)
  // Speech that was answered need not be kept; what can be sent again stays at hand for it.
  if (conversation.get(turn.id, 'user')?.resendable) {
    for (const oldest of turns.keep(turn, MAX_KEPT_SAMPLES)) giveUpRecording(state, oldest)
  } else drop(state, turn)
  log(state, 'turn.ended', { outcome, problem, samples: recordOf(state, turn).samples }, turn.id)
  state.responses.hasten()
  wallet.pausedUntil = 0
  touch(state, turn)
  restartSilence(state)
  closeIdleDevices(state)
}

function endHold(state: EngineState, turn: Turn): void {
  const hold = state.holds.byTurn.get(turn.id)
  if (hold === undefined) return
  state.holds.byTurn.delete(turn.id)
  hideHold(state, hold)
}

/** A hold shows no longer, unless the key went down again on the same card before it was over. */
export function hideHold({ holds, conversation }: EngineState, hold: Hold): void {
  const { requestId } = hold
  if (requestId === null) return
  const again = [...holds.byTurn.values()].some((it) => it !== hold && it.requestId === requestId && it.heldMs === null)
  if (!again) conversation.change(requestId, 'approval', { heldSince: null })
}

function drop(state: EngineState, turn: Turn): void {
  turn.speech.frames = []
  state.outbox.push({ do: 'speech', note: { type: 'drop', turnId: turn.id } })
}

function giveUpRecording(state: EngineState, turn: Turn): void {
  drop(state, turn)
  const entry = state.conversation.get(turn.id, 'user')
  const problem = t('engine.talk.madeRoom', { problem: entry?.problem ?? '' }).trim()
  state.conversation.change(turn.id, 'user', { resendable: false, problem })
}

/**
 * The utterance did not get through, or its answer did not come: it stands with its samples until Resend or Discard.
 * One that is still being spoken is recorded to its end first. What may have moved money is never offered again.
 */
export function giveUp(state: EngineState, turn: Turn, problem: string): void {
  if (isEnded(turn)) return
  if (isRecording(turn) && !turn.speech.cutShort) {
    turn.refusal ??= problem
    return
  }
  const { attempt, stage } = turn
  unqueue(state, turn)
  state.responses.drop(turn.id)
  const { outcome, ...stands } = unanswered({
    acted: turn.acted,
    reached:
      turn.reachedBefore ||
      (turn.source === 'voice' && attempt.committed > 0) ||
      (turn.source === 'text' && (stage.at === 'delivered' || stage.at === 'answering')) ||
      attempt.assistantIds.length > 0,
    hasSpeech: turn.text !== null || turn.speech.frames.length > 0,
    problem,
  })
  state.conversation.change(turn.id, 'user', {
    ...stands,
    ...(turn.heard === null ? { transcript: 'unavailable' } : {}),
  })
  stopSpeaking(state, turn, 'interrupted')
  endTurn(state, turn, outcome, problem)
  earcon(state, failureTone(state))
}

/** What was asked was not answered: whether that is the network's fault, or the trader is signed out, is heard. */
function failureTone(state: EngineState): Earcon {
  if (!isOnline(state)) return 'offline'
  return state.connections.problem?.code === 'signed_out' ? 'signed-out' : 'error'
}

/** A turn is not brought to the server; what it had already put into the server's buffer is cleared there. */
export function unqueue({ delivery, connections, responses }: EngineState, turn: Turn): void {
  // What waited behind it leaves first.
  responses.giveWay()
  const wasFirst = delivery.queue[0] === turn
  delivery.queue = delivery.queue.filter((other) => other !== turn)
  if (wasFirst && turn.attempt.sent > 0 && connections.current?.status === 'ready') delivery.clearFor = turn.id
}

/** Everything that will be heard of its answer was heard. */
export function answered(state: EngineState, turn: Turn): void {
  stopSpeaking(state, turn, 'done')
  tellUnspoken(state, turn)
  endTurn(state, turn, 'answered')
  state.playback.forget(turn.id)
}

export function stopSpeaking({ conversation }: EngineState, turn: Turn, as: 'done' | 'interrupted'): void {
  for (const id of turn.attempt.assistantIds) {
    if (conversation.get(id, 'assistant')?.state === 'speaking') conversation.change(id, 'assistant', { state: as })
  }
}

/** Words without sound: whoever listens would wait for ever. The small window shows them, and a tone says so. */
function tellUnspoken(state: EngineState, turn: Turn): void {
  if (isAnsweredInWriting(state, turn)) return
  const silent = messagesOf(state, turn).filter(
    ({ id, phase, text }) => phase === 'answer' && text !== '' && !state.playback.sounds(id),
  )
  for (const { id } of silent) state.conversation.change(id, 'assistant', { unspoken: true })
  if (silent.length > 0) earcon(state, 'error')
}

/** A server that numbers its items anew in each session speaks under ids of an earlier turn. */
export const messagesOf = ({ conversation }: EngineState, { attempt }: Turn) =>
  [...new Set([...attempt.assistantIds, ...attempt.played.keys()])].flatMap(
    (id) => conversation.get(id, 'assistant') ?? [],
  )

/** A tool that may move money was asked for: from here on the question is never sent again by itself. */
export function acted(state: EngineState, turn: Turn | undefined): void {
  if (!turn || turn.acted) return
  turn.acted = true
  state.outbox.push({ do: 'speech', note: { type: 'acted', turnId: turn.id } })
  withdraw(state, turn)
  const other = state.responses.mistakenFor(turn.id)
  if (other !== null) acted(state, state.turns.get(other))
}

/**
 * The server acts for a question that had been given up: it had told of an error, and went on all the same. What may
 * move money now is not offered again.
 */
function withdraw(state: EngineState, turn: Turn): void {
  const entry = state.conversation.get(turn.id, 'user')
  if (!isEnded(turn) || !entry?.resendable) return
  drop(state, turn)
  const problem = `${entry.problem ?? ''} ${mayHaveTraded()}`.trim()
  state.conversation.change(turn.id, 'user', { resendable: false, problem })
}

/** What stands as not sent is not wanted any more. */
export function discard(state: EngineState, turn: Turn): void {
  if (outcomeOf(turn) !== 'unsent' && outcomeOf(turn) !== 'failed') return
  ended(turn, 'discarded')
  drop(state, turn)
  state.conversation.change(turn.id, 'user', { delivery: 'discarded', resendable: false })
  touch(state, turn)
}
