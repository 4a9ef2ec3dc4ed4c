import type { GrantProblem, GrantReply } from '../../../shared/grant'
import { t } from '../../../shared/i18n'
import { endedModel } from '../../../shared/models/shutdowns'
import { offerTranscription } from '../../../shared/transcription-offer'
import type { EngineState } from '../state'
import type { Connection, ConnectionProblem } from '../state/connections'
import { fatalCodeIn, isPassing, plainError } from '../state/problems'
import { MAX_SERVERS } from '../wire/bounds'
import { type Dialect, inferDialect } from '../wire/dialect'
import type { ServerEvent } from '../wire/server-events'
import { asSentence, serverWords } from '../wire/server-words'
import { log, serverNotice, touch } from './tell'

/**
 * One connection's life. It is sent exactly one `session.update`, before anything else, in the dialect that
 * `session.created` shows (or that this server has taught before), which is repaired once if the server disagrees.
 */

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
/** No session lives longer; a server whose clock disagrees with ours can't make it so. */
const SESSION_LIFE_MS = 60 * 60_000

const later = (code: string, message: string): GrantProblem => ({ code, message, retry: 'later', retryAfterMs: null })
const never = (code: string, message: string): GrantProblem => ({ code, message, retry: 'never', retryAfterMs: null })

export const badAddress = () => never('bad_realtime_url', t('engine.connection.badAddress'))

/** What the connection's end, or its becoming ready, means to the others is not decided here. */
export type ConnectionNews =
  | { is: 'ready' }
  | { is: 'failed'; problem: ConnectionProblem }
  | { is: 'taken' }
  | { is: 'passed on' }

const hostOf = ({ grant }: Connection): string => {
  try {
    return new URL(grant?.url ?? '').host
  } catch {
    return t('engine.connection.theServer')
  }
}

const enter = (
  state: EngineState,
  connection: Connection,
  stage: Connection['status'],
  data: Record<string, unknown> = {},
): void => {
  connection.status = stage
  log(state, `link.${stage}`, { connection: connection.id, ...data })
  touch(state)
}

export function connectionBegun(state: EngineState, connection: Connection, use: 'current' | 'next'): void {
  enter(state, connection, 'minting', { use })
}

/** Main's answer to the mint. The problem, where that is the end of it. */
export function connectionGranted(
  state: EngineState,
  connection: Connection,
  reply: GrantReply,
): ConnectionProblem | null {
  if (!reply.ok) return reply.problem
  const { backend, identity, expiresAt, transcription } = reply.grant
  connection.grant = reply.grant
  connection.socketDue = true
  connection.limitAt = state.time.mono + STEP_LIMIT_MS
  enter(state, connection, 'connecting', { host: hostOf(connection), backend, identity, expiresAt, transcription })
  return null
}

/** Why a connection is given up that has come no further in time. */
export function limitProblem(connection: Connection): ConnectionProblem {
  const host = hostOf(connection)
  const said = saidInstead(connection)
  if (connection.status === 'minting') return later('no_grant', t('engine.connection.noGrant'))
  if (connection.status === 'connecting') {
    const seconds = STEP_LIMIT_MS / 1000
    const sentence =
      said === null
        ? t('engine.connection.notOpened', { host, seconds })
        : t('engine.connection.notOpenedSaid', { host, seconds, said })
    return turnedAway(connection, later('no_session', sentence))
  }
  const seconds = CONFIGURE_LIMIT_MS / 1000
  const sentence =
    said === null
      ? t('engine.connection.notConfirmed', { host, seconds })
      : t('engine.connection.notConfirmedSaid', { host, seconds, said })
  return turnedAway(connection, later('no_session_update', sentence))
}

export const turnedAway = (connection: Connection, problem: GrantProblem): ConnectionProblem => ({
  ...problem,
  turnedAway: connection.grant !== null,
})

/** What came instead of what was waited for; null for nothing. */
const saidInstead = ({ lastError, unreadable }: Connection): string | null =>
  lastError?.message || (unreadable ? t('engine.connection.unreadable') : null)

