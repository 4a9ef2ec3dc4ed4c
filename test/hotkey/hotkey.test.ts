import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { bindingsOf, type ChosenKeys } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import type { HotkeyState, TalkEvent, TalkMode } from '../../shared/talk'

/** Stands in for the hook processes, newest last, and for what the system says. */
const { hooks, system, shortcut } = vi.hoisted(() => ({
  hooks: [] as (EventEmitter & { args: string[]; killed: boolean; told: unknown[] })[],
  system: { listeners: new Map<string, () => void>(), trusted: true, asked: 0, opened: [] as string[] },
  shortcut: { register: (): boolean => false, tries: 0, unregistered: 0 },
}))
vi.mock('electron', () => ({
  utilityProcess: {
    fork(_module: string, args: string[]) {
      const hook = Object.assign(new EventEmitter(), {
        args,
        killed: false,
        told: [] as unknown[],
        postMessage: (message: unknown) => hook.told.push(message),
        kill() {
          hook.killed = true
          return hook.emit('exit', 15)
        },
        stdout: null,
        stderr: null,
      })
      hooks.push(hook)
      return hook
    },
  },
  globalShortcut: {
    register() {
      shortcut.tries++
      return shortcut.register()
    },
    unregister() {
      shortcut.unregistered++
    },
  },
  powerMonitor: { on: (name: string, listener: () => void) => system.listeners.set(name, listener) },
  systemPreferences: {
    isTrustedAccessibilityClient(ask: boolean) {
      if (ask) system.asked++
      return system.trusted
    },
  },
  shell: { openExternal: async (address: string) => system.opened.push(address) },
}))
const { createHotkey } = await import('../../main/hotkey/hotkey')

