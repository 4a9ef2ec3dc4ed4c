import { expect, it } from 'vitest'
import { createStallWatch } from '../../main/hotkey/stall-watch'
import { createManualClock } from '../engine/rig'

function watch() {
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
