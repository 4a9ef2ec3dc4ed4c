import type { Fact } from '../facts'
import { cutTold } from '../observe/interrupt'
import { observe } from '../observe/observe'
import { NO_SETTINGS } from '../settings'
import { createState, type EngineState } from '../state'
import { isDelivered } from '../state/turn'
import { type Dialect, gaEventName, inferDialect } from '../wire/dialect'
import { readServerEvent, type ServerEvent } from '../wire/server-events'
import { createErrorNotes } from './error-notes'
import type { Facts, RoundFacts, TurnFacts, UsageFacts } from './facts'
import { createForeignLog } from './foreign-log'
import { BEGINNING, createOwnLog } from './own-log'
import { withSilence } from './recorded-audio'
import type { RecordedEvent, Recording } from './recording'
import { createServerNotes, usageOf } from './server-notes'
import { sessionFacts } from './session-facts'

const PROTOCOL_NAME = /^(?:error|[a-z_]+(?:\.[a-z_]+)+)$/
const GA_NAME = /^(?:conversation\.item\.(?:added|done)|response\.output_(?:audio|text|audio_transcript)\..+)$/

/**
 * Observes a recording as the engine would have observed what it tells, and notes what a diagnosis needs. No rule runs but
 * one, to compare what it wants with what the recording did: when the model has to be asked to go on. Never throws on what
 * it reads.
 */
