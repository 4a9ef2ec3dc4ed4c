import type { PumpStream, PumpStreamSummary } from '../../../shared/market'
import type { Flag } from '../../../shared/snapshot'
import { figure } from './figure-text'

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
 * What in a list of streams contradicts the list itself; empty when it can be true.
 *
 * The rows have to descend by what `appliedSort` names. And rows that are the top k of n, the least of them having m, leave
 * at most m for each of the others: the total can't exceed sum(rows) + (n - k) * m, nor be less than sum(rows).
 */
export function streamContradictions(summary: PumpStreamSummary): Flag[] {
  return [...disorder(summary, summary.appliedSort), ...impossibleTotals(summary), ...impossibleCounts(summary)]
}

/** What of that speaks against the ranking itself. */
export function rankingContradictions(summary: PumpStreamSummary): Flag[] {
  const measure = measureOf(summary.appliedSort)
  return [...disorder(summary, summary.appliedSort), ...(measure ? impossibleTotals(summary, [measure]) : [])]
}

/** Rows that do not descend by `sort`; nothing for a sort that is not known, or where a row lacks the figure. */
export function disorder(summary: PumpStreamSummary, sort: string, whose = 'appliedSort says'): Flag[] {
  const measure = measureOf(sort)
  const values = measure ? valuesOf(summary, measure) : null
  if (!measure || !values) return []
  const at = values.findIndex((value, index) => index > 0 && value > (values[index - 1] ?? value))
  if (at < 0) return []
  const shown = `${values.slice(0, 10).map(figure).join(', ')}${values.length > 10 ? ', …' : ''}`
  const detail = `The rows are not ordered by ${measure.noun} though ${whose} ${sort} (${shown}: row ${at + 1} is above row ${at}).`
  return [{ kind: 'order', detail }]
}

const measureOf = (sort: string) => MEASURES.find((it) => it.sort.toLowerCase() === sort.toLowerCase())

/** The figure of every row; null when there are no rows or one lacks it. */
function valuesOf({ streams }: PumpStreamSummary, measure: Measure): number[] | null {
  const values = streams.map((stream) => measure.of(stream)).filter((value) => value !== null)
  return values.length > 0 && values.length === streams.length ? values : null
}

function impossibleTotals(summary: PumpStreamSummary, measures = MEASURES): Flag[] {
  return measures.flatMap((measure) => {
    // Totals are over live streams; rows of another state bound the rest but add nothing.
    const live = summary.streams.filter((stream) => stream.status === 'live')
    const sum = live.reduce((all, stream) => all + (measure.of(stream) ?? 0), 0)
    const total = measure.total(summary)
    if (total >= sum * (1 - TOLERANCE)) return roomForTheRest(summary, measure, live.length, sum)
    const detail = `The ${live.length} rows alone hold ${figure(sum)} ${measure.noun} while ${measure.totalName} says ${figure(total)}.`
    return [{ kind: 'totals', detail }]
  })
}

function roomForTheRest(summary: PumpStreamSummary, measure: Measure, live: number, sum: number): Flag[] {
  const n = summary.totals.liveStreams
  const values = valuesOf(summary, measure)
  // A later page says nothing of what stands above it, and another order nothing of this figure.
  if (measure !== measureOf(summary.appliedSort) || !values || summary.paging.offset !== 0 || n < live) return []
  const least = Math.min(...values)
  const most = sum + (n - live) * least
  const total = measure.total(summary)
  if (total <= most * (1 + TOLERANCE)) return []
  const detail = `${live} rows as the top ${live} of ${n} can hold at most ${figure(most)} ${measure.noun} in all (${figure(sum)} + ${n - live} x ${figure(least)}) while ${measure.totalName} says ${figure(total)}.`
  return [{ kind: 'totals', detail }]
}

function impossibleCounts({ streams, totals, totalReturned, totalAfterFilter }: PumpStreamSummary): Flag[] {
  const rows = streams.length
  const live = streams.filter((stream) => stream.status === 'live').length
  const against: Flag[] = []
  const say = (detail: string) => against.push({ kind: 'totals', detail })
  if (totalReturned !== rows) say(`There are ${rows} rows while totalReturned says ${totalReturned}.`)
  if (totalAfterFilter < rows) say(`There are ${rows} rows while totalAfterFilter says ${totalAfterFilter}.`)
  if (totals.liveStreams < live) say(`There are ${live} live rows while liveStreams says ${totals.liveStreams}.`)
  return against
}
