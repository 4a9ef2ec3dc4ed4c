import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeTheme, type Rectangle, screen } from 'electron'
import type { DiagnosisTopic } from '../../shared/diagnosis'
import { CHANNEL, PUSHES, type Pushes, type Sight, type WindowName } from '../../shared/ipc'
import type { Settings } from '../../shared/settings'
import { PLATFORM } from '../platform'
import { APP_ORIGIN } from './app-files'
import { contextMenu } from './application-menu'
import { displayServer } from './display-server'
import { HUD_SIZE, hudPlace, rounded } from './hud-place'
import type { HudReasons } from './in-sight'
import { createRevival } from './revival'
import { type WindowPlaces, within } from './window-places'

const PANEL_SIZE = { width: 480, height: 760 }

interface WindowsDeps {
  /** The engine is gone with its page: `crash` is why, null when it is made anew on purpose. */
  onVoiceGone(crash: string | null): void
  /** The panel is being made. */
  onPanel(): void
  /** A window that is seen has died. */
  onViewGone(name: 'panel' | 'hud', reason: string): void
  /** Where the trader left them. */
  places: WindowPlaces
  platform?: NodeJS.Platform
}

/**
 * The three windows: the hidden one that carries the voice, and the two that are seen, made on demand. The end of a
 * window's page is told, and what was on screen is made again.
 */
