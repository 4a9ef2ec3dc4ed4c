import { t } from '../../../shared/i18n'
import type { Effect } from '../effects'
import { RESEND_AGE_MS, waiting } from '../observe/connection'
import { messagesOf } from '../observe/ending'
import { isSpoken, silentAt } from '../observe/holds'
import { whyTooShort } from '../observe/microphone'
import { encodePcm, msToSamples } from '../pcm'
import { isAnsweredInWriting, isChoosingWallet, isListening, isOver, isReady, isReply, toolsSettled } from '../select'
import type { EngineState } from '../state'
import { BALANCES, type Look } from '../state/looks'
import { isDelivered, isRecording, type Turn } from '../state/turn'
import { itemId } from '../wire/client-events'

/** Rules about questions: when one is asked, brought to the server, answered, and over. */

/** The server refuses to commit less than 100 ms of audio. */
const MIN_COMMIT_SAMPLES = msToSamples(100)
/** A restored utterance is one long frame: it is sent in parts that no server refuses. */
const MAX_APPEND_SAMPLES = msToSamples(1000)

const unsent = (turn: Turn, problem: string): Effect => ({
  do: 'decide',
  decision: { is: 'ended', turnId: turn.id, outcome: 'unsent', problem },
})

/** A hold on a trade in which a voice was heard is a question after all. */
export function ask(state: EngineState): Effect[] {
  if (state.holds.byTurn.size === 0) return []
  return state.turns
    .open()
    .filter((turn) => isRecording(turn) && isSpoken(state, turn))
    .map((turn) => ({ do: 'decide', decision: { is: 'asked', turnId: turn.id } }))
}

/** A hold whose release was probably lost is set aside. */
export function setAside(state: EngineState): Effect[] {
  const { watched } = state.holds
  if (watched === null || state.time.mono < silentAt(state)) return []
  return [{ do: 'decide', decision: { is: 'set-aside', turnId: watched.turnId } }]
}

/** A device that never gives the end of a recording, or never comes, must not hold the turn for ever. */
export function endRecordings({ device, time }: EngineState): Effect[] {
  const late = [...device.tails].filter(([, until]) => time.mono >= until)
  return late.map(([turnId]) => ({ do: 'decide', decision: { is: 'tail-missed', turnId } }))
}

/** A question that is still unanswered when the next one has left gets no answer of its own: the server has both. */
export function supersede(state: EngineState): Effect[] {
  // A reply to a trade that waits takes nothing's place.
  const open = state.turns.open().filter((turn) => isDelivered(turn) && !isReply(state, turn))
  return open.slice(0, -1).map(({ id }) => ({ do: 'decide', decision: { is: 'superseded', turnId: id } }))
}

/** The server's audio buffer holds parts of a question that is not asked any more. */
export function clearBuffer(state: EngineState): Effect[] {
  const { clearFor } = state.delivery
  if (clearFor === null || !isReady(state)) return []
  return [{ do: 'send', type: 'input_audio_buffer.clear', fields: {}, turnId: clearFor }]
}

/**
 * Utterances are brought to the server in the order in which they were spoken: the first streams while it is being spoken,
 * later ones wait. Nothing here ever drops a sample.
 */
export function deliver(state: EngineState): Effect[] {
  const { delivery, settings } = state
  if (!isReady(state)) return []
  const [turn] = delivery.queue
  if (turn === undefined || turn.refusal !== null) return []
  if (turn.backend !== settings.backend) return isRecording(turn) ? [] : [unsent(turn, t('engine.answer.otherBackend'))]
  if (turn.text !== null) return [sendWords(turn, turn.text)]
  const audio = unsentAudio(turn)
  if (audio.length > 0 || isRecording(turn)) return audio
  if (turn.attempt.sent < MIN_COMMIT_SAMPLES) return [unsent(turn, whyTooShort(state.device.report, turn))]
  return [{ do: 'send', type: 'input_audio_buffer.commit', fields: {}, turnId: turn.id }]
}

function sendWords(turn: Turn, text: string): Effect {
  const id = itemId('ask', `${turn.id}${turn.attempt.deliveries}`)
  const item = { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] }
  return { do: 'send', type: 'conversation.item.create', fields: { item }, turnId: turn.id }
}

function unsentAudio({ id, speech, attempt }: Turn): Effect[] {
  const sends: Effect[] = []
  for (let at = attempt.nextFrame; at < speech.frames.length; at++) {
    const frame = speech.frames[at]
    const first = at === attempt.nextFrame ? attempt.offset : 0
    for (let from = first; frame && from < frame.length; from += MAX_APPEND_SAMPLES) {
      const audio = encodePcm(frame.subarray(from, from + MAX_APPEND_SAMPLES))
      sends.push({ do: 'send', type: 'input_audio_buffer.append', fields: { audio }, turnId: id })
    }
  }
  return sends
}