/** Why the socket was closed from the other end. */
export function closedProblem(
  state: EngineState,
  connection: Connection,
  code: number,
  reason: string,
): ConnectionProblem {
  const opened = connection.status === 'ready' || connection.status === 'configuring'
  const { lastError } = connection
  // Only what was said just before is why.
  const last = lastError && state.time.mono - lastError.at <= LAST_WORDS_MS ? lastError : null
  const fatal = fatalCodeIn(`${last?.code ?? ''} ${reason}`)
  if (fatal !== null) return turnedAway(connection, never(fatal, plainError(fatal, last?.message ?? reason)))
  const said = last?.message ?? serverWords(reason, '')
  const host = hostOf(connection)
  const words = opened ? 'lost' : 'refused'
  return turnedAway(connection, {
    code: last?.code ?? `closed_${code}`,
    message: said ? t(`engine.connection.${words}Said`, { host, said }) : t(`engine.connection.${words}`, { host }),
    retry: last !== null && !opened && !isPassing(last.code, code) ? 'never' : 'later',
    retryAfterMs: null,
  })
}

/** What an event means to its connection, whatever else it means. */
export function connectionTold(state: EngineState, connection: Connection, event: ServerEvent): ConnectionNews {
  connection.tools.apply(event)
  tellNews(state, connection)
  if (event.type === 'session.created' && connection.status === 'connecting')
    configure(state, connection, event.session)
  if (event.type === 'session.updated' && connection.status === 'configuring') {
    configured(state, connection)
    return { is: 'ready' }
  }
  if (event.type === 'error') return refusedBy(state, connection, event)
  return { is: 'passed on' }
}

function configure(
  state: EngineState,
  connection: Connection,
  session: { id?: string | null | undefined; expires_at?: unknown },
): void {
  connection.sessionId = session.id ?? null
  connection.endsAt = state.time.mono + lifeOf(session.expires_at, state.time.now)
  connection.limitAt = state.time.mono + CONFIGURE_LIMIT_MS
  enter(state, connection, 'configuring')
  connection.offer = offerTranscription(
    state.connections.offers,
    hostOf(connection),
    connection.grant?.transcription ?? null,
  )
  update(connection, state.connections.dialects.of(hostOf(connection)) ?? inferDialect(session) ?? 'ga')
}

function update(connection: Connection, dialect: Dialect): void {
  connection.dialect = dialect
  connection.updateDue = true
}

function configured(state: EngineState, connection: Connection): void {
  const host = hostOf(connection)
  connection.limitAt = Number.POSITIVE_INFINITY
  if (connection.dialect !== null) state.connections.dialects.learn(host, connection.dialect)
  connection.offer?.settle()
  if (connection.refusal !== null) {
    const text = t(`engine.connection.${connection.dialect === 'beta' ? 'dialectOlder' : 'dialectNewer'}`, { host })
    connectionNotice(state, 'dialect_repaired', text)
  }
  enter(state, connection, 'ready')
}

function refusedBy(
  state: EngineState,
  connection: Connection,
  { error }: Extract<ServerEvent, { type: 'error' }>,
): ConnectionNews {
  const shutDown = endedModel(error.message, state.time.now)
  if (shutDown !== null) Object.assign(error, { code: 'model_shut_down', message: shutDown })
  const lastError = {
    code: error.code ?? error.type ?? 'error',
    message: serverWords(error.message, t('engine.problem.reportedLower')),
    at: state.time.mono,
  }
  connection.lastError = lastError
  const other = connection.dialect === 'ga' ? 'beta' : 'ga'
  // What had been taken for a refusal, since it named no event, was about something else: the first update counts.
  if (connection.status === 'ready' && connection.refusal !== null && error.event_id === connection.updateId) {
    connection.refusal = null
    connection.dialect = other
    state.connections.dialects.learn(hostOf(connection), other)
    log(state, 'dialect.kept', { dialect: other })
    return { is: 'taken' }
  }
  if (connection.status !== 'configuring' || (error.event_id ?? connection.updateId) !== connection.updateId)
    return { is: 'passed on' }
  if (connection.offer?.concerns(error) && updateWithLess(state, connection, error)) return { is: 'taken' }
  if (connection.refusal === null) {
    // Once: the server may disagree about the dialect. Twice would be a loop.
    connection.refusal = lastError
    // What was refused may have been the dialect's fault.
    connection.offer = offerTranscription(
      state.connections.offers,
      hostOf(connection),
      connection.grant?.transcription ?? null,
    )
    log(state, 'dialect.repaired', { dialect: other, because: lastError.message })
    update(connection, other)
    return { is: 'taken' }
  }
  if (updateWithLess(state, connection, error)) return { is: 'taken' }
  // What it says of a dialect that it does not speak is not why.
  const why = DIALECT_CODES.has(connection.refusal.code) ? lastError : connection.refusal
  const problem = never(
    why.code,
    t('engine.connection.settingsRefused', { host: hostOf(connection), said: why.message }),
  )
  return { is: 'failed', problem: turnedAway(connection, problem) }
}

