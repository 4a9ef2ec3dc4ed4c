import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHECKS, type Check, type DiagnosisTopic } from '../../shared/diagnosis'
import { hotkeyFor } from '../../shared/hotkeys'
import { t } from '../../shared/i18n'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { startVirtualDisplay } from '../../tools/desktop/display'
import { lockKeyring } from '../../tools/desktop/keyring'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { createProcessGroup } from '../../tools/desktop/processes'
import { noiseFile } from '../../tools/desktop/tone'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'

const KEY = hotkeyFor(null, 'linux').code

/** All of it is looked at within a few seconds. */
const LOOKED_MS = 20_000

let desktop: Desktop

beforeAll(async () => {
  desktop = await startDesktop()
  // A room: a microphone that gives zeros is muted.
  desktop.microphone.play(noiseFile(desktop, 180_000)).catch(() => {})
})
afterAll(() => desktop.close())

/** What the command says of this desktop, with an app that asks the service at this address; null for practice. */
async function diagnosed(
  url: string | null,
  env: Record<string, string> = {},
): Promise<{ code: number; checks: Check[] }> {
  const profile = join(desktop.dir, `profile-${Math.random()}`)
  mkdirSync(profile)
  if (url !== null)
    writeFileSync(join(profile, 'settings.json'), JSON.stringify({ backend: 'openai', openai: { url } }))
  const { executable } = await findElectron()
  const args = appArguments(['--diagnose', '--json', `--user-data-dir=${profile}`])
  const run = promisify(execFile)(executable, args, { env: { ...desktop.env, ...env } })
  return run.then(
    ({ stdout }) => ({ code: 0, checks: JSON.parse(stdout) }),
    ({ code, stdout }) => ({ code, checks: JSON.parse(stdout) }),
  )
}

const failed = (checks: readonly Check[]) => checks.flatMap(({ check, ok }) => (ok ? [] : [check]))

test('a desktop that is in order passes every check', async () => {
  const { code, checks } = await diagnosed(null)
  expect(failed(checks)).toEqual([])
  expect(checks.map(({ check }) => check)).toEqual([...CHECKS])
  expect(code).toBe(0)
})

describe('in the app that runs', () => {
  let app: ElectronApplication
  let panel: Panel
  const dialog = () => panel.page.getByRole('dialog')
  /** As a trader asks. */
  async function ask(topic: DiagnosisTopic) {
    await panel.page.getByRole('button', { name: t('panel.help') }).click()
    await panel.page.getByRole('menuitem', { name: t(`diagnosis.topic.${topic}`) }).click()
    await dialog().locator('.diagnosis-check').last().waitFor()
  }
  const wrong = () => dialog().locator('.diagnosis-check[data-ok=false] strong').allTextContents()
  beforeAll(async () => {
    app = await launchApp(desktop, { args: ['--show-panel'] })
    panel = await openPanel(app)
    await panel.until(({ hotkey }) => hotkey.source === 'hook', 20_000)
  })
  afterAll(() => app?.close())

  test('a microphone that is muted is told from one that hears', async () => {
    await ask('hearing')
    expect(await wrong()).toEqual([])
    await desktop.sound.control('set-source-mute', 'microphone', '1')
    await dialog()
      .getByRole('button', { name: t('diagnosis.again') })
      .click()
    await expect.poll(wrong, { timeout: LOOKED_MS }).toEqual([t('diagnosis.name.sound')])
    await desktop.sound.control('set-source-mute', 'microphone', '0')
    await dialog()
      .getByRole('button', { name: t('diagnosis.again') })
      .click()
    await dialog().getByText(t('diagnosis.allRight')).waitFor()
    await panel.page.keyboard.press('Escape')
    // Nothing of it was a question, and the microphone is closed again.
    const after = await panel.until(
      ({ status, deviceTest }) => deviceTest === 'off' && status.microphone.state === 'closed',
      5_000,
    )
    expect(after?.turns).toEqual([])
    expect(after?.status.microphone.bytesWhileUp).toBe(0)
  })

  test('the microphone closes with the panel, though the dialog was open', async () => {
    const recording = async () => (await desktop.sound.control('list', 'short', 'source-outputs')).split('\n').length
    const before = await recording()
    await ask('hearing')
    await panel.until(({ deviceTest }) => deviceTest === 'level', LOOKED_MS)
    expect(await recording()).toBe(before + 1)
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('panel.html'))
        ?.hide(),
    )
    await expect.poll(recording, { timeout: 5_000 }).toBe(before)
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('panel.html'))
        ?.show(),
    )
    await panel.page.keyboard.press('Escape')
  })

  test('the talk key is seen when it is pressed, and asks nothing', async () => {
    await ask('key')
    await desktop.keyboard.down(KEY)
    await dialog().getByText(t('diagnosis.press.yours')).waitFor()
    await desktop.keyboard.up(KEY)
    await dialog().getByText(t('diagnosis.press.yours')).waitFor()
    expect((await panel.snapshot()).turns).toEqual([])
    await dialog()
      .getByRole('button', { name: t('diagnosis.copy') })
      .click()
    await dialog()
      .getByRole('button', { name: t('diagnosis.copied') })
      .waitFor()
  })
})

test('no microphone, a service that is down, and a desktop on which no app can hear a key are named', async () => {
  const { checks } = await diagnosed('http://127.0.0.1:9', {
    PULSE_SERVER: 'unix:/nowhere',
    XDG_SESSION_TYPE: 'wayland',
    WAYLAND_DISPLAY: 'wayland-9',
  })
  const without = ['microphone', 'microphone-sound', 'sample-rate']
  expect(failed(checks)).toEqual(['portal', 'talk-key', ...without, 'service'])
})

test('a hook that hears nothing is named: this display does not record keys', async () => {
  const processes = createProcessGroup(desktop.env)
  try {
    const { checks } = await diagnosed(null, { DISPLAY: await startVirtualDisplay(processes, desktop.env, 'RECORD') })
    expect(failed(checks)).toContain('talk-key')
  } finally {
    await processes.stop()
  }
})

// Last: nothing unlocks it again.
test('a microphone that is muted, a wrong clock and a locked keyring are named', async () => {
  const processes = createProcessGroup(desktop.env)
  await lockKeyring(processes, desktop.env)
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() - 600_000).toUTCString())
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await desktop.sound.control('set-source-mute', 'microphone', '1')
  try {
    const { port } = server.address() as AddressInfo
    const { code, checks } = await diagnosed(`http://127.0.0.1:${port}`)
    expect(failed(checks)).toEqual(['microphone-sound', 'clock', 'keychain'])
    expect(checks.find(({ check }) => check === 'keychain')?.detail).toBe(t('diagnosis.keychain.locked'))
    expect(code).toBe(1)
  } finally {
    await processes.stop()
    await desktop.sound.control('set-source-mute', 'microphone', '0')
    server.close()
  }
})
