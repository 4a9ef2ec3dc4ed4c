import { type Dialect, gaEventName, inferDialect } from '../dialect'
import { msToSamples } from '../pcm'
import { type Item, readServerEvent, type ServerEvent } from '../server-events'
import { createTurn, rewind } from '../turn'
import { createEngineParts } from './engine-parts'
import type { Facts, ImportFacts, ResponseFacts, RoundFacts, TurnFacts } from './facts'
import { readLoggedError } from './logged-error'
import { withSilence } from './recorded-audio'
import { isRecord, type RecordedEvent, type Recording } from './recording'
import { sessionFacts } from './session-facts'

/** Items that another response has to follow. */
const CALL_TYPES: ReadonlySet<string> = new Set(['mcp_call', 'mcp_approval_request', 'function_call'])

/** Plays a recording through the engine's modules and notes what a diagnosis needs. Never throws on what it reads. */
export function playThrough(recording: Recording) {
  let now = 0
  let present: RecordedEvent | undefined
  /** Turns for which the client asked for a response that has not begun. */
  let asked: { turnId: string; eventId: string | null }[] = []
  /** Utterances whose commit the server has neither acknowledged nor refused, oldest first. */
  let commits: { turn: TurnFacts; eventId: string | null }[] = []
  let openRound: RoundFacts | null = null
  let betaNames = 0
  let gaNames = 0
  const turns = new Map<string, TurnFacts>()
  const responses = new Map<string, ResponseFacts>()
  const imports = new Map<string, ImportFacts>()
  const answers = new Map<string, RecordedEvent>()
  const outputs = new Map<string, Facts['outputs'][number]>()
  const errorsById = new Map<string, Facts['errors'][number]>()
  const facts: Facts = {
    recording,
    dialect: null,
    minted: null,
    sessions: [],
    turns: [],
    responses: [],
    rounds: [],
    imports: [],
    errors: [],
    outputs: [],
    answers: [],
    losses: [],
    malformed: [],
    strangers: new Map(),
  }

  const parts = createEngineParts({
    now: () => now,
    onContinuationDue(turnId) {
      if (!present) return
      openRound = { turnId, due: present, continued: null, userNext: null }
      // A client may have asked too early and been answered without the output.
      const later = [...responses.values()].at(-1)
      if (later && later.turnId === turnId && later.calls.size === 0) openRound.continued = later.created
      facts.rounds.push(openRound)
    },
    nextAnswered: () => asked.shift()?.turnId ?? null,
    delivery: {
      acknowledged: () => commits.shift()?.turn.work,
      refused(eventId) {
        const refused = commits.find((commit) => eventId === null || commit.eventId === eventId)
        commits = commits.filter((commit) => commit !== refused)
        return refused?.turn.work
      },
    },
  })
  const { conversation, continuation, book, responder, reception } = parts

  // --- turns --------------------------------------------------------------------------------------------------------

  /** The user began something: what an older round would have said is no longer asked for. */
  const userBegins = (event: RecordedEvent) => {
    if (openRound) openRound.userNext ??= event
    openRound = null
    continuation.supersede()
  }

  const beginTurn = (id: string, text: string | null, event: RecordedEvent): TurnFacts => {
    userBegins(event)
    const before = [...turns.values()].at(-1)
    if (before) before.followed ??= event
    const work = createTurn(id, text === null ? 'voice' : 'text', text, '', null, now)
    book.add(work)
    conversation.add({
      kind: 'user',
      id,
      turnId: id,
      order: conversation.nextOrder(),
      at: now,
      source: work.source,
      text,
      transcript: text === null ? 'pending' : 'final',
      delivery: 'sending',
      problem: null,
      resendable: false,
      durationMs: 0,
    })
    const turn: TurnFacts = { work, begun: event, asked: null, followed: null }
    turns.set(id, turn)
    return turn
  }

  /** The whole utterance was there: the client committed it, or the server did. */
  const committed = (event: RecordedEvent, eventId: string | null = null) => {
    const pressed = event.turnId === null ? unasked() : turns.get(event.turnId)
    const turn = pressed ?? beginTurn(event.turnId ?? `turn-${event.entry}`, null, event)
    turn.asked ??= event
    turn.work.commitSent = true
    commits.push({ turn, eventId })
    return turn
  }

  /** The turn whose key went down last, if nothing was committed for it. */
  const unasked = () => {
    const last = [...turns.values()].at(-1)
    return last && last.asked === null && last.work.source === 'voice' ? last : undefined
  }

  /** An utterance that the server has made an item of, when the row that said so is not in the recording. */
  const userItem = (item: Item, event: RecordedEvent) => {
    if (book.byItem(item.id)) return
    const typed = (item.content ?? [])
      .flatMap((part) => (part.type === 'input_text' ? [part.text ?? ''] : []))
      .join('\n')
    if (typed === '') {
      // The row that acknowledged it is missing.
      if (commits.length === 0) committed(event)
      const turn = commits.shift()?.turn.work
      if (turn) turn.itemId = item.id
      return
    }
    const waiting = [...turns.values()].find(({ work }) => work.itemId === null && work.text === typed)
    const turn = waiting ?? beginTurn(`turn-${event.entry}`, typed, event)
    turn.asked ??= event
    turn.work.itemId = item.id
  }

  // --- what the client sent -----------------------------------------------------------------------------------------

  const sent = (event: RecordedEvent) => {
    const { name, data } = event
    const eventId = typeof data.event_id === 'string' ? data.event_id : null
    if (name === 'input_audio_buffer.commit') committed(event, eventId)
    if (name === 'response.create') {
      const turnId = event.turnId ?? book.current?.id
      if (turnId !== undefined) asked.push({ turnId, eventId })
    }
    if (name === 'response.cancel') responder.cancel()
    if (name === 'conversation.item.create' && isRecord(data.item)) created(data.item, event)
    if (name === 'conversation.item.truncate') cut(data.item_id, data.audio_end_ms)
    if (name === 'conversation.item.delete') cut(data.item_id, 0)
  }

  const created = (item: Record<string, unknown>, event: RecordedEvent) => {
    if (item.type === 'mcp_approval_response' && typeof item.approval_request_id === 'string') {
      parts.approvals.decide(item.approval_request_id, item.approve === true, null)
    }
    // Our own log names no turn where a new connection is told what was said on the old one.
    const history = event.seq !== null && event.turnId === null
    if (item.type !== 'message' || item.role !== 'user' || history) return
    const content = Array.isArray(item.content) ? item.content : []
    const typed = content.flatMap((part) => (isRecord(part) && typeof part.text === 'string' ? [part.text] : []))
    const turn = beginTurn(event.turnId ?? `turn-${event.entry}`, typed.join('\n'), event)
    turn.work.itemId = typeof item.id === 'string' ? item.id : null
    turn.work.commitSent = true
    turn.asked = event
  }

  /** What was really heard of an answer, as client or server noted it. */
  const cut = (itemId: unknown, audioEndMs: unknown) => {
    if (typeof itemId !== 'string') return
    const entry = conversation.get(itemId, 'assistant')
    if (!entry || typeof audioEndMs !== 'number') return
    conversation.change(itemId, 'assistant', { state: 'interrupted', heardChars: audioEndMs === 0 ? 0 : null })
    parts.playback.report({ type: 'progress', itemId, played: msToSamples(audioEndMs) })
  }

  // --- what happened in the app -------------------------------------------------------------------------------------

  const happened = (event: RecordedEvent) => {
    const { name, data } = event
    if (name === 'talk.press' && event.turnId !== null && !turns.has(event.turnId)) beginTurn(event.turnId, null, event)
    if (name === 'turn.ended' && event.turnId !== null) {
      const turn = turns.get(event.turnId)
      const outcome = OUTCOMES.find((word) => word === data.outcome)
      if (turn && outcome) turn.work.outcome = outcome
    }
    if (name === 'link.down') disconnected(event, data.code, data.message)
    if (name === 'DISCONNECTED' && responses.size > 0 && [...responses.values()].at(-1)?.done === null) {
      disconnected(event, 'disconnected', 'The connection ended while an answer was being made.')
    }
  }

  const disconnected = (event: RecordedEvent, code: unknown, message: unknown) => {
    responder.reset()
    continuation.supersede()
    openRound = null
    asked = []
    commits = []
    for (const response of responses.values()) if (response.done === null) response.dropped = true
    for (const { work } of turns.values()) if (work.assistantIds.length === 0 && work.itemId !== null) rewind(work)
    if (typeof code === 'string') facts.losses.push({ event, code, message: String(message ?? '') })
  }

  // --- what the server sent -----------------------------------------------------------------------------------------

  const failed = (event: RecordedEvent) => {
    const error = readLoggedError(event.data)
    if (!error) return null
    const { code, param, message, id, cause } = error
    const twin = id === null ? undefined : errorsById.get(id)
    const known =
      twin ?? (error.wrapped ? facts.errors.findLast((it) => it.code === code && it.message === message) : undefined)
    if (known) {
      known.rows++
      return null
    }
    const fact = { code, param, message, id, cause, first: event, rows: 1 }
    facts.errors.push(fact)
    if (id !== null) errorsById.set(id, fact)
    asked = asked.filter((it) => it.eventId === null || it.eventId !== cause)
    return error.event
  }

  const received = (event: RecordedEvent) => {
    if (event.name === 'input_audio_buffer.speech_started') userBegins(event)
    if (event.name === 'conversation.item.truncated') cut(event.data.item_id, event.data.audio_end_ms)
    const data =
      event.name === 'error' ? failed(event) : withSilence({ ...event.data, type: event.data.type ?? event.name })
    if (data === null) return
    const reading = readServerEvent(data)
    if (reading.kind === 'malformed') facts.malformed.push({ event, reason: reading.reason })
    if (reading.kind !== 'event') return
    if (gaEventName(event.name) !== event.name) betaNames++
    else if (GA_ONLY.test(event.name)) gaNames++
    before(reading.event, event)
    reception.apply(reading.event)
    after(reading.event, event)
  }

  /** Notes that have to stand before the engine hears of the event. */
  const before = (event: ServerEvent, row: RecordedEvent) => {
    if (event.type === 'session.created') {
      const session = sessionFacts(event.session, row)
      if (session) facts.sessions.push(session)
      for (const response of responses.values()) if (response.done === null) response.dropped = true
      facts.dialect = inferDialect(event.session) ?? facts.dialect
    }
    if (event.type === 'input_audio_buffer.committed' && commits.length === 0) committed(row)
    if ('item' in event && event.item.type === 'message' && event.item.role === 'user') userItem(event.item, row)
    const responseId =
      'response_id' in event ? event.response_id : event.type === 'response.done' ? event.response.id : null
    if (responseId !== null && !responses.has(responseId) && !facts.strangers.has(responseId)) {
      facts.strangers.set(responseId, row)
    }
  }

  const after = (event: ServerEvent, row: RecordedEvent) => {
    if (event.type === 'response.created') responseCreated(event.response.id, row)
    if ('response_id' in event) {
      const response = responses.get(event.response_id)
      if (response) response.last = row
      if (response && 'item' in event) held(response, event.item)
      if ('item' in event) spokenItem(event.item, event.response_id)
    }
    if (event.type === 'response.done') responseDone(event, row)
    if ('item' in event) itemSeen(event.item, event.type, row)
    if ('item_id' in event && event.type.startsWith('mcp_list_tools.')) importSeen(event.item_id, event.type, row)
    if ('item_id' in event && conversation.get(event.item_id, 'assistant') && !answers.has(event.item_id)) {
      answers.set(event.item_id, row)
    }
  }

  const responseCreated = (id: string, row: RecordedEvent) => {
    if (responses.has(id)) return
    const turnId = responder.turnOf(id)
    const status = null
    const fact = { id, turnId, created: row, done: null, status, last: row, spoke: false, usage: null, dropped: false }
    responses.set(id, { ...fact, calls: new Set() })
    if (openRound) openRound.continued ??= row
    openRound = null
  }

  const responseDone = (event: Extract<ServerEvent, { type: 'response.done' }>, row: RecordedEvent) => {
    const { id, status, output, usage } = event.response
    for (const item of output ?? []) {
      itemSeen(item, event.type, row)
      spokenItem(item, id)
    }
    const response = responses.get(id)
    if (!response) return
    for (const item of output ?? []) held(response, item)
    response.done ??= row
    response.last = row
    response.status = status ?? 'completed'
    if (usage) response.usage = { input: usage.input_tokens ?? 0, output: usage.output_tokens ?? 0 }
  }

  const held = (response: ResponseFacts, item: Item) => {
    if (CALL_TYPES.has(item.type)) response.calls.add(item.id)
    if (item.type === 'message' && item.role !== 'user') response.spoke = true
  }

  /** A recording may lack the stream of the transcript and hold the finished words alone. */
  const spokenItem = (item: Item, responseId: string) => {
    const words = (item.content ?? []).map((part) => part.transcript ?? part.text ?? '').join('')
    if (words === '' || conversation.get(item.id, 'assistant')?.text !== '') return
    reception.apply({
      type: 'response.output_audio_transcript.done',
      response_id: responseId,
      item_id: item.id,
      transcript: words,
    })
  }

  const itemSeen = (item: Item, type: string, row: RecordedEvent) => {
    if (item.type === 'mcp_list_tools') {
      const it = importOf(item.id, row)
      it.server = item.server_label ?? it.server
      const tools = item.tools ?? []
      if (type === 'conversation.item.retrieved') it.reads.push(row)
      it.tools = Math.max(it.tools, tools.length)
      it.readOnly = Math.max(it.readOnly, tools.filter((tool) => tool.annotations?.readOnlyHint === true).length)
    }
    if (item.type === 'mcp_call' && item.output && !outputs.has(item.id)) {
      outputs.set(item.id, { itemId: item.id, name: item.name ?? 'tool', output: item.output, event: row })
    }
    if (item.type === 'message' && item.role === 'user') {
      const words = (item.content ?? []).find((part) => part.transcript)?.transcript
      const turn = book.byItem(item.id)
      if (words && turn && turn.heard === null) {
        turn.heard = words
        conversation.change(turn.id, 'user', { text: words, transcript: 'final' })
      }
    }
    if (conversation.get(item.id, 'assistant') && !answers.has(item.id)) answers.set(item.id, row)
  }

  const importOf = (id: string, row: RecordedEvent): ImportFacts => {
    const session = facts.sessions.length - 1
    const known = imports.get(id)
    if (known) return known
    const fact = { id, session, server: null, begun: row, completed: null, reads: [], tools: 0, readOnly: 0 }
    imports.set(id, fact)
    return fact
  }

  const importSeen = (id: string, type: string, row: RecordedEvent) => {
    const it = importOf(id, row)
    if (type === 'mcp_list_tools.completed') it.completed ??= row
  }

  /** Rows that no protocol knows: how this client minted. */
  const minted = (event: RecordedEvent) => {
    if (!('client_secret' in event.data || 'dexter_session' in event.data)) return
    facts.minted = sessionFacts(event.data, event) ?? facts.minted
    facts.dialect ??= inferDialect(event.data)
  }

  for (const event of recording.events) {
    present = event
    now = Math.max(now, event.at ?? now)
    if (event.name in event.data || event.data.type === undefined) minted(event)
    if (event.direction === 'out') sent(event)
    if (event.direction === 'in') received(event)
    if (event.direction === 'app' || !PROTOCOL_NAME.test(event.name)) happened(event)
    parts.log.flush()
  }

  facts.dialect ??= dialectOfNames(betaNames, gaNames)
  facts.turns = [...turns.values()]
  facts.responses = [...responses.values()]
  facts.imports = [...imports.values()]
  facts.outputs = [...outputs.values()]
  facts.answers = [...answers].flatMap(([itemId, begun]) => {
    const entry = conversation.get(itemId, 'assistant')
    return entry ? [{ itemId, text: entry.text, begun }] : []
  })
  return { facts, conversation }
}

const OUTCOMES = ['answered', 'unsent', 'interrupted', 'failed', 'tap', 'discarded'] as const
const PROTOCOL_NAME = /^(?:error|[a-z_]+(?:\.[a-z_]+)+)$/
const GA_ONLY = /^(?:conversation\.item\.(?:added|done)|response\.output_(?:audio|text|audio_transcript)\..+)$/

const dialectOfNames = (beta: number, ga: number): Dialect | null =>
  beta === 0 && ga === 0 ? null : beta > ga ? 'beta' : 'ga'
