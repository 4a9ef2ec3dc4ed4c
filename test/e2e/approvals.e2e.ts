import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '../../main/journal/ledger-chain'
import { WIF_MINT } from '../../main/practice/market/tokens'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { createSynthesizer } from '../../main/practice/speech/synthesis'
import { hotkeyFor } from '../../shared/hotkeys'
import type { Limits } from '../../shared/limits'
import { BalancesSchema } from '../../shared/market'
import { SAMPLE_RATE } from '../../shared/sample-rate'
import type { EntryOf, Snapshot } from '../../shared/snapshot'
import { launchApp } from '../../tools/desktop/app'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { pageOf } from '../../tools/desktop/page-of'
import { openPanel, type Panel } from '../../tools/desktop/panel'
import { noiseFile } from '../../tools/desktop/tone'
import { encodeWav } from '../../tools/desktop/wav'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'
import { checkout } from '../../tools/setup/checkout.mjs'
import { startMisledModel } from './misled-model'

const KEY = hotkeyFor(null, 'linux').code
/** Longer than a hold that approves. */
const HOLD_MS = 1_000
/** Where a look counts from. */
const SEEN_MS = 800
const FRIEND = '7xKXtg2CW87d97TXJSDpbD5jBkheTqA83TZRuJosgAsU'
const BONK_MINT = 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'
/** Anybody can mint a token with that symbol: the practice market lists one. */
const SECOND_BONK = '749v8iucg7AiutcPWjcDWcicvJPki1Y2EDZeCcKH5Cr9'

type Card = EntryOf<'approval'>

let desktop: Desktop
let app: ElectronApplication
let panel: Panel
let profile: string

