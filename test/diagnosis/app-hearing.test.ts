import { beforeEach, expect, test } from 'vitest'
import { type AppStateStore, createAppState } from '../../main/app/app-state'
import { createAppHearing } from '../../main/diagnosis/app-hearing'
import type { DeviceTestState } from '../../shared/devices'
import type { Command } from '../../shared/ipc'
import type { Microphone } from '../../shared/snapshot'
import { snapshot } from '../../tools/workbench/fixtures/entries'

/** Timers that end when the test says so. */
let timers: Map<() => void, number>
let commands: Command[]
let state: AppStateStore
let hearing: ReturnType<typeof createAppHearing>

beforeEach(() => {
  timers = new Map()
  commands = []
  state = createAppState({ backend: 'practice', after: () => {} })
  hearing = createAppHearing({
    state,
    command: (command) => commands.push(command),
    after(ms, callback) {
      timers.set(callback, ms)
      return () => timers.delete(callback)
    },
  })
})

/** What the voice window tells. */
const tell = (deviceTest: DeviceTestState, microphone: Partial<Microphone> = {}) => {
  const told: Microphone = { state: 'closed', device: null, bytesWhileUp: 0, ...microphone }
  state.engine({ status: { ...snapshot().status, microphone: told }, entries: [], turns: [] })
  state.set({ deviceTest })
}
/** Lets what waits go on, then lets the time of a timer pass. */
const timePasses = async () => {
  await Promise.resolve()
  for (const callback of [...timers.keys()]) {
    timers.delete(callback)
    callback()
  }
}
const turns = async (times = 5) => {
  for (let turn = 0; turn < times; turn++) await Promise.resolve()
}
const OPEN: Partial<Microphone> = { state: 'open', device: 'Headset', rate: 48_000 }

test('it opens the microphone as a question would, hears how loud it is, and closes it', async () => {
  const found = hearing.microphone()
  await turns()
  tell('level', OPEN)
  await turns()
  for (const level of [0.01, 0.2, 0.05]) hearing.level(level)
  await timePasses()
  expect(await found).toEqual({ state: 'open', label: 'Headset', rate: 48_000, peak: 0.2 })
  expect(commands.at(-1)).toEqual({ type: 'device-test', test: null })
  expect(timers.size).toBe(0)
})

test('what was loud before it looked does not count', async () => {
  hearing.level(0.9)
  const found = hearing.microphone()
  await turns()
  tell('level', OPEN)
  await turns()
  await timePasses()
  expect(await found).toMatchObject({ state: 'open', peak: 0 })
})

test('a test that goes on gives way before it looks', async () => {
  tell('level', OPEN)
  const found = hearing.microphone()
  await turns()
  expect(commands).toEqual([{ type: 'device-test', test: null }])
  tell('off')
  await turns()
  expect(commands.at(-1)).toEqual({ type: 'device-test', test: 'level' })
  tell('level', OPEN)
  await turns()
  await timePasses()
  expect(await found).toMatchObject({ state: 'open' })
})

test('a test that the trader begins meanwhile goes on', async () => {
  const found = hearing.microphone()
  await turns()
  tell('level', OPEN)
  await turns()
  const before = commands.length
  tell('opening', OPEN)
  await found
  expect(commands.slice(before)).toEqual([])
})

test.each([
  ['muted', { ...OPEN, trouble: 'muted' }, { state: 'open', label: 'Headset', rate: 48_000, peak: 0 }],
  ['dead', { ...OPEN, trouble: 'dead' }, { state: 'dead' }],
] as const)('a microphone that is %s is said to be', async (_, microphone, expected) => {
  const found = hearing.microphone()
  await turns()
  tell('level', microphone)
  await turns()
  hearing.level(0.2)
  await timePasses()
  expect(await found).toEqual(expected)
})

test.each(['missing', 'busy', 'denied'] as const)('a microphone that is %s is told at once', async (is) => {
  const found = hearing.microphone()
  await turns()
  tell('opening', { state: is })
  expect(await found).toEqual({ state: is })
})

test('one that was missing and is there again is found', async () => {
  tell('off', { state: 'missing' })
  const found = hearing.microphone()
  await turns()
  tell('opening', { state: 'missing' })
  tell('level', OPEN)
  await turns()
  await timePasses()
  expect(await found).toMatchObject({ state: 'open' })
})

test('one that opens and gives nothing is dead, and a voice window that does not answer is waited for no longer', async () => {
  const found = hearing.microphone()
  await turns()
  tell('opening', OPEN)
  await timePasses()
  expect(await found).toEqual({ state: 'dead' })
  expect(commands.at(-1)).toEqual({ type: 'device-test', test: null })
})
