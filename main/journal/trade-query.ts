import type { TradeRow } from '../../shared/past-trades'
import {
  type DayTotals,
  dayOf,
  type Traded,
  type TradeFilter,
  type TradeList,
  type TradeListQuery,
} from '../../shared/trade-list'

/** Answers a page of the trades that match, newest first, with the totals of its days. `rows` are oldest first. */
export function listTrades(rows: readonly TradeRow[], { filter, before, limit }: TradeListQuery): TradeList {
  const matches = matcher(filter)
  const matching = rows.filter(matches)
  const older = before === null ? matching : matching.filter(({ seq }) => seq < before)
  const page = older.slice(-limit).reverse()
  return {
    rows: page,
    more: older.length > page.length,
    total: matching.length,
    days: totalsOf(matching, new Set(page.map(({ at }) => dayOf(at)))),
    wallets: distinct(rows, ({ wallet }) => wallet),
    backends: distinct(rows, ({ backend }) => backend),
  }
}

function matcher({ outcome, wallet, backend, search }: TradeFilter): (row: TradeRow) => boolean {
  const words = search.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
  return (row) =>
    (outcome === null || row.outcome === outcome) &&
    (wallet === null || row.wallet === wallet) &&
    (backend === null || row.backend === backend) &&
    (words.length === 0 || holds(searchable(row), words))
}

const holds = (text: string, words: readonly string[]) => words.every((word) => text.includes(word))

const searchable = ({
  heard,
  paid,
  got,
  token,
  tokenName,
  mints,
  signature,
  recipient,
  wallet,
  tool,
  action,
}: TradeRow) =>
  [heard, paid, got, token?.symbol, tokenName, ...mints, signature, recipient, wallet, tool, action]
    .filter(Boolean)
    .join('\n')
    .normalize('NFKC')
    .toLowerCase()

const distinct = (rows: readonly TradeRow[], of: (row: TradeRow) => string | null): string[] => [
  ...new Set(rows.flatMap((row) => of(row) ?? [])),
]

const NOTHING: Traded = { count: 0, usd: 0, feesUsd: 0, unknown: 0 }

function totalsOf(rows: readonly TradeRow[], wanted: ReadonlySet<string>): DayTotals[] {
  const days = new Map<string, DayTotals>()
  for (const row of rows) {
    const day = dayOf(row.at)
    if (!wanted.has(day)) continue
    const totals = days.get(day) ?? { day, trades: 0, real: { ...NOTHING }, simulated: { ...NOTHING } }
    days.set(day, totals)
    totals.trades += 1
    if (row.end !== 'succeeded' || row.action === 'wallet') continue
    const traded = row.simulated ? totals.simulated : totals.real
    traded.count += 1
    traded.usd += row.usd ?? 0
    traded.feesUsd += row.feeUsd ?? 0
    if (row.usd === null) traded.unknown += 1
  }
  return [...days.values()]
}
