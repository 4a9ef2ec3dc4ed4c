import { Worker } from 'node:worker_threads'
import type {
  HearingReply,
  HearingRequest,
  LoadingReply,
  SpeakingReply,
  SpeakingRequest,
  SpeechWorkerData,
} from './messages'
import type { FliteVoice } from './synthesis'

export type SpeechState = { state: 'loading' } | { state: 'ready' } | { state: 'failed'; message: string }

/** Hearing and speaking, each on a thread of its own. Both load at once; whatever is asked before that waits. */
export interface Speech {
  openEar(onFrames: (first: number, probabilities: number[]) => void): SessionEar
  /** 16-bit mono at 24 kHz. Rejects when recognition could not be loaded. */
  transcribe(pcm: Int16Array): Promise<string>
  /** 16-bit mono at 24 kHz. Rejects when synthesis could not be loaded or failed. */
  speak(text: string, voice: FliteVoice, rate: number): Promise<Int16Array>
  /** Settles when both threads are loaded; rejects with one sentence when one can't be. */
  ready: Promise<void>
  close(): Promise<void>
}

/** The hearing of one session's input stream; positions are milliseconds of audio since it was opened. */
export interface SessionEar {
  append(pcm: Int16Array): void
  /** What was said between two positions; the audio up to there is forgotten. */
  take(fromMs: number, toMs: number): Promise<string>
  drop(beforeMs: number): void
  close(): void
}

export interface SpeechOptions {
  dataDir: string
  /** The bundled worker; left out when running from the sources. */
  workerUrl?: URL | undefined
  onState?: ((state: SpeechState) => void) | undefined
}

export function createSpeech({ dataDir, workerUrl, onState }: SpeechOptions): Speech {
  const url = workerUrl ?? new URL('./worker-dev.mjs', import.meta.url)
  const ears = new Map<number, (first: number, probabilities: number[]) => void>()
  let nextEar = 1

  const hearing = startThread<HearingRequest, HearingReply, string>(url, { role: 'hearing', dataDir }, (reply) => {
    if (reply.type === 'frames') {
      ears.get(reply.ear)?.(reply.first, reply.probabilities)
      return null
    }
    return reply.type === 'text' ? { id: reply.id, value: reply.text } : { id: reply.id, problem: reply.message }
  })
  const speaking = startThread<SpeakingRequest, SpeakingReply, Int16Array>(
    url,
    { role: 'speaking', dataDir },
    (reply) => (reply.type === 'audio' ? { id: reply.id, value: reply.pcm } : { id: reply.id, problem: reply.message }),
  )

  onState?.({ state: 'loading' })
  const ready = Promise.all([hearing.ready, speaking.ready]).then(() => undefined)
  ready.then(
    () => onState?.({ state: 'ready' }),
    (error: Error) => onState?.({ state: 'failed', message: error.message }),
  )

  return {
    ready,
    openEar(onFrames) {
      const ear = nextEar++
      ears.set(ear, onFrames)
      hearing.post({ type: 'ear.open', ear })
      return {
        append: (pcm) => hearing.post({ type: 'ear.append', ear, pcm }),
        take: (fromMs, toMs) => hearing.ask((id) => ({ type: 'ear.take', id, ear, fromMs, toMs })),
        drop: (beforeMs) => hearing.post({ type: 'ear.drop', ear, beforeMs }),
        close() {
          ears.delete(ear)
          hearing.post({ type: 'ear.close', ear })
        },
      }
    },
    transcribe: (pcm) => hearing.ask((id) => ({ type: 'transcribe', id, pcm })),
    speak: (text, voice, rate) => speaking.ask((id) => ({ type: 'speak', id, text, voice, rate })),
    async close() {
      await Promise.all([hearing.close(), speaking.close()])
    },
  }
}

type Answer<Value> = { id: number; value: Value } | { id: number; problem: string }

interface Thread<Request, Value> {
  ready: Promise<void>
  post(request: Request): void
  ask(build: (id: number) => Request): Promise<Value>
  close(): Promise<void>
}

/** The threads compute in WebAssembly; left alone, V8 lets the little garbage of their JavaScript grow by tens of MB. */
const YOUNG_MB = 4

/** A worker whose requests wait in its message queue until it has loaded, and fail once it has died. */
function startThread<Request, Reply extends { type: string }, Value>(
  url: URL,
  workerData: SpeechWorkerData,
  read: (reply: Reply) => Answer<Value> | null,
): Thread<Request, Value> {
  const worker = new Worker(url, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  const waiting = new Map<number, { resolve: (value: Value) => void; reject: (error: Error) => void }>()
  let nextId = 1
  let dead: Error | null = null

  const die = (error: Error) => {
    dead ??= error
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: Reply | LoadingReply) => {
      if (isLoading(reply)) {
        if (reply.type === 'ready') return resolve()
        const error = new Error(`The practice voice could not be loaded: ${reply.message}`)
        die(error)
        return reject(error)
      }
      const answer = read(reply)
      const asked = answer && waiting.get(answer.id)
      if (!asked) return
      waiting.delete(answer.id)
      if ('value' in answer) asked.resolve(answer.value)
      else asked.reject(new Error(answer.problem))
    })
    const stopped = (error: Error) => {
      die(error)
      reject(error)
    }
    worker.on('error', (error: Error) => stopped(new Error(`The practice voice has stopped: ${error.message}`)))
    worker.on('exit', () => stopped(new Error('The practice voice has stopped.')))
  })
  // Whoever needs the voice hears of its failure; nobody else has to.
  ready.catch(() => undefined)

  return {
    ready,
    post(request) {
      if (!dead) worker.postMessage(request)
    },
    ask(build) {
      if (dead) return Promise.reject(dead)
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.postMessage(build(id))
      })
    },
    async close() {
      await worker.terminate()
    },
  }
}

const isLoading = (reply: { type: string }): reply is LoadingReply => reply.type === 'ready' || reply.type === 'failed'
