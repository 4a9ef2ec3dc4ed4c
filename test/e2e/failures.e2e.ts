import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPracticeServer } from '../../main/practice/server'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Turn } from '../../shared/snapshot'
import { TAP_MS } from '../../shared/talk'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { pageOf } from '../../tools/desktop/page-of'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { toneFile } from '../../tools/desktop/tone'
import { noteSecret } from '../../tools/desktop/traces'
import { isWithin, openSeamStage, type SeamStage, seams } from '../../tools/faults/seams'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'
import { FAILURES, LEAKED_KEY, startFailingBackend } from './failing-backends'

const KEY = hotkeyFor(null, 'linux').code
const LONGEST_MS = 60_000

/** Holds the key while half a second of tone is played into the microphone; settles with the turn when it has ended. */
async function speak(desktop: Desktop, panel: Panel): Promise<Turn> {
  const known = new Set((await panel.snapshot()).turns.map((turn) => turn.id))
  await desktop.keyboard.down(KEY)
  if (desktop.audioProblem === null) await desktop.microphone.play(toneFile(desktop))
  await desktop.keyboard.up(KEY)
  const begun = await panel.until(({ turns }) => turns.some((turn) => !known.has(turn.id)), 5_000)
  const id = begun?.turns.find((turn) => !known.has(turn.id))?.id
  if (id === undefined) throw new Error('no turn was begun')
  const ended = await panel.turnEnded(id, LONGEST_MS)
  if (!ended) throw new Error('the turn did not end')
  return ended
}

async function userEntry(panel: Panel, turn: Turn) {
  const { entries } = await panel.snapshot()
  const entry = entries.find((it) => it.id === turn.id)
  if (entry?.kind !== 'user') throw new Error('the utterance is not in the conversation')
  return entry
}

noteSecret(LEAKED_KEY)

describe('a backend that fails', () => {
  let desktop: Desktop
  let app: ElectronApplication
  let panel: Panel
  let printed = ''

  beforeAll(async () => {
    desktop = await startDesktop()
    app = await launchApp(desktop, {
      args: ['--show-panel', '--connect=press', '--backend=openai', '--backend-url=http://127.0.0.1:9'],
      env: { DEXTER_DEMO_OPENAI_KEY: LEAKED_KEY },
    })
    app.process().stdout?.on('data', (chunk) => (printed += chunk))
    app.process().stderr?.on('data', (chunk) => (printed += chunk))
    panel = await openPanel(app)
    await panel.until(({ hotkey }) => hotkey.source === 'hook', 10_000)
  })
  afterAll(async () => {
    await app?.close()
    await desktop?.close()
  })

  test.each(FAILURES)('with $name says so and keeps the utterance', async (failure) => {
    const backend = await startFailingBackend(failure)
    try {
      const reply = await panel.page.evaluate(
        (url) => window.dexter.setSettings({ backend: 'openai', openai: { url, realtimeUrl: null } }),
        backend.url,
      )
      expect(reply.ok).toBe(true)
      // The one of the start was for the address of the start.
      await panel.page.evaluate((key) => window.dexter.setSecret('openai-key', key, true), LEAKED_KEY)
      const turn = await speak(desktop, panel)
      expect(turn).toMatchObject({ outcome: 'unsent', samples: { sent: 0, committed: 0 } })
      // The first press opens the microphone, which takes a moment.
      expect(turn.samples.captured).toBeGreaterThan(4_800)
      const entry = await userEntry(panel, turn)
      expect(entry.delivery).toBe('unsent')
      expect(entry.problem).toMatch(failure.sentence)
    } finally {
      backend.close()
    }
  })

  test('leaves utterances that a working backend still answers, and no secret anywhere', async () => {
    await panel.page.evaluate(() => window.dexter.setSettings({ backend: 'practice' }))
    const { turns } = await panel.snapshot()
    const kept = turns.at(-1)
    if (!kept) throw new Error('nothing was kept')
    await panel.page.evaluate((id) => window.dexter.resend(id), kept.id)
    await panel.until((now) => now.turns.some((turn) => turn.id === kept.id && turn.phase !== 'ended'), 5_000)
    const ended = await panel.turnEnded(kept.id, LONGEST_MS)
    expect(ended?.outcome).toBe('answered')
    expect(ended?.samples.committed).toBe(kept.samples.captured)
    const seen = JSON.stringify([await panel.snapshot(), await panel.log()]) + (await panel.page.content()) + printed
    expect(seen).not.toContain(LEAKED_KEY)
    expect(seen).not.toMatch(/ek_[A-Za-z0-9]{12}/)
  })
})

describe('a device that gives way to another', () => {
  let stage: SeamStage
  beforeAll(async () => {
    stage = await openSeamStage()
  }, 60_000)
  afterAll(() => stage?.close())

  test.each(seams.filter(({ fault }) => fault.includes('is chosen') || fault.includes('speaker')))(
    'loses no more than devices and their clocks allow: $fault',
    async (seam) => {
      const { saw, lostMs } = await seam.run(stage)
      expect(isWithin(seam, lostMs), saw).toBe(true)
    },
  )
})

