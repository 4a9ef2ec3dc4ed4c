import type { Clock } from './clock'

/**
 * Rings once when nothing has moved it for a while. Moving it is cheap enough for every audio delta: the timer that runs
 * stays, and looks when it ends whether it was moved.
 */
export function createAlarm(clock: Clock, ring: () => void) {
  let dueAt: number | null = null
  let timerEndsAt = Number.POSITIVE_INFINITY
  let cancelTimer = () => {}

  const start = (endsAt: number) => {
    cancelTimer()
    timerEndsAt = endsAt
    cancelTimer = clock.after(Math.max(0, endsAt - clock.mono()), () => {
      timerEndsAt = Number.POSITIVE_INFINITY
      if (dueAt === null) return
      if (dueAt > clock.mono()) return start(dueAt)
      dueAt = null
      ring()
    })
  }

  return {
    /** It rings this many milliseconds from now, and not before. */
    set(ms: number) {
      dueAt = clock.mono() + ms
      if (dueAt < timerEndsAt) start(dueAt)
    },
    clear() {
      dueAt = null
    },
  }
}
