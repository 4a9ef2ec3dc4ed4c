import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronApplication } from 'playwright-core'
import { createPracticeServer } from '../../main/practice/server'
import type { Speech } from '../../main/practice/speech/speech'
import { hotkeyFor } from '../../shared/hotkeys'
import { concat, resample, toFloat, toPcm16 } from '../../shared/resample'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../../shared/sample-rate'
import type { Snapshot } from '../../shared/snapshot'
import { type Piece, piecesOf, seamsInSound, seamsOf } from '../desktop/alignment'
import { launchApp } from '../desktop/app'
import { DEVICE_RATE } from '../desktop/audio'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { openPanel, type Panel } from '../desktop/panel'
import { decodeWav, encodeWav } from '../desktop/wav'
import { scriptedSpeech } from '../practice/scripted-speech'
import type { Findings, Scenario } from './scenario'

const KEY = hotkeyFor(null, 'linux').code
const SEEN_MS = 20_000
/** Of the question, and of the answer: long enough for something to happen in the middle. */
const NOISE_MS = 3_000
/** Into a word, or an answer. */
const MIDDLE_MS = 1_200

/** The app, a server whose answer is known to the sample, and devices to plug and unplug. */
export interface SeamStage {
  desktop: Desktop
  app: ElectronApplication
  panel: Panel
  /** What is said, and what is answered. */
  noise: Float32Array
  /** All that came over the wire for the newest question. */
  wire(): Float32Array
  close(): Promise<void>
}

/** What was found at the seam between two devices: samples at 24 kHz, lost above 0, twice below. */
export interface Seam {
  fault: string
  /** What may be lost or come twice there, in milliseconds, and why. */
  allowedMs: readonly [twice: number, lost: number]
  run(stage: SeamStage): Promise<{ saw: string; lostMs: number }>
}

/** Settles when the app has a session with the server. */
export async function openSeamStage(): Promise<SeamStage> {
  const noise = madeUpNoise(NOISE_MS)
  const taken: Int16Array[] = []
  const scripted = scriptedSpeech()
  const speech: Speech = {
    ...scripted,
    openEar: (onFrames) => {
      const ear = scripted.openEar(onFrames)
      return {
        ...ear,
        append(pcm) {
          taken.push(pcm.slice())
          ear.append(pcm)
        },
        take: () => Promise.resolve({ text: 'help', otherwise: null, logprobs: [] }),
      }
    },
    speak: () => Promise.resolve(toPcm16(noise)),
  }
  const server = await createPracticeServer({ dataDir: '/nowhere', speech })
  const desktop = await startDesktop({ keyring: false })
  const app = await launchApp(desktop, {
    args: ['--show-panel', '--backend=openai', `--backend-url=${server.baseUrl}`],
    env: { DEXTER_DEMO_OPENAI_KEY: server.bearer },
  })
  const panel = await openPanel(app)
  await seen(panel, ({ hotkey, status }) => hotkey.source === 'hook' && status.sessionId !== null)
  await panel.page.evaluate(() => window.dexter.setSettings({ earcons: false }))
  return {
    desktop,
    app,
    panel,
    noise,
    wire: () => concat(taken.splice(0).map(toFloat)),
    async close() {
      await app.close()
      await server.close()
      await desktop.close()
    },
  }
}

/** A word is said, and in the middle of it something happens; what came over the wire is held against it. */
const press = async (stage: SeamStage, happen: () => Promise<unknown>): Promise<Piece[]> => {
  const { desktop, panel, noise } = stage
  const path = join(desktop.dir, 'noise.wav')
  writeFileSync(path, encodeWav(toPcm16(noise), SAMPLE_RATE))
  const known = (await panel.snapshot()).turns.length
  stage.wire()
  await desktop.keyboard.down(KEY)
  await seen(panel, ({ turns, status }) => turns.length > known && status.microphone.state === 'open')
  // What a microphone gives, and not what is played into it: a busy sound system stumbles on the way.
  const tapPath = join(desktop.dir, 'tap.wav')
  const tap = await desktop.sound.record('microphone_feed.monitor', tapPath)
  const played = desktop.microphone.play(path)
  await delay(MIDDLE_MS)
  await happen()
  await played
  await tap.stop()
  await desktop.keyboard.up(KEY)
  await seen(panel, ({ turns }) => (turns.at(-1)?.samples.committed ?? 0) > 0)
  await panel.page.evaluate(() => window.dexter.interrupt())
  await seen(panel, ({ status }) => status.state === 'idle')
  return piecesOf(recorded(tapPath), stage.wire())
}

