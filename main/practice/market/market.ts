import type { Candle, Token } from '../../../shared/market'
import type { Clock } from '../clock'
import { DAY_MS, MINUTE_MS, unit, walk } from './noise'
import { ALWAYS_LIVE, LISTED_STREAMS, type ListedStream } from './streams'
import { LISTED_TOKENS, type ListedToken, LOOK_ALIKES, SOL_MINT } from './tokens'

const STREAM_DAY_VOLATILITY = 0.12
const STREAM_SUPPLY = 1e9
const STREAM_DECIMALS = 6

export interface StreamState {
  listed: ListedStream
  live: boolean
  viewers: number
  marketCapUsd: number
  marketCapSol: number
}

export interface Market {
  /** Every token that can be traded: the listed ones, their look-alikes, then the streams' own. */
  readonly tokens: readonly ListedToken[]
  find(mint: string): ListedToken | undefined
  priceUsd(token: ListedToken, time?: number): number
  /** Price, change and size of a token now, as tools show it. */
  describe(token: ListedToken): Token
  streams(): StreamState[]
  /** `count` candles of `intervalMs` that end with the one running now; oldest first. */
  candles(token: ListedToken, intervalMs: number, count: number): Candle[]
  /** Epoch milliseconds. */
  now(): number
}

/** A market without memory: everything follows from `seed` and the time, so two markets with both alike agree. */
export function createMarket(options: { seed: number; clock: Pick<Clock, 'now'> }): Market {
  const { seed, clock } = options
  const volatility = (name: string, time: number, day: number) => Math.exp(walk(name, seed, time, day))

  const priceUsd = (token: ListedToken, time = clock.now()) =>
    token.basePriceUsd * volatility(token.mint, time, token.dayVolatility)

  const volume24hUsd = (token: ListedToken, time: number) =>
    token.liquidityUsd * 1.4 * volatility(`volume/${token.mint}`, time, 0.4)

  return {
    tokens: TOKENS,
    find: tokenOf,
    priceUsd,
    now: () => clock.now(),

    describe(token) {
      const now = clock.now()
      const price = priceUsd(token, now)
      return {
        mint: token.mint,
        symbol: token.symbol,
        name: token.name,
        decimals: token.decimals,
        priceUsd: price,
        priceChange24h: (price / priceUsd(token, now - DAY_MS) - 1) * 100,
        marketCap: price * token.supply,
        liquidityUsd: token.liquidityUsd,
        volume24hUsd: volume24hUsd(token, now),
      }
    },

    streams() {
      const now = clock.now()
      const sol = tokenOf(SOL_MINT)
      const solUsd = sol ? priceUsd(sol, now) : Number.NaN
      return LISTED_STREAMS.map((listed) => {
        const marketCapUsd = priceUsd(tokenOf(listed.mintId) ?? asToken(listed), now) * STREAM_SUPPLY
        // Whether a stream is dropping out is drawn anew every ten minutes; about one in twenty is.
        const live =
          ALWAYS_LIVE.has(listed.mintId) || unit(`${listed.mintId}@${Math.floor(now / (10 * MINUTE_MS))}`, seed) > 0.05
        const viewers = Math.max(1, Math.round(listed.baseViewers * volatility(`viewers/${listed.mintId}`, now, 0.35)))
        return { listed, live, viewers, marketCapUsd, marketCapSol: marketCapUsd / solUsd }
      })
    },

    candles(token, intervalMs, count) {
      const now = clock.now()
      const running = Math.floor(now / intervalMs) * intervalMs
      return Array.from({ length: count }, (_, index) => {
        const start = running - (count - 1 - index) * intervalMs
        const end = Math.min(start + intervalMs, now)
        const steps = 8
        // One candle's close is the next one's open: both are the price at the same moment.
        const prices = Array.from({ length: steps + 1 }, (_, step) =>
          priceUsd(token, start + ((end - start) * step) / steps),
        )
        return {
          time: new Date(start).toISOString(),
          open: prices[0] ?? 0,
          high: Math.max(...prices),
          low: Math.min(...prices),
          close: prices[steps] ?? 0,
          volumeUsd: volume24hUsd(token, end) * ((end - start) / DAY_MS),
        }
      })
    },
  }
}

function asToken(listed: ListedStream): ListedToken {
  return {
    mint: listed.mintId,
    symbol: listed.symbol,
    name: listed.name,
    decimals: STREAM_DECIMALS,
    basePriceUsd: listed.baseMarketCapUsd / STREAM_SUPPLY,
    supply: STREAM_SUPPLY,
    // A bonding curve holds little: about a tenth of the cap, which makes large trades visibly dear.
    liquidityUsd: listed.baseMarketCapUsd / 10,
    dayVolatility: STREAM_DAY_VOLATILITY,
    spoken: [],
  }
}

const TOKENS: readonly ListedToken[] = [...LISTED_TOKENS, ...LOOK_ALIKES, ...LISTED_STREAMS.map(asToken)]
const BY_MINT: ReadonlyMap<string, ListedToken> = new Map(TOKENS.map((token) => [token.mint, token]))

/** The token that has this mint in every market of ours. */
export const tokenOf = (mint: string): ListedToken | undefined => BY_MINT.get(mint)
