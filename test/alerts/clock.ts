/** A clock that a test turns; what it calls back and what follows from that has settled when `pass` does. */
export function testClock(start = 1_000_000) {
  let now = start
  let timers: { at: number; callback: () => void }[] = []
  const settle = async () => {
    for (let round = 0; round < 20; round++) await Promise.resolve()
  }
  return {
    now: () => now,
    after(ms: number, callback: () => void) {
      const timer = { at: now + ms, callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    get timers() {
      return timers.length
    },
    settle,
    async pass(ms: number) {
      await settle()
      const end = now + ms
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
        if (next === undefined) break
        now = Math.max(now, next.at)
        timers = timers.filter((one) => one !== next)
        next.callback()
        await settle()
      }
      now = end
    },
  }
}
