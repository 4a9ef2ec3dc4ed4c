import type { Candle } from '../../../shared/market'

/**
 * Candles as a chart can draw them: uPlot wants ascending times, each of them once (its readme, "Data Format"), and numbers. Of
 * two at the same time the later told counts. Where no time can be read at all they stay as they came, and are counted instead.
 */
export function drawable(candles: readonly Candle[]): Candle[] {
  const whole = candles.filter(({ open, high, low, close }) => [open, high, low, close].every(Number.isFinite))
  const timed = whole.filter(({ time }) => !Number.isNaN(Date.parse(time)))
  if (timed.length === 0) return whole
  const byTime = new Map(timed.map((candle) => [Date.parse(candle.time), candle]))
  return [...byTime].sort(([a], [b]) => a - b).map(([, candle]) => candle)
}
