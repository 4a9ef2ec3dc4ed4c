import type { Fact } from '../facts'
import type { EngineState } from '../state'
import { askAgain, isDelivered, isEnded, rewind, type Turn } from '../state/turn'
import { type ClientEvent, PAST } from '../wire/client-events'
import type { Item, ServerEvent } from '../wire/server-events'
import { isRecord, type RecordedEvent } from './recording'

const OUTCOMES = ['answered', 'unsent', 'interrupted', 'failed', 'tap', 'discarded', 'confirmed'] as const

/**
 * A log of another client, or one that does not begin where its engine did: the facts are told from whatever it holds of
 * them. A question is known by the key of our own app, by what the client committed or wrote, or only by what the server
 * made of it. What was heard of the answers is known where the log says so; nothing else is taken to have been cut.
 */
export function createForeignLog(state: EngineState) {
  const { turns, delivery } = state

  /** There is one connection, and whoever approved on it was allowed to. */
  const connection = (): number => {
    if (state.connections.current === null) {
      const identity = { kind: 'user', label: '', wallet: null } as const
      const grant = { backend: 'practice', url: '', secret: '', expiresAt: null, identity } as const
      Object.assign(state.connections.begin('current'), { status: 'ready', limitAt: Number.POSITIVE_INFINITY, grant })
    }
    return state.connections.current?.id ?? 0
  }

  const sentFact = (event: ClientEvent, turnId: string | null): Fact => ({
    is: 'sent',
    connection: connection(),
    event,
    turnId,
  })

  /** A question that was begun, if it is not known. */
  const begun = (id: string, text: string | null): Fact[] =>
    turns.has(id) ? [] : [{ is: 'heard-of', turnId: id, text }]

  /** The question that began last, if nothing was committed for it. */
  const unasked = (): Turn | undefined => {
    const { current } = turns
    return current?.source === 'voice' && current.stage.at === 'queued' && current.attempt.deliveries === 0
      ? current
      : undefined
  }

  /** The whole utterance was there: the client committed it, or the server did by itself. */
  const committed = (row: RecordedEvent, eventId: string): Fact[] => {
    const turn = row.turnId === null ? unasked() : turns.get(row.turnId)
    const id = turn?.id ?? row.turnId ?? `turn-${row.entry}`
    if (turn && isEnded(turn)) askAgain(turn, turn.backend, { ...state.time })
    else if (turn && isDelivered(turn)) rewind(turn)
    return [...begun(id, null), sentFact({ type: 'input_audio_buffer.commit', event_id: eventId }, id)]
  }

  /** The client wrote a message of the user. */
  const typed = (item: Record<string, unknown>, row: RecordedEvent, event: ClientEvent): Fact[] => {
    const content = Array.isArray(item.content) ? item.content : []
    const words = content.flatMap((part) => (isRecord(part) && typeof part.text === 'string' ? [part.text] : []))
    const id = row.turnId ?? `turn-${row.entry}`
    return [...begun(id, words.join('\n')), sentFact(event, id)]
  }

  const sent = (row: RecordedEvent): Fact[] => {
    const { name, data } = row
    const event: ClientEvent = { ...data, type: name, event_id: typeof data.event_id === 'string' ? data.event_id : '' }
    if (name === 'input_audio_buffer.commit') return committed(row, event.event_id)
    if (name === 'conversation.item.create' && isRecord(data.item)) {
      const { type, role } = data.item
      // Our own log names no turn where a new connection is told what was said on the old one.
      if (row.seq !== null && row.turnId === null) return [sentFact(event, null)]
      if (type === 'message' && role === 'user') return typed(data.item, row, event)
    }
    return [sentFact(event, row.turnId ?? turns.current?.id ?? null)]
  }

  /** The server shows a message of the user; the row that told where it came from may be missing. */
  const shown = (item: Item, row: RecordedEvent): Fact[] => {
    // What our own app told a new session of the past was asked before.
    if (item.id.startsWith(PAST) || turns.byItem(item.id)) return []
    const words = (item.content ?? [])
      .flatMap((part) => (part.type === 'input_text' ? [part.text ?? ''] : []))
      .join('\n')
    const is = { type: 'conversation.item.create', event_id: '', item: { id: item.id, type: 'message', role: 'user' } }
    if (words !== '') {
      const waiting = [...turns.all()].find(({ attempt, text }) => attempt.itemId === null && text === words)
      const id = waiting?.id ?? `turn-${row.entry}`
      return [...begun(id, words), sentFact(is, id)]
    }
    // Speech: as if it had been acknowledged.
    const acknowledged: ServerEvent = { type: 'input_audio_buffer.committed', item_id: item.id }
    const commit = delivery.commits.length === 0 ? committed(row, '') : []
    return [...commit, { is: 'server', connection: connection(), event: acknowledged }]
  }

  return {
    sent,
    /** What happened in our own app. */
    happened(row: RecordedEvent): Fact[] {
      if (row.turnId === null) return []
      if (row.name === 'talk.press') return begun(row.turnId, null)
      const outcome = OUTCOMES.find((word) => word === row.data.outcome)
      if (row.name !== 'turn.ended' || outcome === undefined) return []
      return [{ is: 'ended', turnId: row.turnId, outcome, problem: null }]
    },
    received(event: ServerEvent, row: RecordedEvent): Fact[] {
      const told: Fact = { is: 'server', connection: connection(), event }
      // An acknowledgement may be of a commit that the recording does not show.
      if (event.type === 'input_audio_buffer.committed') {
        const known = event.item_id !== '' && turns.byItem(event.item_id) !== undefined
        return [...(delivery.commits.length === 0 && !known ? committed(row, '') : []), told]
      }
      const user = 'item' in event && event.item.type === 'message' && event.item.role === 'user'
      return [...(user ? shown(event.item, row) : []), told]
    },
    /** The connection is gone: what was not answered may be given to the next one. */
    disconnected() {
      state.responses.reset()
      state.rounds.supersede()
      delivery.commits = []
      for (const turn of turns.all()) {
        if (isDelivered(turn) && turn.attempt.assistantIds.length === 0 && turn.attempt.itemId !== null) rewind(turn)
      }
    },
  }
}
