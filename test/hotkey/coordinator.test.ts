import { describe, expect, it } from 'vitest'
import { createTalkCoordinator, MAX_HOLD_MS } from '../../main/hotkey/coordinator'
import type { TalkEvent } from '../../shared/talk'
import { createManualClock } from '../engine/rig'

/** Replays a sequence such as `down up` with pauses in milliseconds and tells what came out. */
function simulate(script: (['down' | 'up' | 'toggle' | 'abort'] | number)[], tailMs = 150) {
  const time = createManualClock(0)
  const events: TalkEvent[] = []
  let ids = 0
  const coordinator = createTalkCoordinator({
    after: time.clock.after,
    tailMs: () => tailMs,
    newId: () => `talk-${++ids}`,
    emit: (event) => events.push(event),
  })
  for (const step of script) {
    if (typeof step === 'number') time.advance(step)
    else if (step[0] === 'abort') coordinator.abort(time.clock.now(), 'The screen was locked.')
    else coordinator[step[0]](time.clock.now())
  }
  time.advance(100)
  return { events, names: events.map((event) => event.type), coordinator, time }
}

describe('the talk key', () => {
  it('held and let go is one press and one release', () => {
    const { events } = simulate([['down'], 900, ['up']])
    expect(events).toEqual([
      { type: 'press', talkId: 'talk-1', at: 0, canApprove: true },
      { type: 'release', talkId: 'talk-1', at: 900, heldMs: 900 },
    ])
  })

  it('that repeats while it is held is still one press', () => {
    const repeats = Array.from({ length: 14 }, () => [30, ['down']] as [number, ['down']]).flat()
    expect(simulate([['down'], 400, ...repeats, ['up']]).names).toEqual(['press', 'release'])
  })

  it('that was taken away while it was held is told to be free when it is up, or was silent for long enough', () => {
    const freeAt = (script: Parameters<typeof simulate>[0]) => {
      const { coordinator, time } = simulate([['down'], 500, ['abort']])
      let at: number | null = null
      const from = time.clock.now()
      coordinator.whenFree(from, () => {
        at = time.clock.now() - from
      })
      for (const step of script) {
        if (typeof step === 'number') time.advance(step)
        else if (step[0] !== 'abort') coordinator[step[0]](time.clock.now())
      }
      return at
    }
    expect(freeAt([1800])).toBeNull()
    expect(freeAt([2000])).toBe(1900)
    expect(freeAt([300, ['up']])).toBe(300)
    expect(freeAt([1500, ['down'], 1900])).toBeNull()
    expect(freeAt([1500, ['down'], 2100])).toBe(3500)
  })

  it('is free at once when it was not held, and never when that is no longer wanted', () => {
    const { coordinator, time } = simulate([['down'], 500, ['up']])
    let calls = 0
    coordinator.whenFree(time.clock.now(), () => calls++)
    expect(calls).toBe(1)
    coordinator.down(time.clock.now())
    coordinator.abort(time.clock.now(), 'The screen was locked.')
    coordinator.whenFree(time.clock.now(), () => calls++)()
    time.advance(5000)
    expect(calls).toBe(1)
  })

  it('let go within 200 ms is a tap', () => {
    expect(simulate([['down'], 199, ['up']]).names).toEqual(['press', 'tap'])
    expect(simulate([['down'], 200, ['up']]).names).toEqual(['press', 'release'])
  })

  it('that comes up without having gone down changes nothing', () => {
    expect(simulate([['up'], 50, ['up'], ['down'], 500, ['up'], 50, ['up']]).names).toEqual(['press', 'release'])
  })

  it('that bounces, or repeats as up-and-down pairs, is one hold', () => {
    const pair: (['down' | 'up'] | number)[] = [['up'], 1, ['down'], 30]
    expect(simulate([['down'], 500, ...pair, ...pair, ...pair, 400, ['up']]).names).toEqual(['press', 'release'])
  })

  it('tells when it really came up, not when that was believed', () => {
    const { events } = simulate([['down'], 900, ['up'], 50])
    expect(events[1]).toMatchObject({ type: 'release', at: 900, heldMs: 900 })
  })

  it('is believed at once where no tail is recorded', () => {
    const { events, coordinator } = simulate([['down'], 900, ['up']], 0)
    expect(events.map((event) => event.type)).toEqual(['press', 'release'])
    expect(coordinator.talking).toBe(false)
  })

  it('that stays down after the system took it away begins nothing before it was up', () => {
    const repeats = Array.from({ length: 20 }, () => [33, ['down']] as [number, ['down']]).flat()
    expect(simulate([['down'], 700, ['abort'], ...repeats]).names).toEqual(['press', 'abort'])
    expect(simulate([['down'], 700, ['abort'], ...repeats, ['up'], 200, ['down'], 500, ['up']]).names).toEqual([
      'press',
      'abort',
      'press',
      'release',
    ])
  })

  it('whose up was not heard after the system took it away can begin again when it has been silent for a while', () => {
    expect(simulate([['down'], 700, ['abort'], 2500, ['down'], 500, ['up']]).names).toEqual([
      'press',
      'abort',
      'press',
      'release',
    ])
  })

  it('is let go by the system once, and its own release afterwards is ignored', () => {
    const { events } = simulate([['down'], 700, ['abort'], 10, ['up'], ['abort']])
    expect(events.map((event) => event.type)).toEqual(['press', 'abort'])
    expect(events[1]).toMatchObject({ reason: 'The screen was locked.' })
  })

  it('held for two minutes is let go', () => {
    const { names } = simulate([['down'], MAX_HOLD_MS + 10, ['up']])
    expect(names).toEqual(['press', 'abort'])
  })

  it('toggled begins and ends', () => {
    expect(simulate([['toggle'], 1000, ['toggle'], 1000, ['toggle']]).names).toEqual(['press', 'release', 'press'])
  })

  it('gives every hold an id of its own', () => {
    const { events } = simulate([['down'], 500, ['up'], 300, ['down'], 500, ['up']])
    expect(new Set(events.map((event) => event.talkId)).size).toBe(2)
  })

  it('never gets stuck, whatever the order of events', () => {
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647
      return seed % below
    }
    const steps = ['down', 'up', 'toggle', 'abort'] as const
    for (let round = 0; round < 300; round++) {
      const script = Array.from({ length: 40 }, () =>
        random(2) === 0 ? random(400) : ([steps[random(4)] ?? 'up'] as ['down' | 'up' | 'toggle' | 'abort']),
      )
      const { names, coordinator, time } = simulate([...script, ['up']])
      time.advance(200)
      expect(coordinator.talking).toBe(false)
      // Press and end alternate: never two presses, never two ends.
      names.forEach((name, index) => expect(name === 'press').toBe(index % 2 === 0))
    }
  })
})
