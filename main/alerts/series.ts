import { z } from 'zod'
import { type AlertCondition, MOST_SAMPLES } from '../../shared/alerts'

/** A price and when it was told, in epoch milliseconds. */
export const SampleSchema = z.object({ at: z.number(), price: z.number() })
export type Sample = z.infer<typeof SampleSchema>

/** Of a day at a look a minute these are enough, since the extremes of what is thinned out stay. */
export const MOST_KEPT = 240
const GROUP = 4
/** Of a percentage. */
const ROUNDING = 1e-9

/** With a new sample at its end; what is older than `keepMs` goes, and where there are too many, the older half is thinned. */
export function withSample(samples: readonly Sample[], sample: Sample, keepMs: number): Sample[] {
  const kept = [...samples.filter(({ at }) => at >= sample.at - keepMs && at < sample.at), sample]
  if (kept.length <= MOST_KEPT) return kept
  const half = Math.floor(MOST_KEPT / 2)
  return [...thinned(kept.slice(0, half)), ...kept.slice(half)]
}

/** Of every four in a row the lowest and the highest, in their order: no rise and no fall is lost. */
function thinned(samples: readonly Sample[]): Sample[] {
  const groups = Array.from({ length: Math.ceil(samples.length / GROUP) }, (_, at) =>
    samples.slice(at * GROUP, (at + 1) * GROUP),
  )
  return groups.flatMap((group) => {
    const by = [...group].sort((one, other) => one.price - other.price)
    const ends = new Set([by[0], by.at(-1)])
    return group.filter((sample) => ends.has(sample))
  })
}

/** Whether a condition holds now. Only what was sampled since `createdAt`, and within its time, counts for a percentage. */
export function holds(condition: AlertCondition, createdAt: number, samples: readonly Sample[]): boolean {
  const now = samples.at(-1)
  if (now === undefined) return false
  switch (condition.kind) {
    case 'above':
      return now.price >= condition.value
    case 'below':
      return now.price <= condition.value
    case 'percent': {
      const from = Math.max(createdAt, now.at - condition.withinMs)
      const within = samples.filter(({ at }) => at >= from).map(({ price }) => price)
      // A fall is from the highest of that time, a rise from the lowest.
      const base = condition.value < 0 ? Math.max(...within) : Math.min(...within)
      const change = (now.price / base - 1) * 100
      const beyond = condition.value < 0 ? condition.value - change : change - condition.value
      // From 100 to 90 is ten percent, whatever a double makes of it.
      return beyond >= -ROUNDING
    }
    default:
      return condition satisfies never
  }
}

/** Prices for a sparkline, evenly picked, the newest always among them. */
export function sparkline(samples: readonly Sample[]): number[] {
  const step = Math.max(1, (samples.length - 1) / (MOST_SAMPLES - 1))
  const count = Math.min(samples.length, MOST_SAMPLES)
  return Array.from({ length: count }, (_, at) => samples[Math.round(at * step)]?.price ?? 0)
}
