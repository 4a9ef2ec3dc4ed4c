import type { GrantProblem } from '../../../shared/grant'
import type { Clock } from '../clock'
import type { LineProblem } from './connection'
import type { Link } from './link'
import { asSentence } from './server-words'

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
/** The wall clock ran on this much further than the monotonic one: the computer slept, whoever failed to say so. */
const SLEPT_MS = 30_000

interface KeeperDeps {
  clock: Clock
  /** 0 (included) to 1: spreads the clients of a server that is back. */
  random(): number
  link: Pick<Link, 'ensure' | 'close' | 'prepare' | 'takeOver' | 'giveWay' | 'state' | 'endsAt' | 'preparing'>
  /** Nothing is asked, said or decided: a session may take the place of another. */
  quiet(): boolean
  /** The server runs on this computer: it needs no network. */
  local(): boolean
  /** The computer slept without anybody telling: what was on the line is gone. */
  onSlept(): void
}

/**
 * Keeps a session at hand: connects again after a loss, with growing pauses, never while offline or asleep; renews the
 * session in a quiet moment before the server ends it.
 */
export function createKeeper({ clock, random, link, quiet, local, onSlept }: KeeperDeps) {
  let online = true
  let asleep = false
  /** A session was wanted; a loss is made good. */
  let wanted = false
  let failures = 0
  let hopeless = false
  /** Sessions in a row that the server did not give, or that did not last. */
  let turnedAway = 0
  /** The present session should be replaced; `useless` when its tools can't be used any more. */
  let due = false
  let useless = false
  /** Preparations that failed for the present session. */
  let unprepared = 0
  let cancelPause = () => {}
  let cancelSteady = () => {}
  let cancelRenewal = () => {}
  let cancelPrepare = () => {}
  let skew = clock.now() - clock.mono()

  const reachable = () => online || local()

  const connect = () => {
    cancelPause()
    if (reachable() && !asleep) link.ensure()
  }

  const pauseAfter = (problem: GrantProblem | null, urgent: boolean): number => {
    if (problem?.retryAfterMs != null) return problem.retryAfterMs
    const step = urgent ? URGENT_MS[failures] : undefined
    if (step !== undefined) return step * (0.8 + 0.4 * random())
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
    return longest * (0.5 + 0.5 * random())
  }

  const renew = () => {
    due = true
    if (link.state === 'ready' && !link.preparing) link.prepare()
  }

  const afresh = () => {
    failures = 0
    turnedAway = 0
  }

  /** Another network, or another day: a server that turned us away may not do so any more. */
  const forgive = () => {
    if (turnedAway >= MAX_TURNED_AWAY) hopeless = false
    afresh()
  }

  return {
    /** Counts why the line went down; where that has happened too often, the same with an end to trying. */
    judge(problem: LineProblem | null): GrantProblem | null {
      if (problem?.turnedAway !== true || problem.retry === 'never') return problem
      turnedAway++
      if (turnedAway < MAX_TURNED_AWAY) return problem
      const message = `${asSentence(problem.message)} Tried ${turnedAway} times. Ask again to try once more.`
      return { ...problem, message, retry: 'never' }
    },
    connect() {
      wanted = true
      connect()
    },
    /** The trader wants something now: what went wrong before is no reason to wait, and the computer is awake. */
    fresh() {
      wanted = true
      asleep = false
      afresh()
      hopeless = false
      if (link.state === 'down') connect()
      else if (due) renew()
    },
    /** The link went down for a reason; `urgent` while speech waits for it. */
    lost(problem: GrantProblem | null, urgent: boolean) {
      cancelSteady()
      cancelRenewal()
      cancelPrepare()
      due = false
      useless = false
      hopeless = problem?.retry === 'never'
      cancelPause()
      if (!wanted || hopeless || (problem === null && !urgent)) return
      const pauseMs = pauseAfter(problem, urgent)
      failures++
      cancelPause = clock.after(pauseMs, connect)
    },
    /** Whether speech that waits should be told that it was not sent, and not wait for another try. */
    exhausted: (problem: GrantProblem | null) => problem?.retry === 'never' || failures >= URGENT_MS.length,
    /** A session is there. */
    up() {
      cancelSteady()
      cancelSteady = clock.after(STEADY_MS, afresh)
      hopeless = false
      due = false
      useless = false
      unprepared = 0
      cancelPause()
      cancelRenewal()
      cancelPrepare()
      const { endsAt } = link
      if (endsAt === null) return
      const leftMs = endsAt - clock.mono()
      cancelRenewal = clock.after(Math.max(0, leftMs - Math.min(RENEW_AHEAD_MS, leftMs / RENEW_SHARE)), renew)
    },
    /** The session's rights have ended before it: another takes its place in the next quiet moment. */
    rightsEnded() {
      useless = true
      renew()
    },
    /** Something is about to be asked that a session without its rights could not answer. */
    hasten() {
      if (useless) link.giveWay()
    },
    /** The next session is ready, or a moment has become quiet. */
    settle() {
      if (due && link.state === 'ready' && quiet()) link.takeOver()
    },
    unprepared(problem: GrantProblem | null) {
      cancelPrepare()
      // What the trader has to mend first is tried again when he is there.
      if (!due || problem === null || problem.retry === 'never') return
      const pauseMs = problem.retryAfterMs ?? Math.min(LONGEST_PREPARE_MS, PREPARE_AGAIN_MS * 2 ** unprepared++)
      cancelPrepare = clock.after(pauseMs, renew)
    },
    network(isOnline: boolean) {
      const wasAway = !reachable()
      online = isOnline
      if (!reachable()) return cancelPause()
      // A socket that was open on a network that went away looks alive for minutes.
      if (wasAway && link.state === 'ready') onSlept()
      forgive()
      if (wanted && !hopeless && link.state === 'down') connect()
    },
    sleep() {
      asleep = true
      cancelPause()
    },
    wake() {
      asleep = false
      skew = clock.now() - clock.mono()
      // Whatever is still open has slept, too.
      if (link.state !== 'down') onSlept()
      forgive()
      if (wanted && !hopeless) connect()
    },
    /** To be called before a line is trusted that has been silent: a socket that slept looks alive for minutes. */
    notice() {
      const now = clock.now() - clock.mono()
      const slept = now - skew > SLEPT_MS
      skew = now
      if (slept) onSlept()
    },
    /** The backend is another, or its settings are: what is known of the old one no longer counts. */
    reset() {
      cancelPause()
      afresh()
      hopeless = false
    },
    /** Whether a way to the server is there, as far as this computer knows. */
    get online() {
      return reachable()
    },
  }
}

export type Keeper = ReturnType<typeof createKeeper>
