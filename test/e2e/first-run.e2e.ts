import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import { prepareLines } from '../../tools/demo/speech'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { decodeWav } from '../../tools/desktop/wav'

const KEY = hotkeyFor(null, 'linux').code
/** Longer than what was said takes to be played back. */
const STEP_MS = 15_000

let desktop: Desktop
let profile: string
/** A file with a question. */
let speech: string
let app: ElectronApplication
let panel: Panel

async function open() {
  app = await launchApp(desktop, { args: ['--show-panel'], profile, newcomer: true })
  panel = await openPanel(app)
}
const card = () => panel.page.locator('.first-steps')
const button = (name: string) => card().getByRole('button', { name })
const done = (step: string) =>
  card().locator('[data-done="true"]', { hasText: step }).waitFor({ state: 'attached', timeout: STEP_MS })

/** Whether anything was played from now on until the recording ends. */
async function recordSpeaker(name: string) {
  const file = join(desktop.dir, `${name}.wav`)
  const recording = await desktop.speaker.record(file)
  return async () => {
    await recording.stop()
    return decodeWav(readFileSync(file)).samples.some((sample) => Math.abs(sample) > 0.01)
  }
}

beforeAll(async () => {
  desktop = await startDesktop()
  profile = join(desktop.dir, 'profile')
  const [[line]] = await Promise.all([
    prepareLines([{ kind: 'spoken', words: 'What is the price of Solana?' }], desktop.dir),
    open(),
  ])
  if (line?.kind !== 'speak') throw new Error('there is nothing to say')
  speech = line.speech
}, 60_000)
afterAll(async () => {
  await app?.close()
  await desktop?.close()
})

test('a newcomer hears himself, presses his key, asks, and hears the answer; then the steps stay away', async () => {
  const hearsHimself = await recordSpeaker('himself')
  await button('Record 3 seconds').click()
  await panel.until(({ deviceTest }) => deviceTest === 'recording', STEP_MS)
  await desktop.microphone.play(speech)
  await button('I heard myself').click({ timeout: STEP_MS })
  await done('Hear yourself')
  expect(await hearsHimself()).toBe(true)

  await panel.until(({ hotkey }) => hotkey.source === 'hook', STEP_MS)
  await desktop.keyboard.taps(KEY, 1)
  await done('Press your key')

  const hearsAnswer = await recordSpeaker('answer')
  const before = (await panel.snapshot()).turns.length
  await desktop.keyboard.down(KEY)
  await panel.until(({ turns, status }) => turns.length > before && status.microphone.state === 'open', STEP_MS)
  await desktop.microphone.play(speech)
  await desktop.keyboard.up(KEY)
  await button('Done').waitFor({ timeout: 30_000 })
  expect(await hearsAnswer()).toBe(true)
  expect((await panel.snapshot()).turns.at(-1)).toMatchObject({ source: 'voice', outcome: 'answered' })

  await button('Done').click()
  await card().waitFor({ state: 'detached', timeout: STEP_MS })
  await app.close()
  await open()
  await panel.page.locator('.entry-list').waitFor({ timeout: STEP_MS })
  expect(await card().count()).toBe(0)
}, 90_000)

test('they are there again in Help, above what was said, and are skipped', async () => {
  await panel.page.getByRole('button', { name: 'Help' }).click()
  await panel.page.getByRole('menuitem', { name: 'First steps' }).click()
  await button('Skip').click({ timeout: STEP_MS })
  await card().waitFor({ state: 'detached', timeout: STEP_MS })
  expect(await panel.page.evaluate(() => window.dexter.settings())).toMatchObject({ firstRunDone: true })
})

test('a profile with a conversation is no newcomer’s, though it has no settings', async () => {
  await app.close()
  rmSync(join(profile, 'settings.json'))
  await open()
  await panel.page.locator('.entry-list').waitFor({ timeout: STEP_MS })
  expect(await card().count()).toBe(0)
})
