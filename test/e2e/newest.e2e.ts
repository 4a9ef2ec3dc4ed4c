import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Snapshot, Turn } from '../../shared/snapshot'
import { unmet } from '../../tools/bench/platform-apis'
import { type Desktop, startDesktop } from '../../tools/desktop/desktop'
import { openPages, type Pages } from '../../tools/desktop/pages'
import { decodeWav, encodeWav } from '../../tools/desktop/wav'
import { findProgram } from '../../tools/setup/system-libraries.mjs'

/** The built pages on the newest engine that this system has: the app's own Electron is older. */
const CHROMIUM = findProgram('chromium')
/** What is played into the microphone: 16-bit mono at the devices' rate, so that nothing is resampled on the way. */
const RATE = 48_000
const TONE_MS = 1_000

describe.skipIf(CHROMIUM === undefined)('the built pages in Chromium (skipped where none is installed)', () => {
  let desktop: Desktop
  let pages: Pages
  let tone: string

  beforeAll(async () => {
    desktop = await startDesktop({ keyring: false })
    pages = await openPages(desktop, CHROMIUM ?? '')
    tone = join(desktop.dir, 'square.wav')
    const samples = Int16Array.from({ length: RATE * (TONE_MS / 1000) }, (_, at) => (at % 96 < 48 ? 9_000 : -9_000))
    writeFileSync(tone, encodeWav(samples, RATE))
    await pages.panel.until(({ status }) => status.sessionId !== null, 30_000)
    await pages.server.speech.ready
    await pages.panel.page.evaluate(() => window.dexter.setSettings({ speakTyped: true }))
  })
  afterAll(async () => {
    await pages?.close()
    await desktop?.close()
  })

  /** From the first loud sample to the last, both included. */
  const loudMs = (samples: Int16Array, rate: number) => {
    const loud = (sample: number) => Math.abs(sample) > 3_000
    return ((samples.findLastIndex(loud) + 1 - samples.findIndex(loud)) / rate) * 1000
  }

  const newTurn = async (known: Snapshot, phase: (turn: Turn) => boolean) => {
    const ids = new Set(known.turns.map(({ id }) => id))
    const isNew = (turn: Turn) => !ids.has(turn.id) && phase(turn)
    return (await pages.panel.until(({ turns }) => turns.some(isNew), 30_000))?.turns.find(isNew)
  }

  /** Holds the key around a second of sound; what happens meanwhile is up to the caller. */
  const speak = async (meanwhile: () => Promise<unknown> = async () => {}) => {
    const known = await pages.panel.snapshot()
    const from = pages.heard().length
    const tap = await desktop.microphoneTap.record(join(desktop.dir, 'tap.wav'))
    pages.key.down()
    await pages.panel.until(({ status }) => status.microphone.state === 'open', 10_000)
    await Promise.all([desktop.microphone.play(tone), meanwhile()])
    pages.key.up()
    const turn = await newTurn(known, ({ samples }) => samples.committed > 0)
    await tap.stop()
    const { samples, rate } = decodeWav(readFileSync(join(desktop.dir, 'tap.wav')))
    return { turn, heard: pages.heard().subarray(from), given: loudMs(samples, rate) }
  }

  /** Both windows are blocked for a second. */
  const freeze = () =>
    Promise.all(
      [pages.panel.page, pages.voice].map((page) =>
        page.evaluate(() => {
          const until = performance.now() + 1000
          while (performance.now() < until);
        }),
      ),
    )

  test.each([
    ['', async () => {}],
    [', though both windows freeze for a second', freeze],
  ])('hear all that was said while the key was held%s', async (_, meanwhile) => {
    const { turn, heard, given } = await speak(meanwhile)
    expect(turn?.samples.captured).toBeGreaterThan(24 * TONE_MS)
    expect(turn?.samples).toMatchObject({ sent: turn?.samples.captured, committed: turn?.samples.captured })
    expect(heard.length).toBe(turn?.samples.captured)
    // To the millisecond what another program heard at the same microphone: it plays late itself when the machine is busy.
    expect(given).toBeGreaterThan(TONE_MS - 1)
    expect(Math.abs(loudMs(heard, 24_000) - given)).toBeLessThan(1)
    expect(pages.server.received.at(-1)?.samples).toBe(turn?.samples.captured)
  })

  test('have all that the app needs of the engine', async () => {
    expect(await unmet(pages.voice)).toEqual([])
  })

  test('answer, and fall silent at a press', async () => {
    const before = await pages.panel.snapshot()
    await pages.panel.page.evaluate(() => window.dexter.say('What is trending on pump fun right now?'))
    const speaking = await newTurn(before, ({ phase, samples }) => phase === 'speaking' && samples.played > 0)
    pages.key.down()
    pages.key.up()
    const cut = (now: Snapshot) => now.turns.find(({ id }) => id === speaking?.id)
    const after = await pages.panel.until((now) => cut(now)?.timing.interruptToSilenceMs != null, 10_000)
    expect(after && cut(after)?.outcome).toBe('interrupted')
  })

  test('play a whole answer, sample for sample', async () => {
    const before = await pages.panel.snapshot()
    const rows = (await pages.panel.log()).length
    await pages.panel.page.evaluate(() => window.dexter.say('What is the price of Solana?'))
    const asked = await newTurn(before, () => true)
    const turn = await pages.panel.turnEnded(asked?.id ?? '', 60_000)
    const sent = (await pages.panel.log())
      .slice(rows)
      .filter(({ name }) => name === 'response.output_audio.delta')
      .reduce((sum, { data }) => sum + Number(/\((\d+) bytes/.exec(JSON.stringify(data))?.[1]) / 2, 0)
    expect(turn?.outcome).toBe('answered')
    expect(turn?.samples.played).toBe(sent)
    expect(sent).toBeGreaterThan(24_000)
  })

  test('go on after the line was cut in the middle of what is said', async () => {
    pages.server.faults.arm('cut-speech')
    const { turn } = await speak()
    expect(turn?.samples).toMatchObject({ sent: turn?.samples.captured, committed: turn?.samples.captured })
    expect(pages.server.received.at(-1)?.samples).toBe(turn?.samples.captured)
    expect(pages.server.faults.left('cut-speech')).toBe(0)
  })
})
