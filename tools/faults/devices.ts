import assert from 'node:assert/strict'
import type { ElectronApplication } from 'playwright-core'
import { z } from 'zod'
import { hotkeyFor } from '../../shared/hotkeys'
import type { LogEvent } from '../../shared/log'
import type { Snapshot } from '../../shared/snapshot'
import { launchApp } from '../desktop/app'
import { pidOf } from '../desktop/app-processes'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { openPanel, type Panel } from '../desktop/panel'
import { toneFile } from '../desktop/tone'
import type { Scenario } from './scenario'

const KEY = hotkeyFor(null, 'linux').code
/** How often each thing happens, in a press and in an answer; `DEXTER_ROUNDS=10` is the whole count. */
const ROUNDS = Number(process.env.DEXTER_ROUNDS ?? 1)
const SEEN_MS = 30_000
/** A device begins before its first frame arrives, and ends with a whole one. */
const PERIODS_MS = 60

/** What becomes of a device while it is in use. Settles when what replaces it, if anything, is there. */
type Trouble = (desktop: Desktop, app: ElectronApplication, use: 'press' | 'answer') => Promise<unknown>

interface Stage {
  desktop: Desktop
  app: ElectronApplication
  panel: Panel
  tone: string
}

/** What was lost and told in the presses and answers of a row. */
interface Told {
  lost: number
  gaps: number[]
}

