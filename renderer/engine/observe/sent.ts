import { z } from 'zod'
import { detectionWanted } from '../select'
import type { EngineState } from '../state'
import { delivered, isDelivered, type Turn } from '../state/turn'
import { type ClientEvent, isSentEvent, PAST, samplesIn } from '../wire/client-events'
import { answerSent } from './approvals'
import { endTurn } from './ending'
import { cutTold, dropUnplayed } from './interrupt'
import { replyDelivered } from './replies'
import { restartSilence, touch } from './tell'
import { walletAnswered, walletAsked } from './wallet'

/** What follows from a client event that has left. */

/** A refusal comes soon or never: ten seconds of frames. */
const MAX_APPENDS = 500
/** A server that acknowledges nothing must not fill memory. */
const MAX_COMMITS = 50

const Created = z.object({
  id: z.string().optional(),
  type: z.string().optional(),
  role: z.string().optional(),
  call_id: z.string().optional(),
  approval_request_id: z.string().optional(),
  approve: z.boolean().optional(),
})

export function sent(state: EngineState, connectionId: number, event: ClientEvent, turnId: string | null): void {
  const { connections, delivery, cuts, responses } = state
  const turn = state.turns.get(turnId)
  const { type } = event
  if (!isSentEvent(type)) return
  switch (type) {
    case 'session.update': {
      const connection = connections.of(connectionId)
      if (connection?.updateDue) Object.assign(connection, { updateDue: false, updateId: event.event_id })
      else if (connection) Object.assign(connection, { detection: detectionWanted(state), detectionId: event.event_id })
      return
    }
    case 'input_audio_buffer.append':
      return appended(state, connectionId, event, turn)
    case 'input_audio_buffer.clear':
      delivery.clearFor = null
      return
    case 'input_audio_buffer.commit':
      if (turn?.stage.at !== 'queued') return
      delivery.commits.push({ eventId: event.event_id, turn })
      if (delivery.commits.length > MAX_COMMITS) delivery.commits.shift()
      return asked(state, turn)
    case 'conversation.item.create':
      return created(state, connectionId, event, turn)
    case 'conversation.item.retrieve':
      connections.of(connectionId)?.tools.retrievals.delete(String(event.item_id))
      return
    case 'conversation.item.truncate':
    case 'conversation.item.delete': {
      const { item_id: itemId, audio_end_ms: heardMs } = event
      cuts.due = cuts.due.filter((due) => due.itemId !== itemId)
      if (typeof itemId !== 'string') return
      if (type === 'conversation.item.delete') return cutTold(state, itemId, 0)
      return typeof heardMs === 'number' ? cutTold(state, itemId, heardMs) : undefined
    }
    case 'response.create':
      if (walletAsked(state, event) || turnId === null) return
      responses.asked(turnId, event.event_id)
      state.rounds.continued(turnId)
      if (turn) turn.attempt.responseCreates++
      return touch(state, turn)
    case 'response.cancel':
      return responses.cancelSent(event.response_id, event.event_id)
    default: {
      const missing: never = type
      throw new Error(`unhandled ${JSON.stringify(missing)}`)
    }
  }
}

function appended(state: EngineState, connectionId: number, event: ClientEvent, turn: Turn | undefined): void {
  const { delivery, time, connections, handsFree } = state
  const samples = samplesIn(String(event.audio))
  const connection = connections.of(connectionId)
  if (turn === undefined) handsFree.sent(connection?.appended ?? 0, samples)
  if (connection) connection.appended += samples
  if (turn === undefined) return
  delivery.appends.set(event.event_id, turn)
  const oldest = delivery.appends.keys().next().value
  if (delivery.appends.size > MAX_APPENDS && oldest !== undefined) delivery.appends.delete(oldest)
  const { attempt, speech } = turn
  attempt.times.firstWire ??= time.now
  attempt.sent += samples
  attempt.offset += samples
  const frame = speech.frames[attempt.nextFrame]
  if (frame !== undefined && attempt.offset >= frame.length) {
    attempt.nextFrame++
    attempt.offset = 0
  }
}

function created(state: EngineState, connectionId: number, event: ClientEvent, turn: Turn | undefined): void {
  const item = Created.safeParse(event.item).data
  if (item === undefined) return
  if (item.id?.startsWith(PAST)) state.connections.of(connectionId)?.pastEvents.add(event.event_id)
  if (item.type === 'mcp_approval_response' && item.approval_request_id !== undefined) {
    const { approval_request_id: requestId, approve = false } = item
    if (!walletAnswered(state, requestId)) answerSent(state, requestId, approve)
  }
  if (item.type === 'function_call_output') {
    state.calls.outputs = state.calls.outputs.filter(({ callId }) => callId !== item.call_id)
  }
  if (item.type !== 'message' || item.role !== 'user' || turn?.stage.at !== 'queued') return
  turn.attempt.itemId = item.id ?? null
  state.outbox.push({ do: 'speech', note: { type: 'reached', turnId: turn.id } })
  asked(state, turn)
}

/** All of a question has left; the server's acknowledgement of speech comes later. */
export function asked(state: EngineState, turn: Turn): void {
  const { delivery, connections, responses, rounds } = state
  delivery.queue = delivery.queue.filter((it) => it !== turn)
  delivered(turn, connections.current?.sessionId ?? null, state.time.now)
  turn.attempt.unguarded = (connections.current?.tools.unguarded() ?? []).length > 0
  if (turn.source === 'text') state.conversation.change(turn.id, 'user', { delivery: 'sent' })
  restartSilence(state)
  touch(state, turn)
  if (state.replies.open?.turnId === turn.id) return replyDelivered(state, turn)
  // A question that was still unanswered when the next one was asked gets no answer of its own: the server has both.
  rounds.supersede()
  responses.want(turn.id)
}

/** A question was still unanswered when the next one was brought to the server: it gets no answer of its own. */
export function superseded(state: EngineState, turnId: string): void {
  const turn = state.turns.get(turnId)
  if (!turn || !isDelivered(turn)) return
  state.responses.cut(turnId)
  dropUnplayed(state, turn)
  endTurn(state, turn, 'interrupted')
}
