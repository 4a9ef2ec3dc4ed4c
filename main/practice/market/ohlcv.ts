import type { Ohlcv } from '../../../shared/market'
import type { Market } from './market'
import { DAY_MS, MINUTE_MS } from './noise'
import { ToolRefusal } from './tool-refusal'

const INTERVAL_MS = {
  '1m': MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '1d': DAY_MS,
}
const RANGE_MS = {
  '1h': 60 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '24h': DAY_MS,
  '7d': 7 * DAY_MS,
  '30d': 30 * DAY_MS,
}
export const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'] as const
export const RANGES = ['1h', '4h', '24h', '7d', '30d'] as const
const MAX_CANDLES = 500

/** Candles that cover `range`. Throws ToolRefusal: unknown_token, range_too_long. */
export function fetchOhlcv(
  market: Market,
  mint: string,
  interval: (typeof INTERVALS)[number],
  range: (typeof RANGES)[number],
): Ohlcv {
  const token = market.find(mint)
  if (!token) throw new ToolRefusal('unknown_token', `No token with mint ${mint} is listed in the practice market.`)
  const count = Math.max(1, Math.round(RANGE_MS[range] / INTERVAL_MS[interval]))
  if (count > MAX_CANDLES)
    throw new ToolRefusal('range_too_long', `${range} in steps of ${interval} is more than ${MAX_CANDLES} candles.`)
  const candles = market.candles(token, INTERVAL_MS[interval], count)
  const first = candles[0]
  const last = candles.at(-1)
  return {
    generatedAt: new Date(market.now()).toISOString(),
    mint,
    symbol: token.symbol,
    interval,
    range,
    changePct: first && last ? (last.close / first.open - 1) * 100 : null,
    candles,
    practice: true,
  }
}
