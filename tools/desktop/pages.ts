import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { extname, join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { IpcMainEvent, IpcMainInvokeEvent, WebFrameMain } from 'electron'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { APP_ORIGIN, fileFor } from '../../main/app/app-files'
import { createAppState, updateOf } from '../../main/app/app-state'
import { connectSources, contentPolicy, mayConnect } from '../../main/app/content-policy'
import { createSettingsStore } from '../../main/app/settings-store'
import { mintPractice, type PracticeEndpoint } from '../../main/backends/practice-mint'
import { openGate } from '../../main/bridge/gate'
import { createTalkCoordinator } from '../../main/hotkey/coordinator'
import { createSessionJournal } from '../../main/journal/session-journal'
import { createTradeHistory } from '../../main/journal/trade-history'
import { createTradeLedger } from '../../main/journal/trade-ledger'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { createSpeech, type Speech } from '../../main/practice/speech/speech'
import { NO_ALERTS } from '../../shared/alerts'
import { CHANNEL, PUSHES, type Pushes, type WindowName } from '../../shared/ipc'
import { SETTINGS_VERSION, type Settings } from '../../shared/settings'
import { wallClock } from '../../shared/wall-clock'
import type { Desktop } from './desktop'
import { type Panel, panelOf } from './panel'

const root = join(import.meta.dirname, '../..')
const PRELOAD = join(root, 'out/preload/index.cjs')
const RENDERER = join(root, 'out/renderer')
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** As the voice window is made in main/app/windows.ts, as far as a browser has a switch for it. */
export const SWITCHES = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
]

/** The app's built pages in a browser of this system, and main's half of the bridge in this process. */
export interface Pages {
  /** As the browser tells it, e.g. "156.0.8078.108". */
  version: string
  panel: Panel
  voice: Page
  server: PracticeServer
  /** All that the server was given to hear, as it came: 16-bit mono at 24 kHz. */
  heard(): Int16Array
  /** The key goes down or comes up; what the key source would tell the coordinator. */
  key: { down(): void; up(): void }
  /** Ends the browser and the backend. */
  close(): Promise<void>
}

/**
 * Opens the built voice page and panel, unchanged, in the browser at `executable`: the preload as it was built, the gate,
 * the state, the journal and the ledger of main are the app's own; what only Electron has (windows, tray, keychain, keys)
 * is left out. For browsers that are newer than the app's Electron. Settles when both pages have loaded.
 */
