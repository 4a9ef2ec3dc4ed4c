import { z } from 'zod'
import type { LedgerFault, LedgerLine } from './ledger'
import type { TradeRow } from './past-trades'
import { TRADE_OUTCOMES, type TradeRecord } from './trade-history'

/** What the panel asks of the trade history, and what it is answered. */

/** Longer than this nobody searches for; a signature has 88 characters. */
const LONGEST_SEARCH = 200
export const TradeFilterSchema = z.object({
  outcome: z.enum(TRADE_OUTCOMES).nullable(),
  /** Address of the wallet that pays. */
  wallet: z.string().max(100).nullable(),
  backend: z.string().max(40).nullable(),
  /** Each of its words is in what was said, a token's name, symbol or mint, a signature, a recipient or the tool. */
  search: z.string().max(LONGEST_SEARCH),
})
export type TradeFilter = z.infer<typeof TradeFilterSchema>
export const EVERY_TRADE: TradeFilter = { outcome: null, wallet: null, backend: null, search: '' }

export const TradeListQuerySchema = z.object({
  filter: TradeFilterSchema,
  /** Only trades before this one; null begins with the newest. */
  before: z.number().int().min(1).nullable(),
  limit: z.number().int().min(1).max(500),
})
export type TradeListQuery = z.infer<typeof TradeListQuerySchema>

/** What succeeded on one day, in the computer's own time zone; real money and paper are never added up. */
export interface DayTotals {
  /** "2026-11-30" */
  day: string
  trades: number
  real: Traded
  simulated: Traded
}
export interface Traded {
  count: number
  usd: number
  feesUsd: number
  /** Trades whose worth nobody told, which are in no sum. */
  unknown: number
}

export interface TradeList {
  /** Newest first. */
  rows: TradeRow[]
  /** Older ones match, too. */
  more: boolean
  /** How many match in all. */
  total: number
  /** Totals of the days that these rows are of, over all that match. */
  days: DayTotals[]
  /** What can be filtered by: all wallets and backends of the ledger. */
  wallets: string[]
  backends: string[]
}

export type ProofLine = Pick<LedgerLine, 'seq' | 'at' | 'step' | 'detail' | 'hash'>

/** How far the ledger is sound. */
export interface ChainProof {
  entries: number
  /** When the first entry was written; null of an empty ledger. */
  since: number | null
  newestHash: string | null
  broken: { line: number; reason: LedgerFault } | null
  /** Why the ledger can’t be read, in one sentence; null when it can. */
  problem: string | null
}

export interface TradeDetail {
  record: TradeRecord
  lines: ProofLine[]
}

export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** "2026-11-30" of a time, in the computer's own time zone. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
