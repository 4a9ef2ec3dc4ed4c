import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { verifyLedger } from '../../main/journal/ledger-chain'
import { prepareData } from '../../main/practice/speech/data'
import { createRecognizer } from '../../main/practice/speech/recognition'
import { hotkeyFor } from '../../shared/hotkeys'
import { BalancesSchema, PumpStreamSummarySchema } from '../../shared/market'
import type { Snapshot, Turn } from '../../shared/snapshot'
import { unmet } from '../../tools/bench/platform-apis'
import type { DemoResult } from '../../tools/demo/result'
import { prepareLines } from '../../tools/demo/speech'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { pageOf } from '../../tools/desktop/page-of'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { noiseFile } from '../../tools/desktop/tone'
import { decodeWav } from '../../tools/desktop/wav'
import { findElectron } from '../../tools/setup/electron-runtime.mjs'
import { appArguments } from '../../tools/setup/launch.mjs'
import { numbersIn } from '../fixtures/spoken-numbers'

const KEY = hotkeyFor(null, 'linux').code
const root = join(import.meta.dirname, '../..')

describe('the demo, cold', () => {
  const out = mkdtempSync(join(tmpdir(), 'dexter-demo-'))
  let result: DemoResult
  let printed = ''

  beforeAll(async () => {
    const demo = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo.ts', '--cold', '--out', out], { cwd: root })
    demo.stdout.on('data', (chunk) => (printed += chunk))
    demo.stderr.on('data', (chunk) => (printed += chunk))
    const [code] = await once(demo, 'exit')
    if (existsSync(join(out, 'result.json'))) result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))
    if (code !== 0) throw new Error(`the demo ended with ${code}:\n${printed}`)
  }, 240_000)
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  test('answers both questions without an error', () => {
    expect(result.turns.map((turn) => turn.outcome)).toEqual(['answered', 'answered'])
    expect(result.errors).toEqual([])
    expect(result.dialect).toBe('ga')
  })

  test('loses no sample, though the first key press came before any session', () => {
    for (const { samples } of result.turns) {
      expect(samples.captured).toBeGreaterThan(24_000)
      expect(samples).toMatchObject({ sent: samples.captured, committed: samples.captured })
    }
  })

  test('asks for the spoken answer exactly once after its tool calls', () => {
    // The second is about what the first has shown, and needs no tool.
    expect(result.turns.map(({ tools, responseCreates }) => [tools.length, responseCreates])).toEqual([
      [1, 2],
      [0, 1],
    ])
  })

  test('speaks the figures of the tool output, as speech recognition hears them from the speaker', async () => {
    const { samples, rate } = decodeWav(readFileSync(join(out, 'answer.wav')))
    const recognizer = await createRecognizer({ dataDir: await prepareData(join(root, 'out', 'practice-data')) })
    const { text: heard } = await recognizer.transcribe(samples, rate)
    await recognizer.close()
    const output = PumpStreamSummarySchema.parse(JSON.parse(result.turns[0]?.tools[0]?.output ?? 'null'))
    const numbers = numbersIn(heard)
    expect(output.streams).toHaveLength(5)
    for (const stream of output.streams) expect(numbers, `${stream.name} in: ${heard}`).toContain(stream.currentViewers)
  })

  test('leaves a picture, a log without secrets or audio, and says what is simulated', () => {
    const log = readFileSync(join(out, 'log.jsonl'), 'utf8')
    const rows = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.length).toBeGreaterThan(100)
    expect(log).not.toMatch(/ek_[A-Za-z0-9]{12}|practice_[0-9a-f]{12}/)
    expect(log).toMatch(/bytes of audio/)
    expect(readFileSync(join(out, 'panel.png')).subarray(1, 4).toString()).toBe('PNG')
    expect(printed).toMatch(/[Pp]ractice/)
  })
})

