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
  /**
   * Takes a fact, in the order in which they happened. `recorded` is called once with whether it is in the ledger, on disk;
   * at once or later, never twice.
   */
  record(fact: MoneyFact, recorded?: (onDisk: boolean) => void): void
  /** An approved request was not seen to run for so long that nothing is known of it any more. */
  onUnseen(request: EntryOf<'approval'>): void
}

/** A call follows its approval within moments; what has not come by now is no longer waited for. */
const UNSEEN_MS = 120_000

/**
 * Tells the ledger what happened about money: each proposal, decision, call and result, once and in order. A call whose
 * end nobody saw is `unknown`, whatever else is known.
 */
export function createMoney({ clock, backend, record, onUnseen }: MoneyDeps) {
  /** Calls that may move money and have not ended. */
  const running = new Map<string, { call: About; completed: boolean }>()
  /** Requests that were approved and whose call was not announced yet: the server may be at it all the same. */
  const awaited = new Map<string, { request: About; cancelLimit(): void }>()
  /** Calls that were told, with the request of each. */
  const told = new Map<string, string | null>()
  /** Requests that were proposed and not decided. */
  const asked = new Set<string>()

  const tell = (step: MoneyFact['step'], about: About, detail: string | null, recorded?: (onDisk: boolean) => void) =>
    record({ at: clock.now(), step, ...about, detail }, recorded)

  /** The call of an approved request is here, or will not be seen any more. */
  const found = (requestId: string) => {
    awaited.get(requestId)?.cancelLimit()
    awaited.delete(requestId)
  }

  const about = (entry: EntryOf<'approval'> | EntryOf<'tool'>, wallet: string | null) => ({
    backend: backend(entry.turnId),
    turnId: entry.turnId,
    requestId: entry.id,
    server: entry.server,
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
    /** The trader said yes, to the arguments as they were shown; told before it counts. `recorded` as in the deps. */
    approving(entry: EntryOf<'approval'>, recorded: (onDisk: boolean) => void) {
      proposed(entry)
      tell('approved', about(entry, entry.wallet), null, recorded)
    },
    /** The yes counts, and is on its way to the server: its call is waited for. */
    approved(entry: EntryOf<'approval'>) {
      asked.delete(entry.id)
      // Another session may use the ids of an earlier one anew.
      for (const [id, requestId] of told) if (requestId === entry.id) told.delete(id)
      const request = about(entry, entry.wallet)
      const cancelLimit = clock.after(UNSEEN_MS, () => {
        awaited.delete(entry.id)
        tell('unknown', request, 'It was not seen to run within two minutes.')
        onUnseen(entry)
      })
      awaited.set(entry.id, { request, cancelLimit })
    },
    /** The trader said no, or did not answer. */
    refused(entry: EntryOf<'approval'>, step: 'denied' | 'expired', reason: string | null) {
      proposed(entry)
      asked.delete(entry.id)
      tell(step, about(entry, entry.wallet), reason)
    },
    /** A call is not what was approved, or nobody approved it. */
    deviated(entry: EntryOf<'tool'>, requestId: string | null, wallet: string | null, detail: string) {
      tell('deviated', { ...about(entry, wallet), requestId: requestId ?? entry.id }, detail)
    },
    /** A call that may move money was announced, for `requestId` where it was asked for. Told twice it is one. */
    called(entry: EntryOf<'tool'>, requestId: string | null, wallet: string | null) {
      if (told.has(entry.id) && told.get(entry.id) === requestId) return
      told.set(entry.id, requestId)
      if (requestId !== null) found(requestId)
      const oldest = told.keys().next().value
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
      for (const [id, { request }] of awaited) {
        found(id)
        tell('unknown', request, 'The connection was lost before it was seen to run.')
      }
    },
  }
}

export type Money = ReturnType<typeof createMoney>
