import type { GrantProblem, GrantReply, SessionGrant } from '../../../shared/grant'
import { endedModel } from '../../../shared/models/shutdowns'
import { type OfferMemory, offerTranscription } from '../../../shared/transcription-offer'
import type { Clock } from '../clock'
import { fatalCodeIn, isPassing, plainError } from '../problems'
import { MAX_ID_CHARS } from './bounds'
import { createCauses } from './causes'
import { clientEvent, type Dialect, type DialectMemory, inferDialect, sessionUpdate } from './dialect'
import { NO_OBJECT, readFrame } from './message'
import { hasUnreadableCall, isCall, readServerEvent, type ServerEvent } from './server-events'
import { asSentence, serverWords } from './server-words'
import type { SessionLog } from './session-log'
import { createToolbox } from './toolbox'

/** Why a connection ended. `turnedAway`: after its server had been reached; then trying again has an end. */
export interface LineProblem extends GrantProblem {
  turnedAway?: boolean
}

/** A WebSocket, as the connection sees it. The worker's rim gives a real one, tests give the `ws` package's. */
export interface Socket {
  send(text: string): void
  close(): void
}
export interface SocketHandlers {
  open(): void
  /** A frame in the order in which it came: text as a string, binary as an `ArrayBuffer` or a view of one. */
  message(data: unknown): void
  close(code: number, reason: string): void
}
export type OpenSocket = (url: string, protocols: string[], handlers: SocketHandlers) => Socket

export type ConnectionState = 'minting' | 'connecting' | 'configuring' | 'ready' | 'down'

interface ConnectionDeps {
  clock: Clock
  log: SessionLog
  /** Gives the right to connect. Never rejects. */
  grant(): Promise<GrantReply>
  openSocket: OpenSocket
  dialects: DialectMemory
  offers: OfferMemory
  /** A name for the next client event, unique in this window's log. */
  eventId(): string
  /** The state changed; `problem` is why it is down, null when that was asked for. */
  onState(state: ConnectionState, problem: LineProblem | null): void
  onEvent(event: ServerEvent): void
  /** Which tools there are is known, or will not be. */
  onTools(): void
  /** One sentence that the trader should read once. */
  onNotice(code: string, sentence: string): void
}

/** A server that accepts a connection and then says nothing is given up after this. */
const STEP_LIMIT_MS = 10_000
/** One that has opened a session is alive: it gets more time to configure it. Speech waits for 30 seconds. */
const CONFIGURE_LIMIT_MS = 20_000
/** Codes with which servers refuse a form of the protocol that they do not speak. */
const DIALECT_CODES: ReadonlySet<string> = new Set([
  'unknown_parameter',
  'missing_required_parameter',
  'invalid_parameter',
  'invalid_value',
  'invalid_type',
  'invalid_request_error',
])
/** An error this long before the end of a connection is not its reason. */
const LAST_WORDS_MS = 3_000
/** Main gives up a mint at 10 s and answers with a sentence; this is for a main that does not answer at all. */
const MINT_LIMIT_MS = 15_000
/** An event is told again soon or never. */
const RECENT_EVENTS = 256
/** No session lives longer; a server whose clock disagrees with ours can't make it so. */
const SESSION_LIFE_MS = 60 * 60_000

const later = (code: string, message: string): GrantProblem => ({ code, message, retry: 'later', retryAfterMs: null })
const never = (code: string, message: string): GrantProblem => ({ code, message, retry: 'never', retryAfterMs: null })

/**
 * One realtime connection's life, begun when it is made: mint, connect, configure, ready, down. Down is final. It sends
 * exactly one `session.update`, before anything else, in the dialect that `session.created` shows (or that this server
 * has taught before), and repairs it once if the server disagrees.
 */
