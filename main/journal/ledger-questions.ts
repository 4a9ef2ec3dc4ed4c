import type { PastTrades } from '../../shared/limits'
import type { ChainProof, ExportFormat, TradeDetail, TradeList, TradeListQuery } from '../../shared/trade-list'
import type { Scanned } from './ledger-scan'
import type { LedgerStart } from './ledger-start'

/** What the thread that reads the ledger is asked, and what it answers. */
export interface Asked {
  /** How the ledger was found, for whoever goes on with it. */
  start: { input: undefined; answer: LedgerStart }
  list: { input: TradeListQuery; answer: TradeList }
  /** One trade, by its number or, the newest of them, by the id of its request. */
  get: { input: { seq: number } | { requestId: string }; answer: TradeDetail | null }
  past: { input: { now: number; backend: string }; answer: PastTrades }
  /** Reads all of it again. */
  verify: { input: undefined; answer: ChainProof }
  /** Writes the trades to a file; answers where the ledger is broken, whose sound part was written. */
  export: { input: { to: string; format: ExportFormat }; answer: Pick<Scanned, 'broken'> }
}
export type Question = keyof Asked
