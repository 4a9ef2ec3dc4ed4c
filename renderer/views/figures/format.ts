import { plainDigits } from '../../../shared/decimal'
import { dollars } from '../../../shared/dollars'
import { dateFormat, exactNumber, numberFormat, t } from '../../../shared/i18n'

/**
 * How figures are written, as the trader's locale writes them. A short form may round, but what it shows is never the only
 * place: `exact` gives every digit of the source, and `Figure` keeps it within reach.
 */

/** What stands where there is no figure. */
export const NONE = '—'

/** A figure may be missing, and JSON has no other word for it than null. */
type Given = number | null | undefined

const isFigure = (value: Given): value is number => typeof value === 'number' && Number.isFinite(value)

/** With a minus that is as wide as a digit, and none before a zero. */
const written = (options: Intl.NumberFormatOptions, value: number): string =>
  numberFormat({ signDisplay: 'negative', ...options })
    .format(value)
    .replace('-', '−')

/** Every digit of a number, grouped and without an exponent: 12364948.799999999 -> "12,364,948.799999999". */
export function exact(value: Given): string {
  return isFigure(value) ? exactText(String(value)) : NONE
}

/** The same for a number that no double holds, as it was written. */
export const exactText = (decimal: string): string => exactNumber(plainDigits(decimal))

/** "1,999" */
export function count(value: Given): string {
  return exact(value)
}

/** "12:05", "23:59:59": a time of day in 24 hours, local. */
export const timeOfDay = (at: number, seconds = false): string =>
  dateFormat({
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(seconds && { second: '2-digit' }),
  }).format(at)

const USD = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' } as const
const CENTS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const
const FINE = { minimumSignificantDigits: 2, maximumSignificantDigits: 4 } as const
const TWO_DIGITS = { minimumSignificantDigits: 2, maximumSignificantDigits: 2 } as const

/** "$12.36M"; below a thousand like a price. */
export function compactUsd(value: Given): string {
  if (!isFigure(value)) return NONE
  // Quadrillions have no letter of their own: "$1,000.00T".
  return Math.abs(value) < 1000
    ? usd(value)
    : written({ ...USD, ...CENTS, notation: 'compact', useGrouping: 'always' }, value)
}

/** "999", "8.1K", "1.2M": of what need not be counted exactly. */
export function compactCount(value: number): string {
  const rough = { notation: 'compact', useGrouping: 'always', maximumFractionDigits: 1 } as const
  return value < 1000 ? String(value) : written(rough, value)
}

/** "$208.48", "$0.00001234": what is not zero is never written as zero. */
export function usd(value: Given): string {
  return isFigure(value) ? dollars(value) : NONE
}

/** What something cost: "$1.24", "$0.31", "$0.0042". */
export function cost(value: Given): string {
  if (!isFigure(value)) return NONE
  return written({ ...USD, ...(value === 0 || value >= 0.1 ? CENTS : TWO_DIGITS) }, value)
}

const ofHundred = (value: number): Intl.NumberFormatOptions => ({
  style: 'percent',
  ...(value !== 0 && Math.abs(value) < 0.01 ? FINE : CENTS),
})

/** "+3.20%" */
export function change(percent: Given): string {
  if (!isFigure(percent)) return NONE
  return written({ ...ofHundred(percent), signDisplay: 'always' }, (percent || 0) / 100)
}

/** "0.31%" */
export function percent(value: Given): string {
  if (!isFigure(value)) return NONE
  return written(ofHundred(value), value / 100)
}

/** "34%", "<1%": a part of a whole; none of it where a part is a debt. */
export function share(part: number, whole: number): string {
  const fraction = whole > 0 ? Math.max(0, part / whole) : 0
  const rounded = written({ style: 'percent', maximumFractionDigits: 0 }, Math.max(fraction, 0.01))
  return fraction > 0 && fraction < 0.01 ? `<${rounded}` : fraction === 0 ? written({ style: 'percent' }, 0) : rounded
}

/** "340 ms", "1.2 s", "2 min 5 s" */
export function duration(ms: number): string {
  if (ms < 1000) return t('figures.ms', { n: Math.round(ms) })
  if (ms < 60_000)
    return t('figures.seconds', { n: written({ minimumFractionDigits: 1, maximumFractionDigits: 1 }, ms / 1000) })
  return t('figures.minutesAndSeconds', { minutes: Math.floor(ms / 60_000), seconds: Math.floor((ms % 60_000) / 1000) })
}

/** "0.9 s", "1.2 s", "2 min 5 s": as `duration`, for whoever has no use for milliseconds. */
export const inSeconds = (ms: number): string =>
  ms < 1000
    ? t('figures.seconds', {
        n: written({ minimumFractionDigits: 1, maximumFractionDigits: 1 }, Math.max(0.1, ms / 1000)),
      })
    : duration(ms)

/** "5 s", "3 min", "2 h", "4 d": whole units, rounded down; never below zero. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return t('figures.seconds', { n: written({}, seconds) })
  if (seconds < 3600) return t('figures.minutes', { n: Math.floor(seconds / 60) })
  if (seconds < 86_400) return t('figures.hours', { n: Math.floor(seconds / 3600) })
  return t('figures.days', { n: Math.floor(seconds / 86_400) })
}

/** "20:27:05.123", local time to the millisecond: as logs write it, in any language. */
export function clockTime(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  const time = `${date.getHours()}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
