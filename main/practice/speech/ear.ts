import { concat, createResampler, toFloat } from '../../../shared/resample'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { VAD_FRAME, VAD_FRAME_MS, VAD_RATE, type VoiceDetector } from './vad'

/** Listens to one stream of audio as it comes in: detects voice frame by frame, and keeps what was not yet taken. */
export interface Ear {
  /** 16-bit mono at 24 kHz. Settles with the probabilities of the frames that became complete. */
  append(pcm: Int16Array): Promise<{ first: number; probabilities: number[] }>
  /** Settles once all audio that was appended before has been heard. */
  settled(): Promise<void>
  /** What has been heard so far between two positions. */
  passage(fromMs: number, toMs: number): Passage
  /** Forgets what lies before a position. */
  drop(beforeMs: number): void
}

/** A part of the stream, at 16 kHz. */
export interface Passage {
  /** The number of its first frame in the stream. */
  firstFrame: number
  probabilities: number[]
  /** In samples: those of its frames, and of the incomplete one at the end of the stream. */
  length: number
  samples(start: number, end: number): Float32Array
}

/** `firstFrame` is the number of the frame that the first sample begins. */
export function createEar(detector: VoiceDetector, firstFrame = 0): Ear {
  const resampler = createResampler(SAMPLE_RATE, VAD_RATE)
  const stream = detector.stream()
  let rest: Float32Array = new Float32Array(0)
  /** Complete frames from number `kept` on. */
  let frames: { samples: Float32Array; probability: number }[] = []
  let kept = firstFrame
  let heard: Promise<unknown> = Promise.resolve()

  const hear = async (pcm: Int16Array) => {
    const joined = concat([rest, resampler.push(toFloat(pcm))])
    const first = kept + frames.length
    const probabilities: number[] = []
    let at = 0
    for (; at + VAD_FRAME <= joined.length; at += VAD_FRAME) {
      const samples = joined.slice(at, at + VAD_FRAME)
      const probability = await stream.frame(samples)
      frames.push({ samples, probability })
      probabilities.push(probability)
    }
    rest = joined.slice(at)
    return { first, probabilities }
  }

  return {
    append(pcm) {
      const result = heard.then(() => hear(pcm))
      heard = result.catch(() => undefined)
      return result
    },
    async settled() {
      await heard
    },
    passage(fromMs, toMs) {
      const from = Math.max(0, Math.floor(fromMs / VAD_FRAME_MS) - kept)
      const to = Math.max(from, Math.ceil(toMs / VAD_FRAME_MS) - kept)
      const taken = frames.slice(from, to)
      // The last, incomplete frame is part of the speech when the position reaches that far.
      const tail = to > frames.length ? rest : new Float32Array(0)
      return {
        firstFrame: kept + from,
        probabilities: taken.map(({ probability }) => probability),
        length: taken.length * VAD_FRAME + tail.length,
        samples: (start, end) => concat([...taken.map(({ samples }) => samples), tail]).subarray(start, end),
      }
    },
    drop(beforeMs) {
      const gone = Math.min(frames.length, Math.max(0, Math.floor(beforeMs / VAD_FRAME_MS) - kept))
      frames = frames.slice(gone)
      kept += gone
    },
  }
}