export function createConnection(deps: ConnectionDeps) {
  const { clock, log, dialects } = deps
  let state: ConnectionState = 'minting'
  let grant: SessionGrant | null = null
  let socket: Socket | null = null
  let dialect: Dialect | null = null
  let sessionId: string | null = null
  let endsAt: number | null = null
  /** The first refusal of the update: the other dialect is tried then. */
  let refusal: { code: string; message: string } | null = null
  /** Something came that was no event. */
  let unreadable = false
  let updateId: string | null = null
  let offer: ReturnType<typeof offerTranscription> | null = null
  let cancelLimit = () => {}
  /** The server's own words about why it is about to close. */
  let lastError: { code: string; message: string; at: number } | null = null
  const causes = createCauses()
  const recent = new Set<string>()
  /** The trader was told that this server sends what can't be read. */
  let unreadableTold = false
  let unreadableCallTold = false

  const enter = (next: ConnectionState, problem: LineProblem | null = null) => {
    state = next
    log.app(`link.${next}`, problem ? { code: problem.code, message: problem.message } : {})
    deps.onState(next, problem)
  }

  const limit = (ms: number, problem: () => GrantProblem) => {
    cancelLimit()
    cancelLimit = clock.after(ms, () => fail(problem()))
  }

  /** A sentence about what did not come, with what came instead. */
  const inVain = (sentence: string): string => {
    const said = lastError?.message ?? (unreadable ? 'what it sent could not be read' : '')
    return said ? `${sentence}: ${said}` : `${sentence}.`
  }

  const fail = (problem: GrantProblem | null) => {
    if (state === 'down') return
    cancelLimit()
    toolbox.stop()
    const open = socket
    socket = null
    enter('down', problem && { ...problem, turnedAway: grant !== null })
    open?.close()
  }

  const host = () => {
    try {
      return new URL(grant?.url ?? '').host
    } catch {
      return 'the server'
    }
  }

  const send = (type: string, fields: Record<string, unknown> = {}, turnId: string | null = null): string => {
    const eventId = deps.eventId()
    const event = { type, event_id: eventId, ...clientEvent(dialect, fields) }
    log.event('out', event, turnId)
    causes.sent(type, eventId, itemOf(fields))
    socket?.send(JSON.stringify(event))
    return eventId
  }

  /** Whose servers they are decides who can mend it. */
  const remedy = (own: string) =>
    `${grant?.backend === 'openai' ? `${own}, or add another server` : 'Choose another backend'}.`

  const toolbox = createToolbox({
    clock,
    retrieve: (itemId) => send('conversation.item.retrieve', { item_id: itemId }),
    onSettled: deps.onTools,
    onFailed(server, reason) {
      const why = reason === null ? '' : `: ${serverWords(reason, 'no reason was given')}`
      deps.onNotice(
        'tools_unavailable',
        `The tools of “${server}” could not be loaded${asSentence(why)} ${remedy('Check its address and bearer token in Settings')}`,
      )
    },
    onEmpty(server, marked) {
      const why = marked
        ? `“${server}” marks none of its tools as read-only, so none of them can be used. ${remedy('Turn off “Read-only” for it in Settings, and each use will ask you first')}`
        : `“${server}” offers no tools. ${remedy('Check its allowed tools in Settings')}`
      deps.onNotice('no_tools', why)
    },
    onChanged: (sentence) => deps.onNotice('tools_changed', sentence),
  })

  const update = (next: Dialect) => {
    dialect = next
    updateId = send('session.update', { session: sessionUpdate(next, offer?.current ?? null) })
  }

  /** Sends the update again with less about the transcription; false when there is nothing to leave out. */
  const updateWithLess = (error: { param?: string | null | undefined }): boolean => {
    const sentence = offer?.lessen(error.param) ?? null
    if (sentence === null) return false
    deps.onNotice('transcription_lessened', sentence)
    update(dialect ?? 'ga')
    return true
  }

  const configure = (session: { id?: string | null | undefined; expires_at?: unknown }) => {
    sessionId = session.id ?? null
    endsAt = clock.mono() + lifeOf(session.expires_at, clock.now())
    enter('configuring')
    limit(CONFIGURE_LIMIT_MS, () =>
      later(
        'no_session_update',
        inVain(`${host()} did not confirm the session settings within ${CONFIGURE_LIMIT_MS / 1000} seconds`),
      ),
    )
    offer = offerTranscription(deps.offers, host(), grant?.transcription ?? null)
    update(dialects.of(host()) ?? inferDialect(session) ?? 'ga')
  }

  /** Handles what belongs to the connection itself; true when nobody else needs it. */
  const settle = (event: ServerEvent): boolean => {
    toolbox.apply(event)
    if (event.type === 'session.created' && state === 'connecting') configure(event.session)
    if (event.type === 'session.updated' && state === 'configuring') {
      cancelLimit()
      if (dialect !== null) dialects.learn(host(), dialect)
      offer?.settle()
      if (refusal !== null)
        deps.onNotice(
          'dialect_repaired',
          `${host()} speaks ${dialect === 'beta' ? 'an older' : 'the newer'} form of the protocol than it announced. Dexter Voice has switched to it, and nothing was lost.`,
        )
      enter('ready')
    }
    if (event.type !== 'error') return false
    const { error } = event
    const ended = endedModel(error.message, clock.now())
    if (ended !== null) Object.assign(error, { code: 'model_shut_down', message: ended })
    lastError = {
      code: error.code ?? error.type ?? 'error',
      message: serverWords(error.message, 'it reported an error'),
      at: clock.mono(),
    }
    // What had been taken for a refusal, since it named no event, was about something else: the first update counts.
    if (state === 'ready' && refusal !== null && error.event_id === updateId) {
      refusal = null
      dialect = dialect === 'ga' ? 'beta' : 'ga'
      dialects.learn(host(), dialect)
      log.app('dialect.kept', { dialect })
      return true
    }
    if (state !== 'configuring' || (error.event_id ?? updateId) !== updateId) return false
    if (offer?.concerns(error) && updateWithLess(error)) return true
    if (refusal === null) {
      // Once: the server may disagree about the dialect. Twice would be a loop.
      refusal = lastError
      const other = dialect === 'ga' ? 'beta' : 'ga'
      // What was refused may have been the dialect's fault.
      offer = offerTranscription(deps.offers, host(), grant?.transcription ?? null)
      log.app('dialect.repaired', { dialect: other, because: lastError.message })
      update(other)
      return true
    }
    if (updateWithLess(error)) return true
    // What it says of a dialect that it does not speak is not why.
    const why = DIALECT_CODES.has(refusal.code) ? lastError : refusal
    fail(never(why.code, `${host()} refused the session settings: ${why.message}`))
    return true
  }

  /** A server's event that comes twice has one id. What is added up (words, audio) must not be added twice. */
  const toldBefore = (id: unknown): boolean => {
    if (typeof id !== 'string' || id.length > MAX_ID_CHARS) return false
    if (recent.has(id)) return true
    recent.add(id)
    const oldest = recent.values().next().value
    if (recent.size > RECENT_EVENTS && oldest !== undefined) recent.delete(oldest)
    return false
  }

  /** What breaks off is lost and told by what it leaves undone; what nobody dares to read is an attack or a fault. */
  const leaveOut = (reason: string, size: number) => {
    unreadable = true
    log.app('malformed', { reason, size })
    if (reason === NO_OBJECT || unreadableTold) return
    unreadableTold = true
    deps.onNotice('unreadable_message', `${reason} It was left out.`)
  }

  /** Of what can't be read only this is the trader's matter: it may have moved money. */
  const unreadableCall = () => {
    if (unreadableCallTold) return
    unreadableCallTold = true
    deps.onNotice(
      'unreadable_call',
      `${host()} ran a tool, but its report can’t be read. Check your wallet before you go on.`,
    )
  }

  const receive = (data: unknown) => {
    const { message, size } = readFrame(data)
    if (typeof message === 'string') return leaveOut(message, size)
    if (toldBefore(message.event_id)) return log.app('duplicate', { event_id: message.event_id, type: message.type })
    const reading = readServerEvent(message)
    log.event('in', message, null, reading.kind === 'event' ? causes.of(reading.event) : null, size)
    if (reading.kind === 'malformed') {
      log.app('malformed', { reason: reading.reason })
      if (isCall(message.item)) unreadableCall()
    }
    if (reading.kind !== 'event') return
    if (reading.event.type === 'response.done' && hasUnreadableCall(reading.event.response)) unreadableCall()
    // A server that has not opened the session yet has nothing to say about it.
    const { type } = reading.event
    if (state === 'connecting' && type !== 'session.created' && type !== 'error') return
    if (!settle(reading.event)) deps.onEvent(reading.event)
  }

  const closed = (code: number, reason: string) => {
    const opened = state === 'ready' || state === 'configuring'
    // Only what was said just before is why.
    if (lastError && clock.mono() - lastError.at > LAST_WORDS_MS) lastError = null
    const fatal = fatalCodeIn(`${lastError?.code ?? ''} ${reason}`)
    if (fatal !== null) return fail(never(fatal, plainError(fatal, lastError?.message ?? reason)))
    const said = lastError?.message ?? serverWords(reason, '')
    const words = opened ? `The connection to ${host()} was lost` : `${host()} refused the realtime connection`
    fail({
      code: lastError?.code ?? `closed_${code}`,
      message: `${words}${said ? `: ${said}` : opened ? '.' : ' and gave no reason.'}`,
      retry: lastError !== null && !opened && !isPassing(lastError.code, code) ? 'never' : 'later',
      retryAfterMs: null,
    })
  }

  const connect = (granted: SessionGrant) => {
    grant = granted
    enter('connecting')
    limit(STEP_LIMIT_MS, () =>
      later('no_session', inVain(`${host()} did not open a session within ${STEP_LIMIT_MS / 1000} seconds`)),
    )
    try {
      socket = deps.openSocket(granted.url, ['realtime', `openai-insecure-api-key.${granted.secret}`], {
        open: () => {},
        message: (data) => {
          if (state !== 'down') receive(data)
        },
        close: (code, reason) => {
          if (state !== 'down') closed(code, reason)
        },
      })
    } catch {
      fail(never('bad_realtime_url', 'The realtime address of this backend is not a WebSocket address.'))
    }
  }

  return {
    /** Begins. To be called once. */
    start() {
      enter('minting')
      limit(MINT_LIMIT_MS, () => later('no_grant', 'The session could not be prepared in time.'))
      void deps.grant().then((reply) => {
        if (state !== 'minting') return
        if (reply.ok) connect(reply.grant)
        else fail(reply.problem)
      })
    },
    /** Ends it on purpose. */
    close: () => fail(null),
    /** Ends it because of what its server does. */
    fail,
    /** Sends one client event with a fresh `event_id`, which it returns. Only when ready. */
    send,
    toolbox,
    get state() {
      return state
    },
    get grant() {
      return grant
    },
    get dialect() {
      return dialect
    },
    get sessionId() {
      return sessionId
    },
    /** The model that writes down what the trader says; null where the session was told of none. */
    get transcriptionModel() {
      return offer?.current?.model ?? grant?.transcription?.model ?? null
    },
    /** Monotonic time at which the server ends the session; null before it has begun. */
    get endsAt() {
      return endsAt
    },
  }
}

export type Connection = ReturnType<typeof createConnection>

/** The item that a client event is about. */
function itemOf({ item, item_id: itemId }: Record<string, unknown>): string | null {
  if (typeof itemId === 'string') return itemId
  return item !== null && typeof item === 'object' && 'id' in item && typeof item.id === 'string' ? item.id : null
}

/** Milliseconds that a session still has. `expires_at` is epoch seconds of the server's clock; 0 and nonsense are unknown. */
function lifeOf(expiresAt: unknown, now: number): number {
  const told = typeof expiresAt === 'number' ? expiresAt * 1000 - now : 0
  return told > 0 ? Math.min(told, SESSION_LIFE_MS) : SESSION_LIFE_MS
}
