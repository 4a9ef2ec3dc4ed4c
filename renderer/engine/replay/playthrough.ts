import { type Dialect, gaEventName, inferDialect } from '../line/dialect'
import { readServerEvent, type ServerEvent } from '../line/server-events'
import { msToSamples } from '../pcm'
import { createEngineParts, type EngineParts } from './engine-parts'
import { createErrorNotes } from './error-notes'
import type { Facts, RoundFacts } from './facts'
import { withSilence } from './recorded-audio'
import { isRecord, type RecordedEvent, type Recording } from './recording'
import { createServerNotes } from './server-notes'
import { sessionFacts } from './session-facts'
import { createTurnLedger } from './turn-ledger'

const OUTCOMES = ['answered', 'unsent', 'interrupted', 'failed', 'tap', 'discarded'] as const
const PROTOCOL_NAME = /^(?:error|[a-z_]+(?:\.[a-z_]+)+)$/
const GA_NAME = /^(?:conversation\.item\.(?:added|done)|response\.output_(?:audio|text|audio_transcript)\..+)$/

/** Plays a recording through the engine's modules and notes what a diagnosis needs. Never throws on what it reads. */
export function playThrough(recording: Recording): { facts: Facts; conversation: EngineParts['conversation'] } {
  let now = 0
  let present: RecordedEvent | undefined
  /** Responses that the client asked for and that have not begun. */
  let wanted: { turnId: string; eventId: string | null }[] = []
  /** A round of tools that is complete, until a response goes on or the user does. */
  let openRound: RoundFacts | null = null
  const rounds: RoundFacts[] = []
  const losses: Facts['losses'] = []
  const malformed: Facts['malformed'] = []
  const names = { beta: 0, ga: 0 }
  const noted: Pick<Facts, 'sessions' | 'strangers' | 'dialect' | 'minted'> = {
    sessions: [],
    strangers: new Map(),
    dialect: null,
    minted: null,
  }

  /** The user began something: what an older round would have said is no longer asked for. */
  const userBegins = (row: RecordedEvent) => {
    if (openRound) openRound.userNext ??= row
    openRound = null
    parts.continuation.supersede()
  }
  const ledger = createTurnLedger(
    () => parts,
    () => now,
    userBegins,
  )
  const parts = createEngineParts({
    now: () => now,
    onContinuationDue(turnId) {
      if (!present) return
      openRound = { turnId, due: present, continued: null, userNext: null }
      rounds.push(openRound)
      // A client may have asked too early and been answered without the output.
      const later = notes.newest()
      if (later?.turnId === turnId && later.calls.size === 0) openRound.continued = later.created
    },
    nextAnswered: () => wanted.shift()?.turnId ?? null,
    delivery: ledger.delivery,
  })
  const notes = createServerNotes(noted, parts)
  const errors = createErrorNotes()
  const { conversation, responder } = parts

  // --- what the client sent -----------------------------------------------------------------------------------------

  const sent = (row: RecordedEvent) => {
    const { name, data } = row
    const eventId = typeof data.event_id === 'string' ? data.event_id : null
    const turnId = row.turnId ?? parts.book.current?.id
    if (name === 'input_audio_buffer.commit') ledger.committed(row, eventId)
    if (name === 'response.create' && turnId !== undefined) wanted.push({ turnId, eventId })
    if (name === 'response.cancel') responder.cancel()
    if (name === 'conversation.item.create' && isRecord(data.item)) wrote(data.item, row)
    if (name === 'conversation.item.truncate') cut(data.item_id, data.audio_end_ms)
    if (name === 'conversation.item.delete') cut(data.item_id, 0)
  }

  const wrote = (item: Record<string, unknown>, row: RecordedEvent) => {
    if (item.type === 'mcp_approval_response' && typeof item.approval_request_id === 'string') {
      parts.approvals.conclude(item.approval_request_id, item.approve === true, null)
    }
    // Our own log names no turn where a new connection is told what was said on the old one.
    const history = row.seq !== null && row.turnId === null
    if (item.type === 'message' && item.role === 'user' && !history) ledger.typed(item, row)
  }

  /** What was really heard of an answer, as client or server noted it. */
  const cut = (itemId: unknown, audioEndMs: unknown) => {
    if (typeof itemId !== 'string' || typeof audioEndMs !== 'number') return
    if (!conversation.get(itemId, 'assistant')) return
    conversation.change(itemId, 'assistant', { state: 'interrupted', heardChars: audioEndMs === 0 ? 0 : null })
    parts.playback.report({ type: 'progress', itemId, played: msToSamples(audioEndMs) })
  }

  // --- what happened in the app -------------------------------------------------------------------------------------

  const happened = (row: RecordedEvent) => {
    const { name, data } = row
    if (name === 'talk.press') ledger.pressed(row)
    if (name === 'turn.ended' && row.turnId !== null) {
      const turn = ledger.get(row.turnId)
      const outcome = OUTCOMES.find((word) => word === data.outcome)
      if (turn && outcome) turn.work.outcome = outcome
    }
    if (name === 'link.down') disconnected(row, data.code, data.message)
    if (name === 'DISCONNECTED' && notes.newest()?.done === null) {
      disconnected(row, 'disconnected', 'The connection ended while an answer was being made.')
    }
  }

  const disconnected = (row: RecordedEvent, code: unknown, message: unknown) => {
    responder.reset()
    parts.continuation.supersede()
    ledger.disconnected()
    notes.dropOpen()
    openRound = null
    wanted = []
    if (typeof code === 'string') losses.push({ event: row, code, message: typeof message === 'string' ? message : '' })
  }

  // --- what the server sent -----------------------------------------------------------------------------------------

  const received = (row: RecordedEvent) => {
    if (row.name === 'input_audio_buffer.speech_started') userBegins(row)
    if (row.name === 'conversation.item.truncated') cut(row.data.item_id, row.data.audio_end_ms)
    const data = row.name === 'error' ? newError(row) : withSilence({ ...row.data, type: row.data.type ?? row.name })
    if (data === null) return
    const reading = readServerEvent(data)
    if (reading.kind === 'malformed') malformed.push({ event: row, reason: reading.reason })
    if (reading.kind === 'event') apply(reading.event, row)
  }

  const newError = (row: RecordedEvent) => {
    const error = errors.told(row)
    wanted = wanted.filter((it) => !error || it.eventId === null || it.eventId !== error.cause)
    return error?.event ?? null
  }

  const apply = (event: ServerEvent, row: RecordedEvent) => {
    if (gaEventName(row.name) !== row.name) names.beta++
    else if (GA_NAME.test(row.name)) names.ga++
    if (event.type === 'input_audio_buffer.committed') ledger.acknowledging(row)
    if ('item' in event && event.item.type === 'message' && event.item.role === 'user') ledger.shown(event.item, row)
    notes.before(event, row)
    parts.toolbox.apply(event)
    parts.reception.apply(event)
    notes.after(event, row)
    if (event.type !== 'response.created') return
    if (openRound) openRound.continued ??= row
    openRound = null
  }

  /** A row that no protocol knows may be the reply of the mint. */
  const minted = (row: RecordedEvent) => {
    if (!('client_secret' in row.data || 'dexter_session' in row.data)) return
    noted.minted = sessionFacts(row.data, row) ?? noted.minted
    noted.dialect ??= inferDialect(row.data)
  }

  for (const row of recording.events) {
    present = row
    now = Math.max(now, row.at ?? now)
    if (row.data.type === undefined) minted(row)
    if (row.direction === 'out') sent(row)
    if (row.direction === 'in') received(row)
    if (row.direction === 'app' || !PROTOCOL_NAME.test(row.name)) happened(row)
    // Nobody reads the log of a replay; it must not grow.
    parts.log.flush()
  }

  return {
    facts: {
      ...noted,
      ...notes.facts(),
      recording,
      dialect: noted.dialect ?? dialectOf(names),
      turns: ledger.all(),
      rounds,
      errors: errors.all(),
      losses,
      malformed,
    },
    conversation,
  }
}

const dialectOf = ({ beta, ga }: { beta: number; ga: number }): Dialect | null =>
  beta === 0 && ga === 0 ? null : beta > ga ? 'beta' : 'ga'
