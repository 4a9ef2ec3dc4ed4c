import { expect, it } from 'vitest'
import { createStallWatch, watchForStalls } from '../../main/hotkey/stall-watch'
import { createManualClock } from '../../tools/engine/rig'

function ticking() {
  const time = createManualClock()
  const every = (ms: number, callback: () => void) => {
    let cancel = () => {}
    const next = () => {
      cancel = time.clock.after(ms, () => {
        callback()
        next()
      })
    }
    next()
    return () => cancel()
  }
  return { time, every }
}

function watch() {
  const { time, every } = ticking()
  return { time, stalls: createStallWatch(time.clock.mono, every) }
}

it('a hold in which the process ran is of a known length', () => {
  const { time, stalls } = watch()
  stalls.begin()
  time.advance(10_000)
  expect(stalls.end()).toBe(false)
})

it('a process that was held up says so, whether it looked again before the key came up or not', () => {
  for (const later of [0, 500]) {
    const { time, stalls } = watch()
    stalls.begin()
    time.advance(100)
    time.stall(1_200)
    time.advance(later)
    expect(stalls.end()).toBe(true)
    stalls.begin()
    expect(stalls.end()).toBe(false)
  }
})

it('at rest a long stall is told, whenever it falls, and a busy moment is not', () => {
  for (let before = 0; before < 5_000; before += 400) {
    const { time, every } = ticking()
    let stalls = 0
    watchForStalls(time.clock.mono, every, () => stalls++)
    time.advance(20_000 + before)
    time.stall(500)
    time.advance(20_000)
    expect(stalls).toBe(0)
    time.stall(6_500)
    time.advance(20_000)
    expect(stalls).toBe(1)
  }
})
