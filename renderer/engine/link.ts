import type { GrantProblem, GrantReply, SessionGrant } from '../../shared/grant'
import { redactText } from '../../shared/redact'
import type { Clock } from './clock'
import { type Dialect, inferDialect, type SessionWish, sessionUpdate } from './dialect'
import { readServerEvent, type ServerEvent } from './server-events'
import type { SessionLog } from './session-log'

/** A WebSocket, as the link sees it. The worker's rim gives a real one, tests give the `ws` package's. */
export interface Socket {
  send(text: string): void
  close(): void
}
export interface SocketHandlers {
  open(): void
  message(data: unknown): void
  close(code: number, reason: string): void
}
export type OpenSocket = (url: string, protocols: string[], handlers: SocketHandlers) => Socket

type LinkState = 'down' | 'minting' | 'connecting' | 'configuring' | 'ready'

interface LinkDeps {
  clock: Clock
  log: SessionLog
  /** Asks main to mint. Never rejects. */
  requestGrant(): Promise<GrantReply>
  openSocket: OpenSocket
  wish(): SessionWish
  /** The state changed; `problem` is why it is down, null when that was asked for. */
  onState(state: LinkState, problem: GrantProblem | null): void
  /** Configured and acknowledged: turns may flow. */
  onReady(): void
  onEvent(event: ServerEvent): void
}

/** A server that accepts a connection and then says nothing is given up after this. */
const STEP_LIMIT_MS = 10_000
/** An error this long before the end of a connection is not its reason. */
const LAST_WORDS_MS = 3_000
/** Main gives up a mint at 10 s and answers with a sentence; this is for a main that does not answer at all. */
const MINT_LIMIT_MS = 15_000

/**
 * One realtime connection's life: mint, connect, configure, ready, down. It sends exactly one `session.update`,
 * before anything else, in the dialect that `session.created` shows, and repairs it once if the server disagrees.
 */
