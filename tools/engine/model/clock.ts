import type { Clock } from '../../../renderer/engine/clock'

/** A clock that moves only when told, with the wall clock free to jump while the monotonic one goes on. */
export function createModelClock() {
  let mono = 0
  let offset = 1_700_000_000_000
  let serial = 0
  const timers = new Map<number, { at: number; callback: () => void }>()

  const clock: Clock = {
    now: () => offset + mono,
    mono: () => mono,
    after(ms, callback) {
      const id = ++serial
      timers.set(id, { at: mono + Math.max(0, ms), callback })
      return () => timers.delete(id)
    },
  }

  const due = (end: number): number | null => {
    let first: { id: number; at: number } | null = null
    for (const [id, { at }] of timers) if (at <= end && (first === null || at < first.at)) first = { id, at }
    return first?.id ?? null
  }

  return {
    clock,
    /** Moves on by `ms`, calling what falls due in its order. */
    advance(ms: number) {
      const end = mono + ms
      for (let id = due(end); id !== null; id = due(end)) {
        const timer = timers.get(id)
        timers.delete(id)
        mono = Math.max(mono, timer?.at ?? mono)
        timer?.callback()
      }
      mono = end
    },
    /** The wall clock is set, or the computer slept: both look the same from here. */
    jump(ms: number) {
      offset += ms
    },
    get timers() {
      return timers.size
    },
  }
}
