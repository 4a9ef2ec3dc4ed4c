/** A moment as a recording writes it. */
export interface Moment {
  at: number | null
  dated: boolean
  when: string | null
}

export const NO_MOMENT: Moment = { at: null, dated: false, when: null }

/** `8:26:55 PM`, `20:26:55`, `20:26:55.123`: the hour of a day that is not named. */
const CLOCK = /^(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:[\s\u202f]*([AP])\.?M\.?)?$/i
/** Below this a number can't be milliseconds since 1970 of any session: seconds, or a clock that starts at 0. */
const EARLIEST_EPOCH_MS = 1e11
const EARLIEST_EPOCH_S = 1e9

/** Seconds since 1970 until the year 2286 have ten digits; three, six or nine more are their fraction. */
const EPOCH_DIGITS = /^1\d{9}(?:\d{3}){0,3}$/

/** Reads a time in any of the ways that logs write one; no moment when it is none. */
export function readMoment(value: unknown): Moment {
  if (typeof value === 'number' && Number.isFinite(value)) return ofNumber(value)
  if (typeof value !== 'string') return NO_MOMENT
  const text = value.trim()
  const clock = CLOCK.exec(text)
  if (clock) {
    const [, hours = '', minutes = '', seconds = '', fraction = '', half] = clock
    const hour = half ? (Number(hours) % 12) + (half.toUpperCase() === 'P' ? 12 : 0) : Number(hours)
    if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 60) return NO_MOMENT
    const at = ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
    return { at, dated: false, when: text }
  }
  // journald writes microseconds and Loki nanoseconds, both as text.
  if (EPOCH_DIGITS.test(text)) return ofNumber(Number(text.slice(0, 13).padEnd(13, '0')))
  const epoch = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(epoch) ? NO_MOMENT : { at: epoch, dated: true, when: text }
}

/** A date with a time, a time of day, or seconds or milliseconds since 1970, within the beginning of a log line. */
const DATED = /(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s?(Z|[+-]\d{2}:?\d{2})?/
const OF_DAY = /(?<![\d:.])(\d{1,2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?((?:[\s\u202f]*[AP]\.?M\.?)?)/i
const EPOCH = /(?<![\d.])1\d{9}(?:\d{3})?(?:\.\d+)?(?![\d.])/

/** The moment that the beginning of a log line tells; none when it tells none. Without a zone it is this computer's. */
export function momentIn(prefix: string): Moment {
  const dated = DATED.exec(prefix)
  if (dated) {
    const [, year, month, day, clock, fraction, zone = ''] = dated
    return readMoment(`${year}-${month}-${day}T${clock}${parts(fraction)}${zone}`)
  }
  const ofDay = OF_DAY.exec(prefix)
  if (ofDay) {
    const [, clock, fraction, half] = ofDay
    return readMoment(`${clock}${parts(fraction)}${half}`)
  }
  const epoch = EPOCH.exec(prefix)
  return epoch ? readMoment(Number(epoch[0])) : NO_MOMENT
}

/** Milliseconds of a fraction of a second, which Python writes with a comma and Go with nine digits. */
const parts = (fraction: string | undefined): string => (fraction === undefined ? '' : `.${fraction.slice(0, 3)}`)

function ofNumber(value: number): Moment {
  const at = value >= EARLIEST_EPOCH_S && value < EARLIEST_EPOCH_MS ? value * 1000 : value
  if (at < EARLIEST_EPOCH_MS) return { at, dated: false, when: `${at} ms` }
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? NO_MOMENT : { at, dated: true, when: date.toISOString() }
}

const DAY_MS = 86_400_000

/**
 * Makes times of day ascend over midnight: a step back of more than half a day is the next day, a smaller one is disorder
 * and stays. Works on copies.
 */
export function acrossMidnight<T extends Moment>(moments: T[]): T[] {
  let days = 0
  let last: number | null = null
  return moments.map((moment) => {
    if (moment.at === null || moment.dated) return moment
    if (last !== null && last - moment.at > DAY_MS / 2) days++
    // A displaced row of the day before must not open a third day.
    else if (last !== null && days > 0 && moment.at - last > DAY_MS / 2) days--
    last = moment.at
    return { ...moment, at: moment.at + days * DAY_MS }
  })
}