describe('the voice', () => {
  let desktop: Desktop
  let app: ElectronApplication
  let panel: Panel
  let voice: Page
  let profile: string

  beforeAll(async () => {
    desktop = await startDesktop()
    profile = join(desktop.dir, 'profile')
    app = await launchApp(desktop, { args: ['--show-panel'], profile })
    panel = await openPanel(app)
    const found = app.windows().find((page) => page.url().includes('voice.html'))
    if (!found) throw new Error('there is no voice window')
    voice = found
    await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
    // Questions are typed here, and their answers heard.
    await panel.page.evaluate(() => window.dexter.setSettings({ speakTyped: true }))
  })
  afterAll(async () => {
    await app?.close()
    await desktop?.close()
  })

  /** Blocks the thread that draws and opens devices, in both windows, for a second. */
  const freeze = () =>
    Promise.all(
      [panel.page, voice].map((page) =>
        page.evaluate(() => {
          const until = performance.now() + 1000
          while (performance.now() < until);
        }),
      ),
    )

  /** Samples that the server has sent since the app started. */
  const received = async () =>
    (await panel.log())
      .filter((row) => row.name === 'response.output_audio.delta')
      .reduce((sum, row) => sum + Number(/\((\d+) bytes/.exec(JSON.stringify(row.data))?.[1]) / 2, 0)

  test('has all that it needs of the engine that it runs on', async () => {
    expect(await unmet(voice)).toEqual([])
  })

  test('plays every sample though the view threads freeze for a second', async () => {
    await panel.page.evaluate(() => window.dexter.say('What is the price of Solana?'))
    const speaking = await panel.until(({ status }) => status.state === 'speaking', 20_000)
    const id = speaking?.turns.at(-1)?.id ?? ''
    await freeze()
    const turn = await panel.turnEnded(id, 60_000)
    expect(turn?.outcome).toBe('answered')
    expect(turn?.samples.played).toBe(await received())
    expect(turn?.samples.played).toBeGreaterThan(24_000)
    expect((await panel.log()).filter((row) => row.name === 'playback.underrun')).toEqual([])
  })

  test('captures every sample though the view threads freeze for a second while the key is held', async () => {
    const before = (await panel.snapshot()).turns.length
    // Zeros would be no question.
    const room = desktop.microphone.play(noiseFile(desktop, 4_000))
    await desktop.keyboard.down(KEY)
    await panel.until(({ status }) => status.microphone.state === 'open', 5_000)
    await freeze()
    await desktop.keyboard.up(KEY)
    await room
    const turns = (
      await panel.until(({ turns: all }) => all.length > before && all.at(-1)?.samples.committed !== 0, 20_000)
    )?.turns
    const turn = turns?.at(-1)
    const rows = (await panel.log()).filter((row) => row.turnId === turn?.id)
    // When the finger moved, not when the frozen window heard of it.
    const at = (name: string) => z.object({ at: z.number() }).parse(rows.find((row) => row.name === name)?.data).at
    const heldMs = at('talk.release') - at('talk.press')
    expect(turn?.samples.sent).toBe(turn?.samples.captured)
    expect(turn?.samples.committed).toBe(turn?.samples.captured)
    // From the first frame on, through the freeze, to the end of the tail (150 ms): nothing is missing. There may be more,
    // for the device begins before its first frame arrives.
    const heardMs = (turn?.samples.captured ?? 0) / 24
    const leastMs = heldMs - (turn?.timing.keyDownToFirstFrameMs ?? 0) + 150
    expect(heardMs).toBeGreaterThan(leastMs - 5)
    expect(heardMs).toBeLessThan(heldMs + 150 + 40)
  })

  test('sends every sample in each mode, from a chord and a mouse button, from the first number to the last', async () => {
    const [line] = await prepareLines([{ kind: 'spoken', words: 'Buy twelve tokens and sell thirteen.' }], desktop.dir)
    if (line?.kind !== 'speak') throw new Error('there is nothing to say')
    const { speech } = line
    const set = (patch: Record<string, unknown>) => panel.page.evaluate((it) => window.dexter.setSettings(it), patch)
    const { keyboard } = desktop
    const [CTRL, ALT, K] = [0x001d, 0x0038, 0x0025]
    const chord = async (action: 'down' | 'up') => {
      if (action === 'down') for (const key of [CTRL, ALT, K]) await keyboard.down(key)
      else for (const key of [K, ALT, CTRL]) await keyboard.up(key)
    }
    const tap = () => keyboard.taps(KEY, 1)
    const hold = { begin: () => keyboard.down(KEY), send: () => keyboard.up(KEY) }
    const ways: [string, Record<string, unknown>, { begin(): Promise<void>; send(): Promise<void> }][] = [
      ['hold', {}, hold],
      ['tap', { talkMode: 'tap' }, { begin: tap, send: tap }],
      ['auto, held', { talkMode: 'auto' }, hold],
      ['auto, tapped', {}, { begin: tap, send: tap }],
      ['chord', { talkMode: 'hold', hotkey: 'Ctrl+Alt+K' }, { begin: () => chord('down'), send: () => chord('up') }],
      [
        'mouse button',
        { hotkey: 'Mouse4' },
        { begin: () => keyboard.button('down', 8), send: () => keyboard.button('up', 8) },
      ],
    ]
    for (const [way, settings, { begin, send }] of ways) {
      await set(settings)
      const before = (await panel.snapshot()).turns.length
      await begin()
      await panel.until(({ turns, status }) => turns.length > before && status.microphone.state === 'open', 5_000)
      if (way.includes('tap')) {
        const latched = await panel.until(({ turns }) => turns.at(-1)?.latched === true, 5_000)
        expect(latched?.status.detail, way).toBe('Press again to send.')
      }
      await desktop.microphone.play(speech)
      await send()
      const heard = await panel.until(({ turns }) => turns.length > before && turns.at(-1)?.heard != null, 20_000)
      const turn = heard?.turns.at(-1)
      const { captured } = turn?.samples ?? {}
      expect(captured, way).toBeGreaterThan(24_000)
      expect(turn?.samples, way).toMatchObject({ sent: captured, committed: captured })
      expect(numbersIn(turn?.heard ?? ''), `${way}: ${turn?.heard}`).toEqual([12, 13])
    }
    await set({ hotkey: null })
  }, 90_000)

  test('two taps switch hands-free, Esc drops what is said, and the panic key shuts everything', async () => {
    const ESC = 0x0001
    const F10 = 0x0044
    const rows = async (name: string) => (await panel.log()).filter((row) => row.name === name)
    await panel.page.evaluate(() =>
      window.dexter.setSettings({ bindings: { handsFree: null, panic: 'F10', panel: null } }),
    )
    const isOn = async () =>
      z.object({ on: z.boolean() }).safeParse((await rows('talk.hands-free')).at(-1)?.data).data?.on
    for (const on of [true, false]) {
      // On a busy machine what types the two may take longer than a finger.
      for (let tries = 0; tries < 3 && (await isOn()) !== on; tries++) {
        await desktop.keyboard.taps(KEY, 2)
        await expect
          .poll(isOn, { timeout: 1_500 })
          .toBe(on)
          .catch(() => {})
      }
      expect(await isOn()).toBe(on)
    }
    const room = new AbortController()
    void desktop.microphone.play(noiseFile(desktop, 20_000), room.signal).catch(() => {})
    const listens = async () => {
      await desktop.keyboard.down(KEY)
      const open = await panel.until(
        ({ status }) => status.state === 'listening' && status.microphone.state === 'open',
        5_000,
      )
      expect(open).not.toBeNull()
    }
    await listens()
    await desktop.keyboard.down(ESC)
    await desktop.keyboard.up(ESC)
    const canceled = await panel.until(({ turns }) => turns.at(-1)?.outcome === 'discarded', 5_000)
    expect(canceled?.turns.at(-1)?.samples.committed).toBe(0)
    await desktop.keyboard.up(KEY)
    const said = canceled?.entries.findLast((entry) => entry.kind === 'user')
    expect(said).toMatchObject({ delivery: 'canceled', resendable: false })

    await listens()
    await desktop.keyboard.down(F10)
    const shut = await panel.until(({ status }) => status.microphone.state === 'closed', 1_000)
    expect(shut?.turns.at(-1)).toMatchObject({ outcome: 'unsent', samples: { committed: 0 } })
    await desktop.keyboard.up(F10)
    await desktop.keyboard.up(KEY)

    // A window that hangs is ended by force.
    await listens()
    void voice
      .evaluate(() => {
        for (;;);
      })
      .catch(() => {})
    await desktop.keyboard.down(F10)
    await panel.until(
      ({ entries }) => entries.some((it) => it.kind === 'notice' && it.code === 'voice_window_gone'),
      5_000,
    )
    await desktop.keyboard.up(F10)
    await desktop.keyboard.up(KEY)
    room.abort()
    const again = await panel.until(({ status }) => status.state === 'idle' && status.sessionId !== null, 20_000)
    expect(again?.status.microphone.state).toBe('closed')
    voice = await pageOf(app, 'voice', 10_000)
  }, 60_000)

  test('falls silent at a press, and the rest of that answer is not heard', async () => {
    const question = 'What is trending on pump fun right now?'
    await panel.page.evaluate((text) => window.dexter.say(text), question)
    // This answer, not the end of the one before.
    const isSpoken = (turn: Turn) => turn.heard === question && turn.phase === 'speaking' && turn.samples.played > 0
    const speaking = await panel.until(({ turns }) => turns.some(isSpoken), 20_000)
    const before = speaking?.turns.find(isSpoken)
    await desktop.keyboard.down(KEY)
    await desktop.keyboard.up(KEY)
    const cut = (snapshot: Snapshot) => snapshot.turns.find((it) => it.id === before?.id)
    const after = await panel.until((now) => cut(now)?.timing.interruptToSilenceMs != null, 5_000)
    const turn = after && cut(after)
    expect(turn?.outcome).toBe('interrupted')
    const names = (await panel.log()).filter((row) => row.direction === 'out').map((row) => row.name)
    expect(names).toContain('response.cancel')
    expect(names.some((name) => name === 'conversation.item.truncate' || name === 'conversation.item.delete')).toBe(
      true,
    )
    // What was heard of it stands; what was not is marked.
    const said = after?.entries.find((entry) => entry.kind === 'assistant' && entry.turnId === before?.id)
    expect(said).toMatchObject({ state: 'interrupted' })
    const later = await panel.until(({ status }) => status.state === 'idle', 20_000)
    expect(later && cut(later)?.samples.played).toBe(turn?.samples.played)
    expect(later?.status.errors).toEqual([])
  })

  test('moves paper money only after the button was held, and once', async () => {
    const sol = async () => {
      const count = (await panel.snapshot()).turns.length
      await panel.page.evaluate(() => window.dexter.say('What are my balances?'))
      const asked = await panel.until(
        ({ turns }) => turns.length > count && turns.at(-1)?.tools[0]?.output != null,
        20_000,
      )
      const { balances } = BalancesSchema.parse(JSON.parse(asked?.turns.at(-1)?.tools[0]?.output ?? 'null'))
      return balances.find((balance) => balance.token.symbol === 'SOL')?.amountUi ?? 0
    }
    const before = await sol()
    await panel.page.evaluate(() => window.dexter.say('Buy half a sol of bonk'))
    const button = panel.page.getByRole('button', { name: /hold to approve/i })
    await button.waitFor({ timeout: 20_000 })
    expect((await panel.snapshot()).turns.at(-1)?.tools.map((tool) => tool.name)).toEqual(['solana_swap_preview'])
    // A click is not a hold.
    await button.click()
    expect((await panel.snapshot()).entries.some((it) => it.kind === 'approval' && it.decision === 'pending')).toBe(
      true,
    )
    await button.hover()
    await panel.page.mouse.down()
    const traded = await panel.until(
      ({ turns }) =>
        turns.at(-1)?.tools.some((tool) => tool.name === 'solana_swap_execute' && tool.status === 'done') ?? false,
      10_000,
    )
    await panel.page.mouse.up()
    const turn = traded?.turns.at(-1)
    expect(turn?.tools.map((tool) => tool.name)).toEqual(['solana_swap_preview', 'solana_swap_execute'])
    const ended = await panel.turnEnded(turn?.id ?? '', 60_000)
    expect(ended).toMatchObject({ outcome: 'answered', responseCreates: 3 })
    expect(before - (await sol())).toBeCloseTo(0.5, 6)
    const ledger = verifyLedger(readFileSync(join(profile, 'ledger.jsonl'), 'utf8'))
    const steps = ['limits', 'proposed', 'approved', 'called', 'succeeded']
    expect(ledger.ok && ledger.lines.map((line) => line.step)).toEqual(steps)

    await panel.page.getByRole('tab', { name: 'Trades' }).click()
    const trade = panel.page.getByRole('button', { name: /0\.5 SOL.*Done simulated$/ })
    await trade.waitFor({ timeout: 5_000 })
    await panel.page.getByText(/^Ledger unbroken since .*: 5 entries, newest hash/).waitFor({ timeout: 5_000 })
    await trade.click()
    expect(await panel.page.locator('.trade-lines li').count()).toBe(4)
    await panel.page.getByRole('tab', { name: 'Conversation' }).click()
  })

  test('moves paper money when the talk key is held in silence on the card and let go, and not after Escape', async () => {
    const cards = ({ entries }: Snapshot) => entries.flatMap((it) => (it.kind === 'approval' ? [it] : []))
    const propose = async () => {
      const before = cards(await panel.snapshot()).length
      await panel.page.evaluate(() => window.dexter.say('Buy a tenth of a sol of bonk'))
      await panel.until((now) => cards(now).length > before, 20_000)
    }
    // A real microphone is never quite silent; pure zeros would be one that is muted.
    void desktop.microphone.play(noiseFile(desktop, 20_000)).catch(() => {})
    await propose()
    // The key counts for a card that could be read; before that it would be a question.
    const seen = await panel.until((now) => Date.now() - (cards(now).at(-1)?.at ?? Infinity) > 700, 5_000)
    expect(seen && cards(seen).at(-1)).toMatchObject({ decision: 'pending', worth: { usd: expect.any(Number) } })
    // With the panel closed this is all that the trader sees of it.
    const hud = await pageOf(app, 'hud', 10_000)
    await hud.getByText('Swap?').waitFor({ timeout: 5_000 })
    await expect.poll(() => isShown(app), { timeout: 5_000 }).toBe(true)
    // All of it has to be in sight for a moment, before a hold on it counts.
    await hud.getByText('Hold Right Ctrl in silence').waitFor({ timeout: 5_000 })
    await panel.until((now) => Date.now() - (cards(now).at(-1)?.seenSince ?? Infinity) > 700, 10_000)
    await desktop.keyboard.down(KEY)
    const held = await panel.until((now) => {
      const since = cards(now).at(-1)?.heldSince
      return since != null && Date.now() - since > 1_000
    }, 5_000)
    expect(held && cards(held).at(-1)?.decision).toBe('pending')
    expect(held?.status.detail).toMatch(/let go to approve/)
    await desktop.keyboard.up(KEY)
    const traded = await panel.until((now) => cards(now).at(-1)?.decision === 'approved', 5_000)
    expect(traded?.turns.at(-1)?.outcome).toBe('confirmed')
    await panel.until(({ status }) => status.state === 'idle', 60_000)
    await propose()
    await panel.page.keyboard.press('Escape')
    const refused = await panel.until((now) => cards(now).at(-1)?.decision !== 'pending', 5_000)
    expect(refused && cards(refused).at(-1)?.decision).toBe('denied')
    await hud.getByText('Denied').waitFor({ timeout: 5_000 })
    await expect.poll(() => isShown(app), { timeout: 10_000 }).toBe(false)
    const ledger = verifyLedger(readFileSync(join(profile, 'ledger.jsonl'), 'utf8'))
    expect(ledger.ok && ledger.lines.slice(5).map((line) => line.step)).toEqual([
      'proposed',
      'approved',
      'called',
      'succeeded',
      'proposed',
      'denied',
    ])
    await panel.until(({ status }) => status.state === 'idle', 60_000)
  })

  test('is kept on disk as it goes, to be read back and found', async () => {
    const { entries } = await panel.snapshot()
    const asked = entries.findLast((it) => it.kind === 'user' && it.text !== null && it.delivery === 'sent')
    if (asked?.kind !== 'user' || !asked.text) throw new Error('nothing was asked')
    const kept = await panel.page.evaluate(() => window.dexter.readConversation({ before: null, limit: 100 }))
    expect(kept.entries.map(({ id }) => id)).toContain(asked.id)
    expect(kept.entries.filter(({ kind }) => kind === 'approval').length).toBeGreaterThan(0)
    const found = await panel.page.evaluate(
      (text) => window.dexter.searchConversation({ text, before: null, limit: 100 }),
      asked.text.toUpperCase(),
    )
    expect(found.matches.map(({ id }) => id)).toContain(asked.id)
  })

  test('keeps the newest words in sight when the panel is enlarged and made small again', async () => {
    const resize = (size: [width: number, height: number]) =>
      app.evaluate(({ BrowserWindow }, [width, height]) => {
        const window = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('panel.html'))
        window?.setSize(width, height)
      }, size)
    const list = panel.page.locator('.entry-list')
    const height = () => list.evaluate((it) => it.clientHeight)
    const below = () => list.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight))
    const toEnd = () => list.evaluate((it) => it.scrollTo(0, it.scrollHeight))
    // Rows are measured as they come into sight: the end may move once more.
    await expect.poll(() => toEnd().then(below)).toBeLessThan(2)
    await panel.page.locator('.to-end').waitFor({ state: 'detached' })
    for (const size of [
      [1000, 800],
      [380, 480],
      [480, 760],
      [480, 500],
    ] satisfies [number, number][]) {
      const before = await height()
      await resize(size)
      await expect.poll(height).not.toBe(before)
      await expect.poll(below, { message: size.join(' x ') }).toBeLessThan(2)
    }
  })

  test('opens the small window on the screen where the pointer is', async () => {
    // There is one screen here: the app is told of another.
    await app.evaluate(({ screen }) => {
      const elsewhere = { ...screen.getPrimaryDisplay(), workArea: { x: 100, y: 50, width: 600, height: 500 } }
      screen.getDisplayNearestPoint = () => elsewhere
    })
    await desktop.keyboard.down(KEY)
    await expect.poll(() => isShown(app), { timeout: 5_000 }).toBe(true)
    const place = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((it) => it.webContents.getURL().includes('/hud.html'))
        ?.getBounds(),
    )
    await desktop.keyboard.up(KEY)
    if (!place) throw new Error('there is no small window')
    // Wherever the panel leaves room for it.
    expect(place.x).toBeGreaterThanOrEqual(100)
    expect(place.x + place.width).toBeLessThanOrEqual(700)
    expect(place.y).toBeGreaterThanOrEqual(50)
    expect(place.y + place.height).toBeLessThan(550)
    await panel.until(({ status }) => status.state === 'idle', 60_000)
  })

  test('is started and sent by a second instance', async () => {
    const { executable } = await findElectron()
    const tell = async (action: string) => {
      const args = appArguments([`--user-data-dir=${profile}`, `--talk=${action}`])
      await once(spawn(executable, args, { env: desktop.env, stdio: 'ignore' }), 'exit')
    }
    const count = (await panel.snapshot()).turns.length
    await tell('down')
    const held = await panel.until(({ status }) => status.state === 'listening', 5_000)
    expect(held?.turns).toHaveLength(count + 1)
    await tell('up')
    const sent = await panel.until(({ turns }) => turns.length > count && turns.at(-1)?.samples.committed !== 0, 10_000)
    expect(sent?.turns.at(-1)?.samples.committed).toBe(sent?.turns.at(-1)?.samples.captured)
  })
})

/** Whether the small window is on screen. */
const isShown = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((it) => it.webContents.getURL().includes('/hud.html') && it.isVisible()),
  )