const another = ({ sound }: Desktop, name: string, description: string) =>
  sound.control(
    'load-module',
    'module-remap-source',
    `source_name=${name}`,
    'master=microphone_feed.monitor',
    `source_properties=device.description=${description}`,
  )

const choose = async (panel: Panel, kind: 'microphone' | 'speaker', label: string): Promise<void> => {
  await panel.page.evaluate(() => window.dexter.lookForDevices())
  const { devices } = await seen(panel, (now) => now.devices[kind].devices.some((it) => it.label === label))
  const { id } = devices[kind].devices.find((it) => it.label === label) ?? assert.fail(label)
  const patch =
    kind === 'microphone'
      ? { microphoneDevice: id, microphoneLabel: label }
      : { speakerDevice: id, speakerLabel: label }
  await panel.page.evaluate((chosen) => window.dexter.setSettings(chosen), patch)
  await seen(panel, (now) => now.devices[kind].chosen === id)
}
const system = (panel: Panel) =>
  panel.page.evaluate(() =>
    window.dexter.setSettings({
      microphoneDevice: null,
      microphoneLabel: null,
      speakerDevice: null,
      speakerLabel: null,
    }),
  )

/** Those that are none by the clocks of two devices are left out. */
const shownMs = (seams: readonly number[]) =>
  seams
    .filter((ms) => Math.abs(ms) > 0.1)
    .map((ms) => `${ms.toFixed(1)} ms`)
    .join(', ')

const told = (pieces: readonly Piece[], what: string) => {
  const seams = seamsOf(pieces).map((samples) => samples / SAMPLES_PER_MS)
  const worst = seams.reduce((most, ms) => (Math.abs(ms) > Math.abs(most) ? ms : most), 0)
  const shown = shownMs(seams)
  return { saw: `${pieces.length} pieces of ${what}${shown === '' ? '' : `, between them ${shown}`}`, lostMs: worst }
}

const notices = async ({ panel }: SeamStage, code: string): Promise<number> =>
  (await panel.snapshot()).entries.filter((it) => it.kind === 'notice' && it.code === code).length

/** An answer plays, and in the middle of it its speaker goes away: what both speakers played is held against it. */
async function answer({ desktop, panel, noise }: SeamStage, happen: () => Promise<unknown>) {
  const paths = ['headphones', 'speaker'].map((name) => join(desktop.dir, `${name}.wav`))
  const [first = '', second = ''] = paths
  const recordings = [
    await desktop.sound.record('headphones.monitor', first),
    await desktop.sound.record('speaker.monitor', second),
  ]
  await panel.page.evaluate(() => window.dexter.setSettings({ speakTyped: true }))
  const known = (await panel.snapshot()).turns.length
  await panel.page.evaluate(() => window.dexter.say('help'))
  const now = await seen(
    panel,
    ({ turns }) => turns.length > known && (turns.at(-1)?.samples.played ?? 0) > SAMPLE_RATE,
  )
  await happen()
  await panel.turnEnded(now.turns.at(-1)?.id ?? '', SEEN_MS)
  for (const recording of recordings) await recording.stop()
  const before = piecesOf(noise, recorded(first))
  const there = recorded(second)
  const after = piecesOf(noise, there)
  const last = before.at(-1) ?? assert.fail('nothing was heard before')
  const next = after[0] ?? assert.fail('nothing was heard after')
  const end = after.at(-1) ?? next
  // What the sound system plays on by itself before the app goes over is a piece of its own.
  const seamsMs = [next.from - last.from - last.length, ...seamsInSound(after, there)]
    // An answer of several sentences is the noise several times.
    .map((samples) => samples - Math.round(samples / noise.length) * noise.length)
    .map((samples) => samples / SAMPLES_PER_MS)
  return {
    seamsMs,
    worstMs: seamsMs.reduce((most, ms) => (Math.abs(ms) > Math.abs(most) ? ms : most), 0),
    missingMs: (noise.length - end.from - end.length) / SAMPLES_PER_MS,
  }
}

