import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hotkeyFor } from '../../shared/hotkeys'
import { launchApp } from '../../tools/desktop/app'
import { pidOf, stillRunning } from '../../tools/desktop/app-processes'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openPanel, type Panel } from '../../tools/desktop/panel'

const KEY = hotkeyFor(null, 'linux').code
/** Starting a process again, on two busy cores. */
const HEALED_MS = 20_000

let desktop: Desktop
let app: ElectronApplication
let panel: Panel
let profile: string

beforeAll(async () => {
  desktop = await startDesktop({ audio: false, keyring: false })
  profile = join(desktop.dir, 'profile')
  app = await launchApp(desktop, { args: ['--show-panel'], profile })
  panel = await openPanel(app)
  await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
})
afterAll(async () => {
  await app?.close()
  await desktop?.close()
})

const sentences = async (code: string) =>
  (await panel.snapshot()).entries.flatMap((it) => (it.kind === 'notice' && it.code === code ? [it.text] : []))

/** Ends a process of the app as a crash would. Settles when another has taken its place. */
async function crash(name: string): Promise<void> {
  const pid = await pidOf(app, name)
  expect(pid, name).not.toBeNull()
  process.kill(pid!, 'SIGKILL')
  await replaced(name, pid!)
}

/** Settles when another process has taken the place of this one. */
async function replaced(name: string, pid: number): Promise<void> {
  const deadline = Date.now() + HEALED_MS
  for (;;) {
    const now = await pidOf(app, name)
    if (now !== null && now !== pid && (await stillRunning([pid], 0)).length === 0) return
    if (Date.now() > deadline) throw new Error(`there is no new process "${name}"`)
  }
}

/** Asks in writing; settles with the first words of the answer in which there is this, null when it never is. */
async function ask(words = 'What can you do?', part = ''): Promise<string | null> {
  const known = (await panel.snapshot()).turns.length
  await panel.page.evaluate((text) => window.dexter.say(text), words)
  const answered = await panel.until(({ turns }) => {
    const said = turns.length > known ? turns.at(-1)?.said : undefined
    return Boolean(said) && said?.includes(part) === true
  }, HEALED_MS)
  return answered?.turns.at(-1)?.said ?? null
}

test('the hook process is replaced after sleep and when displays change, be it in a hold, and not a word of it is told', async () => {
  const hook = 'Dexter Voice hotkey'
  const slept = (await pidOf(app, hook)) ?? 0
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  await replaced(hook, slept)
  const { turns, entries } = await panel.snapshot()
  await desktop.keyboard.down(KEY)
  expect(await panel.until((now) => now.turns.length > turns.length, HEALED_MS)).not.toBeNull()
  const held = (await pidOf(app, hook)) ?? 0
  await app.evaluate(({ screen }) => screen.emit('display-metrics-changed'))
  await replaced(hook, held)
  expect((await panel.snapshot()).turns.at(-1)?.phase).toBe('capturing')
  // The new one has not seen it go down.
  await desktop.keyboard.up(KEY)
  expect(await panel.until((now) => now.turns.at(-1)?.phase === 'ended', HEALED_MS)).not.toBeNull()
  expect((await panel.snapshot()).entries.filter(({ kind }) => kind === 'notice')).toEqual(
    entries.filter(({ kind }) => kind === 'notice'),
  )
})

test('the hook process dies: it is said once, and the next press is heard', async () => {
  await crash('Dexter Voice hotkey')
  await panel.until(
    ({ entries }) => entries.some((it) => it.kind === 'notice' && it.code === 'hotkey_restarted'),
    5_000,
  )
  const known = (await panel.snapshot()).turns.length
  // Whoever is told to hold the key is heard, the first time.
  await desktop.keyboard.down(KEY)
  const heard = await panel.until(({ turns }) => turns.length > known, HEALED_MS)
  await desktop.keyboard.up(KEY)
  expect(heard).not.toBeNull()
  await panel.until(({ turns }) => turns.every((turn) => turn.phase === 'ended'), HEALED_MS)
  expect(await sentences('hotkey_restarted')).toEqual([
    'The part that watches the talk key stopped and was restarted. Hold the key again.',
  ])
})