export function createWindows({ onVoiceGone, onPanel, onViewGone, places, platform = PLATFORM }: WindowsDeps) {
  const open = new Map<WindowName, BrowserWindow>()
  const nameOf = new Map<number, WindowName>()
  let quitting = false
  let hudWanted = false
  let hudListens = false
  /** What the small window last said to show of a request; it counts while it is seen. */
  const sights = new Map<'hud' | 'panel', Sight>()
  /** What the voice window must know and can't hear yet; null when it listens. */
  let unheard: { name: string; payload: unknown }[] | null = []
  let allowedSources = ''
  // Wayland lets no window float, and may give the focus to one that shows: then it shows on the trader's own key alone.
  const floats = displayServer() !== 'wayland'
  /** Where the small window was taken hold of, while it is dragged. */
  let dragged: { x: number; y: number } | null = null
  let onLeft = () => {}

  const push = <N extends keyof Pushes>(name: N, payload: Pushes[N]) => {
    // A key may be pressed before the voice window listens: not a press may be lost.
    if (unheard && (name === 'talk' || name === 'command')) return void unheard.push({ name, payload })
    for (const target of PUSHES[name]) open.get(target)?.webContents.send(CHANNEL + name, payload)
  }

  const make = (name: WindowName, options: Electron.BrowserWindowConstructorOptions, fragment = '') => {
    const window = new BrowserWindow({
      show: false,
      ...options,
      webPreferences: {
        preload: join(import.meta.dirname, '../preload/index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        // Electron's own defaults, spelt out: each is a point of its security checklist.
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        spellcheck: false,
        // The voice must not be slowed down because nobody looks at it.
        backgroundThrottling: name !== 'voice',
        additionalArguments: [`--dexter-window=${name}`],
      },
    })
    const { id } = window.webContents
    open.set(name, window)
    nameOf.set(id, name)
    window.on('closed', () => {
      nameOf.delete(id)
      if (open.get(name) === window) open.delete(name)
    })
    if (name !== 'voice') {
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        const wasSeen = window.isVisible()
        window.destroy()
        if (quitting) return
        onViewGone(name, reason)
        if (name === 'hud') hudRevival.died()
        else if (wasSeen) panelRevival.died()
      })
    }
    window.webContents.on('context-menu', (_event, params) => {
      const template = contextMenu(params)
      if (template !== null) Menu.buildFromTemplate(template).popup({ window })
    })
    void window.loadURL(`${APP_ORIGIN}/${name}.html${fragment}`)
    return window
  }

  const makeVoice = () => {
    const window = make('voice', { width: 200, height: 100, skipTaskbar: true, focusable: false })
    window.webContents.on('render-process-gone', (_event, details) => {
      if (open.get('voice') === window) restartVoice(details.reason)
    })
    revival.born()
  }

  const revival = createRevival({
    now: () => performance.now(),
    after: (ms, callback) => void setTimeout(callback, ms),
    needed: () => !quitting && !open.has('voice'),
    make: makeVoice,
  })

  const panelRevival = createRevival({
    now: () => performance.now(),
    after: (ms, callback) => void setTimeout(callback, ms),
    needed: () => !quitting && !open.has('panel'),
    make: () => void makePanel(undefined, false),
  })

  /** From here on nothing that the page still says is heard: what it had under way has been given up. */
  const endVoice = (crash: string | null) => {
    const window = open.get('voice')
    open.delete('voice')
    if (window) nameOf.delete(window.webContents.id)
    window?.destroy()
    unheard = []
    onVoiceGone(crash)
  }

  const restartVoice = (reason: string) => {
    if (quitting) return
    endVoice(reason)
    revival.died()
  }

  /** `asked`: the trader wants to see it; one that is made again after a crash leaves the focus where it is. */
  const makePanel = (fragment?: string, asked = true) => {
    const window = make(
      'panel',
      {
        ...panelPlace(),
        minWidth: 380,
        minHeight: 480,
        title: 'Dexter Voice',
        autoHideMenuBar: true,
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#101214' : '#f7f7f5',
      },
      fragment ? `#${fragment}` : '',
    )
    whenDrawn(window, () => (asked ? bringToFront(window, platform) : window.showInactive()))
    for (const event of ['hide', 'minimize', 'closed'] as const)
      window.on(event as 'hide', () => {
        gone('panel')
        // Its page may end without a word: no microphone stays open for a test that nobody sees.
        push('command', { type: 'device-test', test: null })
      })
    for (const event of ['move', 'resize'] as const)
      window.on(event as 'move', () => {
        if (window.isMinimized() || window.isMaximized() || window.isFullScreen()) return
        places.keepPanel(window.getBounds())
      })
    // The small window goes out of its way.
    for (const event of ['move', 'resize', 'show', 'hide', 'minimize', 'restore', 'focus', 'blur', 'closed'] as const)
      window.on(event as 'move', arrangeHud)
    panelRevival.born()
    onPanel()
    return window
  }

  const panelPlace = () => {
    if (places.panel === null) return PANEL_SIZE
    const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
    return within(places.panel, screens, screen.getPrimaryDisplay().workArea)
  }

  /** On the screen that is looked at, as far as the pointer tells. null: the panel leaves no room, and shows the same. */
  const placeOfHud = (): Rectangle | null => {
    const { id, workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
    const kept = places.hud(id)
    const panel = open.get('panel')
    if (panel === undefined || !panel.isVisible() || panel.isMinimized()) return hudPlace(workArea, kept, null)
    // Wayland tells no place of a window.
    const beside = floats ? hudPlace(workArea, kept, panel.getBounds()) : null
    return beside ?? (panel.isFocused() ? null : hudPlace(workArea, kept, null))
  }

  /** Shown where it should be, or out of the way, as things are now. */
  const arrangeHud = () => {
    if (!hudWanted || dragged !== null) return
    const window = open.get('hud')
    if (!window) return showHud()
    const bounds = placeOfHud()
    if (bounds === null) {
      if (!window.isVisible()) return
      window.hide()
      return tellSight('hud')
    }
    if (!window.isVisible()) return showHud()
    const { x, y } = window.getBounds()
    if (x !== bounds.x || y !== bounds.y) place(window, bounds)
  }

  const makeHud = () => {
    const window = make('hud', {
      ...(placeOfHud() ?? HUD_SIZE),
      // So that a click on it brings no app of ours to the front (macOS).
      ...(platform === 'darwin' && { type: 'panel' }),
      frame: false,
      transparent: true,
      resizable: false,
      movable: false,
      alwaysOnTop: true,
      // It must never take the focus from the window that the trader works in.
      focusable: false,
      skipTaskbar: true,
      hasShadow: false,
    })
    window.setAlwaysOnTop(true, 'screen-saver')
    takeMouse(window, false)
    // Nothing is seen of it before it tells what it draws on.
    cutTo(window, { x: 0, y: 0, width: 1, height: 1 })
    // Also over another program's full screen on macOS. What such an app is, its Info.plist says already.
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true })
    return window
  }

  /** Tells the engine whether a request is in sight: what is drawn in a window that is hidden, or gone, is not. */
  const tellSight = (where: 'hud' | 'panel') => {
    const sight = sights.get(where)
    if (sight === undefined) return
    const whole = sight.whole && open.get(where)?.isVisible() === true
    push('command', { type: 'sight', where, ...sight, whole })
  }

  /** What a window showed is seen no longer, even if it comes back before it has told anew. */
  const gone = (where: 'hud' | 'panel') => {
    const sight = sights.get(where)
    if (sight) sights.set(where, { ...sight, whole: false })
    tellSight(where)
  }

  /**
   * Whether the small window takes the mouse. On Linux and Windows it is cut to what it says, and the rest of it is not there.
   * macOS tells its page where the pointer is meanwhile. Wayland knows neither, and nobody places a window there.
   */
  const takeMouse = (window: BrowserWindow, over: boolean) => {
    if (platform === 'darwin') window.setIgnoreMouseEvents(!over, { forward: true })
    else window.setIgnoreMouseEvents(!floats)
  }

  const cutTo = (window: BrowserWindow, surface: Rectangle) => {
    if (floats && (platform === 'linux' || platform === 'win32')) window.setShape(rounded(surface))
  }

  const showHud = () => {
    const window = open.get('hud')
    const bounds = placeOfHud()
    if (bounds === null) return
    if (window) {
      place(window, bounds)
      window.showInactive()
      return tellSight('hud')
    }
    const made = makeHud()
    hudRevival.born()
    whenDrawn(made, () => {
      if (!hudWanted) return
      made.showInactive()
      tellSight('hud')
    })
    made.once('closed', () => {
      gone('hud')
    })
  }

  const hudRevival = createRevival({
    now: () => performance.now(),
    after: (ms, callback) => void setTimeout(callback, ms),
    needed: () => !quitting && hudWanted && !open.has('hud'),
    make: showHud,
  })

  /** `fragment`: a tab, a place in it and what helps, as renderer/views/panel/tabs.ts reads them. */
  function openPanel(fragment: string | undefined) {
    const window = open.get('panel')
    if (!window) return void makePanel(fragment)
    if (fragment) void window.loadURL(`${APP_ORIGIN}/panel.html#${fragment}`)
    if (window.isMinimized()) window.restore()
    bringToFront(window, platform)
  }

  return {
    /**
     * Opens the voice window, or makes it anew when it may now connect to other addresses: the content policy of a page
     * stays what it was when it was loaded. True when a new one begins.
     */
    openVoice(sources: string[]): boolean {
      const wanted = sources.join(' ')
      if (open.has('voice') && wanted === allowedSources) return false
      allowedSources = wanted
      // A reload would not do: the old page lives on, and reports, until the new one takes its place.
      if (open.has('voice')) endVoice(null)
      makeVoice()
      return true
    },
    /** Shows the panel, on one of its tabs and at one of its entries where given. */
    showPanel(tab?: 'conversation' | 'trades' | 'activity' | 'settings', entryId?: string) {
      openPanel(tab && (entryId === undefined ? tab : `${tab}/${encodeURIComponent(entryId)}`))
    },
    /** Shows the panel, and over it what helps where the key does nothing, or nothing is heard. */
    showHelp: (topic: DiagnosisTopic) => openPanel(`conversation//${topic}`),
    /** Screens came, went or changed: what floats over them is placed anew. */
    displaysChanged() {
      const window = open.get('hud')
      if (window?.isVisible()) arrangeHud()
      const panel = open.get('panel')
      if (!panel || panel.isMaximized() || panel.isFullScreen()) return
      const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
      const [now, fits] = [panel.getBounds(), within(panel.getBounds(), screens, screen.getPrimaryDisplay().workArea)]
      if (now.x !== fits.x || now.y !== fits.y) place(panel, fits)
    },
    /** What the small window draws on: the rest of it is cut away, where the system can. */
    hudDrawn(surface: Rectangle) {
      const window = open.get('hud')
      if (window) cutTo(window, surface)
    },
    /** The pointer is over what it says, or left it. */
    hudPointed(over: boolean) {
      const window = open.get('hud')
      if (window) takeMouse(window, over)
    },
    /** It is dragged by so much from where it was taken hold of; `done` when it is let go. */
    hudDragged({ dx, dy, done }: { dx: number; dy: number; done: boolean }) {
      const window = open.get('hud')
      if (!window || !floats) return
      const from = dragged ?? window.getBounds()
      dragged = done ? null : { x: from.x, y: from.y }
      const bounds = { x: Math.round(from.x + dx), y: Math.round(from.y + dy), ...HUD_SIZE }
      place(window, bounds)
      if (!done) return
      const { id, workArea } = screen.getDisplayMatching(bounds)
      places.keepHud(id, { x: bounds.x - workArea.x, y: bounds.y - workArea.y })
    },
    /** Whether the panel is what the trader works in. */
    isPanelInFront: () => open.get('panel')?.isFocused() ?? false,
    isPanelInSight() {
      const panel = open.get('panel')
      return panel?.isVisible() === true && !panel.isMinimized()
    },
    closePanel: () => open.get('panel')?.close(),
    /** Shows or hides the HUD without touching the focus. */
    hud({ listening, unasked, answering }: HudReasons) {
      // What is there already takes nobody's focus by staying.
      const wanted = listening || (unasked && floats) || (answering && (floats || hudWanted))
      // The trader may look at another screen than when it was shown.
      const begins = wanted && (!hudWanted || (listening && !hudListens))
      const ends = !wanted && hudWanted
      hudWanted = wanted
      hudListens = listening
      if (begins) showHud()
      if (!ends) return
      open.get('hud')?.hide()
      tellSight('hud')
    },
    /** What the small window shows of a request. */
    sight(where: 'hud' | 'panel', told: Sight) {
      sights.set(where, told)
      tellSight(where)
    },
    /** Tells every window that may know. */
    push,
    /** What the voice window runs has failed, or is gone: it is made anew. */
    restartVoice,
    /** Takes what the voice window plays off the speaker, or lets it sound again. Does not wait for its page. */
    muteVoice: (muted: boolean) => open.get('voice')?.webContents.setAudioMuted(muted),
    /** Asks the voice window to end its session and to close the microphone; settles when it has told its last. */
    leave(): Promise<void> {
      const window = open.get('voice')
      if (!window || unheard) return Promise.resolve()
      const left = new Promise<void>((resolve) => {
        onLeft = resolve
        window.once('closed', resolve)
      })
      window.webContents.send(`${CHANNEL}leave`)
      return left
    },
    voiceLeft: () => onLeft(),
    /** The voice window listens from now on. */
    voiceReady() {
      const waiting = unheard ?? []
      unheard = null
      for (const { name, payload } of waiting) open.get('voice')?.webContents.send(CHANNEL + name, payload)
    },
    /** The name of the window that owns these contents; null when it is none of ours. */
    nameOf: (contentsId: number): WindowName | null => nameOf.get(contentsId) ?? null,
    theme(theme: Settings['theme']) {
      nativeTheme.themeSource = theme
    },
    quit() {
      quitting = true
      for (const window of open.values()) window.destroy()
    },
  }
}

