import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_HOLD_MS, TALK_MODES, TAP_MS, type TalkEvent } from '../../shared/talk'
import { HAPPENINGS, type Happening, type Setup, simulate } from '../../tools/hotkey/simulator'

/** Random keys, bounces, repeats, programs and accidents: what holds whatever happens. */

const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Happening>('down', 'up') },
  { weight: 1, arbitrary: fc.constantFrom<Happening>(...HAPPENINGS) },
)
const script = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: happening.map((it): [Happening] => [it]) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 2, arbitrary: fc.integer({ min: 60, max: 450 }) },
    { weight: 1, arbitrary: fc.constantFrom(900, 2100, 130_000) },
  ),
  { maxLength: 60, size: 'max' },
)
const setup: fc.Arbitrary<Setup> = fc.record({
  mode: fc.constantFrom(...TALK_MODES),
  tailMs: fc.constantFrom(0, 20, 150, 1000),
  doubleTap: fc.boolean(),
  // A trade comes and goes.
  waits: fc.constantFrom(
    () => false,
    () => true,
    (at: number) => Math.floor(at / 700) % 2 === 1,
  ),
})

const ENDS = ['release', 'tap', 'void', 'abort', 'cancel']
const isEnd = ({ type }: TalkEvent) => ENDS.includes(type)

/** Each talk's events, from its press on. */
function talksOf(events: readonly TalkEvent[]) {
  const talks = new Map<string, TalkEvent[]>()
  for (const event of events) {
    if (event.type === 'press') talks.set(event.talkId, [event])
    else talks.get(event.talkId)?.push(event)
  }
  return talks
}

const always = (law: (run: ReturnType<typeof simulate>, made: readonly ([Happening] | number)[]) => void) =>
  fc.assert(
    fc.property(script, setup, (steps, given) => law(simulate(steps, given), steps)),
    { numRuns: 400 },
  )

describe('whatever happens to the talk key', () => {
  it('one turn is spoken at a time, and each that begins ends once', () => {
    always(({ events, time, coordinator }) => {
      time.advance(MAX_HOLD_MS)
      expect(coordinator.talking).toBe(false)
      let open: string | null = null
      for (const event of events) {
        if (event.type === 'press') {
          expect(open).toBeNull()
          open = event.talkId
        } else if (event.type === 'panic') open = null
        else if (isEnd(event) && event.talkId === open) open = null
        // A shortcut from the first begins nothing.
        else if (isEnd(event)) expect(event.type).toBe('void')
      }
      expect(open).toBeNull()
    })
  })

  it('what can approve was held by one finger, and nothing else, for all of its time', () => {
    always(({ events }) => {
      for (const talk of talksOf(events).values()) {
        const [press, ...rest] = talk
        const armed = press?.type === 'press' && press.canApprove && press.continues === undefined
        const release = rest.at(-1)
        if (!armed || release?.type !== 'release' || rest.length > 1) continue
        expect(release.heldMs).toBe(release.at - press.at)
      }
    })
  })

  it('what a program began, or what was latched, never counts as a finger’s', () => {
    fc.assert(
      fc.property(script, setup, (steps, given) => {
        const programs = steps.filter(
          (step) => typeof step === 'number' || !['down', 'blind', 'chord'].includes(step[0]),
        )
        for (const event of simulate(programs, given).events)
          if (event.type === 'press') expect(event.canApprove).toBe(false)
      }),
    )
  })

  it('Esc and a tap send nothing, and a release is never as short as a tap', () => {
    always(({ events }) => {
      for (const talk of talksOf(events).values()) {
        const release = talk.find(({ type }) => type === 'release')
        if (release?.type !== 'release') continue
        expect(talk.filter(isEnd)).toEqual([release])
        expect(release.heldMs).toBeGreaterThanOrEqual(TAP_MS)
      }
    })
  })

  it('a press continues only what was just sent, and a continued one is sent or kept, never dropped as a tap', () => {
    always(({ events }) => {
      events.forEach((event, index) => {
        if (event.type !== 'press' || event.continues === undefined) return
        const before = events.slice(0, index).findLast(({ talkId }) => talkId === event.continues)
        expect(before?.type).toBe('release')
        expect(talksOf(events).get(event.talkId)?.at(-1)?.type).not.toBe('tap')
      })
    })
  })

  it('what goes on without a finger is kept when it is taken away, and not sent', () => {
    always(({ events }) => {
      for (const talk of talksOf(events).values()) {
        const abort = talk.find(({ type }) => type === 'abort')
        if (abort?.type === 'abort' && talk.some(({ type }) => type === 'latched')) expect(abort.lost).toBe(true)
      }
    })
  })

  it('after a panic nothing that was before it is heard of', () => {
    always(({ events }) => {
      const at = events.findLastIndex(({ type }) => type === 'panic')
      const before = new Set(events.slice(0, at + 1).map(({ talkId }) => talkId))
      for (const event of events.slice(at + 1)) {
        expect(before.has(event.talkId)).toBe(false)
        if (event.type === 'press' && event.continues !== undefined) expect(before.has(event.continues)).toBe(false)
      }
    })
  })

  it('the microphone opens by two taps alone, and never while they are switched off', () => {
    fc.assert(
      fc.property(script, setup, (steps, given) => {
        const { events } = simulate(steps, { ...given, doubleTap: false })
        expect(events.filter(({ type }) => type === 'hands-free')).toEqual([])
      }),
    )
    always(({ events }) => {
      events.forEach((event, index) => {
        if (event.type === 'hands-free' && event.on) expect(events[index - 1]?.type).toBe('tap')
      })
    })
  })
})