export function playThrough(recording: Recording): { facts: Facts; state: EngineState } {
  const first = recording.events[0]
  const state = createState(NO_SETTINGS, { now: first?.at ?? 0, mono: first?.mono ?? first?.at ?? 0 })
  /** From the first beginning of an engine on. What stands before it is of one whose beginning is missing. */
  let isOwn = false
  const own = createOwnLog(state)
  const foreign = createForeignLog(state)
  const noted: Pick<Facts, 'sessions' | 'strangers' | 'dialect' | 'minted'> = {
    sessions: [],
    strangers: new Map(),
    dialect: null,
    minted: null,
  }
  const notes = createServerNotes(noted, state)
  const errors = createErrorNotes()
  const turns = new Map<string, TurnFacts>()
  let newest: TurnFacts | undefined
  /** A round of tools that is complete, until a response goes on or the user does. */
  let openRound: RoundFacts | null = null
  const rounds: RoundFacts[] = []
  const losses: Facts['losses'] = []
  const malformed: Facts['malformed'] = []
  const choices = new Map<string, UsageFacts>()
  const names = { beta: 0, ga: 0 }

  /** The user began something: what an older round would have said is no longer asked for. */
  const userBegins = (row: RecordedEvent) => {
    if (openRound) openRound.userNext ??= row
    openRound = null
  }

  const take = (fact: Fact, row: RecordedEvent) => {
    observe(state, fact)
    // Nobody is there to whom it would matter.
    state.outbox.length = 0
    state.dirty.clear()
    const { current } = state.turns
    if (current && !turns.has(current.id)) {
      userBegins(row)
      if (newest) newest.followed ??= row
      newest = { turn: current, begun: row, asked: null, followed: null, problem: null }
      turns.set(current.id, newest)
    }
    if (fact.is === 'ended') {
      const known = turns.get(fact.turnId)
      if (known) known.problem ??= fact.problem
    }
    for (const turn of state.turns.open()) {
      const known = turns.get(turn.id)
      if (known && isDelivered(turn)) known.asked ??= row
    }
    wantsMore(row)
  }

  /** What the engine would ask for now. */
  function wantsMore(row: RecordedEvent) {
    for (let turnId = state.rounds.due(); turnId !== null; turnId = state.rounds.due()) {
      const turn = state.turns.get(turnId)
      observe(state, { is: 'continue', turnId })
      if (turn === undefined || turn.stage.at === 'ended') continue
      openRound = { turnId, due: row, continued: null, userNext: null }
      rounds.push(openRound)
      // A client may have asked too early and been answered without the output.
      const later = notes.newest()
      if (later?.turnId === turnId && later.calls.size === 0) openRound.continued = later.created
    }
  }

  const received = (row: RecordedEvent) => {
    if (row.name === 'input_audio_buffer.speech_started') {
      userBegins(row)
      state.rounds.supersede()
    }
    if (row.name === 'conversation.item.truncated') cut(row.data.item_id, row.data.audio_end_ms)
    const error = row.name === 'error' ? errors.told(row) : null
    const asIs = withSilence({ ...row.data, type: row.data.type ?? row.name })
    // Others log an error several times, raw and wrapped.
    const data = row.name === 'error' && !isOwn ? (error?.event ?? null) : asIs
    if (data === null) return
    const reading = readServerEvent(data)
    if (reading.kind === 'malformed') malformed.push({ event: row, reason: reading.reason })
    if (reading.kind === 'event') told(reading.event, row)
  }

  function cut(itemId: unknown, heardMs: unknown) {
    if (typeof itemId === 'string' && typeof heardMs === 'number') cutTold(state, itemId, heardMs)
  }

  function told(event: ServerEvent, row: RecordedEvent) {
    if (gaEventName(row.name) !== row.name) names.beta++
    else if (GA_NAME.test(row.name)) names.ga++
    const facts = isOwn ? own.factsOf(row) : foreign.received(event, row)
    for (const fact of facts) take(fact, row)
    // What is the app's own, about the wallet, is no part of what was asked and answered, but it is paid for.
    if (isOwnChoice(event)) {
      if (event.type === 'response.done' && event.response.usage)
        choices.set(event.response.id, usageOf(event.response.usage))
      return
    }
    notes.before(event, row)
    notes.after(event, row)
    if (event.type !== 'response.created') return
    if (openRound) openRound.continued ??= row
    openRound = null
  }

  function isOwnChoice(event: ServerEvent): boolean {
    const { responses, items } = state.wallet
    if (event.type === 'response.created' || event.type === 'response.done') return responses.has(event.response.id)
    if ('response_id' in event && responses.has(event.response_id)) return true
    return 'item' in event && items.has(event.item.id)
  }

  const happened = (row: RecordedEvent) => {
    const { name, data } = row
    if (isOwn) for (const fact of own.factsOf(row)) take(fact, row)
    else for (const fact of foreign.happened(row)) take(fact, row)
    if (name === 'link.down') lost(row, data.code, data.message)
    if (name === 'DISCONNECTED' && notes.newest()?.done === null) {
      lost(row, 'disconnected', 'The connection ended while an answer was being made.')
    }
  }

  function lost(row: RecordedEvent, code: unknown, message: unknown) {
    // One that was only being made ready beside another takes nothing with it.
    if (isOwn && state.connections.current !== null) return
    if (!isOwn) foreign.disconnected()
    notes.dropOpen()
    openRound = null
    if (typeof code === 'string') losses.push({ event: row, code, message: typeof message === 'string' ? message : '' })
  }

  /** A row that no protocol knows may be the reply of the mint. */
  const minted = (row: RecordedEvent) => {
    if (!('client_secret' in row.data || 'dexter_session' in row.data)) return
    noted.minted = sessionFacts(row.data, row) ?? noted.minted
    noted.dialect ??= inferDialect(row.data)
  }

  for (const row of recording.events) {
    isOwn ||= row.seq !== null && row.name === BEGINNING
    // Other clients' clocks are not known to be set: their time only goes on.
    state.time.now = isOwn ? (row.at ?? state.time.now) : Math.max(state.time.now, row.at ?? 0)
    state.time.mono = row.mono ?? state.time.now
    if (row.data.type === undefined) minted(row)
    if (row.direction === 'out') for (const fact of isOwn ? own.factsOf(row) : foreign.sent(row)) take(fact, row)
    if (row.direction === 'in') received(row)
    if (row.direction === 'app' || !PROTOCOL_NAME.test(row.name)) happened(row)
  }

  return {
    facts: {
      ...noted,
      ...notes.facts(),
      recording,
      dialect: noted.dialect ?? dialectOf(names),
      turns: [...turns.values()],
      rounds,
      choices: [...choices.values()],
      errors: errors.all(),
      losses,
      malformed,
    },
    state,
  }
}

const dialectOf = ({ beta, ga }: { beta: number; ga: number }): Dialect | null =>
  beta === 0 && ga === 0 ? null : beta > ga ? 'beta' : 'ga'
