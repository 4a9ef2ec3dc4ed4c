import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import { CHANNEL, REPORTS, REQUESTS, type WindowName } from '../../shared/ipc'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { pageOf } from '../../tools/desktop/page-of'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'
import { written } from '../fixtures/written'
import { type Outside, startOutside } from './security/outside'
import { exposeRawIpc } from './security/raw-ipc'
import { wrongArguments } from './security/wrong-arguments'

/**
 * Electron's security checklist (https://www.electronjs.org/docs/latest/tutorial/security), point by point under its own
 * numbers, against the running app with all three of its windows open.
 */
const root = join(import.meta.dirname, '../..')
const KEY = hotkeyFor(null, 'linux').code
const WINDOWS = ['voice', 'panel', 'hud'] as const satisfies WindowName[]
const CHANNELS = [...Object.entries(REQUESTS), ...Object.entries(REPORTS)] as [
  string,
  { from: readonly WindowName[] },
][]
const ALL = CHANNELS.map(([channel]) => channel)

let desktop: Desktop
let app: ElectronApplication
let panel: Panel
let outside: Outside
let profile: string
/** The file of every address that the system was asked to open. */
let opened: string
let printed = ''
const pages = {} as Record<WindowName, Page>
const WINDOW_MS = 30_000

beforeAll(async () => {
  desktop = await startDesktop({ audio: false })
  outside = await startOutside()
  profile = join(desktop.dir, 'profile')
  opened = join(desktop.dir, 'opened')
  // What the system opens addresses with, here: it notes what it was given.
  const programs = join(desktop.dir, 'bin')
  mkdirSync(programs)
  writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> ${opened}\n`, { mode: 0o755 })
  app = await launchApp(desktop, {
    // A camera that is there, so that it is refused and not missing.
    args: ['--show-panel', '--connect=press', '--use-fake-device-for-media-stream'],
    profile,
    env: { PATH: `${programs}:${desktop.env.PATH}` },
  })
  app.process().stderr?.on('data', (chunk) => (printed += chunk))
  panel = await openPanel(app)
  await panel.until(({ hotkey }) => hotkey.source === 'hook', 20_000)
  await exposeRawIpc(app, desktop.dir)
  // The small window comes with the first press.
  await desktop.keyboard.down(KEY)
  pages.hud = await pageOf(app, 'hud', WINDOW_MS)
  await desktop.keyboard.up(KEY)
  await panel.until(({ turns }) => turns.length > 0 && turns.every((turn) => turn.phase === 'ended'), 60_000)
  pages.panel = panel.page
  pages.voice = await pageOf(app, 'voice', WINDOW_MS)
  for (const name of WINDOWS) {
    await Promise.all([pages[name].waitForEvent('load'), reload(name)])
    await pages[name].waitForFunction(() => 'raw' in window)
  }
})
afterAll(async () => {
  await app?.close()
  outside?.close()
  await desktop?.close()
})

beforeEach(() => void outside.asked.splice(0))

/** What the app shows, but for the one fact that changes unasked: practice loads its voice after the first press. */
const shown = async () => ({ ...(await panel.snapshot()), backendLoading: null })

/** Loads a page anew, as only main can. */
const reload = (name: WindowName) =>
  app.evaluate(({ webContents }, page) => {
    webContents
      .getAllWebContents()
      .find((it) => it.getURL().includes(page))
      ?.reload()
  }, `${name}.html`)

/** The preferences that Electron really gave each window. */
const preferences = () =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => ({
      url: webContents.getURL(),
      // Not in its typings; it is what Electron itself reads them by.
      ...(webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences(),
    })),
  )

const expectPreference = async (name: keyof Electron.WebPreferences, allowed: unknown[]) => {
  const found = await preferences()
  expect(found).toHaveLength(WINDOWS.length)
  for (const window of found) expect(allowed, `${name} of ${window.url}`).toContain(window[name])
}

const windowCount = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().length)

/** Settles when the app has said so often that it turned something away. */
async function refusals(from: number, channel: string, why: string, count: number): Promise<void> {
  const wanted = `refused ${channel}: ${why}`
  while (printed.slice(from).split(wanted).length - 1 < count)
    await once(app.process().stderr!, 'data', { signal: AbortSignal.timeout(5_000) })
}

describe('Electron’s security checklist', () => {
  test('1 only secure content is loaded, and nothing from outside', async () => {
    for (const name of WINDOWS) {
      expect(pages[name].url()).toMatch(new RegExp(`^app://dexter/${name}\\.html`))
      const blocked = await pages[name].evaluate(async (origin) => {
        const violations = new Set<string>()
        document.addEventListener('securitypolicyviolation', (event) => violations.add(event.effectiveDirective))
        const wanted = ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem', 'frame-src', 'media-src']
        const add = (tag: string, attributes: Record<string, string>) => {
          const element = document.createElement(tag)
          for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
          document.body.append(element)
          return element
        }
        const made = [
          add('img', { src: `${origin}/img` }),
          add('script', { src: `${origin}/script` }),
          add('link', { rel: 'stylesheet', href: `${origin}/style` }),
          add('iframe', { src: `${origin}/frame` }),
          add('video', { src: `${origin}/video` }),
          add('object', { data: `${origin}/object` }),
        ]
        const failed = await fetch(`${origin}/fetch`).catch(() => 'failed')
        navigator.sendBeacon(`${origin}/beacon`)
        for (let turn = 0; turn < 200 && !wanted.every((it) => violations.has(it)); turn++)
          await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 25 }))
        for (const element of made) element.remove()
        return { secure: isSecureContext, failed, missing: wanted.filter((it) => !violations.has(it)) }
      }, outside.origin)
      expect(blocked, name).toEqual({ secure: true, failed: 'failed', missing: [] })
    }
    expect(outside.asked).toEqual([])
  })

  test('2 no window has Node', async () => {
    await expectPreference('nodeIntegration', [false])
    await expectPreference('nodeIntegrationInWorker', [false, undefined])
    await expectPreference('nodeIntegrationInSubFrames', [false, undefined])
    for (const name of WINDOWS) {
      const node = await pages[name].evaluate(() =>
        ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((it) => it in window),
      )
      expect(node, name).toEqual([])
    }
  })

  test('3 the preload is isolated from the page', async () => {
    await expectPreference('contextIsolation', [true])
    for (const name of WINDOWS) {
      const bridge = name === 'voice' ? 'dexterVoice' : 'dexter'
      const touched = await pages[name].evaluate((it) => {
        const own = (window as unknown as Record<string, Record<string, unknown>>)[it]!
        const before = own.settings
        try {
          own.settings = () => 'forged'
          Object.defineProperty(window, it, { value: 'forged' })
        } catch {}
        const now = (window as unknown as Record<string, Record<string, unknown>>)[it]!
        return { isolated: window.raw.facts.contextIsolated, same: now === own && now.settings === before }
      }, bridge)
      expect(touched, name).toEqual({ isolated: true, same: true })
    }
  })

  test('4 every window is sandboxed', async () => {
    await expectPreference('sandbox', [true])
    for (const name of WINDOWS) expect(await pages[name].evaluate(() => window.raw.facts.sandboxed), name).toBe(true)
  })

  test('5 permissions: the voice window hears, the panel copies, and nobody gets anything else', async () => {
    for (const name of WINDOWS) {
      const hears = name === 'voice' ? 'granted' : 'NotAllowedError'
      expect(await asksFor(pages[name]), name).toEqual({ ...NOTHING, microphone: hears })
      // The check handler, which answers without asking.
      expect(await standsFor(pages[name]), name).toEqual({
        ...NO_STANDING,
        microphone: name === 'voice' ? 'granted' : 'denied',
        'clipboard-write': name === 'panel' ? 'granted' : 'denied',
      })
    }
  })

  test('5 permissions: a foreign origin gets none, in whatever window it is', async () => {
    await inForeignWindow(outside.origin, async (page) => {
      expect(await asksFor(page)).toEqual(NOTHING)
      expect(await standsFor(page)).toEqual(NO_STANDING)
    })
  })

  test('6 webSecurity stays on', async () => {
    await expectPreference('webSecurity', [true])
    const read = await pages.panel.evaluate(() =>
      fetch('file:///etc/passwd').then(
        (it) => it.text(),
        () => 'failed',
      ),
    )
    expect(read).toBe('failed')
  })

  test('7 a strict content policy: nothing inline runs, no eval, and only the voice connects', async () => {
    const policies = await app.evaluate(async ({ net }) => {
      const policy = async (file: string) =>
        (await net.fetch(`app://dexter/${file}.html`)).headers.get('content-security-policy')
      return { voice: await policy('voice'), panel: await policy('panel'), hud: await policy('hud') }
    })
    const policy = (connect: string) =>
      "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; " +
      `font-src 'self'; connect-src ${connect}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
    expect(policies).toEqual({
      voice: policy("'self' ws://127.0.0.1:* ws://localhost:* wss://api.openai.com"),
      panel: policy("'self'"),
      hud: policy("'self'"),
    })
    for (const name of WINDOWS) {
      const ran = await pages[name].evaluate(async () => {
        const marks = window as unknown as Record<string, unknown>
        const place = document.createElement('div')
        document.body.append(place)
        const inline = document.createElement('script')
        inline.textContent = 'window.inlineRan = true'
        const handler = document.createElement('img')
        handler.setAttribute('onerror', 'window.handlerRan = true')
        handler.src = 'data:image/png;base64,none'
        const failed = new Promise((resolve) => handler.addEventListener('error', resolve))
        const link = document.createElement('a')
        link.href = 'javascript:window.linkRan = true'
        place.append(inline, handler, link)
        link.click()
        await failed
        // In a task of its own: what a debugger evaluates may be exempt.
        const evaluated = await new Promise((resolve) => {
          setTimeout(() => {
            try {
              resolve(Reflect.get(window, 'eval')('1 + 1'))
            } catch (error) {
              resolve((error as Error).name)
            }
          })
        })
        const made = await new Promise((resolve) => {
          setTimeout(() => {
            try {
              resolve(new Function('return 1')())
            } catch (error) {
              resolve((error as Error).name)
            }
          })
        })
        const worker = await new Promise((resolve) => {
          try {
            const blob = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
            blob.onerror = () => resolve('failed')
            blob.onmessage = () => resolve('ran')
          } catch {
            resolve('failed')
          }
        })
        place.remove()
        return {
          evaluated,
          made,
          worker,
          marks: ['inlineRan', 'handlerRan', 'linkRan'].filter((mark) => mark in marks),
        }
      })
      expect(ran, name).toEqual({ evaluated: 'EvalError', made: 'EvalError', worker: 'failed', marks: [] })
    }
    const connects = (page: Page) =>
      page.evaluate(
        (url) =>
          new Promise((resolve) => {
            document.addEventListener('securitypolicyviolation', () => resolve('blocked'), { once: true })
            try {
              new WebSocket(url).onerror = () => resolve('tried')
            } catch {
              resolve('blocked')
            }
          }),
        outside.origin.replace('http', 'ws'),
      )
    expect([await connects(pages.panel), await connects(pages.hud)]).toEqual(['blocked', 'blocked'])
    expect(outside.asked).toEqual([])
  })

  test('8 insecure content is not allowed', () => expectPreference('allowRunningInsecureContent', [false]))

  test('9 experimental features are off', () => expectPreference('experimentalFeatures', [false]))

  test('10 no Blink feature is switched on by hand', () => expectPreference('enableBlinkFeatures', [undefined, '']))

  test('11 a webview is an unknown element, with or without allowpopups', async () => {
    await expectPreference('webviewTag', [false])
    const before = await windowCount()
    const kind = await pages.panel.evaluate((src) => {
      const view = document.createElement('webview')
      view.setAttribute('allowpopups', '')
      view.setAttribute('src', src)
      document.body.append(view)
      const { name } = view.constructor
      view.remove()
      return name
    }, outside.origin)
    expect(kind).toBe('HTMLElement')
    expect(await windowCount()).toBe(before)
    expect(outside.asked).toEqual([])
  })

  test('12 a webview is refused even where somebody had switched it on', async () => {
    const refused = await app.evaluate(async ({ BrowserWindow }, src) => {
      const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true, sandbox: true } })
      await window.loadURL('app://dexter/hud.html')
      const attached = new Promise<boolean>((resolve) => {
        window.webContents.once('will-attach-webview', (event) => resolve(event.defaultPrevented))
      })
      await window.webContents.executeJavaScript(`
        const view = document.createElement('webview')
        view.src = ${JSON.stringify(src)}
        document.body.append(view)
        undefined
      `)
      const prevented = await attached
      window.destroy()
      return prevented
    }, outside.origin)
    expect(refused).toBe(true)
    expect(outside.asked).toEqual([])
  })

  test.each([
    ['location.href', 'location.href = URL'],
    ['location.replace', 'location.replace(URL)'],
    ['a link', 'add("a", { href: URL }).click()'],
    ['a meta refresh', 'document.head.append(add("meta", { "http-equiv": "refresh", content: "0;url=" + URL }))'],
    ['a link to another page of ours', 'add("a", { href: "app://dexter/hud.html" }).click()'],
    ['another host of our scheme', 'location.href = "app://elsewhere/panel.html"'],
  ])('13 navigation by %s goes nowhere', async (_name, script) => {
    for (const name of WINDOWS) {
      const prevented = await app.evaluate(
        async ({ webContents }, [page, code]) => {
          const contents = webContents.getAllWebContents().find((it) => it.getURL().includes(page))!
          const tried = new Promise<boolean>((resolve) => {
            contents.once('will-frame-navigate', (event) => resolve(event.defaultPrevented))
          })
          await contents.executeJavaScript(code)
          return tried
        },
        [`${name}.html`, inPage(script)] as const,
      )
      expect(prevented, name).toBe(true)
      expect(pages[name].url()).toContain(`app://dexter/${name}.html`)
    }
    expect(outside.asked).toEqual([])
  })

  test('13 navigation by a form goes nowhere', async () => {
    for (const name of WINDOWS) {
      const directive = await pages[name].evaluate(
        (action) =>
          new Promise((resolve) => {
            document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
              once: true,
            })
            const form = document.createElement('form')
            form.action = action
            form.method = 'post'
            document.body.append(form)
            form.submit()
            form.remove()
          }),
        outside.origin,
      )
      expect(directive, name).toBe('form-action')
      expect(pages[name].url()).toContain(`app://dexter/${name}.html`)
    }
    expect(outside.asked).toEqual([])
  })

  test('13 a download is navigation, too, and is dropped', async () => {
    const dropped = await app.evaluate(async ({ session, webContents }) => {
      const asked = new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
      })
      const contents = webContents.getAllWebContents().find((it) => it.getURL().includes('panel.html'))
      await contents?.executeJavaScript(`
        const link = document.createElement('a')
        link.href = 'data:application/octet-stream,x'
        link.download = 'x.desktop'
        link.click()
        undefined
      `)
      return asked
    })
    expect(dropped).toBe(true)
  })

  test('14 no window can be opened', async () => {
    const before = await windowCount()
    for (const name of WINDOWS) {
      const opened = await pages[name].evaluate((url) => {
        const link = document.createElement('a')
        link.href = url
        link.target = '_blank'
        document.body.append(link)
        link.click()
        link.remove()
        return [window.open(url), window.open('about:blank'), window.open('app://dexter/panel.html'), window.open()]
      }, outside.origin)
      expect(opened, name).toEqual([null, null, null, null])
    }
    expect(await windowCount()).toBe(before)
    expect(outside.asked).toEqual([])
  })

  test('15 the system opens only https addresses of the allow-list', async () => {
    const refused = [
      ...['http://pump.fun/x', 'https://evil.example/pump.fun', 'https://pump.fun.evil.example', 'https://xpump.fun'],
      ...['javascript:alert(1)', 'file:///etc/passwd', 'smb://pump.fun/x', 'ms-msdt:/id', 'data:text/html,x', ''],
      ...['https://pump.fun@evil.example', 'https://user:word@pump.fun', 'https://pump.fun:8443', '//pump.fun', '-x'],
      ...['https://pump.fun%2eevil.example', 'https://pump.fun\0.evil.example', 'app://dexter/panel.html'],
    ]
    const answers = await pages.panel.evaluate(
      (urls) => Promise.all(urls.map((url) => window.dexter.openLink(url))),
      refused,
    )
    expect(answers).toEqual(refused.map(() => false))
    const allowed = 'https://pump.fun/coin/abc?x=1'
    expect(await pages.panel.evaluate((url) => window.dexter.openLink(url), allowed)).toBe(true)
    // The one that is allowed was asked for last: when it is here, the others did not come.
    expect((await written(opened)).trim().split('\n')).toEqual([allowed])
  })

  test('16 Electron is current: pinned exactly, kept by a daily look, and the one that runs is named', async () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
    expect(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')).toMatch(/interval: daily\n.*\n\s+electron:/)
    const { version, origin } = await findElectron()
    const running = await app.evaluate(() => process.versions.electron)
    // Another than the product's is for try-outs and tests alone, where the product's can't be had.
    if (origin === 'product') expect(running).toBe(devDependencies.electron)
    else if (origin === 'registry') expect(running).toBe(version.replace(/-.*/, ''))
  })

  test('17 the sender of every IPC message is checked: a window without the right', async () => {
    for (const name of WINDOWS) {
      const foreign = CHANNELS.filter(([, { from }]) => !from.includes(name)).map(([channel]) => channel)
      await expectRefused(pages[name], foreign, 'a window without that right')
    }
  })

  test('17 the sender of every IPC message is checked: a window that is none of ours, on our page', async () => {
    await inForeignWindow('app://dexter/panel.html', (page) => expectRefused(page, ALL, 'a window without that right'))
  })

  test('17 the sender of every IPC message is checked: another origin, even in the panel itself', async () => {
    await inForeignWindow('app://dexter.evil.example/panel.html', (page) =>
      expectRefused(page, ALL, 'a foreign origin'),
    )
    await navigate('app://dexter/panel.html', `${outside.origin}/#app://dexter/`)
    await expectRefused(pages.panel, ALL, 'a foreign origin')
    await navigate(outside.origin, 'app://dexter/panel.html')
    expect((await panel.snapshot()).hotkey.source).toBe('hook')
  })

  test('17 the sender of every IPC message is checked: a frame inside of the panel', async () => {
    const inFrame = await pages.panel.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      return ['dexter', 'dexterVoice', 'raw'].filter((it) => it in frame.contentWindow!)
    })
    // No preload runs in it; should one ever do, the gate knows the frame.
    expect(inFrame).toEqual([])
    const from = printed.length
    const names = (channels: object) => Object.keys(channels).map((name) => CHANNEL + name)
    const answers = await app.evaluate(
      async ({ ipcMain, webContents }, { requests, reports }) => {
        const sender = webContents.getAllWebContents().find((it) => it.getURL().startsWith('app://dexter/panel.html'))!
        const event = { sender, senderFrame: sender.mainFrame.frames[0] }
        if (!event.senderFrame) throw new Error('there is no frame')
        // Electron keeps the handlers of `ipcMain.handle` here.
        const { _invokeHandlers: handlers } = ipcMain as unknown as {
          _invokeHandlers: Map<string, (event: unknown) => Promise<unknown>>
        }
        for (const report of reports) ipcMain.emit(report, event)
        return Promise.all(
          requests.map((request) =>
            handlers.get(request)!(event).then(
              () => 'answered',
              (error) => error.message,
            ),
          ),
        )
      },
      { requests: names(REQUESTS), reports: names(REPORTS) },
    )
    expect(answers).toEqual(answers.map(() => 'refused'))
    for (const [channel] of CHANNELS) await refusals(from, channel, 'not a main frame', 1)
    await pages.panel.evaluate(() => document.querySelector('iframe')?.remove())
  })

  test.each(CHANNELS.map(([channel, { from }]) => [channel, from[0]!] as const))(
    '17 a wrong argument on %s reaches no handler',
    async (channel, name) => {
      const wrong = wrongArguments(channel)
      expect(wrong.length).toBeGreaterThan(2)
      const before = await shown()
      const from = printed.length
      const answers = await pages[name].evaluate(
        async ({ to, list, asks }) => {
          const revived = list.map((it) => (it === 'NaN' ? Number.NaN : it))
          if (asks) return Promise.all(revived.map((argument) => window.raw.invoke(to, argument)))
          for (const argument of revived) window.raw.send(to, argument)
          return []
        },
        { to: CHANNEL + channel, list: wrong, asks: channel in REQUESTS },
      )
      for (const answer of answers) expect(answer).toMatch(/refused$/)
      await refusals(from, channel, 'an argument of another shape', wrong.length)
      expect(await shown()).toEqual(before)
    },
  )

  test('18 a scheme of our own instead of file:, and no way out of its folder', async () => {
    const addresses = [
      ...['app://dexter/../../etc/passwd', 'app://dexter/..%2f..%2f..%2f..%2fetc/passwd', 'app://dexter//etc/passwd'],
      ...['app://dexter/%2e%2e/%2e%2e/main/index.js', 'app://dexter/%252e%252e/main/index.js', 'app://dexter/%'],
      ...['app://dexter/..%5c..%5cmain%5cindex.js', 'app://dexter/assets\\..\\..\\main\\index.js'],
      ...['app://dexter/panel.html%00.js', 'app://dexter/%00', 'app://dexter/', 'app://dexter/assets'],
      ...['app://elsewhere/panel.html', 'app://dexter.evil.example/panel.html', 'app://dexter@elsewhere/panel.html'],
      ...['app://dexter/../main/index.js', 'app://dexter/.../...//main/index.js', `app://dexter/${'a'.repeat(9000)}`],
    ]
    const statuses = await app.evaluate(
      async ({ net }, urls) =>
        Promise.all(
          urls.map((url) =>
            net.fetch(url).then(
              ({ status }) => status,
              () => 404,
            ),
          ),
        ),
      addresses,
    )
    expect(statuses).toEqual(addresses.map(() => 404))
    const posted = await app.evaluate(async ({ net }) =>
      net.fetch('app://dexter/panel.html', { method: 'POST', body: 'x' }).then(({ status }) => status),
    )
    expect(posted).toBe(404)
  })

  test('19 the fuses are set: read from the built package in package.e2e.ts, "has every fuse set as it must be"', () => {
    const wish = /electronFuses:\n((?: {2}.*\n)+)/.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))?.[1]
    const fuses = Object.fromEntries(
      wish!
        .trim()
        .split(/\n\s*/)
        .filter((line) => !line.startsWith('#'))
        .map((line) => line.split(': ')),
    )
    expect(fuses).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      grantFileProtocolExtraPrivileges: 'false',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      // No fuse: what a flipped one needs on macOS.
      resetAdHocDarwinSignature: 'true',
    })
    expect(readFileSync(join(root, 'test/e2e/package.e2e.ts'), 'utf8')).toContain('has every fuse set as it must be')
  })

  test('20 no Electron API is handed to a page: one function per action, and no event reaches it', async () => {
    for (const name of WINDOWS) {
      const seen = await pages[name].evaluate(() => {
        const bridges = ['dexter', 'dexterVoice'].filter((it) => it in window)
        const own = (window as unknown as Record<string, object>)[bridges[0]!]!
        return {
          bridges,
          strange: Object.values(own).filter((it) => typeof it !== 'function').length,
          electron: ['ipcRenderer', 'electron', 'contextBridge', 'webFrame', 'webUtils'].filter(
            (it) => it in window || it in own,
          ),
        }
      })
      expect(seen, name).toEqual({
        bridges: [name === 'voice' ? 'dexterVoice' : 'dexter'],
        strange: 0,
        electron: [],
      })
    }
    const heard = pages.panel.evaluate(
      () =>
        new Promise((resolve) => {
          window.dexter.onSettings((...all: unknown[]) => resolve(all.length))
          void window.dexter.setSettings({ earcons: false })
        }),
    )
    expect(await heard).toBe(1)
  })
})