/** The real app with its real devices; all that sounded while the key was held was sent, or the gap was told. */
const staged = (fault: string, round: (stage: Stage, told: Told) => Promise<void>): Scenario => ({
  fault,
  where: 'app',
  async run() {
    const desktop = await startDesktop({ keyring: false })
    let app: ElectronApplication | undefined
    try {
      app = await launchApp(desktop, { args: ['--show-panel'] })
      const panel = await openPanel(app)
      await seen(panel, ({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null)
      const stage = { desktop, app, panel, tone: toneFile(desktop) }
      const told: Told = { lost: 0, gaps: [] }
      for (let count = 0; count < ROUNDS; count++) await round(stage, told)
      const saw = `told as lost of ${told.gaps.length} questions: ${told.gaps.map((ms) => `${Math.round(ms)} ms`).join(', ')}`
      return { saw: [saw], lost: told.lost, doubled: 0, doubledTrades: 0 }
    } finally {
      await app?.close()
      await desktop.close()
    }
  },
})

/** Something becomes of a device while the trader speaks, and while the app does. */
const trouble = (fault: string, happen: Trouble): Scenario =>
  staged(fault, async (stage, told) => {
    const { desktop, app, panel } = stage
    await press(stage, told, () => happen(desktop, app, 'press'))
    if (!(await answerIsWhole(panel, () => happen(desktop, app, 'answer')))) told.lost += 1
  })

/** Speaks, lets something happen, and speaks on. */
async function press({ desktop, panel, tone }: Stage, told: Told, happen: () => Promise<unknown>): Promise<void> {
  const known = (await panel.snapshot()).turns.length
  const rowsBefore = (await panel.log()).length
  await desktop.keyboard.down(KEY)
  await seen(panel, ({ turns, status }) => turns.length > known && status.microphone.state === 'open')
  await desktop.microphone.play(tone)
  await happen()
  await seen(panel, ({ status }) => status.microphone.state === 'open')
  await desktop.microphone.play(tone)
  await desktop.keyboard.up(KEY)
  const now = await seen(panel, ({ turns }) => turns.length > known && (turns.at(-1)?.samples.committed ?? 0) > 0)
  const { id, samples } = now.turns.at(-1) ?? assert.fail('there is no question')
  assert.equal(samples.sent, samples.captured)
  assert.equal(samples.committed, samples.captured)
  const rows = (await panel.log()).slice(rowsBefore).filter(({ turnId }) => turnId === id)
  const gaps = rows
    .filter(({ name }) => name === 'microphone.gap')
    .reduce((sum, { data }) => sum + z.object({ lostMs: z.number() }).parse(data).lostMs, 0)
  const heldMs = at(rows, 'talk.release') - at(rows, 'talk.press')
  const notice = now.entries.some(
    (entry) => entry.kind === 'notice' && entry.code === 'audio_missing' && entry.turnId === id,
  )
  const slowStart = rows.some(
    ({ name, data }) => name === 'microphone.gap' && JSON.stringify(data).includes('"atStart":true'),
  )
  assert.ok(notice || gaps === 0 || slowStart, `${gaps} ms were lost, and only the log says so`)
  await panel.page.evaluate(() => window.dexter.interrupt())
  await seen(panel, ({ status }) => status.state === 'idle')
  told.gaps.push(gaps)
  if (heldMs - gaps - samples.captured / 24 > PERIODS_MS) told.lost += 1
}

/** Whether all of the answer was played, or what was not heard is marked. */
async function answerIsWhole(panel: Panel, happen: () => Promise<unknown>): Promise<boolean> {
  const known = (await panel.snapshot()).turns.length
  const rowsBefore = (await panel.log()).length
  await panel.page.evaluate(() => window.dexter.setSettings({ speakTyped: true }))
  await panel.page.evaluate(() => window.dexter.say('What is the price of Solana?'))
  const speaking = await seen(panel, ({ turns }) => turns.length > known && (turns.at(-1)?.samples.played ?? 0) > 2_400)
  const id = speaking.turns.at(-1)?.id ?? ''
  await happen()
  const turn = (await panel.turnEnded(id, 60_000)) ?? assert.fail('the answer did not end')
  const received = (await panel.log())
    .slice(rowsBefore)
    .filter(({ name }) => name === 'response.output_audio.delta')
    .reduce((sum, { data }) => sum + Number(/\((\d+) bytes/.exec(JSON.stringify(data))?.[1]) / 2, 0)
  if (turn.samples.played === received) return true
  return (await panel.snapshot()).entries.some(
    (it) => it.kind === 'assistant' && it.turnId === id && it.heardChars !== null,
  )
}

const at = (rows: LogEvent[], name: string) =>
  z.object({ at: z.number() }).parse(rows.find((row) => row.name === name)?.data).at

const seen = async (panel: Panel, condition: (snapshot: Snapshot) => boolean): Promise<Snapshot> =>
  (await panel.until(condition, SEEN_MS)) ?? assert.fail(`not within ${SEEN_MS / 1000} s: ${String(condition)}`)

/** A second device of each kind, made the system's default; settles with how to take it away. */
async function another({ sound }: Desktop, use: 'press' | 'answer') {
  const feed = await sound.control('load-module', 'module-null-sink', 'sink_name=second', 'rate=48000', 'norewinds=1')
  const name = use === 'press' ? 'second.monitor' : 'second'
  const kind = use === 'press' ? 'source' : 'sink'
  await sound.control(`set-default-${kind}`, name)
  return () => sound.control('unload-module', feed)
}

export const devices: Scenario[] = [
  staged('the voice window crashes right before the key goes down', async (stage, told) => {
    await stage.app.evaluate(({ BrowserWindow }) => {
      const voice = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('voice.html'))
      voice?.webContents.forcefullyCrashRenderer()
    })
    await seen(stage.panel, ({ status }) => status.sessionId === null)
    await press(stage, told, async () => {})
  }),
  trouble('PulseAudio is started again while the microphone or the speaker is in use', ({ sound }) => sound.restart()),
  trouble('the audio service of Chromium dies while it is in use', async (_, app) => {
    const pid = await pidOf(app, 'Audio Service')
    if (pid !== null) process.kill(pid, 'SIGKILL')
  }),
]

/** PulseAudio moves what plays and records to another device by itself: the app hears a short gap, if that. */
export const movedDevices: Scenario[] = [
  trouble('the system switches to another default device while it is in use', async (desktop, _, use) => {
    const back = await another(desktop, use)
    const kind = use === 'press' ? 'source' : 'sink'
    await desktop.sound.control(`set-default-${kind}`, use === 'press' ? 'microphone' : 'speaker')
    await back()
  }),
  trouble('the device in use is unplugged', async (desktop, _, use) => {
    const unplug = await another(desktop, use)
    await unplug()
  }),
]
