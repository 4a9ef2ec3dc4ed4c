import { plainDigits } from '../../../shared/decimal'

/**
 * How figures are written. A short form may round, but what it shows is never the only place: `exact` gives every
 * digit of the source, and `Figure` keeps it within reach.
 */

/** What stands where there is no figure. */
export const NONE = '—'

/** A figure may be missing, and JSON has no other word for it than null. */
type Given = number | null | undefined

const isFigure = (value: Given): value is number => typeof value === 'number' && Number.isFinite(value)

/** Every digit of a number, grouped and without an exponent: 12364948.799999999 -> "12,364,948.799999999". */
export function exact(value: Given): string {
  return isFigure(value) ? exactText(String(value)) : NONE
}

/** The same for a number that no double holds, as it was written. */
export function exactText(decimal: string): string {
  const [whole = '', rest] = plainDigits(decimal).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return rest === undefined ? grouped : `${grouped}.${rest}`
}

/** "1,999" */
export function count(value: Given): string {
  return exact(value)
}

const short = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  // Quadrillions have no letter of their own: "$1,000.00T".
  useGrouping: 'always',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})

/** "$12.36M"; below a thousand like a price. */
export function compactUsd(value: Given): string {
  if (!isFigure(value)) return NONE
  return Math.abs(value) < 1000 ? usd(value) : sign(value, `$${short.format(Math.abs(value))}`)
}

/** "999", "8.1K", "1.2M": of what need not be counted exactly. */
export function compactCount(value: number): string {
  return value < 1000 ? String(value) : rough.format(value)
}

const rough = new Intl.NumberFormat('en-US', { notation: 'compact', useGrouping: 'always', maximumFractionDigits: 1 })

const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const fine = new Intl.NumberFormat('en-US', { minimumSignificantDigits: 2, maximumSignificantDigits: 4 })

/** "$208.48", "$0.00001234": what is not zero is never written as zero. */
export function usd(value: Given): string {
  if (!isFigure(value)) return NONE
  const size = Math.abs(value)
  return sign(value, `$${size >= 1 || size === 0 ? cents.format(size) : fine.format(size)}`)
}

const twoDigits = new Intl.NumberFormat('en-US', { minimumSignificantDigits: 2, maximumSignificantDigits: 2 })

/** What something cost: "$1.24", "$0.31", "$0.0042". */
export function cost(value: Given): string {
  if (!isFigure(value)) return NONE
  return `$${value === 0 || value >= 0.1 ? cents.format(value) : twoDigits.format(value)}`
}

/** "+3.20%" */
export function change(percent: Given): string {
  if (!isFigure(percent)) return NONE
  const size = Math.abs(percent)
  const text = size !== 0 && size < 0.01 ? fine.format(size) : cents.format(size)
  return `${percent < 0 ? '−' : '+'}${text}%`
}

/** "0.31%" */
export function percent(value: Given): string {
  if (!isFigure(value)) return NONE
  const size = Math.abs(value)
  return `${value < 0 ? '−' : ''}${size !== 0 && size < 0.01 ? fine.format(size) : cents.format(size)}%`
}

/** "340 ms", "1.2 s", "2 min 5 s" */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`
}

/** "5 s", "3 min", "2 h", "4 d": whole units, rounded down; never below zero. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

/** "20:27:05.123", local time to the millisecond. */
export function clockTime(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  const time = `${date.getHours()}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

function sign(value: number, text: string): string {
  return value < 0 ? `−${text}` : text
}
