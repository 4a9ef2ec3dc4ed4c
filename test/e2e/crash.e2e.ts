import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPanel, type Panel } from '../../scripts/demo/panel'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Snapshot } from '../../shared/snapshot'
import { launchApp } from './desktop/app'
import { type Desktop, startDesktop } from './desktop/desktop'
import { toneFile } from './desktop/tone'

const KEY = hotkeyFor(null, 'linux').code
const ready = ({ hotkey, status }: Snapshot) => hotkey.source === 'hook' && status.sessionId !== null

describe('what is being said when the audio part crashes', () => {
  let desktop: Desktop
  let app: ElectronApplication
  let panel: Panel
  let tone: string

  beforeAll(async () => {
    desktop = await startDesktop()
    tone = toneFile(desktop)
    app = await launchApp(desktop, { args: ['--show-panel'], profile: join(desktop.dir, 'profile') })
    panel = await openPanel(app)
    await panel.until(ready, 30_000)
  })
  afterAll(async () => {
    await app?.close()
    await desktop?.close()
  })

  const voicePage = (): Page => {
    const page = app.windows().findLast((it) => it.url().includes('voice.html') && !it.isClosed())
    if (!page) throw new Error('there is no voice window')
    return page
  }

  const CRASHES: { name: string; crash(): Promise<unknown> }[] = [
    {
      name: 'its window',
      crash: () =>
        app.evaluate(({ BrowserWindow }) => {
          const voice = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('voice.html'))
          voice?.webContents.forcefullyCrashRenderer()
        }),
    },
    {
      name: 'its engine',
      crash: async () => {
        const [engine] = voicePage().workers()
        if (!engine) throw new Error('there is no engine thread')
        await engine.evaluate(() => {
          setTimeout(() => {
            throw new Error('a fault of the test')
          })
        })
      },
    },
  ]

  test.each(CRASHES)('($name) stands as not sent, and is sent again whole', async ({ crash }) => {
    const known = new Set((await panel.snapshot()).turns.map((turn) => turn.id))
    await desktop.keyboard.down(KEY)
    const begun = await panel.until(
      ({ turns, status }) => turns.some((turn) => !known.has(turn.id)) && status.microphone.state === 'open',
      10_000,
    )
    const id = begun?.turns.find((turn) => !known.has(turn.id))?.id ?? ''
    await desktop.microphone.play(tone)
    await crash()
    const entry = (now: Snapshot) => now.entries.find((it) => it.id === id && it.kind === 'user')
    const kept = await panel.until((now) => {
      const it = entry(now)
      return it?.kind === 'user' && it.delivery === 'unsent' && it.resendable && now.status.sessionId !== null
    }, 30_000)
    await desktop.keyboard.up(KEY)
    expect(kept && entry(kept)).toMatchObject({ problem: expect.stringMatching(/stopped before this was answered/) })
    expect(kept?.entries.some((it) => it.kind === 'notice' && it.code === 'voice_window_gone')).toBe(true)
    const before = kept?.turns.find((turn) => turn.id === id)?.samples.captured ?? 0
    expect(before).toBeGreaterThan(12_000)
    await panel.page.evaluate((turnId) => window.dexter.resend(turnId), id)
    await panel.until((now) => now.turns.some((turn) => turn.id === id && turn.phase !== 'ended'), 10_000)
    const ended = await panel.turnEnded(id, 60_000)
    expect(ended?.samples).toMatchObject({ captured: before, sent: before, committed: before })
    expect(ended?.outcome).toBe('answered')
    // The app goes on as before.
    await panel.page.evaluate(() => window.dexter.say('What can you do?'))
    const after = await panel.until(({ turns }) => turns.at(-1)?.source === 'text' && turns.at(-1)?.said !== '', 20_000)
    expect(after?.turns.at(-1)?.said).toBeTruthy()
    await panel.until(({ status }) => status.state === 'idle', 30_000)
  })
})