beforeEach(() => {
  hooks.length = 0
  vi.useFakeTimers()
  vi.stubEnv('DISPLAY', ':1')
  vi.stubEnv('XDG_SESSION_TYPE', 'x11')
  vi.stubEnv('WAYLAND_DISPLAY', '')
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', '')
  shortcut.register = () => false
  shortcut.tries = 0
  shortcut.unregistered = 0
  Object.assign(system, { trusted: true, asked: 0, opened: [] })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

const chosen = (hotkey: string | null, bindings: Partial<ChosenKeys['bindings']> = {}): ChosenKeys => ({
  hotkey,
  bindings: { handsFree: null, panic: null, panel: null, ...bindings },
})

function hotkey(
  given: { platform?: NodeJS.Platform; keys?: ChosenKeys; handsFree?: boolean; mode?: () => TalkMode } = {},
) {
  const { handsFree = false, mode = () => 'hold' as const, ...rest } = given
  const events: TalkEvent[] = []
  const said: string[] = []
  const shown: HotkeyState['source'][] = []
  const acted: string[] = []
  const seen: [string | null, boolean][] = []
  const {
    state,
    choose: chooseKeys,
    capture,
    displaysChanged,
    ended,
    talk,
    allow,
  } = createHotkey({
    keys: chosen(null),
    platform: 'linux',
    arch: 'x64',
    ...rest,
    tailMs: () => 150,
    mode,
    doubleTap: () => true,
    handsFree: () => handsFree,
    approvalWaits: () => false,
    onTalk: (event) => events.push(event),
    onState: ({ source }) => source === shown.at(-1) || shown.push(source),
    onRestart: (sentence) => said.push(sentence),
    showPanel: () => acted.push('panel'),
    onSeen: ({ input, down }) => seen.push([input, down]),
  })
  const key = (type: 'down' | 'up', at: number, alone?: boolean) => {
    hooks.at(-1)?.emit('message', { type, at, ...(alone === undefined ? {} : { alone }) })
    vi.advanceTimersByTime(100)
  }
  const ready = () => hooks.at(-1)?.emit('message', { type: 'ready' })
  const choose = (id: string | null, bindings?: Partial<ChosenKeys['bindings']>) => chooseKeys(chosen(id, bindings))
  return { acted, seen, capture, events, said, key, shown, state, choose, displaysChanged, ended, talk, ready, allow }
}

it('tells when the key was last seen going down: once for a press, though the key repeats', () => {
  const { key, state } = hotkey()
  expect(state().pressedAt).toBeUndefined()
  const began = Date.now()
  key('down', began)
  for (let at = 300; at < 600; at += 30) key('down', began + at)
  expect(state().pressedAt).toBe(began)
  key('up', began + 900)
  key('down', began + 2_000)
  expect(state().pressedAt).toBe(began + 2_000)
})

it('a program that speaks of the key is no press of it, and neither is a key that is being chosen', () => {
  const { key, state, talk, capture } = hotkey()
  talk('down')
  talk('up')
  capture(true)
  key('down', Date.now())
  expect(state().pressedAt).toBeUndefined()
})

it('what to do with the key goes by how it talks, and is told when that changes', () => {
  let mode: TalkMode = 'hold'
  const { state, ready, choose } = hotkey({ mode: () => mode })
  ready()
  expect(state().hint).toBe('Hold Right Ctrl to talk')
  mode = 'tap'
  choose(null)
  expect(state().hint).toBe('Press Right Ctrl to talk, and again to send')
})

it('a hook that dies while the key is held does not count as letting go: the hold decides nothing', () => {
  const { events, key } = hotkey()
  key('down', Date.now())
  vi.advanceTimersByTime(2000)
  hooks[0]?.emit('exit', 1)
  vi.advanceTimersByTime(100)
  expect(events.map(({ type }) => type)).toEqual(['press', 'abort'])
  expect(events[1]).toMatchObject({ reason: 'The key listener stopped while you held the key.' })
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
  expect(state()).toEqual({ source: 'pending', key: '', hint: 'Getting the talk key ready…', problem: null })
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
  const code = (id: string | null) => [JSON.stringify(bindingsOf(chosen(id), 'linux'))]
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
  expect(state()).toMatchObject({ source: 'none', problem: expect.stringMatching(/can’t see keys on this computer/) })
})

it('a hook that dies while no key is held is no talk event, but it is said once the next one hears', () => {
  const { events, said, ready } = hotkey()
  hooks[0]?.emit('exit', 1)
  expect([events, said]).toEqual([[], []])
  ready()
  expect(events).toEqual([])
  expect(said).toEqual([expect.stringMatching(/talk key stopped and was restarted/)])
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
  expect(state()).toMatchObject({ source: 'none', problem: expect.stringMatching(/can’t see keys on this computer/) })
})

const ASK_OTHERWISE = /Type your question in the panel, or bind a key .*“dexter-voice --talk=toggle”\.$/

it.each([
  ['tty', 'wayland-1', ':0'],
  ['', 'wayland-1', ''],
  ['wayland', '', ':0'],
])('a Wayland desktop that calls itself %j promises no key that is never delivered', (session, wayland, x11) => {
  vi.stubEnv('XDG_SESSION_TYPE', session)
  vi.stubEnv('WAYLAND_DISPLAY', wayland)
  vi.stubEnv('DISPLAY', x11)
  // It is accepted there, for XWayland or for a portal that is not there.
  shortcut.register = () => true
  const { state } = hotkey()
  expect([hooks.length, shortcut.tries]).toEqual([0, 0])
  expect(state()).toMatchObject({
    source: 'none',
    problem: expect.stringMatching(/^Wayland hides held keys from apps\. /),
  })
  expect(state().problem).toMatch(ASK_OTHERWISE)
  expect(state().problem).not.toMatch(/taken/)
})

it('no display at all is no other program’s doing', () => {
  vi.stubEnv('DISPLAY', '')
  const { state } = hotkey()
  expect(state()).toMatchObject({
    source: 'none',
    problem: expect.stringMatching(/^There’s no display, so no key can be seen\. /),
  })
  expect(state().problem).not.toMatch(/taken/)
})

it.each([
  ['is taken', () => false, /Another app already uses the shortcut Ctrl\+Alt\+Space\./],
  [
    'the system does not let it set',
    () => {
      throw new TypeError('Error processing argument')
    },
    /Your system didn’t let Dexter Voice use the shortcut Ctrl\+Alt\+Space\./,
  ],
])('a toggle that %s is told as such, with what to do', (_, register, sentence) => {
  shortcut.register = register
  const { state } = hotkey()
  hooks[0]?.emit('message', { type: 'failed', refused: false, cause: 'No hook here.' })
  hooks[0]?.emit('exit', 1)
  expect(state().source).toBe('none')
  expect(state().problem).toMatch(sentence)
  expect(state().problem).toMatch(ASK_OTHERWISE)
})

it('a toggle that is there is offered', () => {
  shortcut.register = () => true
  const { state } = hotkey()
  hooks[0]?.emit('message', { type: 'failed', refused: false, cause: 'No hook here.' })
  hooks[0]?.emit('exit', 1)
  expect(state()).toEqual({
    source: 'toggle',
    key: 'Ctrl+Alt+Space',
    hint: 'Press Ctrl+Alt+Space to talk, and again to send',
    problem: t('hotkey.problem.cantListen'),
  })
})

const DOUBTS: [string, (scene: ReturnType<typeof hotkey>) => void][] = [
  ['sleep', () => system.listeners.get('resume')?.()],
  ['a lock', () => system.listeners.get('unlock-screen')?.()],
  ['another user', () => system.listeners.get('user-did-become-active')?.()],
  ['a change of displays', ({ displaysChanged }) => displaysChanged()],
  ['a long stall', () => hooks[0]?.emit('message', { type: 'stalled' })],
  ['a stall while it was held', () => hooks[0]?.emit('message', { type: 'late', at: Date.now() })],
]

it.each(DOUBTS)('after %s another hook takes over, and not a press is missed meanwhile', (_, doubt) => {
  const scene = hotkey()
  const { events, key, ready, shown, said, state } = scene
  ready()
  doubt(scene)
  expect(hooks).toHaveLength(2)
  expect(hooks[0]?.killed).toBe(false)
  // The first may be alive still: it is heard until the second is ready.
  hooks[0]?.emit('message', { type: 'down', at: Date.now(), alone: true })
  vi.advanceTimersByTime(1_000)
  hooks[0]?.emit('message', { type: 'up', at: Date.now() })
  vi.advanceTimersByTime(100)
  expect(events.map(({ type }) => type)).toEqual(['press', 'release'])
  ready()
  // What it hears now is told by the second.
  hooks[0]?.emit('message', { type: 'down', at: Date.now() })
  vi.advanceTimersByTime(500)
  expect([hooks[0]?.killed, hooks[1]?.killed]).toEqual([true, false])
  hooks[0]?.emit('message', { type: 'down', at: Date.now() - 501 })
  key('down', Date.now(), true)
  vi.advanceTimersByTime(1_000)
  key('up', Date.now())
  expect(events.slice(2)).toMatchObject([{ type: 'press', canApprove: true }, { type: 'release' }])
  // Nothing of it is worth a word.
  expect([shown, said, state().source]).toEqual([['hook'], [], 'hook'])
})

it.each(DOUBTS)('a hold over %s loses no word and approves nothing', (_, doubt) => {
  const scene = hotkey()
  const { events, ready } = scene
  ready()
  hooks[0]?.emit('message', { type: 'down', at: Date.now(), alone: true })
  vi.advanceTimersByTime(1_000)
  doubt(scene)
  ready()
  // The second has not seen it go down, and hears it come up.
  hooks.at(-1)?.emit('message', { type: 'up', at: Date.now() })
  vi.advanceTimersByTime(100)
  const types = events.map(({ type }) => type)
  expect([
    ['press', 'abort'],
    ['press', 'disarm', 'release'],
  ]).toContainEqual(types)
  expect(events.at(-1)).not.toMatchObject({ lost: true })
})

it('what the one before had heard counts, though it comes after the next is ready: no press and no release is lost', () => {
  const { displaysChanged, events, ready } = hotkey()
  ready()
  hooks[0]?.emit('message', { type: 'down', at: Date.now(), alone: true })
  vi.advanceTimersByTime(2_000)
  displaysChanged()
  const up = { type: 'up', at: Date.now() }
  vi.advanceTimersByTime(100)
  ready()
  hooks[0]?.emit('message', up)
  vi.advanceTimersByTime(600)
  expect(events).toMatchObject([{ type: 'press' }, { type: 'disarm' }, { type: 'release', heldMs: 2_000 }])
  displaysChanged()
  const down = { type: 'down', at: Date.now(), alone: true }
  vi.advanceTimersByTime(100)
  ready()
  hooks[1]?.emit('message', down)
  vi.advanceTimersByTime(1_000)
  hooks[2]?.emit('message', { type: 'up', at: Date.now() })
  vi.advanceTimersByTime(100)
  // Heard whole, and approves nothing.
  expect(events.slice(3)).toMatchObject([{ type: 'press' }, { type: 'disarm' }, { type: 'release', heldMs: 1_100 }])
})

it('a hook that can’t take over leaves the one before in its place, and the key that was chosen meanwhile is for both', () => {
  const { displaysChanged, choose, ready, state, key, events } = hotkey()
  ready()
  displaysChanged()
  displaysChanged()
  expect(hooks).toHaveLength(2)
  choose('f9')
  const f9 = { type: 'watch', keys: bindingsOf(chosen('f9'), 'linux') }
  expect([hooks[0]?.told, hooks[1]?.told]).toEqual([[f9], [f9]])
  hooks[1]?.emit('message', { type: 'failed', refused: false, cause: 'No.' })
  hooks[1]?.emit('exit', 1)
  hooks[0]?.emit('message', { type: 'down', at: Date.now() })
  expect([state().source, events.length]).toEqual(['hook', 1])
  hooks[0]?.emit('message', { type: 'up', at: Date.now() })
  vi.advanceTimersByTime(100)
  displaysChanged()
  ready()
  // One that took over and dies is like any other.
  hooks[2]?.emit('exit', 1)
  expect(hooks).toHaveLength(4)
  ready()
  key('down', Date.now())
  expect(events.at(-1)?.type).toBe('press')
})

it('a machine that is held up again and again gets no process for each time', () => {
  const { ready } = hotkey()
  ready()
  for (let stall = 0; stall < 10; stall++) {
    hooks.at(-1)?.emit('message', { type: 'stalled' })
    ready()
    vi.advanceTimersByTime(5_000)
  }
  expect(hooks).toHaveLength(2)
  vi.advanceTimersByTime(60_000)
  hooks.at(-1)?.emit('message', { type: 'stalled' })
  expect(hooks).toHaveLength(3)
})

it('a question that ended while the key was down ends its hold', () => {
  const { events, talk, ended } = hotkey()
  talk('down')
  const id = events[0]?.talkId ?? ''
  ended([{ id, phase: 'capturing' }])
  expect(events).toHaveLength(1)
  ended([{ id, phase: 'ended' }])
  talk('down')
  expect(events.map(({ type }) => type)).toEqual(['press', 'abort', 'press'])
})

it('a key that stopped repeating came up where nobody hears it: what was said is kept, and not sent', () => {
  const { events, key, ready } = hotkey({ platform: 'win32' })
  ready()
  key('down', Date.now())
  vi.advanceTimersByTime(5_000)
  hooks[0]?.emit('message', { type: 'silent', at: Date.now() })
  expect(events).toMatchObject([
    { type: 'press' },
    { type: 'abort', lost: true, reason: expect.stringMatching(/no longer see the key/) },
  ])
  key('down', Date.now())
  vi.advanceTimersByTime(1_000)
  key('up', Date.now())
  expect(events.slice(2).map(({ type }) => type)).toEqual(['press', 'release'])
})

it('macOS is asked by nobody’s bare start: the button asks, then opens the pane, and the key works from the grant on', () => {
  system.trusted = false
  shortcut.register = () => true
  const { state, allow, ready, events, key } = hotkey({ platform: 'darwin' })
  vi.advanceTimersByTime(10_000)
  expect([system.asked, hooks.length]).toEqual([0, 0])
  expect(state()).toEqual({
    source: 'toggle',
    key: 'Control-Shift-Space',
    hint: 'Press Control-Shift-Space to talk, and again to send',
    problem: 'macOS doesn’t let Dexter Voice see the talk key yet.',
    permission: 'needed',
  })
  allow()
  allow()
  expect([system.asked, system.opened]).toEqual([1, [expect.stringMatching(/Privacy_Accessibility$/)]])
  system.trusted = true
  vi.advanceTimersByTime(1_000)
  expect([hooks.length, shortcut.unregistered, state().source]).toEqual([1, 1, 'pending'])
  ready()
  expect(state()).toEqual({
    source: 'hook',
    key: 'Right Option',
    hint: 'Hold Right Option to talk',
    problem: null,
  })
  key('down', Date.now(), true)
  vi.advanceTimersByTime(1_000)
  key('up', Date.now())
  expect(events.map(({ type }) => type)).toEqual(['press', 'release'])
  allow()
  expect(system.asked).toBe(1)
})

it('a permission that is taken away ends the tap within a second, lets go of the key, and is said with the way back', () => {
  shortcut.register = () => true
  const { state, ready, events, key } = hotkey({ platform: 'darwin' })
  ready()
  expect(state()).not.toHaveProperty('permission')
  key('down', Date.now(), true)
  system.trusted = false
  vi.advanceTimersByTime(1_000)
  expect(hooks.map(({ killed }) => killed)).toEqual([true])
  expect(events).toMatchObject([
    { type: 'press' },
    { type: 'abort', reason: expect.stringMatching(/stopped letting Dexter Voice see/) },
  ])
  expect(state()).toMatchObject({ source: 'toggle', permission: 'needed' })
  // The dead hook is not started again, and a sound grant is taken up.
  vi.advanceTimersByTime(60_000)
  expect(hooks).toHaveLength(1)
  system.trusted = true
  vi.advanceTimersByTime(1_000)
  ready()
  expect([hooks.length, state().source]).toEqual([2, 'hook'])
})

it('while a password is typed macOS hides F8, which is said; Right Option is seen all the same', () => {
  const { state, ready, choose } = hotkey({ platform: 'darwin', keys: chosen('f8') })
  ready()
  hooks[0]?.emit('message', { type: 'hidden', hides: true })
  expect(state().problem).toMatch(/^macOS hides F8 while you’re in a password field/)
  choose('right-alt')
  expect(state().problem).toBeNull()
  choose('f8')
  hooks[0]?.emit('message', { type: 'hidden', hides: false })
  expect(state().problem).toBeNull()
})

it('what macOS hides is not seen to be used with the key: such a hold asks, and approves nothing', () => {
  const { events, ready, key } = hotkey({ platform: 'darwin' })
  const hide = (hides: boolean) => hooks.at(-1)?.emit('message', { type: 'hidden', hides })
  const hold = (during = () => {}) => {
    key('down', Date.now(), true)
    vi.advanceTimersByTime(1_000)
    during()
    key('up', Date.now())
    vi.advanceTimersByTime(3_000)
  }
  ready()
  hide(true)
  hold()
  hide(false)
  hold()
  hold(() => hide(true))
  expect(events.map((event) => (event.type === 'press' ? event.canApprove : event.type))).toEqual([
    false,
    'release',
    true,
    'release',
    true,
    'disarm',
    'release',
  ])
})

it('a setting that is no key leaves the hold alone; another key ends it, since its up is heard no more', () => {
  const { events, ready, key, choose } = hotkey({ keys: chosen('f8') })
  ready()
  key('down', Date.now(), true)
  choose('f8')
  // The process would forget that the key is down, and tell of no other one.
  expect(hooks[0]?.told).toEqual([])
  expect(events.map(({ type }) => type)).toEqual(['press'])
  choose('f9')
  expect(events.slice(1)).toMatchObject([{ type: 'abort', lost: true }])
})

it('a permission that comes and goes makes no key of a hook that is not ready', () => {
  const { state, ready, key } = hotkey({ platform: 'darwin' })
  ready()
  vi.advanceTimersByTime(800)
  key('down', Date.now(), true)
  hooks[0]?.emit('exit', 1)
  // The key may be held still: the next hook waits for it.
  ready()
  system.trusted = false
  vi.advanceTimersByTime(1_000)
  system.trusted = true
  vi.advanceTimersByTime(900)
  expect([hooks.length, state().source]).toEqual([3, 'pending'])
  vi.advanceTimersByTime(300)
  expect(state().source).toBe('pending')
})

it('Esc is asked of the hook while something is said without a finger, also of one that is started meanwhile', () => {
  const { ready, talk, events } = hotkey()
  ready()
  talk('toggle')
  expect(hooks[0]?.told).toEqual([{ type: 'escape', wanted: true }])
  hooks[0]?.emit('message', { type: 'escape', at: Date.now() })
  expect(hooks[0]?.told.at(-1)).toEqual({ type: 'escape', wanted: false })
  expect(events.map(({ type }) => type)).toEqual(['press', 'latched', 'cancel'])
})

it('the keys of other actions do what they are for', () => {
  const { ready, events, acted, choose } = hotkey()
  ready()
  choose(null, { panic: 'F10' })
  expect(hooks[0]?.told).toEqual([{ type: 'watch', keys: bindingsOf(chosen(null, { panic: 'F10' }), 'linux') }])
  for (const action of ['handsFree', 'panic', 'panel'])
    hooks[0]?.emit('message', { type: 'action', action, at: Date.now() })
  expect([events.map(({ type }) => type), acted]).toEqual([['hands-free', 'panic'], ['panel']])
})

it('nothing talks while a key is chosen but the panic key, and a dialog that is gone is forgotten', () => {
  const { ready, key, capture, talk, seen, events, acted } = hotkey()
  ready()
  key('down', Date.now(), true)
  capture(true)
  capture(true)
  expect(hooks[0]?.told).toEqual([{ type: 'capture', on: true }])
  expect(events.map(({ type }) => type)).toEqual(['press', 'abort'])
  hooks[0]?.emit('message', { type: 'seen', input: 'F9', modifiers: [], down: true, at: Date.now() })
  expect(seen).toEqual([['F9', true]])
  talk('toggle')
  hooks[0]?.emit('message', { type: 'action', action: 'panel', at: Date.now() })
  expect([events.length, acted]).toEqual([2, []])
  talk('panic')
  expect(events.at(-1)?.type).toBe('panic')
  vi.advanceTimersByTime(10_000)
  expect(hooks[0]?.told.at(-1)).toEqual({ type: 'capture', on: false })
  hooks[0]?.emit('message', { type: 'seen', input: 'F9', modifiers: [], down: true, at: Date.now() })
  expect(seen).toHaveLength(1)
  talk('toggle')
  expect(events.at(-1)?.type).toBe('latched')
})

it('a lock, a sleep or another user shuts the open microphone, and a dead hook does not', () => {
  for (const [happens, off] of [
    ['lock-screen', true],
    ['suspend', true],
    ['user-did-resign-active', true],
    [null, false],
  ] as const) {
    const { events } = hotkey({ handsFree: true })
    if (happens === null) hooks.at(-1)?.emit('exit', 1)
    else system.listeners.get(happens)?.()
    expect(events.some((event) => event.type === 'hands-free' && !event.on)).toBe(off)
  }
})
