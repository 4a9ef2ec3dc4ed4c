import { describe, expect, it } from 'vitest'
import { createRevival } from '../../main/app/revival'
import { createManualClock } from '../../tools/engine/rig'

/** What is made again after each death, and when. */
function revived() {
  const time = createManualClock(0)
  const made: number[] = []
  let alive = true
  const make = () => {
    alive = true
    made.push(time.clock.now())
    revival.born()
  }
  const revival = createRevival({ now: time.clock.now, after: time.clock.after, needed: () => !alive, make })
  const die = () => {
    alive = false
    revival.died()
  }
  return { time, made, make, die }
}

describe('what dies', () => {
  it('is made again at once the first time, then after pauses that grow to ten seconds', () => {
    const { time, made, die } = revived()
    let last = 0
    const pauses = Array.from({ length: 25 }, () => {
      die()
      time.advance(10_000)
      const pause = (made.at(-1) ?? Number.NaN) - last
      last = time.clock.now()
      return pause
    })
    expect(pauses.slice(0, 4)).toEqual([0, 500, 1000, 1500])
    expect(pauses.at(-1)).toBe(10_000)
  })

  it('is made once when somebody else made it in the pause', () => {
    const { time, made, make, die } = revived()
    die()
    time.advance(1)
    die()
    time.advance(200)
    make()
    time.advance(10_000)
    expect(made).toHaveLength(2)
  })

  it('after a minute of life is made again at once', () => {
    const { time, made, die } = revived()
    for (let times = 0; times < 3; times += 1) {
      die()
      time.advance(5000)
    }
    time.advance(60_000)
    const died = time.clock.now()
    die()
    time.advance(1)
    expect(made.at(-1)).toBe(died)
  })
})
