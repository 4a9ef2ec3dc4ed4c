import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { hotkeyFor } from '../../shared/hotkeys'
import type { EntryOf, Snapshot } from '../../shared/snapshot'
import { launchApp } from '../desktop/app'
import { startDesktop } from '../desktop/desktop'
import { openPanel, type Panel } from '../desktop/panel'
import { toneFile } from '../desktop/tone'
import type { Findings, Scenario } from './scenario'

const KEY = hotkeyFor(null, 'linux').code
const STARTED_MS = 30_000
const ANSWERED_MS = 60_000

/** The audio part crashes while the trader speaks: the real app on a virtual desktop, with its real devices. */
const crashed = (part: string, crash: (app: ElectronApplication) => Promise<unknown>): Scenario => ({
  fault: `${part} crashes while the trader speaks`,
  where: 'app',
  async run() {
    const desktop = await startDesktop()
    let app: ElectronApplication | undefined
    try {
      const tone = toneFile(desktop)
      app = await launchApp(desktop, { args: ['--show-panel'], profile: join(desktop.dir, 'profile') })
      const panel = await openPanel(app)
      await seen(panel, ({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null)
      await desktop.keyboard.down(KEY)
      const begun = await seen(panel, ({ turns, status }) => turns.length > 0 && status.microphone.state === 'open')
      const id = begun.turns[0]?.id ?? ''
      await desktop.microphone.play(tone)
      await crash(app)
      const kept = await seen(panel, (now) => {
        const entry = asked(now, id)
        return entry?.delivery === 'unsent' && entry.resendable && now.status.sessionId !== null
      })
      await desktop.keyboard.up(KEY)
      const findings = await resent(panel, kept, id)
      // The app goes on as before: the next answer is heard.
      await panel.page.evaluate(async () => {
        await window.dexter.setSettings({ speakTyped: true })
        await window.dexter.say('What can you do?')
      })
      await seen(panel, ({ turns }) => turns.at(-1)?.source === 'text' && (turns.at(-1)?.samples.played ?? 0) > 0)
      return findings
    } finally {
      await app?.close()
      await desktop.close()
    }
  },
})

async function resent(panel: Panel, kept: Snapshot, id: string): Promise<Findings> {
  const before = kept.turns.find((turn) => turn.id === id)?.samples.captured ?? 0
  assert.ok(before > 12_000, `half a second was spoken, but ${before} samples were kept`)
  await panel.page.evaluate((turnId) => window.dexter.resend(turnId), id)
  await seen(panel, ({ turns }) => turns.some((turn) => turn.id === id && turn.phase !== 'ended'))
  const ended = await panel.turnEnded(id, ANSWERED_MS)
  const whole = ended?.outcome === 'answered' && ended.samples.committed === before && ended.samples.sent === before
  const notice = kept.entries.find((it) => it.kind === 'notice' && it.code === 'voice_window_gone')
  return {
    saw: [
      notice?.kind === 'notice' ? notice.text : 'no word about it',
      `unsent: ${asked(kept, id)?.problem} [Resend]`,
      whole ? 'answered' : `${ended?.outcome ?? 'no end'}, ${ended?.samples.committed ?? 0} of ${before} samples`,
    ],
    lost: whole ? 0 : 1,
    doubled: (ended?.responseCreates ?? 0) > 1 ? 1 : 0,
    doubledTrades: 0,
  }
}

const asked = (now: Snapshot, id: string): EntryOf<'user'> | undefined =>
  now.entries.find((entry): entry is EntryOf<'user'> => entry.id === id && entry.kind === 'user')

async function seen(panel: Panel, condition: (now: Snapshot) => boolean): Promise<Snapshot> {
  const found = await panel.until(condition, STARTED_MS)
  assert.ok(found, `within ${STARTED_MS / 1000} s the panel did not show: ${condition}`)
  return found
}

function voicePage(app: ElectronApplication): Page {
  const page = app.windows().findLast((it) => it.url().includes('voice.html') && !it.isClosed())
  assert.ok(page, 'there is no voice window')
  return page
}

export const crashes: Scenario[] = [
  crashed('the voice window', (app) =>
    app.evaluate(({ BrowserWindow }) => {
      const voice = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('voice.html'))
      voice?.webContents.forcefullyCrashRenderer()
    }),
  ),
  crashed('the engine worker', async (app) => {
    const [engine] = voicePage(app).workers()
    assert.ok(engine, 'there is no engine thread')
    await engine.evaluate(() => {
      setTimeout(() => {
        throw new Error('a fault of the test')
      })
    })
  }),
]
