import type { GrantProblem, GrantReply } from '../../../shared/grant'
import { type Sentence, sentence, t } from '../../../shared/i18n'
import { ageOf } from '../clock'
import { isServed, walletOnScreen } from '../select'
import type { EngineState } from '../state'
import type { Connection, ConnectionProblem } from '../state/connections'
import { isDelivered, isRecording, rewind, type Turn } from '../state/turn'
import { audioDone } from './answers'
import { expireAll } from './approvals'
import { callsLost } from './calls'
import { giveUp } from './ending'
import { connectionBegun, connectionGranted } from './handshake'
import { openSessionLost } from './open-speech'
import { isExhausted, isUp, judge, planConnection, SECRET_MARGIN_MS, unprepared } from './reconnect'
import { log, restartSilence, serverError, touch } from './tell'
import { tradesLost } from './trades'
import { walletOfNewSession } from './wallet'

/**
 * Which connection is in use, what its end means, and what becomes of speech meanwhile: it is delivered again from its
 * first sample while it is fresh and nothing was done with it; else it stands as "not sent", with the reason.
 */

/** An utterance that was cut, or could not leave, is sent by itself while it is younger than this. */
export const RESEND_AGE_MS = 30_000
/** A question that ends every connection it is brought to is brought to no more than these by itself. */
const MAX_DELIVERIES = 2

// --- beginning --------------------------------------------------------------------------------------------------------

/** A right to connect was asked for: with one for the present or the next session, that has begun. */
export function minting(state: EngineState, use: 'current' | 'next' | 'reserve'): void {
  const { connections } = state
  if (use === 'reserve') {
    connections.reserveWanted = false
    return
  }
  if (use === 'current') connections.connectsAt = null
  else connections.preparesAt = null
  connectionBegun(state, connections.begin(use), use)
}

/** `era` is that of the asking: what was asked for before the connection was closed on purpose is of no use after it. */
export function granted(
  state: EngineState,
  {
    connection: id,
    era,
    minted,
    reply,
  }: { connection: number | null; era: number; minted: boolean; reply: GrantReply },
): void {
  const { connections, time } = state
  if (minted && reply.ok && era === connections.era) {
    const { grant } = reply
    connections.reserve = { grant, since: { ...time } }
    connections.reserveMintedAt = time.now
    const { expiresAt } = grant
    connections.reserveRenewsAt =
      expiresAt === null ? null : time.mono + Math.max(0, expiresAt - time.now - 2 * SECRET_MARGIN_MS)
  }
  const connection = id === null ? null : connections.of(id)
  if (connection?.status !== 'minting') return
  const problem = connectionGranted(state, connection, reply)
  if (problem) connectionDown(state, connection, { ...problem, turnedAway: false })
}

/** Another takes the place of the one in use, or is used since there is none. */
export function connectionUsed(state: EngineState, id: number): void {
  const { connections } = state
  if (connections.next?.id !== id) return
  if (connections.current === null) promote(state)
  else replace(state)
}

function promote(state: EngineState): void {
  const { connections } = state
  connections.current = connections.next
  connections.next = null
  connections.connectsAt = null
  touch(state)
  if (connections.current?.status === 'ready') sessionReady(state)
}

function replace(state: EngineState): void {
  const { connections } = state
  const old = connections.current
  connections.current = connections.next
  connections.next = null
  log(state, 'link.renewed', {
    connection: connections.current?.id,
    from: old?.sessionId ?? null,
    to: connections.current?.sessionId,
  })
  leaveSession(
    state,
    sentence(() => t('engine.denied.sessionRenewed')),
  )
  openSessionLost(state)
  // What had been streamed to the old one and not committed is streamed again.
  for (const turn of state.turns.open()) if (!isDelivered(turn)) rewind(turn)
  if (old) close(state, old, null)
  touch(state)
  if (connections.current?.status === 'ready') sessionReady(state)
}

/** A session is there, new or in place of another. */
export function sessionReady(state: EngineState): void {
  const { connections, turns } = state
  state.identity = connections.current?.grant?.identity ?? null
  // Latch the wallet of a key that went down before there was a session.
  for (const turn of turns.open()) if (turn.wallet === undefined) turn.wallet = walletOnScreen(state) ?? null
  walletOfNewSession(state)
  connections.problem = null
  isUp(state)
  for (const turn of waiting(state)) if (isOld(state, turn)) giveUp(state, turn, t('engine.answer.backLate'))
  touch(state)
}

/** Something is about to be asked that a session without its rights could not answer: the one that is being prepared is waited for instead. */
export function hastenRenewal(state: EngineState): void {
  if (state.connections.useless && state.connections.next !== null) replace(state)
}

// --- ending -----------------------------------------------------------------------------------------------------------

function close(state: EngineState, connection: Connection, problem: ConnectionProblem | null): void {
  connection.status = 'down'
  log(state, 'link.down', { connection: connection.id, ...problem })
  // A right that opened nothing is not tried a second time.
  if (connection.endsAt === null) state.connections.reserve = null
  state.outbox.push({ do: 'close-socket', connection: connection.id })
}

