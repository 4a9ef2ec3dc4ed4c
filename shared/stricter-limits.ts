import { CAUTIONS, type Limits } from './limits'

/** Of two limits the lower one; null is none. */
const lower = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other)

const firmer = (one: Limits['newRecipients'], other: Limits['newRecipients']): Limits['newRecipients'] =>
  CAUTIONS.indexOf(one) <= CAUTIONS.indexOf(other) ? one : other

/** The stricter of two sets of limits, field by field: whatever either of them refuses, the answer refuses. */
export function stricter(one: Limits, other: Limits): Limits {
  return {
    usdPerTrade: lower(one.usdPerTrade, other.usdPerTrade),
    usdPerDay: lower(one.usdPerDay, other.usdPerDay),
    usdPerTokenAndDay: lower(one.usdPerTokenAndDay, other.usdPerTokenAndDay),
    slippagePct: lower(one.slippagePct, other.slippagePct),
    impactPct: lower(one.impactPct, other.impactPct),
    unverifiedTokens: firmer(one.unverifiedTokens, other.unverifiedTokens),
    newRecipients: firmer(one.newRecipients, other.newRecipients),
    marked: one.marked === 'button' ? one.marked : other.marked,
    pause: {
      losses: lower(one.pause.losses, other.pause.losses),
      trades: lower(one.pause.trades, other.pause.trades),
      // As many trades in a longer time come sooner.
      minutes: Math.max(one.pause.minutes, other.pause.minutes),
    },
  }
}

/** Whether `one` lets through something that `other` refuses. Minutes count for nothing where no pause is wanted. */
export function isLooser(one: Limits, other: Limits): boolean {
  const both = stricter(one, other)
  const paused = (limits: Limits) => limits.pause.losses !== null || limits.pause.trades !== null
  const named = (limits: Limits) => JSON.stringify({ ...both, ...limits, pause: pauseOf(limits, paused(other)) })
  return named(one) !== named(both)
}

const pauseOf = ({ pause }: Limits, wanted: boolean) => (wanted ? pause : { ...pause, minutes: 0 })
