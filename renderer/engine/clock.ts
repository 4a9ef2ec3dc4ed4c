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

/** A clock whose timers all end with `stop`; after it none begins. */
export function stoppable(clock: Clock): Clock & { stop(): void } {
  const undos = new Set<() => void>()
  let stopped = false
  return {
    now: clock.now,
    mono: clock.mono,
    after(ms, callback) {
      if (stopped) return () => {}
      const cancel = clock.after(ms, () => {
        undos.delete(undo)
        callback()
      })
      const undo = () => {
        undos.delete(undo)
        cancel()
      }
      undos.add(undo)
      return undo
    },
    stop() {
      stopped = true
      for (const undo of undos) undo()
    },
  }
}
