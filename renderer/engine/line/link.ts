import type { GrantProblem, GrantReply, SessionGrant } from '../../../shared/grant'
import { createOfferMemory } from '../../../shared/transcription-offer'
import { type Age, ageOf, momentOf } from '../age'
import type { Clock } from '../clock'
import { MAX_SERVERS } from './bounds'
import {
  type Connection,
  type ConnectionState,
  createConnection,
  type LineProblem,
  type OpenSocket,
} from './connection'
import { createDialectMemory } from './dialect'
import type { ServerEvent } from './server-events'
import type { SessionLog } from './session-log'

interface LinkDeps {
  clock: Clock
  log: SessionLog
  /** Asks main to mint. Never rejects. */
  requestGrant(): Promise<GrantReply>
  openSocket: OpenSocket
  /** The state changed; `problem` is why it is down, null when that was asked for. */
  onState(state: ConnectionState, problem: LineProblem | null): void
  /** A session is configured and acknowledged: turns may flow. Also when one has taken over from another. */
  onReady(): void
  /** A prepared session can take over. */
  onPrepared(): void
  /** The preparation of the next session failed; the present one goes on. */
  onUnprepared(problem: LineProblem | null): void
  /** A prepared session is about to take over: nothing that was asked of the old one will come. */
  onRenewed(): void
  onEvent(event: ServerEvent): void
  onTools(): void
  onNotice(code: string, sentence: string): void
  /** Whether the trader has asked something since then (epoch milliseconds). */
  active(since: number): boolean
}

/** A secret that ends sooner than this could end while it is used. */
const SECRET_MARGIN_MS = 15_000

/**
 * The one line to the server that the rest of the engine knows. Behind it stands one connection, and for a while a
 * second one that is being prepared to take its place: minted, connected and configured before the first ends.
 */
export function createLink(deps: LinkDeps) {
  const { clock, log } = deps
  const dialects = createDialectMemory()
  const offers = createOfferMemory()
  const told = new Set<string>()
  let current: Connection | null = null
  let next: Connection | null = null
  let eventCount = 0
  /** The newest right to connect, and since when: one secret opens several sessions until it expires. */
  let reserve: { grant: SessionGrant; since: Age } | null = null
  let cancelRenewal = () => {}
  /** Grows whenever the rights that were had are given up. */
  let era = 0

  const usable = ({ grant, since }: NonNullable<typeof reserve>) =>
    grant.expiresAt !== null && grant.expiresAt - since.now - ageOf(since, clock) > SECRET_MARGIN_MS

  const mint = async (): Promise<GrantReply> => {
    const of = era
    const reply = await deps.requestGrant()
    // What was asked for before the line was closed on purpose (for another backend, say) is of no use after it.
    if (reply.ok && of === era) keep(reply.grant)
    return reply
  }

  /** A right for the next connection is at hand while the trader is: it is renewed before it ends, unless he is away. */
  const keep = (grant: SessionGrant) => {
    reserve = { grant, since: momentOf(clock) }
    cancelRenewal()
    if (grant.expiresAt === null) return
    const since = clock.now()
    cancelRenewal = clock.after(Math.max(0, grant.expiresAt - since - 2 * SECRET_MARGIN_MS), () => {
      if (current?.state === 'ready' && deps.active(since)) void mint()
    })
  }

  /** `fresh` mints in any case: a session's own rights (its tools' token) are as old as its grant. */
  const open = (fresh: boolean): Connection => {
    const kept = reserve
    const connection: Connection = createConnection({
      clock,
      log,
      grant: () => (!fresh && kept && usable(kept) ? Promise.resolve({ ok: true, grant: kept.grant }) : mint()),
      openSocket: deps.openSocket,
      dialects,
      offers,
      eventId: () => `evt_${++eventCount}`,
      onState(state, problem) {
        // A right that opened nothing is not tried a second time.
        if (state === 'down' && connection.endsAt === null) reserve = null
        if (connection === current) currentChanged(state, problem)
        else if (connection === next) nextChanged(state, problem)
      },
      onEvent(event) {
        if (connection === current) deps.onEvent(event)
      },
      onTools() {
        if (connection === current) deps.onTools()
        else if (connection === next && prepared()) deps.onPrepared()
      },
      onNotice(code, sentence) {
        // What is so in every session is told once, not with each of them.
        if (code === 'no_tools' && told.has(sentence)) return
        if (code === 'no_tools' && told.size < MAX_SERVERS) told.add(sentence)
        deps.onNotice(code, sentence)
      },
    })
    return connection
  }

  const currentChanged = (state: ConnectionState, problem: LineProblem | null) => {
    if (state !== 'down') {
      deps.onState(state, null)
      if (state === 'ready') deps.onReady()
      return
    }
    current = null
    deps.onState('down', problem)
    // What was being prepared is the quickest way back, unless somebody has begun anew already.
    if (problem === null || current !== null || next === null) return
    current = next
    next = null
    deps.onState(current.state, null)
    if (current.state === 'ready') deps.onReady()
  }

  const nextChanged = (state: ConnectionState, problem: LineProblem | null) => {
    if (state === 'down') {
      next = null
      deps.onUnprepared(problem)
    }
    if (state === 'ready' && prepared()) deps.onPrepared()
  }

  /** Ready, with its tools: taking over then costs no moment. */
  const prepared = () => next !== null && next.state === 'ready' && next.toolbox.settled()

  const replace = () => {
    if (next === null) return
    const old = current
    current = next
    next = null
    log.app('link.renewed', { from: old?.sessionId ?? null, to: current.sessionId })
    deps.onRenewed()
    old?.close()
    deps.onState(current.state, null)
    if (current.state === 'ready') deps.onReady()
  }

  const drop = () => {
    const preparing = next
    next = null
    preparing?.close()
  }

  return {
    /** Starts to connect unless it is under way or up. */
    ensure() {
      if (current !== null) return
      current = next ?? open(false)
      if (next === null) return current.start()
      next = null
      deps.onState(current.state, null)
      if (current.state === 'ready') deps.onReady()
    },
    /** Prepares a session to take the place of this one, with rights of its own. */
    prepare() {
      if (current === null || next !== null) return
      next = open(true)
      next.start()
    },
    /** The prepared session takes over; false when none is. */
    takeOver(): boolean {
      if (!prepared()) return false
      replace()
      return true
    },
    /** The present session is of no use any more: the one that is being prepared, if any, is waited for instead. */
    giveWay: () => replace(),
    /** Closes on purpose, and forgets what rights there were. */
    close() {
      era++
      drop()
      cancelRenewal()
      reserve = null
      current?.close()
    },
    /** The present session is left because of what its server does; one that is being prepared, too. */
    leave(problem: GrantProblem) {
      drop()
      current?.fail(problem)
    },
    /** Sends one client event with a fresh `event_id`, which it returns. Only when ready. */
    send: (type: string, fields: Record<string, unknown> = {}, turnId: string | null = null): string =>
      current?.send(type, fields, turnId) ?? '',
    get preparing() {
      return next !== null
    },
    get state(): ConnectionState {
      return current?.state ?? 'down'
    },
    get grant() {
      return current?.grant ?? null
    },
    get dialect() {
      return current?.dialect ?? null
    },
    get transcriptionModel() {
      return current?.transcriptionModel ?? null
    },
    get sessionId() {
      return current?.sessionId ?? null
    },
    get endsAt() {
      return current?.endsAt ?? null
    },
    get tools() {
      return current?.toolbox ?? null
    },
  }
}

export type Link = ReturnType<typeof createLink>