test('the practice process dies: it is said once, the next question is answered, and the paper money is there', async () => {
  const holding = () => ask('How much bonk do I have?', 'BONK')
  const first = await holding()
  await panel.page.evaluate(() => window.dexter.say('Buy half a sol of bonk'))
  const button = panel.page.getByRole('button', { name: /hold to approve/i })
  // It works once all of the card is in sight.
  await expect.poll(() => button.isEnabled(), { timeout: HEALED_MS }).toBe(true)
  await button.hover({ timeout: HEALED_MS })
  await panel.page.mouse.down()
  const bought = await panel.until(
    ({ turns }) =>
      turns.at(-1)?.tools.some(({ name, status }) => name.includes('execute') && status === 'done') ?? false,
    HEALED_MS,
  )
  await panel.page.mouse.up()
  expect(bought).not.toBeNull()
  await panel.until(({ turns }) => turns.at(-1)?.phase === 'ended', HEALED_MS)
  const pid = await pidOf(app, 'Dexter Voice practice')
  process.kill(pid!, 'SIGKILL')
  await panel.until(({ entries }) => entries.some((it) => it.kind === 'notice' && it.code === 'practice_ended'), 5_000)
  expect(first).toContain('holds 50 million BONK')
  expect(await holding()).toMatch(/holds 5[45]\.\d+ million BONK/)
  expect(await sentences('practice_ended')).toEqual(['Practice stopped. Your next question starts it again.'])
  expect(await panel.page.evaluate(() => window.dexter.resetPractice())).toEqual({ ok: true })
  expect(await holding()).toContain('holds 50 million BONK')
  expect(existsSync(join(profile, 'practice.json'))).toBe(false)
})

test.each([
  ['GPU', 'The part that draws the windows stopped (killed) and was restarted.'],
  ['Network Service', 'The part that connects to the internet stopped (killed) and was restarted.'],
])('Chromium’s own %s process dies: it is said once, and the app goes on', async (name, sentence) => {
  await crash(name)
  await panel.until(
    ({ entries }) => entries.some((it) => it.kind === 'notice' && it.code === 'part_gone' && it.text === sentence),
    5_000,
  )
  expect((await sentences('part_gone')).filter((it) => it === sentence)).toHaveLength(1)
  expect(await ask()).toBeTruthy()
})

test('the panel’s page dies: it is opened again, says so, and a dump stays in the profile alone', async () => {
  const again = app.waitForEvent('window')
  await app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents().find((it) => it.getURL().includes('panel.html'))
    contents?.forcefullyCrashRenderer()
  })
  await again
  panel = await openPanel(app)
  expect(await sentences('view_gone')).toEqual([
    expect.stringMatching(/^The panel stopped \(\w+\) and was opened again\.$/),
  ])
  const dumps = () =>
    readdirSync(join(profile, 'Crashpad'), { recursive: true }).filter((name) => String(name).endsWith('.dmp'))
  await panel.until(() => dumps().length > 0, HEALED_MS)
  expect(dumps().length).toBeGreaterThan(0)
  const upload = await app.evaluate(({ crashReporter }) => crashReporter.getUploadToServer())
  expect(upload).toBe(false)
  expect(existsSync(join(profile, 'Crashpad'))).toBe(true)
})

test('the small window dies while a trade waits in it: it is there again', async () => {
  const shownId = () =>
    app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('/hud.html') && it.isVisible())
          ?.id ?? null,
    )
  await panel.page.evaluate(() => window.dexter.say('Buy a tenth of a sol of bonk'))
  await panel.until(
    ({ entries }) => entries.some((it) => it.kind === 'approval' && it.decision === 'pending'),
    HEALED_MS,
  )
  await expect.poll(shownId, { timeout: HEALED_MS }).not.toBeNull()
  const dead = await shownId()
  await app.evaluate(({ BrowserWindow }, id) => BrowserWindow.fromId(id)?.webContents.forcefullyCrashRenderer(), dead!)
  await expect.poll(async () => [null, dead].includes(await shownId()), { timeout: HEALED_MS }).toBe(false)
  expect((await sentences('view_gone')).at(-1)).toMatch(/^The small window stopped/)
})
