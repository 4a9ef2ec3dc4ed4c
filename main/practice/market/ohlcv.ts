import type { Ohlcv } from '../../../shared/market'
import type { Market } from './market'
import { ToolRefusal } from './tool-refusal'

const MINUTE = 60_000
const INTERVAL_MS = {
  '1m': MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '4h': 240 * MINUTE,
  '1d': 1440 * MINUTE,
}
const RANGE_MS = {
  '1h': 60 * MINUTE,
  '4h': 240 * MINUTE,
  '24h': 1440 * MINUTE,
  '7d': 7 * 1440 * MINUTE,
  '30d': 30 * 1440 * MINUTE,
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
