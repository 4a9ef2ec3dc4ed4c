import { type Clock as ServerClock, systemClock as serverClock } from '../../main/practice/clock'
import { type Clock, systemClock } from '../../renderer/engine/clock'

/**
 * The one time of a scenario, for engine and server: real, or for the engine some times as fast where a fault would cost
 * minutes. `jump` lets much of it pass at once, without anything falling due.
 */
export function createSharedClock(speed: number) {
  const origin = systemClock.now()
  const monoOrigin = systemClock.mono()
  let jumped = 0
  const now = () => origin + (systemClock.now() - origin) * speed + jumped
  const engine: Clock = {
    now,
    mono: () => (systemClock.mono() - monoOrigin) * speed + jumped,
    after: (ms, callback) => systemClock.after(ms / speed, callback),
  }
  const server: ServerClock = { ...serverClock, now }
  return {
    engine,
    server,
    jump(ms: number) {
      jumped += ms
    },
  }
}
