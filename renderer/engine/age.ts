import type { Clock } from './clock'

/** A moment by both clocks. */
export interface Age {
  now: number
  mono: number
}

export const momentOf = (clock: Clock): Age => ({ now: clock.now(), mono: clock.mono() })

/**
 * Milliseconds since a moment, the longer of what the two clocks tell: the monotonic one may stand still while the
 * computer sleeps, the wall clock may be set back. What is too old is never taken for fresh.
 */
export const ageOf = (moment: Age, clock: Clock): number =>
  Math.max(clock.now() - moment.now, clock.mono() - moment.mono)
