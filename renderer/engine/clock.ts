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