/** What happens to devices in the middle of a word or an answer, and how much of it was lost or came twice. */
export const seams: Seam[] = [
  {
    fault: 'another microphone is chosen in the middle of a word',
    // As exactly as two readers of one device tell when it sounded.
    allowedMs: [5, 5],
    async run(stage) {
      const module = await another(stage.desktop, 'second_microphone', 'Second')
      const pieces = await press(stage, () => choose(stage.panel, 'microphone', 'Second'))
      await system(stage.panel)
      await stage.desktop.sound.control('unload-module', module)
      return told(pieces, 'what was said')
    },
  },
  {
    fault: 'the microphone is unplugged in the middle of a word',
    // Nothing hears between two devices; what is missing is less than a syllable.
    allowedMs: [20, 250],
    async run(stage) {
      const module = await another(stage.desktop, 'second_microphone', 'Second')
      await choose(stage.panel, 'microphone', 'Second')
      const pieces = await press(stage, () => stage.desktop.sound.control('unload-module', module))
      await system(stage.panel)
      return told(pieces, 'what was said')
    },
  },
  {
    fault: 'the microphone is muted in the middle of a word, and heard again',
    allowedMs: [5, 5],
    async run(stage) {
      const { sound } = stage.desktop
      let muted = false
      const pieces = await press(stage, async () => {
        await sound.control('set-source-mute', 'microphone', '1')
        const { status } = await seen(stage.panel, (now) => now.status.microphone.trouble === 'muted')
        muted = status.detail.includes('muted')
        await sound.control('set-source-mute', 'microphone', '0')
        await seen(stage.panel, (now) => now.status.microphone.trouble === undefined)
      })
      assert.ok(muted, 'the small window did not say that it is muted')
      return told(pieces, 'what was said')
    },
  },
  {
    fault: 'the speaker is unplugged in the middle of an answer',
    // What the device still had when it went, as exactly as it tells; rather twice than not at all.
    allowedMs: [60, 20],
    async run(stage) {
      const { sound } = stage.desktop
      const load = () =>
        sound.control(
          'load-module',
          'module-null-sink',
          'sink_name=headphones',
          `rate=${DEVICE_RATE}`,
          'norewinds=1',
          'sink_properties=device.description=Headphones',
        )
      const module = await load()
      await choose(stage.panel, 'speaker', 'Headphones')
      const before = await notices(stage, 'speaker_gone')
      const { seamsMs, worstMs, missingMs } = await answer(stage, async () => {
        await sound.control('unload-module', module)
        await stage.panel.page.evaluate(() => window.dexter.lookForDevices())
      })
      const times = (await notices(stage, 'speaker_gone')) - before
      assert.equal(times, 1, `it was told ${times} times`)
      await system(stage.panel)
      assert.ok(Math.abs(missingMs) < 60, `${missingMs} ms are missing at the end`)
      return { saw: `heard on both, between them ${shownMs(seamsMs)}`, lostMs: worstMs }
    },
  },
]

/** Whether no more was lost, or came twice, than devices and their clocks allow. */
export const isWithin = ({ allowedMs: [twice, lost] }: Seam, lostMs: number): boolean =>
  lostMs <= lost && -lostMs <= twice

/** The rows of the fault table: each with an app of its own. */
export const seamRows: Scenario[] = seams.map((seam) => ({
  fault: seam.fault,
  where: 'app',
  async run(): Promise<Findings> {
    const stage = await openSeamStage()
    try {
      const { saw, lostMs } = await seam.run(stage)
      const outside = isWithin(seam, lostMs) ? 0 : 1
      return { saw: [saw], lost: lostMs > 0 ? outside : 0, doubled: lostMs < 0 ? outside : 0, doubledTrades: 0 }
    } finally {
      await stage.close()
    }
  },
}))

async function seen(panel: Panel, condition: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
  return (await panel.until(condition, SEEN_MS)) ?? assert.fail(`not within ${SEEN_MS / 1000} s: ${String(condition)}`)
}

/** The same in every run, and like nothing else in itself; without what a resampler would take away. */
function madeUpNoise(ms: number): Float32Array<ArrayBuffer> {
  let seed = 1
  const raw = Float32Array.from({ length: ms * SAMPLES_PER_MS + 2 }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647 - 0.5
  })
  return Float32Array.from(
    { length: ms * SAMPLES_PER_MS },
    (_, at) => 0.3 * ((raw[at] ?? 0) + (raw[at + 1] ?? 0) + (raw[at + 2] ?? 0)),
  )
}

/** A recording of a device, at the protocol's rate. */
const recorded = (path: string): Float32Array =>
  resample(toFloat(decodeWav(readFileSync(path)).samples), DEVICE_RATE, SAMPLE_RATE)
