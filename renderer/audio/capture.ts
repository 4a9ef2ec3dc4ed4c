import { createResampler, type Resampler } from '../../shared/resample'
import { SAMPLE_RATE, SAMPLES_PER_MS } from '../../shared/sample-rate'
import type { CaptureCommand, CaptureReport } from '../engine/ports'
import { createLoudestChannel } from './loudest-channel'
import { createTrackClock } from './track-clock'

/** 20 ms. A frame is what the device gave at once, 10 or 21 ms mostly: waiting for a rounder number would make every word late. */
const MAX_FRAME_SAMPLES = 480
/** With no tail asked for, the turn ends at once, unless more than a device's period is still under way. */
const DEVICE_PERIOD_MS = 25
/** A shorter hole holds no word, and may only be two clocks that differ. */
const GAP_MS = 50

interface CaptureDeps {
  /** Epoch milliseconds, as in the commands. */
  now(): number
  /** Monotonic milliseconds. */
  mono(): number
  report(report: CaptureReport): void
}

/**
 * The microphone's gate. Open, it hands frames of 24 kHz PCM16 to the engine as they come; closing, it takes what sounded
 * until the end of the tail and then hands over a fence with the exact count. Closed, nothing leaves it.
 *
 * It reads the track itself (MediaStreamTrackProcessor) and runs on the engine thread: an audio graph is driven by the
 * speaker, and drops what the microphone gave whenever the speaker stumbles (50-150 ms of a second and a half were
 * measured on a busy two-core machine); the track is driven by the microphone, and queues.
 *
 * What belongs to a turn is decided by when it sounded, not by when it came: a queue that is read late neither adds what
 * was said before the key went down, nor loses what was said before it came up.
 */
export function createCapture({ now, mono, report }: CaptureDeps) {
  let reader: ReadableStreamDefaultReader<AudioData> | null = null
  /** Whether the microphone has given anything yet. */
  let flowing = false
  let turnId: string | null = null
  /** Monotonic time of the press, and of the end of the tail; null while the key is held. */
  let from = 0
  let until: number | null = null
  /** What sounded since the press is taken up to here, or known to be lost. */
  let complete = 0
  let captured = 0
  let frame = new Int16Array(MAX_FRAME_SAMPLES)
  let filled = 0
  let peak = 0
  let resampler: { rate: number; run: Resampler } | null = null
  let clock = createTrackClock()
  let channel = createLoudestChannel()
  /** When the newest chunk ended. */
  let heardUntil = Number.NEGATIVE_INFINITY

  const hand = () => {
    if (turnId === null || filled === 0) return
    report({ type: 'frame', turnId, samples: frame.subarray(0, filled), peak })
    frame = new Int16Array(MAX_FRAME_SAMPLES)
    filled = 0
    peak = 0
  }

  const fence = () => {
    if (turnId === null) return
    hand()
    const ended = turnId
    turnId = null
    until = null
    report({ type: 'fence', turnId: ended, captured })
  }

  /** Samples at 24 kHz, in the range of -1 to 1. */
  const take = (samples: Float32Array) => {
    for (const sample of samples) {
      const level = Math.abs(sample)
      if (level > peak) peak = level
      frame[filled++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
      captured++
      if (filled === MAX_FRAME_SAMPLES) hand()
    }
    hand()
  }

  /** What sounded between the last that was taken and `resumed` was lost. */
  const miss = (resumed: number) => {
    const lostMs = resumed - complete
    if (turnId !== null && lostMs > GAP_MS) report({ type: 'gap', turnId, lostMs, atStart: captured === 0 })
  }

  const hear = (data: AudioData, waitedMs: number) => {
    const lengthMs = (data.numberOfFrames / data.sampleRate) * 1000
    heardUntil = clock.hear(data.timestamp / 1000, lengthMs, mono(), waitedMs)
    flowing = true
    if (turnId === null || heardUntil <= from) return
    // A headset may change its rate in the middle of a sentence.
    if (resampler?.rate !== data.sampleRate) {
      resampler = { rate: data.sampleRate, run: createResampler(data.sampleRate, SAMPLE_RATE) }
    }
    miss(heardUntil - lengthMs)
    complete = heardUntil
    const resampled = resampler.run.push(channel.take(data))
    if (until === null || heardUntil < until) return take(resampled)
    const wanted = Math.round((until - (heardUntil - lengthMs)) * SAMPLES_PER_MS)
    take(resampled.subarray(0, Math.max(0, wanted)))
    fence()
  }

  const read = async (source: ReadableStreamDefaultReader<AudioData>) => {
    for (;;) {
      // A stream that breaks has ended, too.
      const asked = mono()
      const { value, done } = await source.read().catch(() => ({ value: undefined, done: true }))
      if (value) {
        if (source === reader) hear(value, mono() - asked)
        value.close()
      }
      if (done) break
    }
    if (source !== reader) return
    reader = null
    flowing = false
    // The device went away in the middle of the tail: what there is, is all.
    if (until !== null) fence()
  }

  return {
    /** Another microphone is open: its track's data. The one before ends by itself when its track is stopped. */
    source(stream: ReadableStream<AudioData>) {
      reader = stream.getReader()
      flowing = false
      clock = createTrackClock()
      channel = createLoudestChannel()
      void read(reader)
    },
    command(command: CaptureCommand) {
      const at = mono() - Math.max(0, now() - command.at)
      if (command.type === 'open') {
        fence()
        turnId = command.turnId
        from = at
        complete = at
        until = null
        captured = 0
        filled = 0
        peak = 0
        resampler = null
        return
      }
      if (command.turnId !== turnId) return
      until = at + command.tailMs
      // Without a microphone nothing will come that could end the tail.
      if (!flowing) {
        if (captured > 0) miss(until)
        return fence()
      }
      if (heardUntil >= until) return fence()
      if (command.tailMs === 0 && heardUntil >= at - DEVICE_PERIOD_MS) fence()
    },
  }
}