export async function openPages(
  desktop: Desktop,
  executable: string,
  settings: Partial<Settings> = {},
): Promise<Pages> {
  const { speech, heard } = await listeningSpeech()
  const server = await createPracticeServer({ dataDir: '', speech })
  const profile = mkdtempSync(join(desktop.dir, 'profile-'))
  if (Object.keys(settings).length > 0)
    writeFileSync(join(profile, 'settings.json'), JSON.stringify({ version: SETTINGS_VERSION, ...settings }))
  const files = await serveFiles(server.realtimeUrl)
  const browser = await chromium.launch({
    executablePath: executable,
    headless: false,
    args: SWITCHES,
    env: Object.fromEntries(Object.entries(desktop.env).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  })
  const context = await browser.newContext({ permissions: ['microphone'], viewport: null })
  const close = async () => {
    await browser.close()
    files.close()
    await server.close()
    await speech.close()
  }
  try {
    const bridge = await createBridge(context, { ...server, realtimeUrl: files.realtimeUrl }, profile)
    const open = async (name: WindowName) => {
      const page = await bridge.page(name)
      await page.goto(`${files.origin}/${name}.html`)
      return page
    }
    const voice = await open('voice')
    const panel = await open('panel')
    return { version: browser.version(), panel: panelOf(panel), voice, server, heard, key: bridge.key, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The practice backend's own ears and voice; what they hear is kept. */
async function listeningSpeech(): Promise<{ speech: Speech; heard(): Int16Array }> {
  const inner = createSpeech({ dataDir: await prepareData(join(root, 'out', 'practice-data')) })
  const pieces: Int16Array[] = []
  const openEar: Speech['openEar'] = (onFrames) => {
    const ear = inner.openEar(onFrames)
    return {
      ...ear,
      append(pcm) {
        pieces.push(pcm.slice())
        ear.append(pcm)
      },
    }
  }
  return { speech: { ...inner, openEar }, heard: () => Int16Array.from(pieces.flatMap((piece) => [...piece])) }
}

/**
 * The folder of the built pages on loopback, with the headers that the app's own scheme gives (main/app/scheme.ts). The
 * backend lets in only pages of the app's origin, which a browser can't have: it is reached through here under that name.
 */
async function serveFiles(realtimeUrl: string) {
  const files = createServer((request, response) => {
    const file = fileFor(RENDERER, `${APP_ORIGIN}${request.url ?? ''}`)
    try {
      const body = readFileSync(file ?? '')
      response.writeHead(200, {
        'content-type': TYPES[extname(file ?? '')] ?? 'application/octet-stream',
        'content-security-policy': contentPolicy(mayConnect(file ?? '') ? connectSources([]) : []),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  files.on('upgrade', relayTo(realtimeUrl))
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  const { port } = files.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    realtimeUrl: `ws://127.0.0.1:${port}${new URL(realtimeUrl).pathname}`,
    close: () => files.close(),
  }
}

/** Hands a WebSocket on to the practice backend, which lets in only pages of the app's origin. */
export function relayTo(realtimeUrl: string) {
  const { port: backend } = new URL(realtimeUrl)
  return ({ url, headers }: IncomingMessage, socket: Duplex) => {
    const upstream = connect(Number(backend), '127.0.0.1')
    const own = { ...headers, host: `127.0.0.1:${backend}`, origin: APP_ORIGIN }
    const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`)
    upstream.write(`GET ${url} HTTP/1.1\r\n${lines.join('')}\r\n`)
    socket.pipe(upstream).pipe(socket)
    const end = () => {
      socket.destroy()
      upstream.destroy()
    }
    socket.on('error', end)
    upstream.on('error', end)
  }
}

/** Stands for Electron's two ends of IPC: what the preload asks goes through the app's own gate. */
async function createBridge(context: BrowserContext, endpoint: PracticeEndpoint, profile: string) {
  const windows = new Map<WindowName, { page: Page; id: number; ready: boolean }>()
  const invoked = new Map<string, (event: IpcMainInvokeEvent, argument: unknown) => unknown>()
  const told = new Map<string, (event: IpcMainEvent, argument: unknown) => void>()
  /** What a page is told before it listens waits, as in main/app/windows.ts. */
  const unheard: (() => void)[] = []

  const push = <N extends keyof Pushes>(name: N, payload: Pushes[N]) => {
    for (const target of PUSHES[name]) {
      const window = windows.get(target)
      const send = () =>
        void windows
          .get(target)
          ?.page.evaluate(([channel, value]) => dexterPush(channel, value), [CHANNEL + name, payload] as const)
          .catch(() => {})
      if (target === 'voice' && !window?.ready) unheard.push(send)
      else send()
    }
  }

  const settings = createSettingsStore(join(profile, 'settings.json'))
  settings.follow(
    (changed) => changed,
    (changed) => push('settings', changed),
  )
  const after = (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  }
  const state = createAppState({
    backend: 'practice',
    after: (ms, callback) => void setTimeout(callback, ms),
  })
  state.subscribe((now) => push('update', updateOf(now)))
  const journal = createSessionJournal(join(profile, 'sessions'), new Date(), () => {})
  const ledger = createTradeLedger(join(profile, 'ledger.jsonl'), () => {})
  const history = createTradeHistory(join(profile, 'ledger.jsonl'))
  const command = (value: Pushes['command']) => push('command', value)
  const absent = () => ({ ok: false as const, message: 'A browser has no keychain.' })

  const talk = createTalkCoordinator({
    after,
    newId: randomUUID,
    tailMs: () => settings.current().tailMs,
    mode: () => settings.current().talkMode,
    doubleTap: () => settings.current().doubleTapHandsFree,
    handsFree: () => false,
    approvalWaits: () => state.current.approvalWaits,
    emit: (event) => push('talk', event),
  })
  openGate(
    {
      ipc: {
        handle: (channel, listener) => void invoked.set(channel, listener),
        on(channel, listener) {
          told.set(channel, listener)
          return this as never
        },
      },
      windowName: (id) => [...windows].find(([, window]) => window.id === id)?.[0] ?? null,
      onRefused: (channel, why) => console.error(`refused ${channel}: ${why}`),
    },
    {
      'snapshot': state.snapshot,
      'settings.get': settings.current,
      'settings.set': settings.change,
      'log.read': ({ from, limit }) => journal.read(from, limit),
      'conversation.read': () => ({ entries: [], turns: [], before: null }),
      'conversation.search': () => ({ matches: [], more: false }),
      'conversation.clear': () => ({ ok: true }),
      'conversation.export': () => null,
      'trades.list': (query) => history.ask('list', query),
      'trades.get': ({ seq }) => history.ask('get', { seq }),
      'trades.verify': () => history.ask('verify', undefined),
      'trades.export': () => null,
      'trades.look': absent,
      'talk.button': (action) => {
        const at = wallClock()
        if (action === 'hands-free') talk.switchHandsFree(at)
        else talk[action](at)
      },
      'say': ({ text }) => command({ type: 'say', text }),
      'interrupt': () => command({ type: 'interrupt' }),
      'resend': ({ turnId }) => command({ type: 'resend', turnId }),
      'discard': ({ turnId }) => command({ type: 'discard', turnId }),
      'decide': (decision) => command({ type: 'decide', ...decision }),
      'alarm.acknowledge': ({ id }) => command({ type: 'acknowledge', alarmId: id }),
      'record': (fact) => ledger.append([fact]),
      'link.open': () => false,
      'secret.set': () => ({ ...absent(), noKeychain: true }),
      'secret.forget': absent,
      'secret.answer': absent,
      'account.signIn': () => {},
      'account.cancel': () => {},
      'account.signOut': () => {},
      'account.forget': absent,
      'practice.reset': absent,
      'diagnosis.run': () => ({ checks: [], report: '' }),
      'devices.look': () => command({ type: 'device-look' }),
      'devices.test': ({ test }) => command({ type: 'device-test', test }),
      'wallets.pick': absent,
      'wallets.refresh': () => {},
      'alerts.list': () => NO_ALERTS,
      'alerts.set': absent,
      'alerts.cancel': absent,
      'alerts.watch': absent,
      'alerts.unwatch': absent,
      'alerts.answer': () => ({ ok: false, output: '{}', problem: null }),
      'updates.check': () => 'A browser is not updated from here.',
      'updates.restart': () => {},
      'hotkey.capture': () => {},
      'hotkey.allow': () => {},
      'microphone.allow': () => {},
      'audio.restart': () => {},
      'grant': () =>
        mintPractice(fetch, endpoint, { recentTrades: settings.current().shareTrades, priceAlerts: false }),
      'restore': () => ({ today: null, speech: [], wallet: null }),
    },
    {
      'voice.ready': () => {
        const voice = windows.get('voice')
        if (voice) voice.ready = true
        for (const send of unheard.splice(0)) send()
      },
      'voice.failed': (reason) => console.error(`the engine failed: ${reason}`),
      'voice.update': state.engine,
      'voice.log': (events) => push('log', journal.append(events)),
      'voice.speech': () => {},
      'voice.stopped': () => {},
      'voice.left': () => {},
      'hud.sight': () => {},
      'hud.drawn': () => {},
      'hud.pointed': () => {},
      'hud.dragged': () => {},
      'hud.clicked': () => {},
      'panel.sight': () => {},
      'voice.devices': (devices) => state.set({ devices }),
      'voice.deviceTest': (deviceTest) => state.set({ deviceTest }),
      'voice.level': (level) => push('level', level),
      'window.close': () => {},
    },
  )
  state.set({ hotkey: { ...state.current.hotkey, source: 'hook' } })

  await context.exposeBinding('dexterIpc', ({ page }, kind: 'invoke' | 'send', channel: string, argument: unknown) => {
    const found = [...windows].find(([, window]) => window.page === page)
    if (!found) throw new Error('an unknown page')
    const [name, { id }] = found
    const frame = { url: `${APP_ORIGIN}/${name}.html` } as WebFrameMain
    const event = { senderFrame: frame, sender: { id, mainFrame: frame } }
    // A binding turns what is left out into null; the gate tells them apart.
    const value = argument ?? undefined
    if (kind === 'invoke') return invoked.get(channel)?.(event as IpcMainInvokeEvent, value)
    return told.get(channel)?.(event as IpcMainEvent, value)
  })

  const preload = readFileSync(PRELOAD, 'utf8')

  return {
    key: { down: () => talk.down(wallClock()), up: () => talk.up(wallClock()) },
    async page(name: WindowName) {
      const page = await context.newPage()
      windows.set(name, { page, id: windows.size + 1, ready: false })
      await page.addInitScript({
        content: `(() => {
          const listeners = new Map()
          window.dexterPush = (channel, value) => { for (const hear of listeners.get(channel) ?? []) hear({}, value) }
          const electron = {
            contextBridge: { exposeInMainWorld: (name, api) => { window[name] = api } },
            ipcRenderer: {
              invoke: (channel, argument) => window.dexterIpc('invoke', channel, argument),
              send: (channel, argument) => void window.dexterIpc('send', channel, argument),
              on: (channel, hear) => { listeners.set(channel, [...(listeners.get(channel) ?? []), hear]) },
              off: (channel, hear) => { listeners.set(channel, (listeners.get(channel) ?? []).filter((it) => it !== hear)) },
            },
          }
          ;((require, process) => { ${preload} })(() => electron, { argv: ['--dexter-window=${name}'] })
        })()`,
      })
      return page
    },
  }
}

/** In the page: what main tells it. */
declare function dexterPush(channel: string, value: unknown): void
