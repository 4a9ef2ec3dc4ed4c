import type { EntryOf, Snapshot, Turn } from '../../shared/snapshot'
import { type Mark, sideText, type TokenName } from '../../shared/trade'
import type { DemoMode } from './mode'

/** The one that there is. */
const TRANSPORT = 'websocket'

/** What `result.json` holds. Other programs read it: fields may be added, never changed. */
export interface DemoResult {
  backend: string
  transport: typeof TRANSPORT
  /** How the microphone was used. */
  mode: DemoMode
  /** As it was given; null where no microphone stayed open, or the app's own choice was taken. */
  vad: string | null
  dialect: string | null
  identity: { kind: 'guest' | 'user'; wallet: string | null }
  turns: DemoTurn[]
  errors: { code: string; message: string; count: number }[]
  /** What of answers and outputs did not hold against the tools' own JSON. */
  flags: { turnId: string; itemId: string; kind: string; detail: string }[]
}

export interface DemoTurn {
  id: string
  outcome: 'answered' | 'unsent' | 'interrupted' | 'failed'
  heard: string | null
  said: string
  tools: Turn['tools']
  samples: Turn['samples']
  timing: Omit<Turn['timing'], 'interruptToSilenceMs'>
  responseCreates: number
  approvals: DemoApproval[]
}

/** A request of the turn, as it stood when it was last seen. `pay`, `get` and `getAtLeast` as the card says them: "0.5 SOL". */
export interface DemoApproval {
  tool: string
  /** Raw JSON text, as the other tool arguments. */
  arguments: string
  wallet: string | null
  /** All null where the arguments can't be read. */
  card: {
    pay: string | null
    get: string | null
    getAtLeast: string | null
    token: Pick<TokenName, 'name' | 'symbol' | 'mint' | 'verified'> | null
    worthUsd: number | null
    recipient: string | null
  }
  heard: string | null
  marks: Mark[]
  /** Holding the talk key would have approved it while it waited. */
  keyApproves: boolean
  limit: string | null
  decision: Card['decision']
}

type Card = EntryOf<'approval'>

/** What only who was there can tell. */
export interface Watched {
  /** By the request's id: whether the key would have approved it while it waited. */
  keyApproves: ReadonlyMap<string, boolean>
  /** Turns that were no line, but a key held to approve. */
  holds: ReadonlySet<string>
}

/** As the card stands. Once it is decided nothing hinders it any more. */
export const keyApproves = ({ byButton, hindrance }: Pick<Card, 'byButton' | 'hindrance'>): boolean =>
  byButton === null && hindrance === null

/** What kept the demo itself from going on; it stands among the errors of the result. */
export interface DemoFailure {
  code: string
  message: string
}

/**
 * The result of a conversation. `snapshot` is the app's last word; null when it never came that far.
 * Nobody signed in means guest.
 */
export function demoResult(
  backend: string,
  snapshot: Snapshot | null,
  failures: DemoFailure[],
  { keyApproves: byKey, holds }: Watched = { keyApproves: new Map(), holds: new Set() },
  how: Pick<DemoResult, 'mode' | 'vad'> = { mode: 'hold', vad: null },
): DemoResult {
  const failed = failures.map((failure) => ({ ...failure, count: 1 }))
  if (!snapshot) {
    const nobody = { kind: 'guest', wallet: null } as const
    return {
      backend,
      transport: TRANSPORT,
      ...how,
      dialect: null,
      identity: nobody,
      turns: [],
      errors: failed,
      flags: [],
    }
  }
  const { status, entries, turns } = snapshot
  const cards = entries.filter((entry): entry is Card => entry.kind === 'approval')
  const approvals = (turnId: string) =>
    cards
      .filter((card) => card.turnId === turnId)
      .map((card) => demoApproval(card, byKey.get(card.id) ?? keyApproves(card)))
  return {
    backend: status.backend,
    transport: TRANSPORT,
    ...how,
    dialect: status.dialect,
    identity: { kind: status.identity?.kind ?? 'guest', wallet: status.identity?.wallet?.address ?? null },
    // A hold for a trade asked nothing, whatever came of it.
    turns: turns
      .filter(({ id, outcome }) => outcome !== 'confirmed' && !holds.has(id))
      .map((turn) => demoTurn(turn, approvals(turn.id))),
    errors: [...status.errors, ...failed],
    flags: turns.flatMap(({ id, flags }) => flags.map((flag) => ({ turnId: id, ...flag }))),
  }
}

function demoTurn(turn: Turn, approvals: DemoApproval[]): DemoTurn {
  const { id, heard, said, tools, samples, timing, responseCreates } = turn
  const { interruptToSilenceMs: _, ...waterfall } = timing
  const outcome = settled(turn.outcome, approvals)
  return { id, outcome, heard, said, tools, samples, timing: waterfall, responseCreates, approvals }
}

function demoApproval(entry: Card, keyApproves: boolean): DemoApproval {
  const { card, heard, marks, limit, decision, wallet } = entry
  const token = card?.token ?? null
  return {
    tool: entry.name,
    arguments: entry.arguments,
    wallet,
    card: {
      pay: sideText(card?.pay ?? null),
      get: sideText(card?.get ?? null),
      getAtLeast: sideText(card?.getAtLeast ?? null),
      token:
        token === null ? null : { name: token.name, symbol: token.symbol, mint: token.mint, verified: token.verified },
      worthUsd: entry.worth?.usd ?? null,
      recipient: card?.recipient?.address ?? null,
    },
    heard,
    marks: marks.map(({ kind, detail }) => ({ kind, detail })),
    keyApproves,
    limit,
    decision,
  }
}

/**
 * A hold that was no speech, or speech that was taken back, was not sent; a turn that never ended has failed, unless it
 * waits for the trader's word.
 */
function settled(outcome: Turn['outcome'], approvals: readonly DemoApproval[]): DemoTurn['outcome'] {
  if (outcome === null) return approvals.some(({ decision }) => decision === 'pending') ? 'answered' : 'failed'
  if (outcome === 'tap' || outcome === 'discarded' || outcome === 'confirmed') return 'unsent'
  return outcome
}

/** Whether everything that was asked got its answer. */
export function allAnswered(result: DemoResult, asked: number): boolean {
  return result.turns.length >= asked && result.turns.every((turn) => turn.outcome === 'answered')
}