/** An app without a Dock icon is not made the active one by a window of its own, which then opens behind the others (macOS). */
function bringToFront(window: BrowserWindow, platform: NodeJS.Platform) {
  window.show()
  if (platform === 'darwin') app.focus({ steal: true })
  window.focus()
}

/**
 * Puts a window there. On Windows a window that moves to a screen of another scale is sized by the one that it leaves
 * (electron/electron#10862): it is moved first and sized there, once more where that was not enough.
 */
function place(window: BrowserWindow, bounds: Rectangle) {
  window.setPosition(bounds.x, bounds.y)
  window.setBounds(bounds)
  const { x, y, width, height } = window.getBounds()
  if (x !== bounds.x || y !== bounds.y || width !== bounds.width || height !== bounds.height) window.setBounds(bounds)
}

/**
 * Calls back once, when a new window can be shown without a flash. A hidden window that was given no surface paints nothing,
 * so that `ready-to-show` never comes (Wayland; Electron since 38): there its page is ready when it has loaded, and until its
 * first frame it shows the background that it was made with.
 */
function whenDrawn(window: BrowserWindow, show: () => void) {
  let shown = false
  const once = () => {
    if (shown) return
    shown = true
    show()
  }
  window.once('ready-to-show', once)
  window.webContents.once('did-finish-load', once)
}
