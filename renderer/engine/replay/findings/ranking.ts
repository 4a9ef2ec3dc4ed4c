import type { PumpStream, PumpStreamSummary } from '../../../../shared/market'

/** A figure by which streams can be ranked, and the total that the same answer gives for it. */
interface Measure {
  /** As the tool's `sort` names it. */
  sort: string
  noun: string
  of(stream: PumpStream): number | null
  total(summary: PumpStreamSummary): number
  totalName: string
}

const MEASURES: Measure[] = [
  {
    sort: 'viewers',
    noun: 'viewers',
    of: (stream) => stream.currentViewers,
    total: ({ totals }) => totals.totalLiveViewers,
    totalName: 'totalLiveViewers',
  },
  {
    sort: 'marketCap',
    noun: 'USD of market cap',
    of: (stream) => stream.marketCapUsd,
    total: ({ totals }) => totals.totalLiveMarketCapUsd,
    totalName: 'totalLiveMarketCapUsd',
  },
]

/** Sums of doubles differ in their last digits. */
const TOLERANCE = 1e-9

/**
 * What in a ranked list contradicts the list itself; empty when it can be true.
 *
 * Two tests. The rows have to descend by what `appliedSort` names. And rows that are the top k of n, the least of them
 * having m, leave at most m for each of the others: the total can't exceed sum(rows) + (n - k) * m, nor be less than
 * sum(rows).
 */
export function contradictions(summary: PumpStreamSummary): string[] {
  const measure = MEASURES.find((it) => it.sort.toLowerCase() === summary.appliedSort.toLowerCase())
  const values = measure ? summary.streams.map((stream) => measure.of(stream)) : []
  const known = values.filter((value): value is number => value !== null)
  if (!measure || known.length === 0 || known.length < values.length) return []
  return [...disorder(summary, measure, known), ...impossibleTotal(summary, measure)]
}

function disorder({ appliedSort }: PumpStreamSummary, { noun }: Measure, values: number[]): string[] {
  const at = values.findIndex((value, index) => index > 0 && value > (values[index - 1] ?? value))
  if (at < 0) return []
  return [
    `the rows are not ordered by ${noun} though appliedSort says ${appliedSort} (${values.slice(0, 10).map(figure).join(', ')}${values.length > 10 ? ', …' : ''}: row ${at + 1} is above row ${at})`,
  ]
}

function impossibleTotal(summary: PumpStreamSummary, measure: Measure): string[] {
  // Totals are over live streams; rows of another state bound the rest but add nothing.
  const rows = summary.streams.map((stream) => ({ live: stream.status === 'live', value: measure.of(stream) ?? 0 }))
  const live = rows.filter((row) => row.live)
  const n = summary.totals.liveStreams
  const sum = live.reduce((all, row) => all + row.value, 0)
  const total = measure.total(summary)
  if (total < sum * (1 - TOLERANCE)) {
    return [
      `the ${live.length} rows alone hold ${figure(sum)} ${measure.noun} while ${measure.totalName} says ${figure(total)}`,
    ]
  }
  // A later page says nothing of what stands above it.
  if (summary.paging.offset !== 0 || n < live.length) return []
  const least = rows.reduce((low, row) => Math.min(low, row.value), Number.POSITIVE_INFINITY)
  const most = sum + (n - live.length) * least
  if (total <= most * (1 + TOLERANCE)) return []
  return [
    `${live.length} rows as the top ${live.length} of ${n} can hold at most ${figure(most)} ${measure.noun} in all (${figure(sum)} + ${n - live.length} x ${figure(least)}) while ${measure.totalName} says ${figure(total)}`,
  ]
}

const figure = (value: number): string => String(Math.round(value * 100) / 100)
