import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { dateFormat, t } from '../../../shared/i18n'
import type { Candle } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { compactUsd, usd } from '../figures/format'
import './price-chart.css'

export type ChartStyle = 'line' | 'candles'

interface Props {
  /** As `drawable` makes them; at least two. */
  candles: readonly Candle[]
  style: ChartStyle
  /** What a screen reader is told of the whole. */
  label: string
  /** Whether the range ends lower than it began: its colour. */
  down: boolean
}

/** Pixels of the height: enough for a few steps of a price, and still part of a card. */
const HEIGHT_PX = 168
const PRICE_AXIS_PX = 66
const TIME_AXIS_PX = 26
const DAY_S = 86_400
/** A candle takes this much of its place. */
const BODY_SHARE = 0.66

/** A price over time: axes, and a crosshair that the pointer and the arrow keys move. Drawn by uPlot on a canvas. */
export function PriceChart({ candles, style, label, down }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<UPlot | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const scheme = useColorScheme()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another colour scheme is drawn anew
  useEffect(() => {
    const frame = place.current
    // Without a canvas (a test's DOM) the words beside it are all there is.
    if (frame === null || document.createElement('canvas').getContext('2d') === null) return
    const chart = new UPlot(optionsOf(frame, candles, style, down, setAt), columnsOf(candles), frame)
    plot.current = chart
    const observer = new ResizeObserver(() => chart.setSize({ width: frame.clientWidth, height: HEIGHT_PX }))
    observer.observe(frame)
    return () => {
      observer.disconnect()
      chart.destroy()
      plot.current = null
    }
  }, [candles, style, down, scheme])

  function move(event: KeyboardEvent) {
    const last = candles.length - 1
    const now = at ?? last
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last, Escape: null }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const index = next === null ? null : Math.min(last, Math.max(0, next))
    setAt(index)
    const chart = plot.current
    const x = index === null ? null : (timesOf(candles)[index] ?? null)
    chart?.setCursor(x === null ? { left: -10, top: -10 } : { left: chart.valToPos(x, 'x'), top: HEIGHT_PX / 2 }, false)
  }

  const shown = candles[at ?? candles.length - 1]
  return (
    <div className="price-chart">
      <div
        className="price-chart-plot"
        ref={place}
        role="slider"
        tabIndex={0}
        aria-label={visible(label)}
        aria-valuemin={1}
        aria-valuemax={candles.length}
        aria-valuenow={(at ?? candles.length - 1) + 1}
        aria-valuetext={shown ? readingOf(shown, style) : undefined}
        onKeyDown={move}
        onBlur={() => setAt(null)}
      />
      <p className="price-chart-reading">{shown && at !== null ? readingOf(shown, style) : '\u00a0'}</p>
    </div>
  )
}

/** The moment and the prices under the crosshair. */
function readingOf({ time, open, high, low, close, volumeUsd }: Candle, style: ChartStyle): string {
  const ms = Date.parse(time)
  const when = Number.isNaN(ms) ? visible(time) : dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(ms)
  const said =
    style === 'line'
      ? t('cards.candles.at', { time: when, price: usd(close) })
      : t('cards.candles.ohlc', { time: when, open: usd(open), high: usd(high), low: usd(low), close: usd(close) })
  return volumeUsd > 0 ? `${said}, ${t('cards.candles.volume', { volume: compactUsd(volumeUsd) })}` : said
}

/** Seconds; where one can't be read all are counted instead. */
function timesOf(candles: readonly Candle[]): number[] {
  const times = candles.map(({ time }) => Date.parse(time) / 1000)
  return times.some(Number.isNaN) ? candles.map((_, index) => index) : times
}

const columnsOf = (candles: readonly Candle[]): UPlot.AlignedData => [
  timesOf(candles),
  candles.map(({ close }) => close),
]

