import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import type { Heard } from './heard'
import type { HearingReply, HearingRequest, SpeakingReply, SpeakingRequest } from './messages'
import type { FliteVoice } from './synthesis'
import { startThread, type Thread } from './thread'

export type SpeechState =
  | { state: 'loading' }
  | { state: 'ready' }
  | { state: 'failed'; message: string }
  | { state: 'resting' }

/**
 * Hearing and speaking, each on a thread of its own. Both load at once; whatever is asked before that waits. Unused for a
 * while they rest: their models leave memory, and are loaded again by the first sound that comes.
 */
export interface Speech {
  openEar(onFrames: (first: number, probabilities: number[]) => void): SessionEar
  /** 16-bit mono at 24 kHz. Rejects when recognition could not be loaded. */
  transcribe(pcm: Int16Array): Promise<Heard>
  /** 16-bit mono at 24 kHz. Rejects when synthesis could not be loaded or failed. */
  speak(text: string, voice: FliteVoice, rate: number): Promise<Int16Array>
  /** Settles when both threads are loaded for the first time; rejects with one sentence when one can't be. */
  ready: Promise<void>
  close(): Promise<void>
}

/** The hearing of one session's input stream; positions are milliseconds of audio since it was opened. */
export interface SessionEar {
  append(pcm: Int16Array): void
  /**
   * An utterance begins, or may begin, at this position: it is understood as far as possible while it goes on. Null: nobody
   * will ask for what is said now. Taking ends it.
   */
  listen(fromMs: number | null): void
  /** What was said between two positions; the audio up to there is forgotten. */
  take(fromMs: number, toMs: number): Promise<Heard>
  drop(beforeMs: number): void
  close(): void
}

export interface SpeechOptions {
  dataDir: string
  /** The bundled worker; left out when running from the sources. */
  workerUrl?: URL | undefined
  onState?: ((state: SpeechState) => void) | undefined
  /** Quiet time after which the threads rest. Default two minutes: two thirds of all follow-ups come within. */
  restMs?: number | undefined
}

const REST_MS = 120_000
/** Samples of the stream in one frame of the voice detector. */
const FRAME = 768

interface Threads {
  hearing: Thread<HearingRequest, Heard>
  speaking: Thread<SpeakingRequest, Int16Array>
}

export function createSpeech({ dataDir, workerUrl, onState, restMs = REST_MS }: SpeechOptions): Speech {
  const url = workerUrl ?? new URL('./worker-dev.mjs', import.meta.url)
  const ears = new Map<number, (first: number, probabilities: number[]) => void>()
  /** Of each open stream: whether all that it heard was taken, or is not wanted. */
  const idle = new Set<() => boolean>()
  let nextEar = 1
  let asked = 0
  let threads: Threads | null = null
  let closed = false

  const start = (): Threads => {
    onState?.({ state: 'loading' })
    const hearing = startThread<HearingRequest, HearingReply, Heard>(url, { role: 'hearing', dataDir }, (reply) => {
      if (reply.type === 'frames') {
        ears.get(reply.ear)?.(reply.first, reply.probabilities)
        return null
      }
      return reply.type === 'heard' ? { id: reply.id, value: reply.heard } : { id: reply.id, problem: reply.message }
    })
    const speaking = startThread<SpeakingRequest, SpeakingReply, Int16Array>(
      url,
      { role: 'speaking', dataDir },
      (reply) =>
        reply.type === 'audio' ? { id: reply.id, value: reply.pcm } : { id: reply.id, problem: reply.message },
    )
    const started = { hearing, speaking }
    asking(Promise.all([hearing.ready, speaking.ready])).then(
      () => onState?.({ state: 'ready' }),
      (error: Error) => {
        if (threads === started) onState?.({ state: 'failed', message: error.message })
      },
    )
    return started
  }

  const rest = async () => {
    const resting = threads
    if (resting === null) return
    if (asked > 0 || ![...idle].every((is) => is())) return void timer.refresh()
    threads = null
    await Promise.all([resting.hearing.close(), resting.speaking.close()])
    if (threads === null) onState?.({ state: 'resting' })
  }
  const timer = setTimeout(() => void rest(), restMs)
  timer.unref()

  /** The threads, which begin to load if they rested. */
  const awake = (): Threads => {
    if (closed) throw new Error('The practice voice has stopped.')
    timer.refresh()
    threads ??= start()
    return threads
  }

  const asking = async <T>(answer: Promise<T>): Promise<T> => {
    asked += 1
    try {
      return await answer
    } finally {
      asked -= 1
      if (!closed) timer.refresh()
    }
  }

  const { hearing, speaking } = awake()
  const ready = Promise.all([hearing.ready, speaking.ready]).then(() => undefined)
  ready.catch(() => undefined)

  return {
    ready,
    openEar(onFrames) {
      let samples = 0
      let wantedFromMs = 0
      let listenFromMs: number | null = null
      let open: { ear: number; of: Threads } | null = null
      // Milliseconds do not tell samples to the last digit.
      const isIdle = () => wantedFromMs * SAMPLES_PER_MS > samples - 1
      idle.add(isIdle)

      const close = () => {
        if (open === null) return
        ears.delete(open.ear)
        if (open.of === threads) open.of.hearing.post({ type: 'ear.close', ear: open.ear })
        open = null
      }

      /** Threads that have rested know nothing of the stream: a new ear goes on where it is, which is never inside speech. */
      const here = () => {
        const now = awake()
        if (open?.of === now) return { ear: open.ear, hearing: now.hearing }
        close()
        const ear = nextEar++
        open = { ear, of: now }
        ears.set(ear, onFrames)
        const firstFrame = Math.floor(samples / FRAME)
        now.hearing.post({ type: 'ear.open', ear, firstFrame })
        const before = samples - firstFrame * FRAME
        if (before > 0) now.hearing.post({ type: 'ear.append', ear, pcm: new Int16Array(before) })
        if (listenFromMs !== null) now.hearing.post({ type: 'ear.listen', ear, fromMs: listenFromMs })
        return { ear, hearing: now.hearing }
      }

      return {
        append(pcm) {
          if (closed) return
          const { ear, hearing } = here()
          samples += pcm.length
          hearing.post({ type: 'ear.append', ear, pcm })
        },
        listen(fromMs) {
          listenFromMs = fromMs
          // Threads that rest are told when there is something to hear.
          if (open !== null && open.of === threads) open.of.hearing.post({ type: 'ear.listen', ear: open.ear, fromMs })
        },
        async take(fromMs, toMs) {
          const { ear, hearing } = here()
          listenFromMs = null
          wantedFromMs = Math.max(wantedFromMs, toMs)
          return asking(hearing.ask((id) => ({ type: 'ear.take', id, ear, fromMs, toMs })))
        },
        drop(beforeMs) {
          wantedFromMs = Math.max(wantedFromMs, beforeMs)
          if (open !== null && open.of === threads) open.of.hearing.post({ type: 'ear.drop', ear: open.ear, beforeMs })
        },
        close() {
          idle.delete(isIdle)
          close()
        },
      }
    },
    transcribe: async (pcm) => asking(awake().hearing.ask((id) => ({ type: 'transcribe', id, pcm }))),
    speak: async (text, voice, rate) =>
      asking(awake().speaking.ask((id) => ({ type: 'speak', id, text, voice, rate }))),
    async close() {
      // Nothing that is asked from here on loads the models again.
      closed = true
      clearTimeout(timer)
      const ending = threads
      threads = null
      await Promise.all([ending?.hearing.close(), ending?.speaking.close()])
    },
  }
}