test('there is one instance for a profile: the second one shows the panel of the first and ends', async () => {
  const before = await windowCount()
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.getTitle() === 'Dexter Voice') window.blur()
  })
  const { executable } = await findElectron()
  const second = spawn(executable, appArguments([`--user-data-dir=${profile}`]), { env: desktop.env, stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  expect(await windowCount()).toBe(before)
})

/** Loads another address into the window that shows one now, as only main can. */
const navigate = (from: string, to: string) =>
  app.evaluate(
    ({ webContents }, [now, next]) =>
      webContents
        .getAllWebContents()
        .find((it) => it.getURL().includes(now))
        ?.loadURL(next),
    [from, to] as const,
  )

/** Looks at a page in a window that the app did not make, with its preload all the same; then the window is closed. */
async function inForeignWindow(url: string, look: (page: Page) => Promise<void>): Promise<void> {
  const opened = app.waitForEvent('window')
  const id = await app.evaluate(async ({ app: electron, BrowserWindow }, address) => {
    const preload = `${electron.getAppPath()}/out/preload/index.cjs`
    const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await window.loadURL(address)
    return window.id
  }, url)
  try {
    const page = await opened
    await page.waitForFunction(() => 'raw' in window)
    await look(page)
  } finally {
    await app.evaluate(({ BrowserWindow }, it) => BrowserWindow.fromId(it)?.destroy(), id)
  }
}

