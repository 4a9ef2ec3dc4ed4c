import { expect, it } from 'vitest'
import { createRepeatWatch } from '../../main/hotkey/repeat-watch'
import { createManualClock } from '../../tools/engine/rig'

function watch() {
  const time = createManualClock()
  let silences = 0
  const every = (ms: number, callback: () => void) => {
    let cancel = () => {}
    const next = () => {
      cancel = time.clock.after(ms, () => {
        next()
        callback()
      })
    }
    next()
    return () => cancel()
  }
  const repeats = createRepeatWatch(time.clock.mono, every, () => silences++)
  const hold = (ms: number, gap = 33) => {
    for (let held = 0; held < ms; held += gap) {
      repeats.repeated()
      time.advance(gap)
    }
  }
  return { time, repeats, hold, silences: () => silences }
}

it('a held key that repeats is heard for as long as it is held, also by the slowest setting', () => {
  for (const gap of [33, 500, 1_500]) {
    const { hold, silences } = watch()
    hold(60_000, gap)
    expect(silences()).toBe(0)
  }
})

it('once it is silent for two seconds it has come up, which is told once', () => {
  const { time, hold, silences } = watch()
  hold(3_000)
  time.advance(1_900)
  expect(silences()).toBe(0)
  time.advance(700)
  expect(silences()).toBe(1)
  time.advance(60_000)
  expect(silences()).toBe(1)
})

it('after it came up, or another key was pressed, silence says nothing', () => {
  const { time, hold, repeats, silences } = watch()
  hold(3_000)
  repeats.end()
  time.advance(60_000)
  expect(silences()).toBe(0)
})

it('a process that was held up waits for what it has not heard yet', () => {
  const { time, hold, silences } = watch()
  hold(3_000)
  time.stall(5_000)
  time.advance(500)
  expect(silences()).toBe(0)
  hold(3_000)
  expect(silences()).toBe(0)
})