describe('a server that answers in words alone', () => {
  test('is read in the small window while the panel is closed', async () => {
    const desktop = await startDesktop({ audio: false, keyring: false })
    const server = await createPracticeServer({
      dataDir: '/nowhere',
      speech: scriptedSpeech(),
      faults: { 'no-sound': 1, 'binary-frames': Number.POSITIVE_INFINITY },
    })
    const app = await launchApp(desktop, {
      args: ['--show-panel', '--connect=press', '--backend=openai', `--backend-url=${server.baseUrl}`],
      env: { DEXTER_DEMO_OPENAI_KEY: server.bearer },
    })
    try {
      const panel = await openPanel(app)
      const closed = await app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('/panel.html'))
        window?.hide()
        return window?.isVisible() === false
      })
      expect(closed).toBe(true)
      // An answer in writing that was asked for misses no sound.
      await panel.page.evaluate(() => window.dexter.setSettings({ speakTyped: true }))
      await panel.page.evaluate(() => window.dexter.say('help'))
      const hud = await pageOf(app, 'hud', 10_000)
      await hud.getByText('This answer came without sound').waitFor({ timeout: 10_000 })
      const [answer] = (await panel.snapshot()).entries.filter((entry) => entry.kind === 'assistant')
      expect(answer).toMatchObject({ unspoken: true })
      await hud.getByText(answer?.kind === 'assistant' ? answer.text : '').waitFor({ timeout: 1_000 })
    } finally {
      await app.close()
      await server.close()
      await desktop.close()
    }
  })
})

describe('a computer without', () => {
  test('a microphone says so at the first press', async () => {
    const desktop = await startDesktop({ audio: false })
    const app = await launchApp(desktop, { args: ['--show-panel'] })
    try {
      const panel = await openPanel(app)
      await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
      await desktop.keyboard.down(KEY)
      await panel.until(({ status }) => status.microphone.state === 'missing', 5_000)
      // What is held for less is a tap, and no question.
      await panel.until(({ entries }) => entries.some((it) => it.kind === 'user' && Date.now() - it.at > TAP_MS), 5_000)
      await desktop.keyboard.up(KEY)
      const ended = await panel.until(({ turns }) => turns.some((turn) => turn.phase === 'ended'), 10_000)
      expect(ended?.turns[0]?.outcome).toBe('unsent')
      expect((await userEntry(panel, ended!.turns[0]!)).problem).toMatch(/No microphone was found/)
      // The keyboard is still there to ask with.
      await panel.page.evaluate(() => window.dexter.say('What can you do?'))
      const answered = await panel.until(
        ({ turns }) => turns.some((it) => it.source === 'text' && it.said !== ''),
        20_000,
      )
      expect(answered?.turns.find((it) => it.source === 'text')?.said).toMatch(/\w/)
    } finally {
      await app.close()
      await desktop.close()
    }
  })

  test('a keyring says so, and keeps a key for this run when that is wanted', async () => {
    const desktop = await startDesktop({ audio: false, keyring: false })
    const app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'] })
    try {
      const panel = await openPanel(app)
      const keep = (untilQuit: boolean) =>
        panel.page.evaluate(([key, choice]) => window.dexter.setSecret('openai-key', key, choice), [
          LEAKED_KEY,
          untilQuit,
        ] as const)
      expect(await keep(false)).toEqual({
        ok: false,
        noKeychain: true,
        message: expect.stringMatching(/keychain/),
      })
      expect((await panel.snapshot()).secrets).toEqual({})
      expect(await keep(true)).toEqual({ ok: true, stored: 'session' })
      const kept = await panel.until(({ secrets }) => secrets['openai-key'] === 'session', 5_000)
      expect(kept).not.toBeNull()
      expect(JSON.stringify(await panel.snapshot())).not.toContain(LEAKED_KEY)
    } finally {
      await app.close()
      await desktop.close()
    }
  })

  test('a way to see held keys opens all the same, and says how to ask', async () => {
    const desktop = await startDesktop({ audio: false, keyring: false })
    const env = { XDG_SESSION_TYPE: 'wayland' }
    const app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], env })
    try {
      const panel = await openPanel(app)
      const { hotkey } = await panel.snapshot()
      expect(hotkey.source).toBe('none')
      expect(hotkey.problem).toMatch(/Wayland hides held keys.*Type your question.*--talk=toggle/)
    } finally {
      await app.close()
      await desktop.close()
    }
  })

  test('a sound trade ledger opens all the same, and says so', async () => {
    const desktop = await startDesktop({ audio: false, keyring: false })
    const profile = join(desktop.dir, 'profile')
    mkdirSync(profile)
    writeFileSync(join(profile, 'ledger.jsonl'), '{"seq":1}\n')
    const app = await launchApp(desktop, { args: ['--show-panel', '--connect=press'], profile })
    try {
      const panel = await openPanel(app)
      const told = await panel.until(({ entries }) => entries.length === 2, 5_000)
      expect(told?.entries.map((entry) => entry.kind === 'notice' && entry.text)).toEqual([
        expect.stringMatching(/trade ledger was changed or cut \(line 1/),
        expect.stringMatching(/limits were in a trade ledger that can’t be trusted/),
      ])
    } finally {
      await app.close()
      await desktop.close()
    }
  })
})
