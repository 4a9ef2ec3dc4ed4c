import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { prepareData } from '../../main/practice/speech/data'
import { createSpeech, type Speech } from '../../main/practice/speech/speech'
import { SAMPLE_RATE } from '../../shared/sample-rate'
import { launchApp } from '../desktop/app'
import { DEVICE_RATE } from '../desktop/audio'
import { type Desktop, startDesktop } from '../desktop/desktop'
import { openPanel, type Panel } from '../desktop/panel'
import { decodeWav, encodeWav } from '../desktop/wav'
import { createRandom } from '../engine/model/random'
import { checkout } from '../setup/checkout.mjs'
import type { Row } from './table'

/*
 * The open microphone in the real app, against a server of its own that finds the turns, over virtual devices. What the
 * speaker played is recorded beside the app, and compared with what the server was told of it.
 */

const QUESTION = 'What can you do?'
const READY_MS = 30_000
const ANSWER_MS = 60_000
/** An answer is cut this long after it has begun. */
const EARLIEST_CUT_MS = 200
const LATEST_CUT_MS = 3_000
/** The echo canceller of the browser learns the room from the first answer, and lets no voice through meanwhile. */
const LEARNING_MS = 10_000
/** A tone that never pauses, so that its length can be seen in a recording. */
const TONE_HZ = 440
const TONE_PEAK = 6_000
const TONE_MS = 20_000
/** Of a recording: what is louder is the tone. */
const SILENT_PEAK = 300
/** A shorter hole in the tone is one of the sound system. */
const HOLE_MS = 80
/** What the microphone hears of the speaker, as in a quiet office with a laptop. */
const ECHO_DB = -20
/** Each sentence of an answer is as long as this. */
const LONG_SENTENCE =
  'The market was calm in the morning and lively at noon, and volumes rose for two hours and fell again before the close.'

/** Interrupts so many answers at random moments, by voice. Settles with how far off the truncations were. */
export async function measureBargeIn(turns: number): Promise<Row[]> {
  const tone = Int16Array.from(
    { length: (TONE_MS / 1000) * SAMPLE_RATE },
    (_, at) => TONE_PEAK * Math.sin((2 * Math.PI * TONE_HZ * (at + 1)) / SAMPLE_RATE),
  )
  return withApp({ speak: async () => tone }, async ({ desktop, panel, ask }) => {
    const random = createRandom(20_261_130)
    const path = join(desktop.dir, 'speaker.wav')
    const recording = await desktop.speaker.record(path)
    await ask()
    await speaking(panel)
    await delay(LEARNING_MS)
    for (let turn = 0; turn < turns; turn++) {
      await speaking(panel)
      await delay(EARLIEST_CUT_MS + random.below(LATEST_CUT_MS - EARLIEST_CUT_MS))
      await ask()
    }
    await speaking(panel)
    await panel.page.evaluate(() => window.dexter.interrupt())
    await recording.stop()
    const told = (await panel.log()).flatMap(({ direction, name, data }) =>
      direction === 'out' && name === 'conversation.item.truncate' ? [Number(Object(data).audio_end_ms)] : [],
    )
    const heard = tonesIn(decodeWav(readFileSync(path)).samples)
    if (heard.length !== told.length)
      throw new Error(`${heard.length} answers were heard, ${told.length} truncations told.`)
    const { turns: asked } = await panel.snapshot()
    return [
      {
        name: 'truncation told - heard of the speaker',
        values: told.map((ms, index) => Math.abs(ms - (heard[index] ?? 0))),
        floor: null,
        aim: 'all <= 20',
      },
      { name: 'questions that were asked', values: [asked.length], floor: null, aim: String(turns + 1), unit: '' },
      {
        name: 'samples captured and not committed',
        values: asked.map(({ samples }) => samples.captured - samples.committed),
        floor: null,
        aim: '0',
        unit: '',
      },
    ]
  })
}

