import { sentence, t } from '../../../shared/i18n'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { sumOf } from '../cost/price'
import { unsureWords } from '../money/confidence'
import { termsOf } from '../select'
import type { EngineState } from '../state'
import { plainError, severityOf } from '../state/problems'
import { isEnded, isKept, type Turn } from '../state/turn'
import { grown, MAX_IDS_OF_A_QUESTION, MAX_REQUESTS_OF_A_QUESTION, MAX_WORDS_CHARS } from '../wire/bounds'
import type { Item, ServerEvent } from '../wire/server-events'
import {
  audio,
  audioDone,
  messageTold,
  responseBegun,
  responseDone,
  turnOfResponse,
  weigh,
  wordsDelta,
  wordsDone,
} from './answers'
import { assessRequests, deny, requestTold } from './approvals'
import { argumentsDelta, argumentsDone, callEnded, callRuns, callTold } from './calls'
import { leaveServer } from './connection'
import { giveUp } from './ending'
import { committedOpenly, detectionRefused, speechStarted, speechStopped } from './hands-free'
import { earcon, problem, touch } from './tell'

/** What each server event means for turns and conversation. Events may repeat, be late, or come in any order. */

/** A request is announced, written, done, and told once more at the end of its response. */
const MAX_TELLINGS = 20
/** More events for responses that have not begun are not kept. */
const MAX_EARLY = 50
/** An utterance is told to be written down soon after it was, or never. */
const MAX_WRITTEN = 500

type Of<T extends ServerEvent['type']> = Extract<ServerEvent, { type: T }>

