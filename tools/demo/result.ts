import type { Snapshot, Turn } from '../../shared/snapshot'

/** The one that there is. */
const TRANSPORT = 'websocket'

/** What `result.json` holds. Other programs read it: fields may be added, never changed. */
export interface DemoResult {
  backend: string
  transport: typeof TRANSPORT
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
}

/** What kept the demo itself from going on; it stands among the errors of the result. */
export interface DemoFailure {
  code: string
  message: string
}

/**
 * The result of a conversation. `snapshot` is the app's last word; null when it never came that far.
 * Nobody signed in means guest.
 */
export function demoResult(backend: string, snapshot: Snapshot | null, failures: DemoFailure[]): DemoResult {
  const failed = failures.map((failure) => ({ ...failure, count: 1 }))
  if (!snapshot) {
    const nobody = { kind: 'guest', wallet: null } as const
    return { backend, transport: TRANSPORT, dialect: null, identity: nobody, turns: [], errors: failed, flags: [] }
  }
  const { status, turns } = snapshot
  return {
    backend: status.backend,
    transport: TRANSPORT,
    dialect: status.dialect,
    identity: { kind: status.identity?.kind ?? 'guest', wallet: status.identity?.wallet?.address ?? null },
    // A hold that approved a trade asked nothing.
    turns: turns.filter((turn) => turn.outcome !== 'confirmed').map(demoTurn),
    errors: [...status.errors, ...failed],
    flags: turns.flatMap(({ id, flags }) => flags.map((flag) => ({ turnId: id, ...flag }))),
  }
}

function demoTurn({ id, outcome, heard, said, tools, samples, timing, responseCreates }: Turn): DemoTurn {
  const { interruptToSilenceMs: _, ...waterfall } = timing
  return { id, outcome: settled(outcome), heard, said, tools, samples, timing: waterfall, responseCreates }
}

/** A hold that was no speech, or speech that was taken back, was not sent; a turn that never ended has failed. */
function settled(outcome: Turn['outcome']): DemoTurn['outcome'] {
  if (outcome === null) return 'failed'
  if (outcome === 'tap' || outcome === 'discarded' || outcome === 'confirmed') return 'unsent'
  return outcome
}

/** Whether everything that was asked got its answer. */
export function allAnswered(result: DemoResult, asked: number): boolean {
  return result.turns.length >= asked && result.turns.every((turn) => turn.outcome === 'answered')
}
