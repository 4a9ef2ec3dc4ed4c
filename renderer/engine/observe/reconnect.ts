import type { GrantProblem } from '../../../shared/grant'
import { t } from '../../../shared/i18n'
import { ageOf } from '../clock'
import { isOnline } from '../select'
import type { EngineState } from '../state'
import type { ConnectionProblem } from '../state/connections'
import { asSentence } from '../wire/server-words'
import { renew } from './renewal'

/**
 * When another connection is begun: after a loss, with growing pauses, never while offline or asleep; and before the server
 * ends a session.
 */

/** Pauses before connecting again while speech waits for it; then the trader is told that it was not sent. */
const URGENT_MS = [300, 1_500]
/** Nobody waits: the pause doubles from the first to the last of these, so that a server that is back is not overrun. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
/** A session is renewed this long before the server ends it, or in the last sixth of a short one. */
const RENEW_AHEAD_MS = 5 * 60_000
const RENEW_SHARE = 6
/** A session that lived this long was no accident: only then are earlier failures forgotten. */
const STEADY_MS = 30_000
/**
 * A server that is there and turns us away this often in a row (it refuses, says nothing, or ends what it has begun) is not
 * asked again by itself: with the pauses between, that takes half a minute at least.
 */
const MAX_TURNED_AWAY = 6
/** A preparation that failed is tried again after this. */
const PREPARE_AGAIN_MS = 15_000
const LONGEST_PREPARE_MS = 2 * 60_000
/** A secret that ends sooner than this could end while it is used. */
export const SECRET_MARGIN_MS = 15_000

/** A session is wanted, and connected to now unless that is in vain. */
export function connect(state: EngineState): void {
  state.connections.wanted = true
  tryNow(state)
}

export function tryNow(state: EngineState): void {
  const { connections, time } = state
  connections.connectsAt = connections.current === null && isOnline(state) && !connections.asleep ? time.mono : null
}

/** The trader wants something now: what went wrong before is no reason to wait, and the computer is awake. */
export function connectFor(state: EngineState): void {
  const { connections } = state
  if (connections.current === null) connections.problem = null
  Object.assign(connections, { wanted: true, asleep: false, hopeless: false })
  afresh(state)
  if (connections.current === null) tryNow(state)
  else if (connections.due) renew(state)
}

export function isUp({ connections, time }: EngineState): void {
  Object.assign(connections, {
    hopeless: false,
    due: false,
    useless: false,
    unprepared: 0,
    connectsAt: null,
    preparesAt: null,
  })
  connections.steadyAt = time.mono + STEADY_MS
  connections.renewsAt = null
  const endsAt = connections.current?.endsAt ?? null
  if (endsAt === null) return
  const leftMs = endsAt - time.mono
  connections.renewsAt = time.mono + Math.max(0, leftMs - Math.min(RENEW_AHEAD_MS, leftMs / RENEW_SHARE))
}

/** Counts why the connection went down; where that has happened too often, the same with an end to trying. */
export function judge({ connections }: EngineState, problem: ConnectionProblem | null): GrantProblem | null {
  if (problem?.turnedAway !== true || problem.retry === 'never') return problem
  connections.turnedAway++
  if (connections.turnedAway < MAX_TURNED_AWAY) return problem
  const message = t('engine.problem.turnedAway', {
    sentence: asSentence(problem.message),
    times: connections.turnedAway,
  })
  return { ...problem, message, retry: 'never' }
}

/** The connection went down for a reason; `urgent` while speech waits for it. */
export function planConnection(
  { connections, time, random }: EngineState,
  problem: GrantProblem | null,
  urgent: boolean,
): void {
  Object.assign(connections, { steadyAt: null, renewsAt: null, preparesAt: null, due: false, useless: false })
  connections.hopeless = problem?.retry === 'never'
  connections.connectsAt = null
  if (!connections.wanted || connections.hopeless || (problem === null && !urgent)) return
  connections.connectsAt = time.mono + pauseAfter(connections.failures, problem, urgent, random)
  connections.failures++
}

function pauseAfter(failures: number, problem: GrantProblem | null, urgent: boolean, random: number): number {
  if (problem?.retryAfterMs != null) return problem.retryAfterMs
  const step = urgent ? URGENT_MS[failures] : undefined
  if (step !== undefined) return step * (0.8 + 0.4 * random)
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
  return longest * (0.5 + 0.5 * random)
}

/** Whether speech that waits should be told that it was not sent, and not wait for another try. */
export const isExhausted = ({ connections }: EngineState, problem: GrantProblem | null): boolean =>
  problem?.retry === 'never' || connections.failures >= URGENT_MS.length

/** The preparation of the next session failed; the present one goes on. */
export function unprepared({ connections, time }: EngineState, problem: GrantProblem | null): void {
  connections.preparesAt = null
  // What the trader has to mend first is tried again when they are there.
  if (!connections.due || problem === null || problem.retry === 'never') return
  const pauseMs = problem.retryAfterMs ?? Math.min(LONGEST_PREPARE_MS, PREPARE_AGAIN_MS * 2 ** connections.unprepared++)
  connections.preparesAt = time.mono + pauseMs
}

// --- what time alone brings -------------------------------------------------------------------------------------------

/** What time alone brings: failures are forgotten, a session is to be renewed. */
export function reviewConnections(state: EngineState): void {
  const { connections, time } = state
  if (connections.steadyAt !== null && time.mono >= connections.steadyAt) {
    connections.steadyAt = null
    afresh(state)
  }
  if (connections.renewsAt !== null && time.mono >= connections.renewsAt) {
    connections.renewsAt = null
    renew(state)
  }
  reviewReserve(state)
}

/** The right at hand is renewed before it ends, unless the trader is away. */
function reviewReserve({ connections, turns, time }: EngineState): void {
  if (connections.reserveRenewsAt === null || time.mono < connections.reserveRenewsAt) return
  connections.reserveRenewsAt = null
  const isActive = (turns.current?.startedAt ?? 0) >= connections.reserveMintedAt
  if (connections.current?.status === 'ready' && isActive) connections.reserveWanted = true
}

export function isUsable({ connections, time }: EngineState): boolean {
  const { reserve } = connections
  if (reserve === null || reserve.grant.expiresAt === null) return false
  return reserve.grant.expiresAt - reserve.since.now - ageOf(reserve.since, time) > SECRET_MARGIN_MS
}

export function afresh({ connections }: EngineState): void {
  connections.failures = 0
  connections.turnedAway = 0
}

/** Another network, or another day: a server that turned us away may not do so any more. */
export function forgive(state: EngineState): void {
  if (state.connections.turnedAway >= MAX_TURNED_AWAY) state.connections.hopeless = false
  afresh(state)
}
