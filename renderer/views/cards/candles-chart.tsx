import { useMemo, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { t } from '../../../shared/i18n'
import type { Candle, Ohlcv } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { age, usd } from '../figures/format'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Change } from './change'
import { drawable } from './drawable'
import { type ChartStyle, PriceChart } from './price-chart'
import './candles-chart.css'

const HOUR_MS = 3_600_000
/** Shorter ranges that are offered where the answer spans more: newest part of it, nothing is asked anew. */
const RANGES_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 7 * 24 * HOUR_MS, 30 * 24 * HOUR_MS]
/** Fewer candles than this are no course. */
const FEWEST = 4

/** The course of a price: a line or candles with axes and a crosshair, in ranges of what the tool gave. */
export function CandlesChart({ data, receivedAt }: Answer<Ohlcv>) {
  const { symbol, changePct, range, interval, practice } = data
  const candles = useMemo(() => drawable(data.candles), [data])
  const [style, setStyle] = useState<ChartStyle>('line')
  const [spanMs, setSpanMs] = useState<number | null>(null)
  const ranges = useMemo(() => RANGES_MS.filter((ms) => isShorter(candles, ms)), [candles])
  const shown = useMemo(() => (spanMs === null ? candles : newest(candles, spanMs)), [candles, spanMs])
  const [first, last] = [shown[0], shown.at(-1)]
  if (!first || !last) return <p className="card-caption">{t('cards.candles.none')}</p>
  const low = Math.min(...shown.map((candle) => candle.low))
  const high = Math.max(...shown.map((candle) => candle.high))
  // The tool's own figure is of its whole range.
  const changed = spanMs === null ? changePct : first.open > 0 ? (last.close / first.open - 1) * 100 : null
  const label = t('cards.candles.label', {
    symbol,
    range: spanMs === null ? range : age(spanMs),
    first: usd(first.open),
    last: usd(last.close),
    low: usd(low),
    high: usd(high),
  })
  return (
    <>
      <figure className="candles">
        <figcaption>
          <b>
            <Figure value={last.close} format={usd} unit="USD" />
          </b>
          <Change percent={changed} />
          <span className="candles-choices">
            {ranges.length > 0 && (
              <Choices
                label={t('cards.candles.range')}
                chosen={spanMs === null ? 'all' : String(spanMs)}
                choices={[...ranges.map((ms) => [String(ms), age(ms)] as const), ['all', t('cards.candles.all')]]}
                choose={(id) => setSpanMs(id === 'all' ? null : Number(id))}
              />
            )}
            <Choices
              label={t('cards.candles.style')}
              chosen={style}
              choices={[
                ['line', t('cards.candles.line')],
                ['candles', t('cards.candles.candles')],
              ]}
              choose={(id) => setStyle(id === 'candles' ? 'candles' : 'line')}
            />
          </span>
        </figcaption>
        {shown.length > 1 && <PriceChart candles={shown} style={style} label={label} down={(changed ?? 0) < 0} />}
      </figure>
      <p className="card-caption">
        <span>
          <Foreign>
            {t('cards.candles.caption', { symbol, range: visible(range), interval: visible(interval) })}
          </Foreign>
        </span>
        <span>{t.rich('cards.candles.low', { price: () => <Price key="low" value={low} /> })}</span>
        <span>{t.rich('cards.candles.high', { price: () => <Price key="high" value={high} /> })}</span>
        <Age at={receivedAt} as="old" />
        {practice && <span className="simulated">{t('cards.simulated')}</span>}
      </p>
    </>
  )
}

const Price = ({ value }: { value: number }) => (
  <b>
    <Figure value={value} format={usd} unit="USD" />
  </b>
)

interface ChoicesProps {
  label: string
  chosen: string
  choices: readonly (readonly [id: string, label: string])[]
  choose(id: string): void
}

/** A few that exclude each other, one of them always chosen. */
const Choices = ({ label, chosen, choices, choose }: ChoicesProps) => (
  <ToggleButtonGroup
    className="choices"
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[chosen]}
    onSelectionChange={(keys) => {
      for (const key of keys) choose(String(key))
    }}
  >
    {choices.map(([id, words]) => (
      <ToggleButton key={id} id={id}>
        {words}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
)

const spanOf = (candles: readonly Candle[]): number =>
  Date.parse(candles.at(-1)?.time ?? '') - Date.parse(candles[0]?.time ?? '')

const newest = (candles: readonly Candle[], ms: number): Candle[] => {
  const end = Date.parse(candles.at(-1)?.time ?? '')
  return candles.filter(({ time }) => Date.parse(time) >= end - ms)
}

const isShorter = (candles: readonly Candle[], ms: number): boolean =>
  spanOf(candles) > ms * 1.1 && newest(candles, ms).length >= FEWEST
