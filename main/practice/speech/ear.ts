import { concat, createResampler, toFloat } from '../../../shared/resample'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { VAD_FRAME, VAD_FRAME_MS, VAD_RATE, type VoiceDetector } from './vad'

/** Listens to one stream of audio as it comes in: detects voice frame by frame, and keeps what was not yet taken. */
export interface Ear {
  /** 16-bit mono at 24 kHz. Settles with the probabilities of the frames that became complete. */
  append(pcm: Int16Array): Promise<{ first: number; probabilities: number[] }>
  /** The samples (16 kHz) and frame probabilities between two positions, once all appended audio has been heard. */
  take(fromMs: number, toMs: number): Promise<{ samples: Float32Array; probabilities: number[] }>
  /** Forgets what lies before a position. */
  drop(beforeMs: number): void
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
    async take(fromMs, toMs) {
      await heard
      const from = Math.max(0, Math.floor(fromMs / VAD_FRAME_MS) - kept)
      const to = Math.max(from, Math.ceil(toMs / VAD_FRAME_MS) - kept)
      const taken = frames.slice(from, to)
      // The last, incomplete frame is part of the speech when the position reaches that far.
      const tail = to > frames.length ? [rest] : []
      return {
        samples: concat([...taken.map((frame) => frame.samples), ...tail]),
        probabilities: taken.map((frame) => frame.probability),
      }
    },
    drop(beforeMs) {
      const gone = Math.min(frames.length, Math.max(0, Math.floor(beforeMs / VAD_FRAME_MS) - kept))
      frames = frames.slice(gone)
      kept += gone
    },
  }
}
