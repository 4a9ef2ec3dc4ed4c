import type { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

interface FakeWindow {
  destroyed: boolean
  shows: number
  bounds: { x: number; y: number; width: number; height: number }
  isVisible(): boolean
  webContents: EventEmitter & { id: number; heard: string[]; told: unknown[] }
  emit(name: string): void
}
/** Every window that was made, newest last. */
const { made, fakes } = vi.hoisted(() => ({
  made: [] as FakeWindow[],
  fakes: { wrongSizes: 0, calls: [] as string[] },
}))
vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class BrowserWindow extends Emitter {
    destroyed = false
    webContents = Object.assign(new Emitter(), {
      id: made.length + 1,
      heard: [] as string[],
      send: (channel: string, payload?: unknown) => {
        this.webContents.heard.push(channel)
        this.webContents.told.push(payload)
      },
      told: [] as unknown[],
    })
    visible = false
    constructor() {
      super()
      made.push(this as FakeWindow)
    }
    loadURL = async () => {}
    shows = 0
    isVisible = () => this.visible
    show() {
      this.shows++
      this.visible = true
    }
    showInactive() {
      this.visible = true
    }
    hide() {
      this.visible = false
    }
    bounds = { x: 0, y: 0, width: 0, height: 0 }
    getBounds = () => this.bounds
    setPosition(x: number, y: number) {
      this.bounds = { ...this.bounds, x, y }
    }
    /** Windows sizes what moves to another screen by the scale of the one that it leaves. */
    setBounds(wanted: { x: number; y: number; width: number; height: number }) {
      const wrong = fakes.wrongSizes-- > 0
      this.bounds = wrong ? { ...wanted, width: wanted.width * 1.5 } : wanted
    }
    focus() {
      fakes.calls.push('focus window')
    }
    isMinimized = () => false
    setAlwaysOnTop() {}
    setIgnoreMouseEvents() {}
    setVisibleOnAllWorkspaces() {}
    destroy() {
      this.destroyed = true
      this.emit('closed')
    }
  }
  const display = { workArea: { x: 0, y: 0, width: 800, height: 600 } }
  const screen = { getDisplayNearestPoint: () => display, getCursorScreenPoint: () => ({ x: 0, y: 0 }) }
  const app = { focus: (options?: { steal: boolean }) => fakes.calls.push(`focus app ${options?.steal}`) }
  const Menu = {
    buildFromTemplate: (template: { role?: string }[]) => ({
      popup: () => fakes.calls.push(template.map(({ role }) => role ?? '—').join(' ')),
    }),
  }
  return { app, BrowserWindow, Menu, nativeTheme: {}, screen }
})
const { createWindows } = await import('../../main/app/windows')