export function createLink(deps: LinkDeps) {
  const { clock, log } = deps
  let state: LinkState = 'down'
  let grant: SessionGrant | null = null
  let socket: Socket | null = null
  let dialect: Dialect | null = null
  let sessionId: string | null = null
  let repaired = false
  let updateId: string | null = null
  let eventCount = 0
  /** Grows with each attempt: late answers of an older one are ignored. */
  let attempt = 0
  let cancelLimit = () => {}
  /** The server's own words about why it is about to close. */
  let lastError: { code: string; message: string; at: number } | null = null

  const enter = (next: LinkState, problem: GrantProblem | null = null) => {
    if (state === next && problem === null) return
    state = next
    log.app(`link.${next}`, problem ? { code: problem.code, message: problem.message } : {})
    deps.onState(next, problem)
  }

  const limit = (ms: number, problem: GrantProblem) => {
    cancelLimit()
    cancelLimit = clock.after(ms, () => fail(problem))
  }

  const fail = (problem: GrantProblem | null) => {
    attempt++
    cancelLimit()
    const open = socket
    socket = null
    sessionId = null
    grant = null
    open?.close()
    enter('down', problem)
  }

  const host = () => {
    try {
      return new URL(grant?.url ?? '').host
    } catch {
      return 'the server'
    }
  }

  const send = (type: string, fields: Record<string, unknown> = {}, turnId: string | null = null): string => {
    const eventId = `evt_${++eventCount}`
    const event = { type, event_id: eventId, ...fields }
    log.event('out', event, turnId)
    socket?.send(JSON.stringify(event))
    return eventId
  }

  const configure = (session: unknown) => {
    dialect = inferDialect(session) ?? 'ga'
    enter('configuring')
    limit(STEP_LIMIT_MS, {
      code: 'no_session_update',
      message: `${host()} did not accept the session settings within ${STEP_LIMIT_MS / 1000} seconds.`,
      retry: 'later',
      retryAfterMs: null,
    })
    updateId = send('session.update', { session: sessionUpdate(dialect, deps.wish()) })
  }

  /** Handles what belongs to the connection itself; true when nobody else needs it. */
  const settle = (event: ServerEvent): boolean => {
    if (event.type === 'session.created') {
      sessionId = event.session.id ?? null
      if (state === 'connecting') configure(event.session)
      return false
    }
    if (event.type === 'session.updated' && state === 'configuring') {
      cancelLimit()
      enter('ready')
      deps.onReady()
      return false
    }
    if (event.type === 'error') {
      lastError = {
        code: event.error.code ?? event.error.type ?? 'error',
        message: redactText(event.error.message),
        at: clock.mono(),
      }
      if (state !== 'configuring' || (event.error.event_id ?? updateId) !== updateId) return false
      if (!repaired) {
        // Once: the server disagrees about the dialect. Twice would be a loop.
        repaired = true
        dialect = dialect === 'ga' ? 'beta' : 'ga'
        log.app('dialect.repaired', { dialect, because: lastError.message })
        updateId = send('session.update', { session: sessionUpdate(dialect, deps.wish()) })
        return true
      }
      fail({
        code: lastError.code,
        message: `The server refused the session settings: ${lastError.message}`,
        retry: 'never',
        retryAfterMs: null,
      })
      return true
    }
    return false
  }

  const receive = (data: unknown) => {
    let raw: unknown
    try {
      raw = typeof data === 'string' ? JSON.parse(data) : null
    } catch {
      raw = null
    }
    if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
      log.app('malformed', { reason: 'A message from the server was not a JSON object.', size: String(data).length })
      return
    }
    const message = raw as Record<string, unknown>
    log.event('in', message, null)
    const reading = readServerEvent(message)
    if (reading.kind === 'malformed') log.app('malformed', { reason: reading.reason })
    if (reading.kind === 'event' && !settle(reading.event)) deps.onEvent(reading.event)
  }

  const connect = (granted: SessionGrant) => {
    grant = granted
    const mine = attempt
    enter('connecting')
    limit(STEP_LIMIT_MS, {
      code: 'no_session',
      message: `${host()} did not open a session within ${STEP_LIMIT_MS / 1000} seconds.`,
      retry: 'later',
      retryAfterMs: null,
    })
    try {
      socket = deps.openSocket(granted.url, ['realtime', `openai-insecure-api-key.${granted.secret}`], {
        open: () => {},
        message: (data) => {
          if (mine === attempt) receive(data)
        },
        close: (code, reason) => {
          if (mine !== attempt) return
          const opened = state === 'ready' || state === 'configuring'
          // Only what was said just before is why.
          if (lastError && clock.mono() - lastError.at > LAST_WORDS_MS) lastError = null
          const said = lastError?.message ?? (reason ? redactText(reason) : '')
          fail({
            code: lastError?.code ?? `closed_${code}`,
            message: opened
              ? `The connection to ${host()} was lost${said ? `: ${said}` : '.'}`
              : `${host()} refused the realtime connection${said ? `: ${said}` : '.'}`,
            retry: lastError !== null && !opened ? 'never' : 'later',
            retryAfterMs: null,
          })
        },
      })
    } catch {
      fail({
        code: 'bad_realtime_url',
        message: 'The realtime address of this backend is not a WebSocket address.',
        retry: 'never',
        retryAfterMs: null,
      })
    }
  }

  return {
    /** Starts to connect unless it is under way or up. */
    ensure() {
      if (state !== 'down') return
      const mine = ++attempt
      repaired = false
      lastError = null
      dialect = null
      enter('minting')
      limit(MINT_LIMIT_MS, {
        code: 'no_grant',
        message: 'The session could not be prepared in time.',
        retry: 'later',
        retryAfterMs: null,
      })
      void deps.requestGrant().then((reply) => {
        if (mine !== attempt) return
        if (reply.ok) connect(reply.grant)
        else fail(reply.problem)
      })
    },
    /** Closes on purpose. */
    close() {
      if (state !== 'down') fail(null)
    },
    /** Sends one client event with a fresh `event_id`, which it returns. Only when ready. */
    send,
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
  }
}

export type Link = ReturnType<typeof createLink>
