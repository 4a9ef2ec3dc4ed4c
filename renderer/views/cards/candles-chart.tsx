import type { Ohlcv } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { usd } from '../figures/format'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Change } from './change'
import './candles-chart.css'

/** Units of the drawing; it is stretched to the card. */
const WIDE = 200
const HIGH = 48

/** The course of a price: closes as a line, with the range's low and high. */
export function CandlesChart({ data, receivedAt }: Answer<Ohlcv>) {
  const { candles, symbol, changePct, range, interval, practice } = data
  const last = candles.at(-1)
  if (!last) return <p className="card-caption">No candles in this range.</p>
  const low = Math.min(...candles.map((candle) => candle.low))
  const high = Math.max(...candles.map((candle) => candle.high))
  const span = high - low || 1
  const points = candles.map(({ close }, index) => {
    const x = candles.length === 1 ? WIDE / 2 : (index / (candles.length - 1)) * WIDE
    return `${x.toFixed(2)},${((1 - (close - low) / span) * HIGH).toFixed(2)}`
  })
  return (
    <>
      <figure className="candles" data-down={changePct !== null && changePct < 0}>
        <figcaption>
          <b>
            <Figure value={last.close} format={usd} unit="USD" />
          </b>
          <Change percent={changePct} />
        </figcaption>
        <svg
          viewBox={`0 -2 ${WIDE} ${HIGH + 4}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={visible(`${symbol} over ${range}`)}
        >
          <polygon points={`0,${HIGH + 2} ${points.join(' ')} ${WIDE},${HIGH + 2}`} />
          <polyline points={points.join(' ')} />
        </svg>
      </figure>
      <p className="card-caption">
        <span>
          <Foreign>{symbol}</Foreign>, {visible(range)} by {visible(interval)}
        </span>
        <span>
          low{' '}
          <b>
            <Figure value={low} format={usd} unit="USD" />
          </b>
        </span>
        <span>
          high{' '}
          <b>
            <Figure value={high} format={usd} unit="USD" />
          </b>
        </span>
        <Age at={receivedAt} suffix=" old" />
        {practice && <span className="simulated">simulated</span>}
      </p>
    </>
  )
}
