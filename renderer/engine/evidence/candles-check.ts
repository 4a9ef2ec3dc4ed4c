import type { Ohlcv } from '../../../shared/market'
import type { Flag } from '../../../shared/snapshot'
import { figure } from './figure-text'

const SAME = 1e-9
/** In percentage points: a change is told rounded. */
const CHANGE_TOLERANCE = 0.1

/** Candles that can't be: a body outside its own range, time that runs backwards, a change that they do not show. */
export function candleContradictions({ candles, changePct }: Ohlcv): Flag[] {
  const against: Flag[] = []
  const wrong = candles.findIndex(({ open, high, low, close }) => {
    const slack = Math.abs(high) * SAME
    return low > high + slack || Math.max(open, close) > high + slack || Math.min(open, close) < low - slack
  })
  const candle = candles[wrong]
  if (candle) {
    const { open, high, low, close } = candle
    const detail = `Candle ${wrong + 1} (${candle.time}) has open ${figure(open)} and close ${figure(close)} outside low ${figure(low)} to high ${figure(high)}.`
    against.push({ kind: 'totals', detail: low > high ? detail.replace('outside', 'with') : detail })
  }
  const times = candles.map(({ time }) => Date.parse(time))
  const back = times.findIndex((time, index) => index > 0 && time <= (times[index - 1] ?? time - 1))
  if (back > 0) against.push({ kind: 'order', detail: `Candle ${back + 1} does not begin later than candle ${back}.` })
  return [...against, ...changeDisagrees(candles, changePct)]
}

function changeDisagrees(candles: Ohlcv['candles'], changePct: number | null): Flag[] {
  const [first, last] = [candles[0], candles.at(-1)]
  if (changePct === null || !first || !last || candles.length < 2 || first.open <= 0 || first.close <= 0) return []
  // Servers count from the first open or the first close.
  const shown = [first.open, first.close].map((from) => (last.close / from - 1) * 100)
  const near = (change: number) => Math.abs(change - changePct) <= Math.max(CHANGE_TOLERANCE, Math.abs(change) * 0.02)
  if (shown.some(near)) return []
  const detail = `changePct says ${figure(changePct)} % while the candles go from ${figure(first.open)} to ${figure(last.close)}, ${figure(shown[0] ?? 0)} %.`
  return [{ kind: 'totals', detail }]
}
