import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createDeviceTest } from '../../renderer/audio/device-test'
import type { DeviceTestState } from '../../shared/devices'

let done: string[]
let states: DeviceTestState[]
let played: { samples: Float32Array; end(): void; signal: AbortSignal }[]
let levels: number[]

beforeEach(() => {
  vi.useFakeTimers()
  done = []
  states = []
  played = []
  levels = []
})
afterEach(() => {
  vi.useRealTimers()
})

const make = () =>
  createDeviceTest({
    microphone: { open: (user) => done.push(`open ${user}`), close: (user) => done.push(`close ${user}`) },
    speaker: {
      tone: async () => void done.push('tone'),
      play: (samples, signal) => new Promise((resolve) => played.push({ samples, signal, end: () => resolve() })),
    },
    listen: (on) => done.push(on ? 'listen' : 'ignore'),
    level: (peak) => levels.push(peak),
    tell: (state) => states.push(state),
  })
const second = (value: number) => new Float32Array(24_000).fill(value)

it('plays back the first three seconds that the microphone gave, which is closed by then', async () => {
  const test = make()
  test.choose('hear-yourself')
  done = []
  for (const value of [0.25, 0.5, 0.25, 1]) test.overheard(second(value))
  expect(done).toEqual(['ignore', 'close test'])
  expect(played[0]?.samples).toHaveLength(72_000)
  expect([played[0]?.samples[0], played[0]?.samples[71_999]]).toEqual([0.25, 0.25])
  expect(levels).toEqual([0.25, 0.5, 0.25])
  played[0]?.end()
  await vi.advanceTimersByTimeAsync(0)
  expect(states).toEqual(['opening', 'recording', 'playing', 'off'])
})

it('says that only silence was recorded, or nothing, and plays neither', async () => {
  const test = make()
  test.choose('hear-yourself')
  for (let count = 0; count < 3; count++) test.overheard(second(0))
  expect(states.at(-1)).toBe('silent')
  test.choose('hear-yourself')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(states.at(-1)).toBe('failed')
  expect(done.at(-1)).toBe('close test')
  expect(played).toEqual([])
})

it('shows the level until it is ended, and for no longer than a minute', async () => {
  const test = make()
  test.choose('level')
  test.overheard(second(-0.5))
  expect([states, levels]).toEqual([['opening', 'level'], [0.5]])
  await vi.advanceTimersByTimeAsync(60_000)
  expect([states.at(-1), done.at(-1)]).toEqual(['off', 'close test'])
  test.choose('level')
  test.choose(null)
  expect([states.at(-1), done.at(-1)]).toEqual(['off', 'close test'])
})

it('gives way to a question: it is silent at once, and the microphone stays open until the question has it', async () => {
  const test = make()
  test.choose('hear-yourself')
  for (let count = 0; count < 3; count++) test.overheard(second(0.5))
  test.giveWay()
  expect([states.at(-1), played[0]?.signal.aborted]).toEqual(['off', true])
  test.choose('level')
  done = []
  test.giveWay()
  expect(done).toEqual(['ignore'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(done).toEqual(['ignore', 'close test'])
})

it('plays a tone, and opens no microphone for it', async () => {
  const test = make()
  test.choose('tone')
  await vi.advanceTimersByTimeAsync(0)
  expect(states).toEqual(['tone', 'off'])
  expect(done).not.toContain('open test')
})