const start = async () => {
  app = await launchApp(desktop, { args: ['--show-panel'], profile })
  panel = await openPanel(app)
  await panel.until(({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null, 20_000)
}
beforeAll(async () => {
  desktop = await startDesktop()
  profile = join(desktop.dir, 'profile')
  await start()
})
afterAll(async () => {
  await app?.close()
  await desktop?.close()
})

/** What a row leaves behind must not be answered by the next one. */
afterEach(async () => {
  await panel.page.keyboard.press('Escape')
  await panel.until((now) => cards(now).every(({ decision }) => decision !== 'pending'), 5_000)
  await quiet()
})

const cards = ({ entries }: Snapshot): Card[] => entries.flatMap((it) => (it.kind === 'approval' ? [it] : []))
const cardNow = async (id: string): Promise<Card> => {
  const found = cards(await panel.snapshot()).find((it) => it.id === id)
  if (!found) throw new Error(`there is no card ${id}`)
  return found
}
const decided = (id: string, decision: Card['decision'], ms = 10_000) =>
  expect.poll(async () => (await cardNow(id)).decision, { timeout: ms }).toBe(decision)

/** The card that comes after what is done; the voice still speaks about it. */
async function cardAfter(what: () => Promise<unknown>): Promise<Card> {
  const before = cards(await panel.snapshot()).length
  await what()
  const asked = await panel.until((now) => cards(now).length > before, 30_000)
  const card = asked && cards(asked)[before]
  if (!card) throw new Error('no trade was proposed')
  return card
}
const say = (words: string) => panel.page.evaluate((text) => window.dexter.say(text), words)
const proposed = (words: string) => cardAfter(() => say(words))
const set = (patch: Record<string, unknown>) => panel.page.evaluate((it) => window.dexter.setSettings(it), patch)
const limits = async (over: Partial<Limits>) => {
  const { limits } = await panel.page.evaluate(() => window.dexter.settings())
  expect(await set({ limits: { ...limits, ...over } })).toMatchObject({ ok: true })
}
/** What is said is cut short, so that the next row need not wait for it. */
const quiet = async () => {
  await panel.page.evaluate(() => window.dexter.interrupt())
  await panel.until(({ status }) => status.state === 'idle', 20_000)
}
async function deny(id: string) {
  await panel.page.keyboard.press('Escape')
  await decided(id, 'denied')
}

/** As the trader drags the window, and as Ctrl and plus make everything larger. */
const resize = (width: number, height: number, zoom: number) =>
  app.evaluate(
    ({ BrowserWindow }, to) => {
      const window = BrowserWindow.getAllWindows().find((it) => it.webContents.getURL().includes('/panel.html'))
      window?.setContentSize(to.width, to.height)
      window?.webContents.setZoomFactor(to.zoom)
    },
    { width, height, zoom },
  )

const hold = () => panel.page.locator('.approval[data-decision="pending"] .hold')
/** Whether the button works; where it does not, with what the card says about it. */
const state = async () => {
  if (await hold().isEnabled()) return 'works'
  const says = panel.page.locator(
    '[data-decision="pending"] :is(.approval-how:not([data-hidden="true"]), .approval-warning)',
  )
  return `does not work: ${(await says.allTextContents()).join(' ')}`
}
const enabled = (is: boolean) => expect.poll(state, { timeout: 20_000 }).toMatch(is ? /^works$/ : /^does not work/)

async function pressButton() {
  const box = await hold().boundingBox()
  if (!box) throw new Error('the button is not on screen')
  await panel.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await panel.page.mouse.down()
}

/** Holds the button for as long as approves, once the card has been in sight for long enough. */
async function byButton(id: string) {
  await enabled(true)
  await panel.page.waitForTimeout(SEEN_MS)
  await pressButton()
  await decided(id, 'approved')
  await panel.page.mouse.up()
}

/** Holds the talk key alone in a quiet room for as long as approves; settles when the app has judged it. */
async function byKey() {
  const ended = (await panel.snapshot()).turns.filter(({ phase }) => phase === 'ended').length
  const room = desktop.microphone.play(noiseFile(desktop, 3_000))
  await desktop.keyboard.down(KEY)
  await panel.page.waitForTimeout(HOLD_MS)
  await desktop.keyboard.up(KEY)
  await panel.until(({ turns }) => turns.filter(({ phase }) => phase === 'ended').length > ended, 8_000)
  await room
}

async function inSight(id: string) {
  await panel.until((now) => {
    const since = cards(now).find((it) => it.id === id)?.seenSince ?? Number.POSITIVE_INFINITY
    return Date.now() - since > SEEN_MS
  }, 15_000)
}

const hudSays = async (words: string | RegExp) =>
  (await pageOf(app, 'hud', 10_000)).getByText(words).first().waitFor({ timeout: 8_000 })

const answers = ({ entries }: Snapshot) => entries.flatMap((it) => (it.kind === 'assistant' ? [it.text] : []))
/** The answer that comes after what is done. */
async function answerAfter(what: () => Promise<unknown>, is: RegExp) {
  const before = answers(await panel.snapshot()).length
  await what()
  await expect
    .poll(
      async () =>
        answers(await panel.snapshot())
          .slice(before)
          .join(' '),
      { timeout: 30_000 },
    )
    .toMatch(is)
}
const ledger = () => {
  const verdict = verifyLedger(readFileSync(join(profile, 'ledger.jsonl'), 'utf8'))
  expect(verdict.ok).toBe(true)
  return verdict.lines
}

test('the button approves only while all of the card is in sight, at whatever size', async () => {
  const { id } = await proposed('Buy a tenth of a sol of bonk')
  await enabled(true)
  // A usual swap fits into the smallest window.
  await resize(380, 480, 1)
  await expect.poll(() => panel.page.evaluate(() => innerWidth), { timeout: 5_000 }).toBe(380)
  await enabled(true)

  await resize(380, 480, 2)
  await enabled(false)
  expect(await panel.page.locator('.approval-to-see').textContent()).toMatch(/^Make the window larger/)
  expect((await cardNow(id)).decision).toBe('pending')

  await resize(460, 720, 1)
  await enabled(true)
  // A hold that the window's size interrupts is none.
  await pressButton()
  await resize(380, 480, 2)
  await enabled(false)
  await resize(460, 720, 1)
  await enabled(true)
  await panel.page.mouse.up()
  expect((await cardNow(id)).decision).toBe('pending')

  await pressButton()
  await decided(id, 'approved')
  await panel.page.mouse.up()
  const ran = ({ entries }: Snapshot) =>
    entries.some((it) => it.kind === 'tool' && it.name === 'solana_swap_execute' && it.status === 'done')
  expect(await panel.until(ran, 20_000)).not.toBeNull()
}, 90_000)

describe('spoken, to the practice backend', () => {
  let speak: (words: string) => Promise<void>
  beforeAll(async () => {
    const synthesizer = await createSynthesizer({ dataDir: await prepareData(join(checkout, 'out', 'practice-data')) })
    speak = async (words) => {
      const path = join(desktop.dir, `${words.replace(/\W+/g, '-')}.wav`)
      writeFileSync(path, encodeWav(await synthesizer.speak(words, { voice: 'rms' }), SAMPLE_RATE))
      await desktop.keyboard.down(KEY)
      await panel.page.waitForTimeout(300)
      await desktop.microphone.play(path)
      await panel.page.waitForTimeout(150)
      await desktop.keyboard.up(KEY)
    }
    await panel.until(({ backendLoading }) => !backendLoading, 30_000)
  })

  test('a purchase is told as it was meant; a question leaves it waiting, a “no” refuses it', async () => {
    const card = await cardAfter(() => speak('Buy half a sol of bonk.'))
    expect(card).toMatchObject({
      card: { action: 'buy', pay: { amount: '0.5' }, token: { symbol: 'BONK', mint: BONK_MINT, verified: true } },
      marks: [],
      byButton: null,
    })
    await answerAfter(() => speak('How much was that?'), /0\.5 SOL.*still waiting/i)
    expect((await cardNow(card.id)).decision).toBe('pending')
    await speak('No.')
    await decided(card.id, 'denied', 15_000)
    expect((await cardNow(card.id)).reason).toBe('You said no.')
  }, 90_000)

  test('what was bought is answered from the ledger', async () => {
    await answerAfter(() => say('What did I just buy?'), /0\.1 SOL.*BONK/)
  }, 60_000)

  test('a price alert is set by asking, checked at the market, and removed', async () => {
    await answerAfter(() => say('Tell me when SOL is above 90,000'), /I will tell you when SOL is above \$90,000/)
    const { alerts, schedule } = (await panel.snapshot()).alerts
    expect(alerts).toMatchObject([{ token: { symbol: 'SOL' }, state: { is: 'waiting' } }])
    expect(schedule).toMatchObject({ state: 'running', requestsPerHour: 60 })
    await panel.page.evaluate((id) => window.dexter.cancelAlert(id), alerts[0]?.id ?? '')
    expect((await panel.snapshot()).alerts).toMatchObject({ alerts: [], schedule: { state: 'off' } })
    await quiet()
  }, 60_000)

  test('practice money outlives the app, until it is reset', async () => {
    const balances = async () => {
      const before = (await panel.snapshot()).entries.length
      await say('What are my balances?')
      const told = await panel.until(
        ({ entries }) => entries.slice(before).some((it) => it.kind === 'tool' && it.output !== null),
        20_000,
      )
      const [tool] = (told?.entries ?? []).slice(before).filter((it): it is EntryOf<'tool'> => it.kind === 'tool')
      await quiet()
      const { balances: rows } = BalancesSchema.parse(JSON.parse(tool?.output ?? 'null'))
      return Object.fromEntries(rows.map(({ token, amountUi }) => [token.symbol, amountUi]))
    }
    const before = await balances()
    expect(before.SOL).toBeCloseTo(24.9, 5)
    await app.close()
    await start()
    expect(await balances()).toEqual(before)
    await panel.page.evaluate(() => location.replace('#settings'))
    await panel.page.getByRole('button', { name: 'Reset practice money…' }).click()
    await panel.page.getByRole('button', { name: 'Reset practice money', exact: true }).click()
    await panel.page.getByText('Your paper wallets are back to their starting balances.').waitFor({ timeout: 10_000 })
    await panel.page.evaluate(() => location.replace('#conversation'))
    await panel.until(({ status }) => status.state === 'idle' && status.sessionId !== null, 20_000)
    expect((await balances()).SOL).toBe(25)
  }, 120_000)
})

describe('written, to a backend that can be led astray', () => {
  let server: PracticeServer
  let model: Awaited<ReturnType<typeof startMisledModel>>

  beforeAll(async () => {
    server = await createPracticeServer({
      dataDir: '/nowhere',
      // What it says is short, so that no row waits for it.
      speech: { ...scriptedSpeech(), speak: async () => new Int16Array(2_400).fill(1_000) },
      behaviour: { audioPace: Number.POSITIVE_INFINITY },
    })
    model = await startMisledModel(server.realtimeUrl)
    await set({
      backend: 'openai',
      openai: { url: server.baseUrl, realtimeUrl: model.realtimeUrl },
      mcpServers: [{ id: 'dexter', label: 'Practice market', url: `${server.baseUrl}/mcp`, readOnly: false }],
    })
    for (const name of ['openai-key', 'mcp:dexter'] as const)
      await panel.page.evaluate(([of, secret]) => window.dexter.setSecret(of, secret, true), [
        name,
        server.bearer,
      ] as const)
    await panel.until(
      ({ status }) => status.backend === 'openai' && status.state === 'idle' && status.tools.length > 5,
      20_000,
    )
  }, 60_000)
  afterAll(async () => {
    model?.close()
    await server?.close()
  })

  test('selling all says so; a limit that it is above stops key and button, and a raised one asks for a new hold', async () => {
    await limits({ usdPerTrade: 50 })
    const card = await proposed('Sell all my bonk')
    expect(card.card).toMatchObject({ action: 'sell', pay: { percent: 100 } })
    expect(card.limit).toMatch(/^\$1,\d{3}\.\d\d is above your limit of \$50 per trade\.$/)
    await hudSays('is above your limit of $50 per trade')
    await enabled(false)
    await inSight(card.id)
    await byKey()
    expect((await cardNow(card.id)).decision).toBe('pending')
    await limits({ usdPerTrade: 2_000 })
    await enabled(true)
    expect((await cardNow(card.id)).decision).toBe('pending')
    await byButton(card.id)
  }, 60_000)

  test('a first sending is approved by the button alone', async () => {
    const card = await proposed(`Send 0.1 SOL to ${FRIEND}`)
    expect(card).toMatchObject({
      card: { recipient: { address: FRIEND, first: true } },
      byButton: 'Only the button approves sending to an address for the first time.',
      marks: [],
    })
    await inSight(card.id)
    await byKey()
    expect((await cardNow(card.id)).decision).toBe('pending')
    await byButton(card.id)
    await quiet()
    // Not the first time any more.
    const again = await proposed(`Send 0.1 SOL to ${FRIEND}`)
    expect(again).toMatchObject({ card: { recipient: { first: false } }, byButton: null })
    await deny(again.id)
  }, 60_000)

  test('a choice of a wallet names it', async () => {
    const card = await proposed('use my degen wallet')
    expect(card).toMatchObject({ card: { action: 'wallet' }, hindrance: null, marks: [] })
    expect(server.wallets.find(card.card?.wallet ?? '')?.label).toBe('Paper degen')
    await deny(card.id)
  }, 60_000)

  test('another token than the one that was named is marked, and the key does not approve it', async () => {
    model.mislead({ [BONK_MINT]: WIF_MINT })
    await limits({ usdPerTrade: null, usdPerDay: null, usdPerTokenAndDay: null, slippagePct: null, impactPct: null })
    const card = await proposed('Buy half a SOL of BONK')
    expect(card.card?.token).toMatchObject({ symbol: 'WIF', mint: WIF_MINT })
    expect(card.marks.map(({ kind }) => kind)).toEqual(['token', 'preview'])
    await panel.page.locator('.approval-marks').getByText('You didn’t name WIF.').waitFor()
    await inSight(card.id)
    await byKey()
    expect((await cardNow(card.id)).decision).toBe('pending')
    model.mislead({})
    await deny(card.id)
  }, 60_000)

  test('a second token of the same symbol is marked, and approved by the button alone', async () => {
    const card = await proposed(`buy 0.1 SOL of ${SECOND_BONK}`)
    expect(card.card?.token).toMatchObject({ symbol: 'BONK', mint: SECOND_BONK, verified: false })
    expect(card.marks.map(({ kind }) => kind)).toContain('name')
    expect(card.byButton).not.toBeNull()
    // By its figures, which differ from run to run, the card is higher than the window is at first.
    await resize(460, 900, 1)
    await enabled(true)
    await deny(card.id)
  }, 60_000)

  test('what nobody knows the worth of is stopped by a limit in dollars', async () => {
    model.mislead({ solana_swap_execute: 'vault_deposit' })
    await limits({ usdPerTrade: 1_000 })
    const card = await proposed('Buy half a SOL of BONK')
    expect(card).toMatchObject({ name: 'vault_deposit', worth: null })
    expect(card.limit).toMatch(/^No tool said what this is worth/)
    await panel.page.getByText('Stopped by your limits.').waitFor()
    await enabled(false)
    model.mislead({})
    await deny(card.id)
  }, 60_000)

  test('a written “yes” says how to approve, and a “no” refuses', async () => {
    const card = await proposed('Buy 0.1 SOL of BONK')
    await answerAfter(() => say('yes, do it'), /still waiting\. I never trade on a spoken yes/)
    expect((await cardNow(card.id)).decision).toBe('pending')
    await say('no')
    await decided(card.id, 'denied')
  }, 60_000)

  test('an outcome that nobody saw is looked up once, told, and written down', async () => {
    server.faults.arm('cut-trade')
    const card = await proposed('Buy 0.1 SOL of BONK')
    await byButton(card.id)
    await expect.poll(async () => (await cardNow(card.id)).unknown, { timeout: 40_000 }).toBe(true)
    await panel.until(({ status }) => status.state === 'idle' && status.tools.length > 5, 20_000)
    const look = panel.page.getByRole('button', { name: 'Look up what became of it' })
    await answerAfter(() => look.click(), /SOL/)
    await expect.poll(async () => (await cardNow(card.id)).found, { timeout: 20_000 }).not.toBeNull()
    const found = (await cardNow(card.id)).found
    await expect
      .poll(() =>
        ledger()
          .filter(({ step }) => step === 'looked')
          .map(({ detail }) => detail),
      )
      .toEqual([found])
  }, 90_000)

  test('what nobody decides in its time expires, and that begins when the card is in sight and nobody speaks', async () => {
    await set({ approvalSeconds: 15 })
    const card = await proposed('Buy 0.1 SOL of BONK')
    await panel.until((now) => cards(now).at(-1)?.expiresAt !== null, 10_000)
    const { seenSince, expiresAt } = await cardNow(card.id)
    expect((expiresAt ?? 0) - (seenSince ?? 0)).toBeGreaterThanOrEqual(14_900)
    await decided(card.id, 'expired', 25_000)
  }, 60_000)

  test('the Trades tab shows all of it, and the CSV has what was traded', async () => {
    await panel.page.evaluate(() => location.replace('#trades'))
    const rows = panel.page.locator('.trade-row')
    await expect.poll(() => rows.count(), { timeout: 5_000 }).toBeGreaterThan(8)
    const text = (await rows.allTextContents()).join('\n')
    for (const words of [
      'Buy',
      'Sell',
      'Send',
      'Wallet choice',
      'Done',
      'Denied',
      'Expired',
      'Looked up',
      'vault_deposit',
    ])
      expect(text).toContain(words)
    await panel.page.getByText(/^Ledger unbroken since/).waitFor({ timeout: 5_000 })
    const path = join(desktop.dir, 'trades.csv')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    await panel.page.getByRole('button', { name: 'Export CSV' }).click()
    await panel.page.getByText(`Saved as ${path}`).waitFor({ timeout: 5_000 })
    const [head = '', ...traded] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
    expect(head).toMatch(/^Date,Sent Amount,Sent Currency,Received Amount/)
    expect(traded.length).toBeGreaterThanOrEqual(3)
    await panel.page.evaluate(() => location.replace('#conversation'))
  }, 60_000)
})
