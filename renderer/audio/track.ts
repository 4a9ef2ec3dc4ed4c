import { createResampler, type Resampler } from '../../shared/resample'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../../shared/sample-rate'
import { createLoudestChannel } from './loudest-channel'
import { createTrackClock } from './track-clock'

/** Chunks whose middle stamp counts: stamps jitter by some milliseconds, and the first ones may be by another clock. */
const STAMPS = 15

/** One microphone track as it is read: when its chunks sounded, and its samples at 24 kHz. */
export function createTrack() {
  const clock = createTrackClock()
  const channel = createLoudestChannel()
  let resampler: { rate: number; run: Resampler; behindMs: number } | null = null
  let heardUntil = Number.NEGATIVE_INFINITY
  /** By how much the newest chunks came later than they are stamped. */
  const delays: number[] = []

  return {
    /** When the newest chunk ended, in monotonic milliseconds; minus infinity before the first. */
    get heardUntil() {
      return heardUntil
    },
    /** The next chunk, as soon as it was read; see createTrackClock. Returns its length in milliseconds. */
    hear(data: AudioData, mono: number, waitedMs: number): number {
      const lengthMs = (data.numberOfFrames / data.sampleRate) * 1000
      heardUntil = clock.hear(data.timestamp / 1000, lengthMs, mono, waitedMs)
      delays.push(heardUntil - data.timestamp / 1000 - lengthMs)
      if (delays.length > STAMPS) delays.shift()
      return lengthMs
    },
    /**
     * How long its sound is under way, on a scale that all tracks of one reader share: Chromium stamps a chunk with the time
     * when it sounded, as far as the device tells. It says nothing by itself.
     */
    get delayMs() {
      return delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)] ?? 0
    },
    /** Its samples at 24 kHz, in the range of -1 to 1; the last few wait for the filter's look-ahead. */
    samples(data: AudioData): Float32Array {
      // A headset may change its rate in the middle of a sentence.
      if (resampler?.rate !== data.sampleRate) {
        resampler = { rate: data.sampleRate, run: createResampler(data.sampleRate, SAMPLE_RATE), behindMs: 0 }
      }
      const samples = resampler.run.push(channel.take(data))
      resampler.behindMs += (data.numberOfFrames / data.sampleRate) * 1000 - samples.length / SAMPLES_PER_MS
      return samples
    },
    /** How much of what was heard still waits in the filter: the newest sample that was given ended so long before `heardUntil`. */
    get behindMs() {
      return resampler?.behindMs ?? 0
    },
    /** What comes next is the beginning of something, and has nothing to do with what was before. */
    begin() {
      resampler = null
    },
  }
}