/** The update goes again with less about the transcription; false when there is nothing to leave out. */
function updateWithLess(
  state: EngineState,
  connection: Connection,
  error: { param?: string | null | undefined },
): boolean {
  const sentence = connection.offer?.lessen(error.param) ?? null
  if (sentence === null) return false
  connectionNotice(state, 'transcription_lessened', sentence)
  update(connection, connection.dialect ?? 'ga')
  return true
}

/** What breaks off is lost and told by what it leaves undone; what nobody dares to read is an attack or a fault. */
export function unreadable(
  state: EngineState,
  connection: Connection,
  what: 'message' | 'call',
  reason: string,
  broken: boolean,
) {
  if (what === 'message') {
    connection.unreadable = true
    if (broken || connection.unreadableTold) return
    connection.unreadableTold = true
    return connectionNotice(state, 'unreadable_message', t('engine.connection.leftOut', { reason }))
  }
  // Of what can't be read only this is the trader's matter: it may have moved money.
  if (connection.unreadableCallTold) return
  connection.unreadableCallTold = true
  const text = t('engine.connection.unreadableCall', { host: hostOf(connection) })
  connectionNotice(state, 'unreadable_call', text)
}

/** Whose servers they are decides who can mend it. */
const ownerOf = ({ grant }: Connection): 'own' | 'hosted' => (grant?.backend === 'openai' ? 'own' : 'hosted')

function tellNews(state: EngineState, connection: Connection): void {
  for (const news of connection.tools.takeNews()) {
    switch (news.is) {
      case 'failed': {
        const reason = news.reason === null ? '' : `: ${serverWords(news.reason, t('engine.servers.failed.noReason'))}`
        const about = { server: news.server, why: asSentence(reason) }
        connectionNotice(state, 'tools_unavailable', t(`engine.servers.failed.${ownerOf(connection)}`, about))
        break
      }
      case 'empty':
        connectionNotice(
          state,
          'no_tools',
          t(`engine.servers.${news.marked ? 'unmarked' : 'empty'}.${ownerOf(connection)}`, { server: news.server }),
        )
        break
      case 'changed':
        connectionNotice(state, 'tools_changed', news.sentence)
        break
      default: {
        const missing: never = news
        throw new Error(`unhandled ${JSON.stringify(missing)}`)
      }
    }
  }
}

function connectionNotice(state: EngineState, code: string, sentence: string): void {
  const { told } = state.connections
  // What is so in every session is told once, not with each of them.
  if (code === 'no_tools' && told.has(sentence)) return
  if (code === 'no_tools' && told.size < MAX_SERVERS) told.add(sentence)
  serverNotice(state, 'warning', code, sentence, null)
}

/** Milliseconds that a session still has. `expires_at` is epoch seconds of the server's clock; 0 and nonsense are unknown. */
function lifeOf(expiresAt: unknown, now: number): number {
  const told = typeof expiresAt === 'number' ? expiresAt * 1000 - now : 0
  return told > 0 ? Math.min(told, SESSION_LIFE_MS) : SESSION_LIFE_MS
}