/** What waits for a connection does not wait for ever; a computer that slept is given the time to connect again. */
export function keepUndelivered(state: EngineState): Effect[] {
  if (isReady(state)) return []
  const why = state.connections.problem?.message ?? t('engine.answer.noConnection')
  return waiting(state)
    .filter(({ askedAt }) => askedAt !== null && state.time.mono - askedAt.mono >= RESEND_AGE_MS)
    .map((turn) => unsent(turn, why))
}

// --- answers ----------------------------------------------------------------------------------------------------------

/** What was cut is cancelled, and what was heard of it told. */
export function cut(state: EngineState): Effect[] {
  if (!isReady(state)) return []
  const cancels = state.responses.cancels().map(
    ({ responseId, turnId }): Effect => ({
      do: 'send',
      type: 'response.cancel',
      fields: { response_id: responseId },
      turnId,
    }),
  )
  if (cancels.length > 0) return cancels
  return state.cuts.due.map(({ itemId: id, turnId, heardMs }): Effect => {
    // Truncating at 0 can fail ("Only model output audio messages can be truncated"): then the item goes altogether.
    if (heardMs === 0) return { do: 'send', type: 'conversation.item.delete', fields: { item_id: id }, turnId }
    const fields = { item_id: id, content_index: 0, audio_end_ms: heardMs }
    return { do: 'send', type: 'conversation.item.truncate', fields, turnId }
  })
}

/** A function that the model calls is answered. */
export function answerFunctions(state: EngineState): Effect[] {
  if (!isReady(state)) return []
  return state.calls.outputs.map(({ itemId: id, callId, output, turnId }) => {
    const item = { id: itemId('out', id), type: 'function_call_output', call_id: callId, output }
    return { do: 'send', type: 'conversation.item.create', fields: { item }, turnId }
  })
}

/**
 * After a hosted MCP call nothing speaks by itself: the model must be asked to go on, exactly once per round of tools.
 */
export function continueRounds({ rounds }: EngineState): Effect[] {
  const turnId = rounds.due()
  return turnId === null ? [] : [{ do: 'decide', decision: { is: 'continue', turnId } }]
}

/**
 * `response.create` leaves never while a response is active or being created, never before the tools are there, and once
 * for each wish. An answer about money has to be about the wallet that was picked.
 */
export function respond(state: EngineState): Effect[] {
  const { responses, time } = state
  const turnId = responses.wanted
  if (turnId === null || time.mono < responses.pausedUntil) return []
  if (!isReady(state) || !toolsSettled(state) || isChoosingWallet(state) || isListening(state)) return []
  if (responses.givesWay && state.delivery.queue.some(({ stage }) => stage.at === 'queued')) return []
  return [{ do: 'send', type: 'response.create', fields: wordsFor(state, turnId), turnId }]
}

/** What a response is asked for; mostly nothing more than an answer. */
function wordsFor(state: EngineState, turnId: string): Record<string, unknown> {
  const { replies, looks, turns } = state
  const turn = turns.get(turnId)
  const say = replies.says.get(turnId)
  const look = turn?.attempt.responseCreates === 0 ? looks.byTurn.get(turnId) : undefined
  const response = {
    ...(say !== undefined ? sayExactly(say) : look !== undefined && callBalances(look)),
    ...(isAnsweredInWriting(state, turn) && { output_modalities: ['text'] }),
  }
  return Object.keys(response).length === 0 ? {} : { response }
}

const callBalances = ({ server, trade: { wallet } }: Look) => ({
  instructions: `Call ${BALANCES} once with exactly ${JSON.stringify(wallet === null ? {} : { wallet_address: wallet })} and nothing else.`,
  tool_choice: { type: 'mcp', server_label: server, name: BALANCES },
})

/** A response that reads one text aloud and calls nothing. */
const sayExactly = (text: string) => ({
  instructions: `Say exactly: ${JSON.stringify(text)}\nSay nothing else, and call no tool.`,
  tool_choice: 'none',
})

/** A turn ends when nothing more can come for it, and all of it was heard. */
export function end(state: EngineState): Effect[] {
  return state.turns
    .open()
    .filter((turn) => isOver(state, turn))
    .map((turn) => {
      const messages = messagesOf(state, turn)
      const answers = messages.filter(({ phase }) => phase === 'answer')
      if (turn.attempt.toolsRefused) return unsent(turn, t('engine.answer.rightsRenewed'))
      if (answers.some(({ id, text }) => text !== '' || state.playback.sounds(id))) {
        return { do: 'decide', decision: { is: 'ended', turnId: turn.id, outcome: 'answered', problem: null } }
      }
      if (messages.length > answers.length) return unsent(turn, t('engine.answer.beganOnly'))
      return unsent(turn, t('engine.answer.empty'))
    })
}

export function check({ answers, time }: EngineState): Effect[] {
  if (answers.checksAt === null || time.mono < answers.checksAt) return []
  return [{ do: 'decide', decision: { is: 'checked' } }]
}