/** A connection is over. `why` is what whatever it cuts short says, where there was no problem. */
export function connectionDown(
  state: EngineState,
  connection: Connection,
  problem: ConnectionProblem | null,
  why: Sentence | null = null,
): void {
  const { connections } = state
  if (connection.status === 'down') return
  close(state, connection, problem)
  if (connection === connections.next) {
    connections.next = null
    return unprepared(state, judge(state, problem))
  }
  connections.current = null
  sessionLost(state, judge(state, problem), why)
  // What was being prepared is the quickest way back.
  if (problem !== null && connections.next !== null) promote(state)
}

/** The present session is left because of what its server does; one that is being prepared, too. */
export function leaveServer(state: EngineState, problem: GrantProblem): void {
  const { connections } = state
  drop(state)
  if (connections.current)
    connectionDown(state, connections.current, { ...problem, turnedAway: connections.current.grant !== null })
}

/** Closes on purpose, and forgets what rights there were; what that cuts short says why. */
export function closeConnections(state: EngineState, why: Sentence | null): void {
  const { connections } = state
  connections.era++
  drop(state)
  connections.reserveRenewsAt = null
  connections.reserve = null
  if (connections.current) connectionDown(state, connections.current, null, why)
}

function drop(state: EngineState): void {
  const { next } = state.connections
  if (next) connectionDown(state, next, null)
}

/** What belonged to the session that is gone. */
function leaveSession(state: EngineState, reason: Sentence): void {
  const { responses, rounds, answers, flood, delivery, cuts } = state
  responses.reset()
  rounds.supersede()
  answers.early.clear()
  answers.written.clear()
  // What was waited for to check an answer will not come.
  if (answers.unchecked.size > 0) answers.checksAt = state.time.mono
  flood.named.clear()
  flood.requests.clear()
  delivery.commits = []
  delivery.appends.clear()
  delivery.clearFor = null
  cuts.due = []
  expireAll(state, reason)
  callsLost(state)
  tradesLost(state)
}

function sessionLost(state: EngineState, problem: GrantProblem | null, why: Sentence | null): void {
  const { turns, holds, playback, problems } = state
  openSessionLost(state)
  // An answer that is here whole needs no server to be heard to its end.
  const needing = turns.open().filter((turn) => !isServed(state, turn) && !holds.byTurn.has(turn.id))
  leaveSession(state, why ?? sentence(() => t('engine.denied.connectionLost')))
  for (const { itemId } of playback.unended()) audioDone(state, itemId)
  if (problem) problems.add(problem.code, problem.message)
  if (problem?.retry === 'never' && needing.length === 0) serverError(state, problem.code, problem.message, null)
  keepSpeech(state, problem, needing, why?.shown ?? t('engine.answer.sessionClosed'))
  for (const turn of needing) touch(state, turn)
  restartSilence(state)
  touch(state)
}

function keepSpeech(state: EngineState, problem: GrantProblem | null, needing: Turn[], why: string): void {
  const { connections, delivery } = state
  connections.problem = problem
  const message = problem?.message ?? why
  const again: Turn[] = []
  for (const turn of needing) {
    // While it is still being spoken it is kept whole, and told at its end.
    if (!isRecording(turn) && (isExhausted(state, problem) || !isRepeatable(state, turn))) giveUp(state, turn, message)
    else {
      rewind(turn)
      again.push(turn)
    }
  }
  delivery.queue = [...again, ...delivery.queue.filter((turn) => !again.includes(turn))]
  planConnection(state, problem, again.length > 0)
}

// --- speech that waits ------------------------------------------------------------------------------------------------

const isOld = ({ time }: EngineState, { askedAt }: Turn): boolean =>
  askedAt !== null && ageOf(askedAt, time) >= RESEND_AGE_MS

/** Sending it once more can neither repeat an action nor an answer, and is still what the trader wants. */
function isRepeatable(state: EngineState, turn: Turn): boolean {
  const { attempt } = turn
  return (
    !turn.acted &&
    !attempt.proposed &&
    // What a server did of it before it told anything can't be known.
    !(isDelivered(turn) && attempt.unguarded) &&
    attempt.deliveries < MAX_DELIVERIES &&
    attempt.toolIds.length === 0 &&
    attempt.assistantIds.length === 0 &&
    turn.backend === state.settings.backend &&
    !isOld(state, turn)
  )
}

/** Questions that are here whole and were not delivered. */
export const waiting = ({ turns }: EngineState): Turn[] => turns.open().filter(({ stage }) => stage.at === 'queued')

/** A question is here whole. Where connecting was given up it is told at once, and waits for nothing. */
export function giveUpInVain(state: EngineState, turn: Turn): void {
  const { current, problem } = state.connections
  if (current === null && problem !== null && isExhausted(state, problem)) giveUp(state, turn, problem.message)
}
