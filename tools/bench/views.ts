import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { chromium, type ElectronApplication, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { launchApp } from '../desktop/app'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { pageOf } from '../desktop/page-of'
import { openPanel } from '../desktop/panel'
import { findElectron } from '../setup/electron-runtime.mjs'
import { appArguments } from '../setup/launch.mjs'
import { findProgram } from '../setup/system-libraries.mjs'
import { snapshot } from '../workbench/fixtures/entries'
import { sessionLog, turnsOfLog } from '../workbench/fixtures/log'
import { measureActivity } from './activity-view'
import { keepConversation, measureKept, openingOf, watchOpening } from './kept-conversation'
import type { Row } from './table'

const EVENTS = 100_000
/** As many as the engine keeps. */
const TURNS = 500
const ENTRIES = 10_000
/** Rows that are told to the app at once. */
const BATCH = 5_000
const SIZE = { width: 480, height: 760 }

const root = join(import.meta.dirname, '../..')
const started = () => `, load ${loadavg()[0]?.toFixed(1)}`

interface Section {
  title: string
  rows: Row[]
}

/**
 * The views over a long past: Activity over 100,000 events, in the app on its own Electron and, where there is one, in the
 * system's Chromium (the built workbench); and 10,000 entries of a conversation after a restart.
 */
export async function* measureViews(): AsyncGenerator<Section> {
  const desktop = await startDesktop({ audio: false, keyring: false })
  try {
    yield* measureApp(desktop)
    yield* measureWorkbench(desktop)
  } finally {
    await desktop.close()
  }
}

async function* measureApp(desktop: Desktop): AsyncGenerator<Section> {
  const profile = join(desktop.dir, 'profile')
  const folder = join(profile, 'conversation')
  mkdirSync(profile)
  const title = `Kept conversation: ${ENTRIES.toLocaleString('en-US')} entries, ${(await keepConversation(folder, ENTRIES)).toFixed(0)} MB`
  const kept: Section = { title: title + started(), rows: await measureKept(folder) }
  const app = await launchApp(desktop, { args: ['--hidden', '--connect=press'], profile })
  try {
    await app.context().addInitScript(watchOpening)
    const voice = await pageOf(app, 'voice', 30_000)
    await voice.waitForFunction(() => 'dexterVoice' in window)
    const { executable } = await findElectron()
    // As a trader opens it from the list of programs.
    spawn(executable, appArguments([`--user-data-dir=${profile}`]), { env: desktop.env, stdio: 'ignore' })
    const { page: panel } = await openPanel(app)
    kept.rows.push(...(await openingOf(panel)))
    yield kept

    await tellLongSession(voice)
    const version = await app.evaluate(() => `${process.versions.electron} (Chromium ${process.versions.chrome})`)
    const load = async () => {
      await panel.evaluate(() => location.replace('#conversation'))
      await panel.reload()
      await panel.locator('.composer').waitFor()
    }
    const rows = await measureActivity({ panel, load, empty: await emptyWindow(app), grows: false })
    yield { title: `Activity over 100,000 events: the app on Electron ${version}${started()}`, rows }
  } finally {
    await app.close()
  }
}

/** What the engine would have told in a long session. */
async function tellLongSession(voice: Page): Promise<void> {
  for (let from = 0; from < EVENTS; from += BATCH)
    await voice.evaluate((events) => window.dexterVoice.log(events), sessionLog(BATCH, from))
  const update = { status: snapshot().status, entries: [], turns: turnsOfLog(EVENTS, TURNS) }
  await voice.evaluate((update) => window.dexterVoice.update(update), update)
}

/** A window of the app's Electron with nothing of ours in it. */
async function emptyWindow(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window')
  await app.evaluate(({ BrowserWindow }, size) => {
    const window = new BrowserWindow({ ...size, webPreferences: { sandbox: true } })
    void window.loadURL('about:blank')
  }, SIZE)
  return opened
}

async function* measureWorkbench(desktop: Desktop): AsyncGenerator<Section> {
  const executablePath = findProgram('chromium')
  if (executablePath === undefined) return
  const outDir = join(desktop.dir, 'workbench')
  const served = {
    configFile: join(root, 'tools/workbench/vite.config.ts'),
    logLevel: 'error',
    build: { outDir },
  } as const
  await build({ ...served, build: { outDir, rollupOptions: { input: join(root, 'renderer/panel.html') } } })
  const server = await preview({ ...served, preview: { port: 0, host: '127.0.0.1' } })
  const env = Object.fromEntries(Object.entries(desktop.env).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  const browser = await chromium.launch({ executablePath, headless: false, args: ['--no-sandbox'], env })
  try {
    const open = async () => (await browser.newContext({ viewport: SIZE, locale: 'en-US' })).newPage()
    const [panel, empty] = [await open(), await open()]
    const address = `${server.resolvedUrls?.local[0]}panel.html?scene=streams&rows=${EVENTS}&turns=${TURNS}`
    const load = async () => {
      // A change of the fragment alone loads nothing.
      await panel.goto('about:blank')
      await panel.goto(address)
      await panel.locator('.composer').waitFor()
    }
    const rows = await measureActivity({ panel, load, empty, grows: true })
    yield { title: `Activity over 100,000 events: the workbench in Chromium ${browser.version()}${started()}`, rows }
  } finally {
    await browser.close()
    await server.close()
  }
}