beforeEach(() => {
  made.length = 0
  Object.assign(fakes, { wrongSizes: 0, calls: [] })
  vi.useFakeTimers()
  for (const name of ['XDG_SESSION_TYPE', 'WAYLAND_DISPLAY', 'WAYLAND_SOCKET']) vi.stubEnv(name, '')
  vi.stubEnv('DISPLAY', ':1')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

function voice(platform: NodeJS.Platform = 'linux') {
  const gone: (string | null)[] = []
  const windows = createWindows({ onVoiceGone: (crash) => gone.push(crash), onViewGone: () => {}, platform })
  windows.openVoice(['https://one.example'])
  return { windows, gone }
}
const crash = (index: number) => made[index]?.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
const living = () => made.filter(({ destroyed }) => !destroyed)

it('a voice page that may connect elsewhere is made anew at once, and the old one is heard no more', () => {
  const { windows, gone } = voice()
  expect(windows.openVoice(['https://two.example'])).toBe(true)
  expect(made.map(({ destroyed }) => destroyed)).toEqual([true, false])
  expect(gone).toEqual([null])
  expect([windows.nameOf(1), windows.nameOf(2)]).toEqual([null, 'voice'])
  // Its process ends late, and that is no crash.
  crash(0)
  vi.advanceTimersByTime(20_000)
  expect(gone).toEqual([null])
  expect(made).toHaveLength(2)
})

it('a voice page that may connect to the same addresses stays', () => {
  const { windows, gone } = voice()
  expect(windows.openVoice(['https://one.example'])).toBe(false)
  expect(made).toHaveLength(1)
  expect(gone).toEqual([])
})

it('a voice window that is opened while a crash waits for its restart is the only one', () => {
  const { windows, gone } = voice()
  crash(0)
  vi.advanceTimersByTime(1)
  crash(1)
  expect(living()).toEqual([])
  windows.openVoice(['https://two.example'])
  vi.advanceTimersByTime(20_000)
  expect(living()).toHaveLength(1)
  expect(gone).toEqual(['crashed', 'crashed'])
})

it('a press between two voice windows is heard by the second', () => {
  const { windows } = voice()
  windows.voiceReady()
  windows.openVoice(['https://two.example'])
  windows.push('talk', { type: 'press', talkId: 'talk-1', at: 0, canApprove: true })
  windows.voiceReady()
  expect(made.map(({ webContents }) => webContents.heard)).toEqual([[], ['dexter:talk']])
})

it('a crash while the app closes makes nothing again', () => {
  const { windows } = voice()
  crash(0)
  windows.quit()
  vi.advanceTimersByTime(20_000)
  expect(living()).toEqual([])
})

it('what the small window shows of a request counts only while that window is seen', () => {
  const { windows } = voice()
  windows.voiceReady()
  const told = () => made[0]?.webContents.told.filter((it) => (it as { type?: string })?.type === 'sight')
  const sight = { requestId: 'a1', binding: 'b', whole: true }
  windows.hud({ listening: false, unasked: true })
  // It has drawn the request, and is not on screen yet.
  windows.sight('hud', sight)
  expect(told()?.at(-1)).toMatchObject({ whole: false })
  made[1]?.emit('ready-to-show')
  expect(told()?.at(-1)).toMatchObject({ requestId: 'a1', binding: 'b', whole: true })
  windows.hud({ listening: false, unasked: false })
  expect(told()?.at(-1)).toMatchObject({ whole: false })
  windows.hud({ listening: false, unasked: true })
  expect(told()?.at(-1)).toMatchObject({ whole: true })
  made[1]?.emit('closed')
  expect(told()?.at(-1)).toMatchObject({ whole: false })
})

it.each([
  ['that paints nothing while it is hidden (Wayland)', ['loads']],
  ['that paints before it has loaded', ['paints', 'loads']],
  ['that paints after it has loaded', ['loads', 'paints']],
])('a panel %s is shown, once', (_, steps) => {
  const { windows } = voice()
  windows.showPanel()
  const panel = made[1]
  expect(panel?.shows).toBe(0)
  for (const step of steps) {
    if (step === 'paints') panel?.emit('ready-to-show')
    else panel?.webContents.emit('did-finish-load')
  }
  expect(panel?.shows).toBe(1)
  // Another tab is another load, and no wish to see a panel that was put away.
  panel?.webContents.emit('did-finish-load')
  expect(panel?.shows).toBe(1)
})

it('a small window that paints nothing while it is hidden is shown, unless it was no longer wanted', () => {
  const { windows } = voice()
  windows.hud({ listening: true, unasked: false })
  made[1]?.webContents.emit('did-finish-load')
  expect(made[1]?.isVisible()).toBe(true)
  windows.hud({ listening: false, unasked: false })
  made[1]?.emit('ready-to-show')
  expect(made[1]?.isVisible()).toBe(false)
})

it.each([
  ['tty', 'wayland-1', false],
  ['', 'wayland-1', false],
  ['x11', '', true],
  ['tty', '', true],
])('a small window shows unasked where windows float: %j with the display %j', (session, display, floats) => {
  vi.stubEnv('XDG_SESSION_TYPE', session)
  vi.stubEnv('WAYLAND_DISPLAY', display)
  const { windows } = voice()
  windows.hud({ listening: false, unasked: true })
  expect(made).toHaveLength(floats ? 2 : 1)
})

it('the small window has its size and place on a screen of another scale, also when that changes under it', () => {
  const { windows } = voice('win32')
  windows.hud({ listening: true, unasked: false })
  const hud = made.at(-1)
  hud?.webContents.emit('did-finish-load')
  windows.hud({ listening: false, unasked: false })
  fakes.wrongSizes = 1
  windows.hud({ listening: true, unasked: false })
  const right = { x: 200, y: 312, width: 400, height: 240 }
  expect(hud?.bounds).toEqual(right)
  Object.assign(hud ?? {}, { bounds: { x: 0, y: 0, width: 600, height: 360 } })
  fakes.wrongSizes = 1
  windows.displaysChanged()
  expect(hud?.bounds).toEqual(right)
})

it.each([
  ['darwin', ['focus app true', 'focus window']],
  ['win32', ['focus window']],
] as const)('on %s the panel comes to the front, the first time and again', (platform, calls) => {
  const { windows } = voice(platform)
  windows.showPanel()
  made.at(-1)?.webContents.emit('did-finish-load')
  expect(fakes.calls).toEqual(calls)
  windows.showPanel()
  expect(fakes.calls).toEqual([...calls, ...calls])
})

it('a right click in a text field has a menu, one beside it has none', () => {
  const { windows } = voice()
  windows.showPanel()
  const panel = made.at(-1)
  const editFlags = { canPaste: true }
  panel?.webContents.emit('context-menu', {}, { isEditable: true, selectionText: '', editFlags })
  panel?.webContents.emit('context-menu', {}, { isEditable: false, selectionText: '', editFlags })
  expect(fakes.calls).toEqual(['undo redo — cut copy paste — selectAll'])
})