/** Every channel is tried from a page, and turned away for this reason. */
async function expectRefused(page: Page, channels: string[], why: string): Promise<void> {
  const from = printed.length
  const answers = await page.evaluate(
    async ({ requests, reports }) => {
      for (const report of reports) window.raw.send(report)
      return Promise.all(requests.map((request) => window.raw.invoke(request)))
    },
    {
      requests: channels.filter((channel) => channel in REQUESTS).map((channel) => CHANNEL + channel),
      reports: channels.filter((channel) => channel in REPORTS).map((channel) => CHANNEL + channel),
    },
  )
  for (const answer of answers) expect(answer).toMatch(/refused$/)
  for (const channel of channels) await refusals(from, channel, why, 1)
}

/** A script for a page, with `URL` for an address outside and `add` to make an element. */
function inPage(script: string): string {
  return `(() => {
    const URL = ${JSON.stringify(outside.origin)}
    const add = (tag, attributes) => {
      const element = document.createElement(tag)
      for (const name in attributes) element.setAttribute(name, attributes[name])
      document.body.append(element)
      return element
    }
    ${script}
  })()`
}

const NOTHING = {
  microphone: 'NotAllowedError',
  camera: 'NotAllowedError',
  both: 'NotAllowedError',
  screen: 'refused',
  location: 1,
  notifications: 'denied',
  midi: 'refused',
  clipboard: 'refused',
}

