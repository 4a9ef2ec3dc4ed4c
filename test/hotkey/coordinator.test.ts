import { describe, expect, it } from 'vitest'
import { t } from '../../shared/i18n'
import { MAX_HOLD_MS, TAP_MS } from '../../shared/talk'
import { type Happening, simulate } from '../../tools/hotkey/simulator'

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
      const { coordinator, time, happen } = simulate([['down'], 500, ['abort']])
      let at: number | null = null
      const from = time.clock.now()
      coordinator.whenFree(from, () => {
        at = time.clock.now() - from
      })
      for (const step of script) {
        if (typeof step === 'number') time.advance(step)
        else happen(step[0])
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

  it('of a length that is not known must not approve, and goes on', () => {
    const { names, events } = simulate([['late'], ['down'], 1200, ['late'], ['late'], ['up']])
    expect(names).toEqual(['press', 'disarm', 'release'])
    expect(events[1]).toMatchObject({ reason: t('hotkey.ended.tooBusy') })
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
    const { events, coordinator } = simulate([['down'], 900, ['up']], { tailMs: 0 })
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
    expect(events[1]).toMatchObject({ reason: 'The hook died.' })
  })

  it('held for two minutes is let go', () => {
    const { names, events } = simulate([['down'], MAX_HOLD_MS + 10, ['up']])
    expect(names).toEqual(['press', 'abort'])
    // Its key-up may have been lost long before.
    expect(events[1]).toMatchObject({ lost: true })
  })

  it('pressed again after its up was not heard begins anew, and what was held before is told as lost', () => {
    const { names, events } = simulate([['down'], 500, ['down'], 2_500, ['down'], 900, ['up']])
    expect(names).toEqual(['press', 'abort', 'press', 'release'])
    expect(events[1]).toMatchObject({ lost: true, talkId: 'talk-1' })
    expect(events[2]).toMatchObject({ talkId: 'talk-2', canApprove: true })
    expect(events[3]).toMatchObject({ talkId: 'talk-2', heldMs: 900 })
    // The up that is heard late belongs to nothing; a second hold that loses its up is found too.
    expect(simulate([['down'], 3_000, ['down'], 3_000, ['down'], 500, ['up'], 20, ['up']]).names).toEqual([
      'press',
      'abort',
      'press',
      'abort',
      'press',
      'release',
    ])
  })

  /** Fifteen seconds of a key that repeats. */
  const held: Parameters<typeof simulate>[0] = [
    ['down'],
    ...Array.from({ length: 30 }, () => [500, ['down']] as [number, ['down']]).flat(),
  ]

  it('whose recording has ended begins anew with the next press, and not with its own repeats', () => {
    const { coordinator, events, time } = simulate(held)
    coordinator.over(time.clock.now(), 'another')
    expect(coordinator.talking).toBe(true)
    coordinator.over(time.clock.now(), 'talk-1')
    expect([coordinator.talking, events.at(-1)]).toEqual([false, expect.objectContaining({ type: 'abort' })])
    for (let repeat = 0; repeat < 20; repeat++) {
      time.advance(30)
      coordinator.down(time.clock.now())
    }
    coordinator.up(time.clock.now())
    time.advance(300)
    coordinator.down(time.clock.now())
    expect(events.map(({ type }) => type)).toEqual(['press', 'abort', 'press'])
  })

  it('whose recording has ended takes a press at once, unless the key was repeating just before', () => {
    const ended = (script: Parameters<typeof simulate>[0], pauseMs: number) => {
      const { coordinator, events, time } = simulate(script)
      coordinator.over(time.clock.now(), 'talk-1')
      time.advance(pauseMs)
      coordinator.down(time.clock.now())
      return events.map(({ type }) => type)
    }
    // Its up was lost, and a trader who is told to say it again does so within a second.
    expect(ended([['down'], 15_000], 600)).toEqual(['press', 'abort', 'press'])
    expect(ended(held, 600)).toEqual(['press', 'abort'])
    // What a program began leaves no key down.
    expect(ended([['--down'], 15_000], 600)).toEqual(['press', 'abort', 'press'])
    expect(simulate([['down'], MAX_HOLD_MS, ['down'], 900, ['up']]).names).toEqual([
      'press',
      'abort',
      'press',
      'release',
    ])
  })

  it('whose recording has ended toggles anew: the next word of a program begins, and does not end', () => {
    const { coordinator, events, time } = simulate([['toggle'], 15_000])
    coordinator.over(time.clock.now(), 'talk-1')
    coordinator.toggle(time.clock.now())
    expect(events.map(({ type }) => type)).toEqual(['press', 'latched', 'abort', 'press', 'latched'])
  })

  it('toggled begins and ends', () => {
    expect(simulate([['toggle'], 1000, ['toggle'], 1000, ['toggle']]).names).toEqual([
      'press',
      'latched',
      'release',
      'press',
      'latched',
    ])
  })

  it('used with another key, a button or the wheel is a shortcut: nothing is asked, and nothing begins before it is up', () => {
    expect(simulate([['down'], 80, ['other'], 60, ['other'], 800, ['up']]).names).toEqual(['press', 'void'])
    expect(simulate([['down'], 900, ['other'], 100, ['down'], 100, ['up'], 500, ['down'], 900, ['up']]).names).toEqual([
      'press',
      'void',
      'press',
      'release',
    ])
  })

  it('that goes down while another key is held begins nothing, however long it repeats', () => {
    const { events } = simulate([['chord'], 500, ['chord'], 500, ['down'], 900, ['up']])
    expect(events).toMatchObject([{ type: 'void' }])
  })

  it('is let go before what follows: a key that comes after it is no shortcut', () => {
    expect(simulate([['down'], 900, ['up'], 10, ['other']]).names).toEqual(['press', 'release'])
  })

  it('of a source that can’t see other keys asks, and never approves', () => {
    expect(simulate([['blind'], 900, ['up']]).events[0]).toMatchObject({ type: 'press', canApprove: false })
    expect(simulate([['toggle'], 900, ['toggle']]).events[0]).toMatchObject({ type: 'press', canApprove: false })
  })

  it.each<[string, ([Happening] | number)[]]>([
    ['a whole hold', [['down'], 100, ['--down'], 50, ['--up'], 850, ['up']]],
    ['an end', [['down'], 100, ['--up'], 900, ['up']]],
    ['a toggle', [['down'], 100, ['toggle'], 20, ['toggle'], 880, ['up']]],
    ['a hold that bridges its own', [['down'], 990, ['--down'], 10, ['up'], 10, ['--down']]],
  ])('of a finger is not touched by what a program says, and can’t approve from then on: %s', (_what, script) => {
    const { events } = simulate(script)
    expect(events.map(({ type }) => type)).toEqual(['press', 'disarm', 'release'])
    expect(events.at(-1)).toMatchObject({ heldMs: 1000, talkId: events[0]?.talkId })
  })

  it('takes over what a program began, and its own up ends that', () => {
    const { events } = simulate([['--down'], 500, ['down'], 100, ['--up'], 900, ['up']])
    expect(events.map(({ type }) => type)).toEqual(['press', 'disarm', 'release'])
    expect(events[0]).toMatchObject({ canApprove: false })
  })

  it('that stays down after the system took it away is not taken up by a program’s word', () => {
    expect(
      simulate([['down'], 500, ['abort'], 300, ['--down'], 30, ['down'], 30, ['down'], 300, ['--up']]).names,
    ).toEqual(['press', 'abort', 'press', 'release'])
  })

  it('gives every hold an id of its own', () => {
    const { events } = simulate([['down'], 500, ['up'], 300, ['down'], 500, ['up']])
    expect(new Set(events.map((event) => event.talkId)).size).toBe(2)
  })
})

describe('a clock that is set back while the key is down', () => {
  const script: ([Happening] | number)[] = [['down'], 1500, ['set back'], ['up']]

  it.each(['hold', 'auto'] as const)('sends what was said (%s), and approves nothing', (mode) => {
    const { events } = simulate(script, { mode })
    expect(events.map(({ type }) => type)).toEqual(['press', 'disarm', 'release'])
    expect(events.at(-1)).toMatchObject({ heldMs: TAP_MS })
  })

  it('sends what goes on in the tail of what was said before', () => {
    const continued: typeof script = [['down'], 900, ['up'], 900, ['down'], ['set back'], ['up']]
    const { events } = simulate(continued, { tailMs: 1000 })
    expect(events.map(({ type }) => type)).toEqual(['press', 'release', 'press', 'disarm', 'release'])
  })
})
