import type { PumpStream, PumpStreamSummary } from '../../../shared/market'
import type { Market, StreamState } from './market'

export interface LiveSummaryQuery {
  pageSize?: number | undefined
  offset?: number | undefined
  page?: number | undefined
  sort?: 'marketCap' | 'viewers' | undefined
  status?: 'live' | 'disconnecting' | 'all' | undefined
  minMarketCapUsd?: number | undefined
  minViewers?: number | undefined
  search?: string | undefined
  symbols?: string[] | undefined
  mintIds?: string[] | undefined
  includeSpotlight?: boolean | undefined
}

const SNAPSHOT_EVERY_MS = 10_000
const DEFAULT_PAGE_SIZE = 25

/** The board of live streams: filtered, then really sorted by what `appliedSort` says, then cut to a page. */
export function liveSummary(market: Market, query: LiveSummaryQuery): PumpStreamSummary {
  const now = market.now()
  const status = query.status ?? 'live'
  const sort = query.sort ?? 'marketCap'
  const pageSize = query.pageSize ?? DEFAULT_PAGE_SIZE
  const offset = query.offset ?? (query.page === undefined ? 0 : (query.page - 1) * pageSize)

  const all = market.streams()
  const rows = all.filter((row) => passes(row, query, status)).sort(sort === 'viewers' ? byViewers : byMarketCap)
  const page = rows.slice(offset, offset + pageSize)
  const live = rows.filter((row) => row.live)
  const snapshotAt = Math.floor(now / SNAPSHOT_EVERY_MS) * SNAPSHOT_EVERY_MS
  const show = (row: StreamState): PumpStream => ({
    mintId: row.listed.mintId,
    name: row.listed.name,
    symbol: row.listed.symbol,
    status: row.live ? 'live' : 'disconnecting',
    currentViewers: row.viewers,
    marketCapUsd: row.marketCapUsd,
    marketCapSol: row.marketCapSol,
    latestAt: new Date(snapshotAt).toISOString(),
    lastSnapshotAgeSeconds: Math.round((now - snapshotAt) / 1000),
    // There is no picture without a network.
    thumbnail: null,
  })
  const spotlight = rows[0]

  return {
    generatedAt: new Date(now).toISOString(),
    windowMinutes: 180,
    totalAvailable: all.length,
    totalAfterFilter: rows.length,
    totalReturned: page.length,
    appliedSort: sort,
    appliedFilters: {
      status,
      minMarketCapUsd: query.minMarketCapUsd ?? null,
      minViewers: query.minViewers ?? null,
      search: query.search ?? null,
      symbols: query.symbols ?? null,
      mintIds: query.mintIds ?? null,
    },
    paging: {
      pageSize,
      offset,
      currentPage: Math.floor(offset / pageSize) + 1,
      totalPages: Math.ceil(rows.length / pageSize),
      requestedPage: query.page ?? null,
      hasMore: offset + page.length < rows.length,
      nextOffset: offset + page.length < rows.length ? offset + pageSize : null,
      previousOffset: offset > 0 ? Math.max(0, offset - pageSize) : null,
      remainingAfterPage: Math.max(0, rows.length - offset - page.length),
    },
    totals: {
      totalStreams: rows.length,
      liveStreams: live.length,
      disconnectingStreams: rows.length - live.length,
      totalLiveViewers: live.reduce((sum, row) => sum + row.viewers, 0),
      totalLiveMarketCapUsd: live.reduce((sum, row) => sum + row.marketCapUsd, 0),
    },
    streams: page.map(show),
    ...(query.includeSpotlight ? { spotlight: spotlight ? show(spotlight) : null } : {}),
    practice: true,
  }
}

// Ties fall to the other figure, so that an order never depends on how the list was built.
const byViewers = (a: StreamState, b: StreamState) => b.viewers - a.viewers || b.marketCapUsd - a.marketCapUsd
const byMarketCap = (a: StreamState, b: StreamState) => b.marketCapUsd - a.marketCapUsd || b.viewers - a.viewers

function passes(row: StreamState, query: LiveSummaryQuery, status: 'live' | 'disconnecting' | 'all'): boolean {
  const { listed } = row
  if (status !== 'all' && row.live !== (status === 'live')) return false
  if (query.minMarketCapUsd !== undefined && row.marketCapUsd < query.minMarketCapUsd) return false
  if (query.minViewers !== undefined && row.viewers < query.minViewers) return false
  if (query.mintIds && !query.mintIds.includes(listed.mintId)) return false
  if (query.symbols && !query.symbols.some((symbol) => symbol.toLowerCase() === listed.symbol.toLowerCase()))
    return false
  if (query.search) {
    const text = query.search.toLowerCase()
    if (!listed.name.toLowerCase().includes(text) && !listed.symbol.toLowerCase().includes(text)) return false
  }
  return true
}
