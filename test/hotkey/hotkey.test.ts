import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import type { HotkeyState, TalkEvent } from '../../shared/talk'

/** Stands in for the hook processes, newest last. */
const { hooks } = vi.hoisted(() => ({ hooks: [] as (EventEmitter & { args: string[] })[] }))
vi.mock('electron', () => ({
  utilityProcess: {
    fork(_module: string, args: string[]) {
      const hook = Object.assign(new EventEmitter(), {
        args,
        postMessage() {},
        kill: () => hook.emit('exit', 15),
        stdout: null,
        stderr: null,
      })
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
  const shown: HotkeyState['source'][] = []
  const { state, choose } = createHotkey({
    keyId: null,
    tailMs: () => 150,
    onTalk: (event) => events.push(event),
    onState: ({ source }) => shown.push(source),
    onRestart: (sentence) => said.push(sentence),
  })
  const key = (type: 'down' | 'up', at: number) => {
    hooks.at(-1)?.emit('message', { type, at })
    vi.advanceTimersByTime(100)
  }
  return { events, said, key, shown, state, choose, ready: () => hooks.at(-1)?.emit('message', { type: 'ready' }) }
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

it('nobody is told to hold the key before it is heard: neither at the start nor after the hook died', () => {
  const { state, shown, ready } = hotkey()
  expect(state()).toEqual({ source: 'pending', key: '', hint: 'Getting the talk key ready', problem: null })
  ready()
  expect(state()).toMatchObject({ source: 'hook', hint: 'Hold Right Ctrl to talk' })
  hooks[0]?.emit('exit', 1)
  ready()
  expect(shown).toEqual(['hook', 'pending', 'hook'])
})

it('a hook knows its key from the first, also the one that follows another', () => {
  const { choose } = hotkey()
  choose('f9')
  hooks[0]?.emit('exit', 1)
  const code = (id: string | null) => [String(hotkeyFor(id, process.platform).code)]
  expect(hooks.map(({ args }) => args)).toEqual([code(null), code('f9')])
})

it('a hook that died while the key was held is followed by one that is offered once the next press counts', () => {
  const { events, said, state, ready, key } = hotkey()
  ready()
  key('down', Date.now())
  hooks[0]?.emit('exit', 1)
  vi.advanceTimersByTime(400)
  ready()
  // It may be held still, and repeat.
  expect([state().source, said]).toEqual(['pending', []])
  key('down', Date.now())
  vi.advanceTimersByTime(1500)
  expect([state().source, said]).toEqual(['pending', []])
  vi.advanceTimersByTime(500)
  expect([state().source, said.length]).toEqual(['hook', 1])
  key('down', Date.now())
  expect(events.map(({ type }) => type)).toEqual(['press', 'abort', 'press'])
})

it('or at once when it comes up', () => {
  const { state, ready, key } = hotkey()
  ready()
  key('down', Date.now())
  hooks[0]?.emit('exit', 1)
  ready()
  expect(state().source).toBe('pending')
  key('up', Date.now())
  expect(state().source).toBe('hook')
})

it('a hook that neither hears nor ends is ended, and after a few the app falls back', () => {
  const { state, ready } = hotkey()
  ready()
  vi.advanceTimersByTime(60_000)
  expect(hooks).toHaveLength(1)
  hooks[0]?.emit('exit', 1)
  vi.advanceTimersByTime(120_000)
  expect(hooks.length).toBeGreaterThan(2)
  expect(hooks.length).toBeLessThan(6)
  expect(state()).toMatchObject({ source: 'none', problem: expect.stringMatching(/can not run here/) })
})

it('a hook that dies while no key is held is no talk event, but it is said once the next one hears', () => {
  const { events, said, ready } = hotkey()
  hooks[0]?.emit('exit', 1)
  expect([events, said]).toEqual([[], []])
  ready()
  expect(events).toEqual([])
  expect(said).toEqual([expect.stringMatching(/talk key stopped and was started again/)])
})

it('a hook that dies now and then is started again each time, one that can not live is not', () => {
  const { said, ready, state } = hotkey()
  ready()
  for (let day = 0; day < 5; day++) {
    vi.advanceTimersByTime(60_000)
    hooks.at(-1)?.emit('exit', 1)
    ready()
  }
  expect(hooks).toHaveLength(6)
  for (let crash = 0; crash < 5; crash++) hooks.at(-1)?.emit('exit', 1)
  expect(hooks).toHaveLength(8)
  expect(said).toHaveLength(5)
  expect(state()).toMatchObject({ source: 'none', problem: expect.stringMatching(/can not run here/) })
})
