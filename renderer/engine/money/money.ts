import type { MoneyFact } from '../../../shared/ledger'
import type { EntryOf } from '../../../shared/snapshot'
import type { Clock } from '../clock'

type About = Omit<MoneyFact, 'at' | 'step' | 'detail'>

/** A call is told again soon or never. */
const MAX_TOLD = 1_000

interface MoneyDeps {
  clock: Clock
  /** The backend that a turn was asked of. */
  backend(turnId: string | null): string
  /** Takes a fact, in the order in which they happened. */
  record(fact: MoneyFact): void
}

/**
 * Tells the ledger what happened about money: each proposal, decision, call and result, once and in order. A call whose
 * end nobody saw is `unknown`, whatever else is known.
 */
export function createMoney({ clock, backend, record }: MoneyDeps) {
  /** Calls that may move money and have not ended. */
  const running = new Map<string, { call: About; completed: boolean }>()
  /** Requests that were approved and whose call was not announced yet: the server may be at it all the same. */
  const awaited = new Map<string, About>()
  const told = new Set<string>()
  /** Requests that were proposed and not decided. */
  const asked = new Set<string>()

  const tell = (step: MoneyFact['step'], about: About, detail: string | null) =>
    record({ at: clock.now(), step, ...about, detail })

  const about = (entry: EntryOf<'approval'> | EntryOf<'tool'>, wallet: string | null) => ({
    backend: backend(entry.turnId),
    turnId: entry.turnId,
    requestId: entry.id,
    tool: entry.name,
    arguments: entry.arguments,
    wallet,
  })

  /** The trader is asked; told again it is the same request. */
  const proposed = (entry: EntryOf<'approval'>) => {
    if (asked.has(entry.id)) return
    asked.add(entry.id)
    tell('proposed', about(entry, entry.wallet), null)
  }

  return {
    proposed,
    /** The trader answered, or did not; with the arguments as they were shown. */
    decided(entry: EntryOf<'approval'>, step: 'approved' | 'denied' | 'expired', reason: string | null) {
      proposed(entry)
      asked.delete(entry.id)
      tell(step, about(entry, entry.wallet), reason)
      if (step === 'approved') awaited.set(entry.id, about(entry, entry.wallet))
    },
    /** A call that may move money was announced, for `requestId` where it was asked for. Told twice it is one. */
    called(entry: EntryOf<'tool'>, requestId: string | null, wallet: string | null) {
      if (told.has(entry.id)) return
      told.add(entry.id)
      if (requestId !== null) awaited.delete(requestId)
      const oldest = told.values().next().value
      if (told.size > MAX_TOLD && oldest !== undefined) told.delete(oldest)
      const call = { ...about(entry, wallet), requestId: requestId ?? entry.id }
      running.set(entry.id, { call, completed: false })
      tell('called', call, null)
    },
    /** A call has ended; what came out of it may follow later. */
    ended(entry: EntryOf<'tool'>) {
      const open = running.get(entry.id)
      if (!open) return
      open.completed = true
      const { status, output, error } = entry
      if (status === 'done' && output === null) return
      running.delete(entry.id)
      tell(status === 'done' ? 'succeeded' : 'failed', open.call, error ?? output)
    },
    /** A trade was approved or runs, and nobody has told how it ended. */
    underWay: (): boolean => running.size + awaited.size > 0,
    /** The connection is gone: whether what still ran was carried out is not known. */
    lost() {
      for (const { call, completed } of running.values()) {
        if (completed) tell('succeeded', call, null)
        else tell('unknown', call, 'The connection was lost while it ran.')
      }
      running.clear()
      for (const request of awaited.values())
        tell('unknown', request, 'The connection was lost before it was seen to run.')
      awaited.clear()
    },
  }
}

export type Money = ReturnType<typeof createMoney>
