import type { GrantProblem, SessionGrant } from '../../../shared/grant'
import { createOfferMemory, type offerTranscription } from '../../../shared/transcription-offer'
import type { TurnDetection } from '../../../shared/turn-detection'
import type { Moment } from '../clock'
import { createDialectMemory, type Dialect } from '../wire/dialect'
import { createOfferedTools, type OfferedTools } from './offered-tools'

/** Why a connection ended. `turnedAway`: after its server had been reached; then trying again has an end. */
export interface ConnectionProblem extends GrantProblem {
  turnedAway?: boolean
}

/** Main gives up a mint at 10 s and answers with a sentence; this is for a main that does not answer at all. */
const MINT_LIMIT_MS = 15_000

interface Told {
  code: string
  message: string
}

/** One realtime connection: mint, connect, configure, ready, down. Down is final. */
export interface Connection {
  readonly id: number
  status: 'minting' | 'connecting' | 'configuring' | 'ready' | 'down'
  /** Monotonic time at which it is given up unless it has come a stage further. */
  limitAt: number
  grant: SessionGrant | null
  dialect: Dialect | null
  sessionId: string | null
  /** Monotonic time at which the server ends the session; null before it has begun. */
  endsAt: number | null
  /** Its socket has to be opened. */
  socketDue: boolean
  /** A `session.update` has to go out, first of all. */
  updateDue: boolean
  updateId: string | null
  /** The first refusal of the update: the other dialect is tried then. */
  refusal: Told | null
  offer: ReturnType<typeof offerTranscription> | null
  /** The server's own words about why it is about to close. */
  lastError: (Told & { at: number }) | null
  /** Something came that was no event; and whether the trader was told that this server sends what can't be read. */
  unreadable: boolean
  unreadableTold: boolean
  unreadableCallTold: boolean
  /** How it was told to find turns; null: not at all. And the event that told it. */
  detection: TurnDetection
  detectionId: string | null
  /** Samples that were appended to its audio. */
  appended: number
  readonly tools: OfferedTools
  /** It was told what was said before it. */
  briefed: boolean
  /** Client events that told it of the past: what the server says against them is no trader's matter. */
  readonly pastEvents: Set<string>
}

const createConnection = (id: number, time: Readonly<Moment>): Connection => ({
  id,
  status: 'minting',
  limitAt: time.mono + MINT_LIMIT_MS,
  grant: null,
  dialect: null,
  sessionId: null,
  endsAt: null,
  socketDue: false,
  updateDue: false,
  updateId: null,
  refusal: null,
  offer: null,
  lastError: null,
  unreadable: false,
  unreadableTold: false,
  unreadableCallTold: false,
  detection: null,
  detectionId: null,
  appended: 0,
  tools: createOfferedTools(time),
  briefed: false,
  pastEvents: new Set(),
})

/** A right to connect that opens several sessions until it expires. */
interface Reserve {
  grant: SessionGrant
  since: Moment
}

/**
 * The one connection that everything else knows as `current`, and for a while a second one that is being prepared to take
 * its place; with what decides when another is begun. Times are monotonic milliseconds, null for never.
 */
export function createConnections(time: Readonly<Moment>) {
  return {
    /** How many there have been. */
    count: 0,
    current: null as Connection | null,
    next: null as Connection | null,
    /** Begins one in its place. */
    begin(use: 'current' | 'next'): Connection {
      const connection = createConnection(++this.count, time)
      this[use] = connection
      return connection
    },
    of(id: number): Connection | null {
      if (this.current?.id === id) return this.current
      return this.next?.id === id ? this.next : null
    },
    dialects: createDialectMemory(),
    offers: createOfferMemory(),
    /** Sentences that are true of every session of a server, and were told once. */
    told: new Set<string>(),

    reserve: null as Reserve | null,
    /** The newest right is minted anew then, if the trader has asked something since it was (epoch), even one that is gone. */
    reserveRenewsAt: null as number | null,
    reserveMintedAt: 0,
    reserveWanted: false,
    /** Grows whenever the rights that were had are given up: what was minted before is of no use after it. */
    era: 0,

    /** As far as this computer knows. */
    online: true,
    asleep: false,
    /** A session was wanted; a loss is made good. */
    wanted: false,
    /** It is connected then. */
    connectsAt: null as number | null,
    failures: 0,
    /** Nothing that is tried again will help. */
    hopeless: false,
    /** Sessions in a row that the server did not give, or that did not last. */
    turnedAway: 0,
    /** Earlier failures are forgotten then: a session that has lived so long was no accident. */
    steadyAt: null as number | null,
    /** The present session should be replaced; `useless` when its tools can't be used any more. */
    due: false,
    useless: false,
    renewsAt: null as number | null,
    preparesAt: null as number | null,
    /** Preparations that failed for the present session. */
    unprepared: 0,
    /** By how much the two clocks differ while nobody has slept. */
    skew: time.now - time.mono,
    /** Why there is no connection; null when there is one, or none was tried. */
    problem: null as GrantProblem | null,
  }
}