/** What a page gets when it asks: the request handler. */
const asksFor = (page: Page) =>
  page.evaluate(async () => {
    const media = (wish: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(wish).then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop()
          return 'granted'
        },
        (error: Error) => error.name,
      )
    const refused = (asked: Promise<unknown>) =>
      asked.then(
        () => 'granted',
        () => 'refused',
      )
    return {
      microphone: await media({ audio: true }),
      camera: await media({ video: true }),
      both: await media({ audio: true, video: true }),
      screen: await refused(navigator.mediaDevices.getDisplayMedia({ video: true })),
      location: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code),
        ),
      ),
      notifications: await Notification.requestPermission(),
      midi: await refused(navigator.requestMIDIAccess({ sysex: true })),
      clipboard: await refused(navigator.clipboard.readText()),
    }
  })

const NO_STANDING = {
  microphone: 'denied',
  camera: 'denied',
  geolocation: 'denied',
  notifications: 'denied',
  midi: 'denied',
  'clipboard-read': 'denied',
  'clipboard-write': 'denied',
  'persistent-storage': 'denied',
  'window-management': 'denied',
}

/** What a page is told that it may: the check handler. */
const standsFor = (page: Page) =>
  page.evaluate(
    async (names) =>
      Object.fromEntries(
        await Promise.all(
          names.map(async (name) => [
            name,
            (await navigator.permissions.query({ name: name as PermissionName })).state,
          ]),
        ),
      ),
    Object.keys(NO_STANDING),
  )
