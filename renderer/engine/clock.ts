import { wallClock } from '../../shared/wall-clock'

/** Time, injected: tests run an hour in a millisecond. */
export interface Clock {
  /** Epoch milliseconds with a fraction; comparable with other processes of this machine. */
  now(): number
  /** Milliseconds that never jump. */
  mono(): number
  /** Calls back once after `ms`; returns its undo. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: wallClock,
  mono: () => performance.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

/** A timer of a browser or of Node that is set to more than 2^31 - 1 milliseconds ends at once (HTML, "timers"). */
const LONGEST_TIMER_MS = 24 * 3600_000

/**
 * One timer that is moved about. Moving it later is free: the timer that runs stays, and what it calls looks for itself
 * whether anything is due.
 */
export function createTimer(clock: Clock, ring: () => void) {
  let endsAt = Number.POSITIVE_INFINITY
  let cancel = () => {}
  return {
    /** It rings at `mono` at the latest, a monotonic time, and once a day until then; infinite for never. */
    set(mono: number) {
      const now = clock.mono()
      // A timer that should have ended may have slept with the computer while the clock went on.
      if (mono >= endsAt && endsAt > now) return
      cancel()
      endsAt = mono
      if (mono === Number.POSITIVE_INFINITY) return
      endsAt = Math.min(mono, now + LONGEST_TIMER_MS)
      cancel = clock.after(Math.max(0, endsAt - now), () => {
        endsAt = Number.POSITIVE_INFINITY
        ring()
      })
    },
    stop() {
      cancel()
      endsAt = Number.NEGATIVE_INFINITY
    },
  }
}

/** A moment by both clocks: epoch milliseconds, and milliseconds that never jump. */
export interface Moment {
  now: number
  mono: number
}

/**
 * Milliseconds since a moment, the longer of what the two clocks tell: the monotonic one may stand still while the
 * computer sleeps, the wall clock may be set back. What is too old is never taken for fresh.
 */
export const ageOf = (moment: Moment, at: Moment): number => Math.max(at.now - moment.now, at.mono - moment.mono)
