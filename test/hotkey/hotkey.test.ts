import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { TalkEvent } from '../../shared/talk'

/** Stands in for the hook processes, newest last. */
const { hooks } = vi.hoisted(() => ({ hooks: [] as EventEmitter[] }))
vi.mock('electron', () => ({
  utilityProcess: {
    fork() {
      const hook = Object.assign(new EventEmitter(), { postMessage() {}, kill() {}, stdout: null, stderr: null })
      hooks.push(hook)
      return hook
    },
  },
  globalShortcut: { register: () => false, unregister() {} },
  powerMonitor: { on() {} },
  systemPreferences: { isTrustedAccessibilityClient: () => true },
}))
const { createHotkey } = await import('../../main/hotkey/hotkey')

beforeEach(() => {
  hooks.length = 0
  vi.useFakeTimers()
  vi.stubEnv('DISPLAY', ':1')
  vi.stubEnv('XDG_SESSION_TYPE', 'x11')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

function hotkey() {
  const events: TalkEvent[] = []
  const said: string[] = []
  createHotkey({
    keyId: null,
    tailMs: () => 150,
    onTalk: (event) => events.push(event),
    onState: () => {},
    onRestart: (sentence) => said.push(sentence),
  })
  const key = (type: 'down' | 'up', at: number) => {
    hooks.at(-1)?.emit('message', { type, at })
    vi.advanceTimersByTime(100)
  }
  return { events, said, key }
}

it('a hook that dies while the key is held does not count as letting go: the hold decides nothing', () => {
  const { events, key } = hotkey()
  key('down', Date.now())
  vi.advanceTimersByTime(2000)
  hooks[0]?.emit('exit', 1)
  vi.advanceTimersByTime(100)
  expect(events.map(({ type }) => type)).toEqual(['press', 'abort'])
  expect(events[1]).toMatchObject({ reason: 'The key hook stopped while the key was held.' })
  expect(hooks).toHaveLength(2)
})

it('the hook that follows hears the next hold', () => {
  const { events, key } = hotkey()
  key('down', Date.now())
  hooks[0]?.emit('exit', 1)
  vi.advanceTimersByTime(5000)
  key('down', Date.now())
  vi.advanceTimersByTime(1000)
  key('up', Date.now())
  expect(events.map(({ type }) => type)).toEqual(['press', 'abort', 'press', 'release'])
})

it('a hook that dies while no key is held is no talk event, but it is said', () => {
  const { events, said } = hotkey()
  hooks[0]?.emit('exit', 1)
  expect(events).toEqual([])
  expect(said).toEqual([expect.stringMatching(/talk key stopped and was started again/)])
})

it('a hook that dies now and then is started again each time, one that can not live is not', () => {
  const { said } = hotkey()
  for (let day = 0; day < 5; day++) {
    vi.advanceTimersByTime(60_000)
    hooks.at(-1)?.emit('exit', 1)
  }
  expect(hooks).toHaveLength(6)
  for (let crash = 0; crash < 5; crash++) hooks.at(-1)?.emit('exit', 1)
  expect(hooks).toHaveLength(8)
  expect(said).toHaveLength(7)
})