/** So many long answers while the microphone hears the speaker: none of them may interrupt itself. */
export async function measureEcho(answers: number): Promise<Row[]> {
  const words = (speech: Speech) => speech.speak(LONG_SENTENCE, 'slt', 1)
  return withApp({ speak: async (speech) => words(speech) }, async ({ desktop, panel, ask }) => {
    const { sound } = desktop
    const loopback = ['source=speaker.monitor', 'sink=microphone_feed', 'latency_msec=30']
    const module = await sound.control('load-module', 'module-loopback', ...loopback)
    const [input] = (await sound.control('list', 'short', 'sink-inputs')).split(/\s/)
    await sound.control('set-sink-input-volume', input ?? '', `${ECHO_DB}dB`)
    for (let answer = 0; answer < answers; answer++) {
      const known = (await panel.snapshot()).turns.length
      await ask()
      await speaking(panel)
      await panel.until(
        ({ turns: all }) => all.length > known && all.every(({ phase }) => phase === 'ended'),
        ANSWER_MS,
      )
    }
    await sound.control('unload-module', module)
    const { turns: all } = await panel.snapshot()
    const cut = all.filter(({ outcome }) => outcome === 'interrupted')
    return [
      { name: 'answers heard to their end', values: [all.length - cut.length], floor: null, aim: '', unit: '' },
      {
        name: `self-interruptions at ${ECHO_DB} dB`,
        values: [cut.length + Math.max(0, all.length - answers)],
        floor: null,
        aim: '0',
        unit: '',
      },
    ]
  })
}

interface Stage {
  desktop: Desktop
  panel: Panel
  /** Says the question into the open microphone; settles when it is said. */
  ask(): Promise<void>
}

async function withApp<T>(voice: { speak(speech: Speech): Promise<Int16Array> }, run: (stage: Stage) => Promise<T>) {
  const dataDir = await prepareData(join(checkout, 'out', 'practice-data'))
  const inner = createSpeech({ dataDir })
  const server: PracticeServer = await createPracticeServer({
    dataDir,
    speech: { ...inner, speak: () => voice.speak(inner) },
    guestMint: 'open',
  })
  const desktop = await startDesktop()
  try {
    const question = join(desktop.dir, 'question.wav')
    writeFileSync(question, encodeWav(await inner.speak(QUESTION, 'rms', 1), SAMPLE_RATE))
    const app = await launchApp(desktop, {
      args: ['--show-panel', '--backend=openai', `--backend-url=${server.baseUrl}`],
      env: { DEXTER_DEMO_OPENAI_KEY: server.bearer },
    })
    try {
      const panel = await openPanel(app)
      await panel.until(({ status }) => status.sessionId !== null, READY_MS)
      await panel.page.evaluate(async () => {
        const { handsFree } = await window.dexter.settings()
        await window.dexter.setSettings({ earcons: false, handsFree: { ...handsFree, detection: 'dexter' } })
        await window.dexter.talk('hands-free')
      })
      await panel.until(({ status }) => status.handsFree === true && status.microphone.state === 'open', READY_MS)
      return await run({ desktop, panel, ask: () => desktop.microphone.play(question) })
    } finally {
      await app.close()
    }
  } finally {
    await desktop.close()
    await server.close()
    await inner.close()
  }
}

async function speaking(panel: Panel): Promise<void> {
  if (!(await panel.until(({ status }) => status.state === 'speaking', READY_MS)))
    throw new Error('The app gave no spoken answer.')
}

/** The length of each tone in a recording, milliseconds. */
function tonesIn(samples: Int16Array): number[] {
  const lengths: number[] = []
  const hole = (HOLE_MS * DEVICE_RATE) / 1000
  let from: number | null = null
  let last = 0
  for (let at = 0; at < samples.length; at++) {
    const loud = Math.abs(samples[at] ?? 0) > SILENT_PEAK
    if (loud) {
      from ??= at
      last = at
    } else if (from !== null && at - last > hole) {
      lengths.push(((last + 1 - from) * 1000) / DEVICE_RATE)
      from = null
    }
  }
  if (from !== null) lengths.push(((last + 1 - from) * 1000) / DEVICE_RATE)
  return lengths
}