function optionsOf(
  frame: HTMLElement,
  candles: readonly Candle[],
  style: ChartStyle,
  down: boolean,
  told: (index: number | null) => void,
): UPlot.Options {
  const css = getComputedStyle(frame)
  // `light-dark()` is resolved by a property that takes a colour.
  const colour = (name: string) => {
    frame.style.color = `var(${name})`
    const resolved = css.color
    frame.style.color = ''
    return resolved
  }
  const ink = colour('--ink-faint')
  const course = colour(down ? '--bad' : '--good')
  const [good, bad] = [colour('--good'), colour('--bad')]
  const times = timesOf(candles)
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const dated = !candles.some(({ time }) => Number.isNaN(Date.parse(time)))
  const lows = style === 'line' ? candles.map(({ close }) => close) : candles.map(({ low }) => low)
  const highs = style === 'line' ? candles.map(({ close }) => close) : candles.map(({ high }) => high)
  const axis = { stroke: ink, font: `11px ${css.fontFamily}`, ticks: { show: false }, gap: 4 }
  return {
    width: frame.clientWidth,
    height: HEIGHT_PX,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 7, stroke: course, fill: colour('--surface') } },
    scales: { x: { time: dated }, y: { range: () => paddedRange(Math.min(...lows), Math.max(...highs)) } },
    axes: [
      {
        ...axis,
        size: TIME_AXIS_PX,
        space: 64,
        grid: { show: false },
        values: (_, ticks) => ticks.map((tick) => (dated ? momentOf(tick, span) : '')),
      },
      {
        ...axis,
        side: 1,
        size: PRICE_AXIS_PX,
        space: 34,
        grid: { stroke: colour('--line'), width: 1 },
        values: (_, ticks) => ticks.map((tick) => (Math.abs(tick) >= 1000 ? compactUsd(tick) : usd(tick))),
      },
    ],
    series: [
      {},
      style === 'line'
        ? {
            stroke: course,
            width: 1.5,
            fill: course.replace('rgb(', 'rgba(').replace(')', ', 0.1)'),
            points: { show: false },
          }
        : { stroke: course, paths: () => null, points: { show: false } },
    ],
    hooks: {
      setCursor: [(chart) => told(chart.cursor.idx ?? null)],
      ...(style === 'candles' && { draw: [(chart) => drawCandles(chart, candles, times, good, bad)] }),
    },
  }
}

/** "14:00", or "29 Nov" where days are spanned. */
const momentOf = (seconds: number, span: number): string =>
  dateFormat(
    span > 2 * DAY_S ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ).format(seconds * 1000)

/** A twentieth of room above and below; a price that never moved stands in the middle. */
function paddedRange(low: number, high: number): [number, number] {
  const room = (high - low) * 0.05 || Math.abs(high) * 0.01 || 1
  return [low - room, high + room]
}

function drawCandles(chart: UPlot, candles: readonly Candle[], times: number[], good: string, bad: string): void {
  const { ctx } = chart
  const step = candles.length > 1 ? chart.bbox.width / candles.length : chart.bbox.width / 4
  const width = Math.max(1, Math.round(step * BODY_SHARE))
  const yOf = (price: number) => chart.valToPos(price, 'y', true)
  ctx.save()
  for (const [index, { open, high, low, close }] of candles.entries()) {
    const x = Math.round(chart.valToPos(times[index] ?? 0, 'x', true))
    ctx.fillStyle = close < open ? bad : good
    const [top, bottom] = [yOf(Math.max(open, close)), yOf(Math.min(open, close))]
    ctx.fillRect(x - devicePixelRatio / 2, yOf(high), devicePixelRatio, Math.max(1, yOf(low) - yOf(high)))
    ctx.fillRect(x - width / 2, top, width, Math.max(devicePixelRatio, bottom - top))
  }
  ctx.restore()
}

/** Changes when the system, or the trader, goes from light to dark. */
function useColorScheme(): string {
  const read = () =>
    getComputedStyle(document.documentElement).colorScheme + matchMedia('(prefers-color-scheme: dark)').matches
  const [scheme, setScheme] = useState(read)
  useEffect(() => {
    const look = () => setScheme(read())
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', look)
    const observer = new MutationObserver(look)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      system.removeEventListener('change', look)
      observer.disconnect()
    }
  })
  return scheme
}
