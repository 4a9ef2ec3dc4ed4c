import type { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

interface FakeWindow {
  destroyed: boolean
  shows: number
  bounds: { x: number; y: number; width: number; height: number }
  shape: { x: number; y: number; width: number; height: number }[]
  focused: boolean
  isVisible(): boolean
  webContents: EventEmitter & { id: number; heard: string[]; told: unknown[] }
  emit(name: string): void
}
/** Every window that was made, newest last. */
const { made, fakes } = vi.hoisted(() => ({
  made: [] as FakeWindow[],
  fakes: {
    wrongSizes: 0,
    calls: [] as string[],
    mouse: [] as unknown[][],
    display: { id: 1, workArea: { x: 0, y: 0, width: 800, height: 600 } },
    options: [] as Record<string, unknown>[],
    urls: [] as string[],
  },
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
    constructor(options: { x?: number; y?: number; width?: number; height?: number }) {
      super()
      fakes.options.push(options)
      this.bounds = {
        ...this.bounds,
        ...JSON.parse(JSON.stringify({ x: options.x, y: options.y, width: options.width, height: options.height })),
      }
      made.push(this as FakeWindow)
    }
    loadURL = async (url: string) => void fakes.urls.push(url)
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
    setIgnoreMouseEvents(...given: unknown[]) {
      fakes.mouse.push(given)
    }
    shape: unknown[] = []
    setShape(rects: unknown[]) {
      this.shape = rects
    }
    focused = false
    isFocused = () => this.focused
    isMaximized = () => false
    isFullScreen = () => false
    setVisibleOnAllWorkspaces() {}
    destroy() {
      this.destroyed = true
      this.emit('closed')
    }
  }
  const screen = {
    getDisplayNearestPoint: () => fakes.display,
    getDisplayMatching: () => fakes.display,
    getPrimaryDisplay: () => fakes.display,
    getAllDisplays: () => [fakes.display],
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
  }
  const app = { focus: (options?: { steal: boolean }) => fakes.calls.push(`focus app ${options?.steal}`) }
  const Menu = {
    buildFromTemplate: (template: { role?: string }[]) => ({
      popup: () => fakes.calls.push(template.map(({ role }) => role ?? '—').join(' ')),
    }),
  }
  return { app, BrowserWindow, Menu, nativeTheme: {}, screen }
})
const { createWindows } = await import('../../main/app/windows')
const { createWindowPlaces } = await import('../../main/app/window-places')

beforeEach(() => {
  made.length = 0
  const workArea = { x: 0, y: 0, width: 800, height: 600 }
  Object.assign(fakes, { wrongSizes: 0, calls: [], mouse: [], options: [], display: { id: 1, workArea } })
  vi.useFakeTimers()
  for (const name of ['XDG_SESSION_TYPE', 'WAYLAND_DISPLAY', 'WAYLAND_SOCKET']) vi.stubEnv(name, '')
  vi.stubEnv('DISPLAY', ':1')
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

function voice(platform: NodeJS.Platform = 'linux', places = createWindowPlaces('/nowhere/windows.json', () => {})) {
  const gone: (string | null)[] = []
  const panels: string[] = []
  const windows = createWindows({
    onPanel: () => panels.push('made'),
    onVoiceGone: (crash) => gone.push(crash),
    onViewGone: () => {},
    places,
    platform,
  })
  windows.openVoice(['https://one.example'])
  return { windows, gone, panels }
}
const crash = (index: number) => made[index]?.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
const living = () => made.filter(({ destroyed }) => !destroyed)

it('a panel is told of when it is made, and not when it is only shown again', () => {
  const { windows, panels } = voice()
  expect(panels).toHaveLength(0)
  windows.showPanel()
  windows.showPanel()
  expect(panels).toHaveLength(1)
})

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
  windows.hud({ listening: false, unasked: true, answering: false })
  // It has drawn the request, and is not on screen yet.
  windows.sight('hud', sight)
  expect(told()?.at(-1)).toMatchObject({ whole: false })
  made[1]?.emit('ready-to-show')
  expect(told()?.at(-1)).toMatchObject({ requestId: 'a1', binding: 'b', whole: true })
  windows.hud({ listening: false, unasked: false, answering: false })
  expect(told()?.at(-1)).toMatchObject({ whole: false })
  windows.hud({ listening: false, unasked: true, answering: false })
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
  windows.hud({ listening: true, unasked: false, answering: false })
  made[1]?.webContents.emit('did-finish-load')
  expect(made[1]?.isVisible()).toBe(true)
  windows.hud({ listening: false, unasked: false, answering: false })
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
  windows.hud({ listening: false, unasked: true, answering: false })
  expect(made).toHaveLength(floats ? 2 : 1)
})

it('the small window has its size and place on a screen of another scale, also when that changes under it', () => {
  const { windows } = voice('win32')
  windows.hud({ listening: true, unasked: false, answering: false })
  const hud = made.at(-1)
  hud?.webContents.emit('did-finish-load')
  windows.hud({ listening: false, unasked: false, answering: false })
  fakes.wrongSizes = 1
  windows.hud({ listening: true, unasked: false, answering: false })
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

describe('the small window', () => {
  const LISTENS = { listening: true, unasked: false, answering: false }
  const shown = (
    platform: NodeJS.Platform = 'linux',
    places = createWindowPlaces('/nowhere/windows.json', () => {}),
  ) => {
    const { windows } = voice(platform, places)
    windows.hud(LISTENS)
    const hud = made.at(-1)
    hud?.webContents.emit('did-finish-load')
    return { windows, hud, places }
  }
  const SURFACE = { x: 6, y: 160, width: 388, height: 74 }
  const holds = (hud: FakeWindow | undefined, x: number, y: number) =>
    hud?.shape.some((it) => x >= it.x && x < it.x + it.width && y >= it.y && y < it.y + it.height)

  it.each(['linux', 'win32'] as const)(
    'is cut to what it says on %s: no black box, and no click is taken beside it',
    (platform) => {
      const { windows, hud } = shown(platform)
      // Before it has drawn anything there is nothing to be black.
      expect(holds(hud, 200, 120)).toBe(false)
      windows.hudDrawn(SURFACE)
      expect(holds(hud, 200, 200)).toBe(true)
      expect([holds(hud, 200, 120), holds(hud, 6, 160), holds(hud, 393, 233)]).toEqual([false, false, false])
      expect(fakes.mouse.at(-1)).toEqual([false])
      const area = hud?.shape.reduce((sum, { width, height }) => sum + width * height, 0) ?? 0
      expect(area).toBeGreaterThan(SURFACE.width * SURFACE.height - 200)
      expect(area).toBeLessThan(SURFACE.width * SURFACE.height)
    },
  )

  it('takes the mouse on macOS only while the pointer is over what it says, and brings no app to the front', () => {
    const { windows, hud } = shown('darwin')
    expect(fakes.mouse).toEqual([[true, { forward: true }]])
    windows.hudPointed(true)
    windows.hudPointed(false)
    expect(fakes.mouse.slice(1)).toEqual([
      [false, { forward: true }],
      [true, { forward: true }],
    ])
    expect(hud?.shape).toEqual([])
    expect(fakes.options.at(-1)).toMatchObject({ type: 'panel', focusable: false })
  })

  it('takes no mouse on Wayland, where nobody could place or cut it', () => {
    vi.stubEnv('WAYLAND_DISPLAY', 'wayland-1')
    const { windows, hud } = shown()
    windows.hudDrawn(SURFACE)
    windows.hudDragged({ dx: 10, dy: 10, done: true })
    expect(fakes.mouse).toEqual([[true]])
    expect(hud?.shape).toEqual([])
  })

  it('goes where it is dragged, stays there on that screen alone, and never leaves its screen', () => {
    const { windows, hud, places } = shown()
    windows.hudDragged({ dx: -100, dy: -200, done: false })
    windows.hudDragged({ dx: -150, dy: -220, done: true })
    expect(hud?.bounds).toEqual({ x: 50, y: 92, width: 400, height: 240 })
    windows.hud({ ...LISTENS, listening: false })
    windows.hud(LISTENS)
    expect(hud?.bounds).toMatchObject({ x: 50, y: 92 })
    fakes.display = { id: 2, workArea: { x: 800, y: 0, width: 800, height: 600 } }
    windows.hud({ ...LISTENS, listening: false })
    windows.hud(LISTENS)
    expect(hud?.bounds).toMatchObject({ x: 1000, y: 312 })
    // The same screen is smaller now.
    places.keepHud(2, { x: 390, y: 350 })
    fakes.display = { id: 2, workArea: { x: 800, y: 0, width: 500, height: 300 } }
    windows.displaysChanged()
    expect(hud?.bounds).toMatchObject({ x: 900, y: 60 })
  })

  it('is never over the panel: beside it where there is room, else it stays away while the panel is in front', () => {
    fakes.display.workArea = { x: 0, y: 0, width: 1600, height: 900 }
    const { windows, hud } = shown()
    windows.showPanel()
    const panel = made.at(-1)
    panel?.webContents.emit('did-finish-load')
    const bounds = { x: 500, y: 100, width: 600, height: 780 }
    Object.assign(panel ?? {}, { bounds })
    panel?.emit('move')
    expect(hud?.bounds).toMatchObject({ x: 48, y: 612 })
    Object.assign(panel ?? {}, { bounds: { x: 0, y: 0, width: 1600, height: 900 }, focused: true })
    panel?.emit('resize')
    expect(hud?.isVisible()).toBe(false)
    // Behind another window the panel shows nothing.
    Object.assign(panel ?? {}, { focused: false })
    panel?.emit('blur')
    expect(hud?.isVisible()).toBe(true)
  })

  it('stays while what was asked aloud is answered; on Wayland only where it is there already', () => {
    const { windows, hud } = shown()
    windows.hud({ listening: false, unasked: false, answering: true })
    expect(hud?.isVisible()).toBe(true)
    windows.hud({ listening: false, unasked: false, answering: false })
    expect(hud?.isVisible()).toBe(false)
    vi.stubEnv('WAYLAND_DISPLAY', 'wayland-1')
    const other = voice()
    const before = made.length
    other.windows.hud({ listening: false, unasked: false, answering: true })
    expect(made).toHaveLength(before)
  })
})

describe('the panel opens where it was left', () => {
  const opened = (kept: { x: number; y: number; width: number; height: number }) => {
    const places = createWindowPlaces('/nowhere/windows.json', () => {})
    places.keepPanel(kept)
    voice('linux', places).windows.showPanel()
    return made.at(-1)?.bounds
  }

  it.each([
    ['as it was', { x: 100, y: 50, width: 500, height: 500 }, { x: 100, y: 50, width: 500, height: 500 }],
    ['no larger than its screen', { x: 0, y: 0, width: 3000, height: 2000 }, { x: 0, y: 0, width: 800, height: 600 }],
    [
      'in sight, where its screen is gone',
      { x: 2500, y: 0, width: 500, height: 500 },
      { x: 150, y: 50, width: 500, height: 500 },
    ],
    [
      'in reach, where its head would be off the screen',
      { x: 0, y: 590, width: 400, height: 400 },
      { x: 200, y: 100, width: 400, height: 400 },
    ],
  ])('%s', (_, kept, bounds) => {
    expect(opened(kept)).toEqual(bounds)
  })

  it('over a restart, from a file', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'places-'))
    const path = join(dir, 'windows.json')
    const waiting: (() => void)[] = []
    const places = createWindowPlaces(path, (_ms, callback) => waiting.push(callback))
    const panel = { x: 1, y: 2, width: 500, height: 600 }
    places.keepPanel({ ...panel, x: 7 })
    places.keepPanel(panel)
    places.keepHud(3, { x: 4, y: 5 })
    for (const settle of waiting) settle()
    await vi.waitFor(() => expect(createWindowPlaces(path, () => {}).hud(3)).toEqual({ x: 4, y: 5 }))
    expect(createWindowPlaces(path, () => {}).panel).toEqual(panel)
    writeFileSync(path, '{"panel": {"x": "here"}}')
    expect(createWindowPlaces(path, () => {}).panel).toBeNull()
    rmSync(dir, { recursive: true })
  })
})

it('a click on the small window opens the panel at what it showed', () => {
  const { windows } = voice()
  windows.showPanel('conversation', 'apr/1')
  expect(fakes.urls.at(-1)).toBe('app://dexter/panel.html#conversation/apr%2F1')
})