export function serverTold(state: EngineState, event: ServerEvent): void {
  switch (event.type) {
    case 'error':
      return failure(state, event)
    case 'session.created':
      state.flood.over = false
      return state.spending.sessionStarted()
    case 'rate_limits.updated':
      state.spending.limited(event.rate_limits)
      return touch(state)
    case 'input_audio_buffer.speech_started':
      return speechStarted(state, event)
    case 'input_audio_buffer.speech_stopped':
      return speechStopped(state, event)
    case 'input_audio_buffer.committed':
      return committed(state, event.item_id || null)
    case 'conversation.item.added':
    case 'conversation.item.done':
    case 'conversation.item.retrieved':
      return itemTold(state, event.item, null)
    case 'conversation.item.input_audio_transcription.delta':
      return hearing(state, event.item_id, event.delta)
    case 'conversation.item.input_audio_transcription.segment':
      return hearing(state, event.item_id, event.text)
    case 'conversation.item.input_audio_transcription.completed':
      return written(state, event)
    case 'conversation.item.input_audio_transcription.failed':
      return unwritten(state, event.item_id)
    case 'response.created':
      return begun(state, event.response.id)
    case 'response.done':
      return done(state, event)
    case 'response.output_item.added':
    case 'response.output_item.done':
      return itemTold(state, event.item, event.response_id, event.output_index ?? null)
    case 'response.output_audio.delta':
      return admit(state, event.item_id) ? audio(state, event.response_id, event.item_id, event.delta) : undefined
    case 'response.output_audio.done':
      return audioDone(state, event.item_id)
    case 'response.output_audio_transcript.delta':
    case 'response.output_text.delta':
      return admit(state, event.item_id) ? wordsDelta(state, event.response_id, event.item_id, event.delta) : undefined
    case 'response.output_audio_transcript.done':
      return finished(state, event, event.transcript)
    case 'response.output_text.done':
      return finished(state, event, event.text)
    case 'response.content_part.done': {
      const words = event.part?.transcript ?? event.part?.text
      return words ? finished(state, event, words) : undefined
    }
    case 'response.mcp_call_arguments.delta':
    case 'response.function_call_arguments.delta':
      return argumentsDelta(state, event.item_id, event.delta)
    case 'response.mcp_call_arguments.done':
    case 'response.function_call_arguments.done':
      return argumentsDone(state, event.item_id, event.arguments)
    case 'response.mcp_call.in_progress':
      return callRuns(state, event.item_id)
    case 'response.mcp_call.completed':
      return callEnded(state, event.item_id, true)
    case 'response.mcp_call.failed':
      return callEnded(state, event.item_id, false)
    // The session's tools have taken note of these.
    case 'mcp_list_tools.in_progress':
    case 'mcp_list_tools.completed':
    case 'mcp_list_tools.failed':
    // Acknowledgements: what they acknowledge was done when it was sent.
    case 'session.updated':
    case 'conversation.created':
    case 'conversation.item.deleted':
    case 'conversation.item.truncated':
    case 'input_audio_buffer.cleared':
    case 'response.content_part.added':
    case 'input_audio_buffer.timeout_triggered':
    case 'input_audio_buffer.dtmf_event_received':
    // Only over WebRTC does the server play the audio; here the worklet tells what was heard.
    case 'output_audio_buffer.started':
    case 'output_audio_buffer.stopped':
    case 'output_audio_buffer.cleared':
      return
    default: {
      const missing: never = event
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

// --- how much is taken ------------------------------------------------------------------------------------------------

/** Whether something is to be taken: what is kept of one question is bounded, whatever the server makes of it. */
function admit(state: EngineState, id: string): boolean {
  const { flood, turns } = state
  const now = turns.current?.id ?? null
  if (now !== flood.question) {
    flood.named.clear()
    flood.requests.clear()
    flood.over = false
  }
  flood.question = now
  if (flood.over) return false
  if (flood.named.has(id)) return true
  if (flood.named.size < MAX_IDS_OF_A_QUESTION) {
    flood.named.add(id)
    return true
  }
  flood.over = true
  leaveServer(state, {
    code: 'server_floods',
    message: t('engine.connection.floods'),
    retry: 'never',
    retryAfterMs: null,
  })
  return false
}

/** Acknowledgements of what this client told are of nobody's response, and nothing of them is kept. */
const isKeptItem = ({ type, role }: Item, responseId: string | null) =>
  type === 'mcp_call' ||
  type === 'mcp_approval_request' ||
  (responseId !== null && (type === 'function_call' || (type === 'message' && role === 'assistant')))

// --- items ------------------------------------------------------------------------------------------------------------

export function itemTold(state: EngineState, told: Item, responseId: string | null, index: number | null = null): void {
  const item = ownId(state, told)
  if (item === null) return
  if (isKeptItem(item, responseId) && !admit(state, item.id)) return
  if (item.type === 'mcp_call' || item.type === 'function_call') callTold(state, item, responseId, index)
  if (item.type === 'mcp_approval_request') request(state, item, responseId, index)
  if (item.type === 'message') messageTold(state, item, responseId, index)
  if (responseId !== null) weigh(state, responseId)
  touch(state)
}

/**
 * An item under the id of something else; null where that is not taken. What is called is seen all the same: it may have
 * moved money.
 */
function ownId({ conversation }: EngineState, told: Item): Item | null {
  if (told.type === 'mcp_approval_request') return conversation.isOther(told.id, 'approval') ? null : told
  if (told.type !== 'mcp_call' && told.type !== 'function_call') return told
  if (!conversation.isOther(told.id, 'tool')) return told
  return told.type === 'mcp_call' ? { ...told, id: `${told.id} (call)` } : null
}

function request(state: EngineState, item: Item, responseId: string | null, index: number | null): void {
  const { requests } = state.flood
  const turn = (responseId === null ? undefined : turnOfResponse(state, responseId)) ?? state.turns.current ?? undefined
  if (responseId !== null) state.rounds.approvalAsked(item.id, responseId, index)
  const told = (requests.get(item.id) ?? 0) + 1
  requests.set(item.id, told)
  // Nobody can read what is another one at every look, and each look at it costs.
  if (told > MAX_TELLINGS)
    return deny(
      state,
      item.id,
      sentence(() => t('engine.denied.restless')),
    )
  const first = requestTold(state, item, turn)
  // It was under way when the trader went on to something else.
  const cut = responseId !== null && state.responses.isMuted(responseId)
  if (cut || (turn && isEnded(turn)))
    deny(
      state,
      item.id,
      sentence(() => t('engine.denied.interrupted')),
    )
  else if (requests.size > MAX_REQUESTS_OF_A_QUESTION)
    deny(
      state,
      item.id,
      sentence(() => t('engine.denied.tooMany')),
    )
  // A tone in what is being recorded would be heard as a part of it.
  else if (first && state.turns.holding === null) earcon(state, 'ask')
  touch(state, turn)
}

// --- what the trader said ---------------------------------------------------------------------------------------------

/** The server has all of an utterance. */
function committed(state: EngineState, itemId: string | null): void {
  if (committedOpenly(state, itemId)) return
  // Told twice it is one: the next commit has an item of its own.
  if (itemId !== null && state.turns.byItem(itemId)) return
  const turn = state.delivery.commits.shift()?.turn
  if (!turn) return
  state.outbox.push({ do: 'speech', note: { type: 'reached', turnId: turn.id } })
  turn.attempt.itemId = itemId
  turn.attempt.committed = turn.attempt.sent
  // One that was given up before (a part of it was refused) stands as that.
  if (!isKept(turn)) state.conversation.change(turn.id, 'user', { delivery: 'sent' })
  touch(state, turn)
}

function hearing(state: EngineState, itemId: string, words: string | null | undefined): void {
  const turn = state.turns.byItem(itemId)
  if (!turn) return
  touch(state, turn)
  if (!words || state.conversation.get(turn.id, 'user')?.transcript === 'final') return
  turn.heard = grown(turn.heard ?? '', words, MAX_WORDS_CHARS)
  state.conversation.change(turn.id, 'user', { text: turn.heard })
}

type Written = Of<'conversation.item.input_audio_transcription.completed'>

function written(state: EngineState, { item_id: itemId, transcript, usage, languages, logprobs }: Written): void {
  const turn = state.turns.byItem(itemId)
  const { written: items } = state.answers
  // Told again it is not billed again; a question that was sent again is, as another item. Of what is not known only a
  // server that tells the cost has billed anything.
  if (!items.has(itemId) && (turn || usage)) {
    items.add(itemId)
    const [oldest] = items
    if (items.size > MAX_WRITTEN && oldest !== undefined) items.delete(oldest)
    const seconds = (turn?.attempt.committed ?? 0) / SAMPLE_RATE
    const used = state.spending.transcribed(usage ?? null, seconds, termsOf(state))
    const costs = used.input + used.output > 0 || used.usd !== null
    if (turn && costs) turn.usage = turn.usage === null ? used : sumOf(turn.usage, used)
  }
  if (!turn) return
  turn.heard = transcript.trim()
  turn.unsure = logprobs ? unsureWords(logprobs) : []
  const told = languages ? { languages: languages.map(({ code }) => code) } : {}
  state.conversation.change(turn.id, 'user', { text: turn.heard, transcript: 'final', ...told })
  if (state.approvals.pending.size > 0) assessRequests(state)
  touch(state, turn)
}

function unwritten(state: EngineState, itemId: string): void {
  const turn = state.turns.byItem(itemId)
  if (!turn) return
  state.conversation.change(turn.id, 'user', { transcript: 'unavailable' })
  touch(state, turn)
}

// --- responses --------------------------------------------------------------------------------------------------------

function begun(state: EngineState, responseId: string): void {
  if (!admit(state, responseId)) return
  responseBegun(state, responseId)
  const end = state.answers.early.get(responseId)
  state.answers.early.delete(responseId)
  if (end) done(state, end)
}

function finished(state: EngineState, of: { response_id: string; item_id: string }, words: string): void {
  if (admit(state, of.item_id)) wordsDone(state, of.response_id, of.item_id, words)
}

function done(state: EngineState, event: Of<'response.done'>): void {
  const { id, output } = event.response
  const { early } = state.answers
  if (!state.responses.knows(id)) {
    if (early.size < MAX_EARLY) early.set(id, event)
    // Its beginning may never be told: what was called or asked for in it counts all the same.
    for (const entry of output ?? []) if (entry.type !== 'message') itemTold(state, entry, null)
    // It may be what stood in the way of an answer.
    return state.responses.hasten()
  }
  for (const [index, entry] of (output ?? []).entries()) itemTold(state, entry, id, index)
  responseDone(state, event)
}

// --- errors -----------------------------------------------------------------------------------------------------------

function failure(state: EngineState, { error }: Of<'error'>): void {
  const eventId = error.event_id ?? null
  // What the server says against what it was told of the past is no trader's matter.
  if (eventId !== null && state.connections.current?.pastEvents.has(eventId)) return
  const code = error.code ?? error.type ?? 'error'
  // It is about no event of ours: the server is about to close, and what becomes of open turns follows from that.
  if (code === 'session_expired') return
  if (eventId !== null && eventId === state.connections.current?.detectionId)
    return detectionRefused(state, error.message)
  const text = plainError(code, error.message)
  const benign = severityOf(code) === 'benign'
  const commitRefused = code === 'input_audio_buffer_commit_empty'
  const uncommitted = commitOf(state, commitRefused && !eventId ? null : (eventId ?? ''))
  const refused = uncommitted || (benign && !eventId) ? null : state.responses.refused(eventId, code, state.time.mono)
  if (refused?.absorbed || benign) return
  problem(state, code, text, state.turns.current?.id ?? null)
  // An error ends the turn whose own event it is about; the utterance stays. Others go on.
  const turn = uncommitted ?? (refused ? state.turns.get(refused.turnId) : undefined)
  if (turn && !isEnded(turn)) giveUp(state, turn, text)
  touch(state)
}

/** The server refused a commit, or a part of what it is about; without the event's id it is the oldest. The turn that it was for. */
function commitOf({ delivery }: EngineState, eventId: string | null): Turn | undefined {
  const refused = delivery.commits.find((commit) => eventId === null || commit.eventId === eventId)
  delivery.commits = delivery.commits.filter((commit) => commit !== refused)
  return refused?.turn ?? delivery.appends.get(eventId ?? '')
}
