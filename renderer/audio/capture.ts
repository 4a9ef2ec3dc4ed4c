import { createResampler, type Resampler } from '../../shared/resample'
import type { CaptureCommand, CaptureReport } from '../engine/ports'

const PROTOCOL_RATE = 24_000
/** 20 ms. A frame is what the device gave at once, mostly 10 ms: waiting for a rounder number would make every word late. */
const MAX_FRAME_SAMPLES = 480

/**
 * The microphone's gate. Open, it hands frames of 24 kHz PCM16 to the engine as they come; closing, it records the tail, hands
 * over the remainder and then a fence with the exact count. Closed, nothing leaves it.
 *
 * It reads the track itself (MediaStreamTrackProcessor) and runs on the engine thread: an audio graph is driven by the
 * speaker, and drops what the microphone gave whenever the speaker stumbles (50-150 ms of a second and a half were
 * measured on a busy two-core machine); the track is driven by the microphone, and queues.
 */
export function createCapture(report: (report: CaptureReport) => void) {
  let reader: ReadableStreamDefaultReader<AudioData> | null = null
  /** Whether the microphone has given anything yet. */
  let flowing = false
  let turnId: string | null = null
  /** Samples still to be recorded after the key is up; null while it is held. */
  let tail: number | null = null
  let captured = 0
  let frame = new Int16Array(MAX_FRAME_SAMPLES)
  let filled = 0
  let peak = 0
  let resampler: { rate: number; run: Resampler } | null = null

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
    tail = null
    report({ type: 'fence', turnId: ended, captured })
  }

  /** Samples at 24 kHz, in the range of -1 to 1. */
  const take = (samples: Float32Array) => {
    const count = tail === null ? samples.length : Math.min(samples.length, tail)
    for (let index = 0; index < count; index++) {
      const sample = samples[index] as number
      const level = Math.abs(sample)
      if (level > peak) peak = level
      frame[filled++] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)))
      captured++
      if (filled === MAX_FRAME_SAMPLES) hand()
    }
    hand()
    if (tail === null) return
    tail -= count
    if (tail === 0) fence()
  }

  const hear = (data: AudioData) => {
    flowing = true
    if (turnId === null) return
    // A headset may change its rate in the middle of a sentence.
    if (resampler?.rate !== data.sampleRate) {
      resampler = { rate: data.sampleRate, run: createResampler(data.sampleRate, PROTOCOL_RATE) }
    }
    const samples = new Float32Array(data.numberOfFrames)
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' })
    take(resampler.run.push(samples))
  }

  const read = async (from: ReadableStreamDefaultReader<AudioData>) => {
    for (;;) {
      const { value, done } = await from.read()
      if (value) {
        if (from === reader) hear(value)
        value.close()
      }
      if (done) break
    }
    if (from !== reader) return
    reader = null
    flowing = false
    // The device went away in the middle of the tail: what there is, is all.
    if (tail !== null) fence()
  }

  return {
    /** Another microphone is open: its track's data. The one before ends by itself when its track is stopped. */
    source(stream: ReadableStream<AudioData>) {
      reader = stream.getReader()
      flowing = false
      void read(reader)
    },
    command(command: CaptureCommand) {
      if (command.type === 'open') {
        fence()
        turnId = command.turnId
        tail = null
        captured = 0
        filled = 0
        peak = 0
        resampler = null
        return
      }
      if (command.turnId !== turnId) return
      tail = command.tailSamples
      // Without a microphone nothing will come that could end the tail.
      if (!flowing || tail === 0) fence()
    },
  }
}
