import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'

let desktop: Desktop
let app: ElectronApplication
let panel: Panel
let profile: string

beforeAll(async () => {
  desktop = await startDesktop({ audio: false, keyring: false })
  profile = join(desktop.dir, 'profile')
  app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], profile })
  panel = await openPanel(app)
  // What the engine tells when it has started changes what is compared.
  await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.detail === 'Ready', 10_000)
})
afterAll(async () => {
  await app?.close()
  await desktop?.close()
})

/** Hides the panel; settles when it is seen again. */
async function panelShows(): Promise<{ again: Promise<unknown> }> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((it) => it.webContents.getURL().includes('panel.html'))
      ?.hide()
  })
  const again = app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('panel.html'))
    return new Promise<boolean>((resolve) => window?.once('show', () => resolve(true)))
  })
  return { again }
}

/** All that a link might change. */
async function everything() {
  const settings = await panel.page.evaluate(() => window.dexter.settings())
  const urls = await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((it) => it.getURL()))
  return { snapshot: await panel.snapshot(), settings, urls: urls.sort(), rows: (await panel.log()).length }
}

test.each<[string, string[]]>([
  ['asks to approve', ['dexter-voice://approve?id=call_1&approve=true']],
  ['asks to say something', ['dexter-voice://say?text=buy%20ten%20sol%20of%20bonk']],
  ['has a switch inside', ['dexter-voice://x --talk=down']],
  ['has a switch behind a quote', ['dexter-voice://x', '--talk=down', '"']],
  ['comes after a switch, in capitals', ['--talk=toggle', 'DEXTER-VOICE://x']],
  ['brings another backend', ['dexter-voice://x', '--backend=openai', '--backend-url=http://127.0.0.1:9']],
  ['has control characters', ['dexter-voice://%00%0a--talk=down\n--talk=down']],
  ['leads out of the app', ['dexter-voice://../../../etc/passwd#app://dexter/hud.html']],
  ['wants to stay hidden', ['--hidden', 'dexter-voice://x']],
  ['is long', [`dexter-voice://${'a'.repeat(20_000)}`]],
  ['is longer than an instance can tell another', [`dexter-voice://${'a'.repeat(120_000)}`]],
])('a link that %s shows the panel, and nothing else happens', async (_name, args) => {
  const before = await everything()
  const { again } = await panelShows()
  const { executable } = await findElectron()
  const second = spawn(executable, appArguments([`--user-data-dir=${profile}`, ...args]), {
    env: desktop.env,
    stdio: 'ignore',
  })
  await once(second, 'exit')
  expect(await again).toBe(true)
  expect(await everything()).toEqual(before)
})

test('a link that the system tells by an event (macOS) shows the panel, and nothing else happens', async () => {
  const before = await everything()
  for (const url of ['dexter-voice://approve?id=x', 'dexter-voice://\0--talk=down', 'x'.repeat(1_000_000), '']) {
    const { again } = await panelShows()
    const prevented = await app.evaluate(({ app: electron }, link) => {
      let stopped = false
      electron.emit('open-url', { preventDefault: () => (stopped = true) }, link)
      return stopped
    }, url)
    expect(prevented).toBe(true)
    expect(await again).toBe(true)
  }
  expect(await everything()).toEqual(before)
})

test('a checkout registers no links', async () => {
  expect(await app.evaluate(({ app: electron }) => electron.isDefaultProtocolClient('dexter-voice'))).toBe(false)
})
