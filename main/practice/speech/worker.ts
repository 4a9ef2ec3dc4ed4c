import { setFlagsFromString } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { intentOf } from '../mind/intent/index'
import { phraseBook } from '../mind/phrase-book'
import { createEar } from './ear'
import { type Heard, NOTHING_HEARD } from './heard'
import { createListener, type Listener } from './listener'
import type {
  HearingReply,
  HearingRequest,
  LoadingReply,
  SpeakingReply,
  SpeakingRequest,
  SpeechWorkerData,
} from './messages'
import { createMoonshine } from './moonshine'
import { recogniseSpeech, type Understanding } from './recognition'
import { createScheduler } from './scheduler'
import { createSynthesizer } from './synthesis'
import { createVoiceDetector, VAD_FRAME, VAD_RATE } from './vad'

/** The thread that hears, or the thread that speaks: both compute for longer than an event loop may wait. */

// V8 optimises a WebAssembly function after its first few calls (a budget of 13 million), the model loaders included,
// which are never called again: without this some 100 MB more are held once the voice is ready.
setFlagsFromString('--wasm-tiering-budget=300000000')

const port = parentPort
const { role, dataDir } = workerData as SpeechWorkerData

const post = (message: HearingReply | SpeakingReply | LoadingReply, transfer: ArrayBuffer[] = []) =>
  port?.postMessage(message, transfer)
const fail = (id: number) => (error: unknown) => post({ type: 'problem', id, message: messageOf(error) })
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Said after something else it may make sense all the same ("and the price?"): this only ranks likely readings. */
const understanding: Understanding = {
  makesSense: (text) => !['unknown', 'incomplete', 'unsure', 'silence'].includes(intentOf(text).kind),
  tradeIn(text) {
    const intent = intentOf(text)
    return intent.kind === 'trade' ? JSON.stringify(intent) : null
  },
}

async function hear(): Promise<void> {
  const detector = await createVoiceDetector({ dataDir })
  const moonshine = await createMoonshine({ dataDir, phrases: phraseBook() })
  // The first run compiles; better now than during the first question.
  await detector.stream().frame(new Float32Array(VAD_FRAME))
  await moonshine.transcribe(new Float32Array(VAD_RATE))
  const scheduler = createScheduler()
  const openEar = (firstFrame?: number) =>
    createListener(createEar(detector, firstFrame), (speech, whole) =>
      // Long speech is cut anywhere: a part of it need not make sense.
      scheduler.start((breathe) => recogniseSpeech(moonshine, speech, whole ? understanding : null, breathe)),
    )
  const ears = new Map<number, Listener>()

  port?.on('message', (request: HearingRequest) => {
    switch (request.type) {
      case 'ear.open':
        ears.set(request.ear, openEar(request.firstFrame))
        return
      case 'ear.append':
        ears
          .get(request.ear)
          ?.append(request.pcm)
          .then(({ first, probabilities }) => {
            if (probabilities.length) post({ type: 'frames', ear: request.ear, first, probabilities })
          })
          .catch(fail(-1))
        return
      case 'ear.listen':
        ears.get(request.ear)?.listen(request.fromMs)
        return
      case 'ear.take':
        take(request).then((heard) => post({ type: 'heard', id: request.id, heard }), fail(request.id))
        return
      case 'ear.drop':
        ears.get(request.ear)?.drop(request.beforeMs)
        return
      case 'ear.close':
        ears.get(request.ear)?.close()
        ears.delete(request.ear)
        return
      case 'transcribe':
        transcribe(request.pcm).then((heard) => post({ type: 'heard', id: request.id, heard }), fail(request.id))
        return
      default:
        request satisfies never
    }
  })

  async function take(request: Extract<HearingRequest, { type: 'ear.take' }>): Promise<Heard> {
    return ears.get(request.ear)?.take(request.fromMs, request.toMs) ?? NOTHING_HEARD
  }

  async function transcribe(pcm: Int16Array): Promise<Heard> {
    const ear = openEar()
    await ear.append(pcm)
    return ear.take(0, Number.POSITIVE_INFINITY)
  }
}

async function speak(): Promise<void> {
  const synthesizer = await createSynthesizer({ dataDir })
  await synthesizer.speak('Ready when you are.')
  port?.on('message', ({ id, text, voice, rate }: SpeakingRequest) => {
    synthesizer.speak(text, { voice, rate }).then((pcm) => post({ type: 'audio', id, pcm }, [pcm.buffer]), fail(id))
  })
}

await (role === 'hearing' ? hear() : speak()).then(
  () => post({ type: 'ready' }),
  (error: unknown) => post({ type: 'failed', message: messageOf(error) }),
)
