import { existsSync } from 'node:fs'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import { type Scanned, scanLedger, UNREAD } from './ledger-scan'

/** What whoever goes on with a ledger has to know of it. */
export interface LedgerStart extends Scanned {
  /** What was approved or called and has not ended. */
  open: MoneyFact[]
  /** The newest limits that it holds, as their JSON; null where it holds none. */
  limits: string | null
}

/** Steps after which money may move: an approved call may run although nobody saw it announced. */
const OPENS: readonly MoneyFact['step'][] = ['approved', 'called']
/** Steps after which nothing more can come of a request, as far as anybody will know. */
const ENDS: readonly MoneyFact['step'][] = ['denied', 'expired', 'succeeded', 'failed', 'unknown']

/** Follows what has not ended, and which limits hold. */
export function createStanding() {
  const open = new Map<string, MoneyFact>()
  let limits: string | null = null
  return {
    follow(fact: MoneyFact) {
      if (OPENS.includes(fact.step)) open.set(fact.requestId, fact)
      if (ENDS.includes(fact.step)) open.delete(fact.requestId)
      if (fact.step === 'limits') limits = fact.arguments
    },
    open: (): MoneyFact[] => [...open.values()],
    limits: () => limits,
  }
}

/** Lines of older versions name no server and have no terms. */
export const factOf = (line: LedgerLine): MoneyFact => ({
  ...line,
  server: line.server ?? '',
  terms: line.terms ?? null,
})

/** Reads and verifies all of a ledger before it returns; no file is an empty one. Throws what the file system says. */
export function readStart(path: string): LedgerStart {
  const standing = createStanding()
  const scanned = existsSync(path) ? scanLedger(path, (line) => standing.follow(factOf(line))) : UNREAD
  return { ...scanned, open: standing.open(), limits: standing.limits() }
}
