import type { DeviceTest, DeviceTestState } from '../../shared/devices'
import { concat } from '../../shared/resample'
import { SAMPLE_RATE } from '../../shared/sample-rate'
import type { MicrophoneUser } from './microphone'

/** Enough to say who one is, and short enough to wait for. */
const RECORDED_SAMPLES = 3 * SAMPLE_RATE
/** Whatever becomes of the panel that asked for it, the microphone is not left open. */
const LEVEL_MS = 60_000
/** A headset takes some seconds to change its mode before the three that are recorded. */
const RECORDING_MS = 10_000
/** The engine asks for the microphone within a moment of a press: until then it must not close. */
const HAND_OVER_MS = 1_000

interface DeviceTestDeps {
  microphone: { open(user: MicrophoneUser): void; close(user: MicrophoneUser): void }
  speaker: { tone(): Promise<void>; play(samples: Float32Array<ArrayBuffer>, signal: AbortSignal): Promise<void> }
  /** Whether what the microphone gives comes to `overheard`. */
  listen(on: boolean): void
  /** 0 to 1. */
  level(peak: number): void
  tell(state: DeviceTestState): void
}

/**
 * The trader tries out his devices: by the way that his questions take, so that what he hears is what would be sent. None of it
 * leaves this thread, and it is gone when it was played.
 */
export function createDeviceTest({ microphone, speaker, listen, level, tell }: DeviceTestDeps) {
  let running: { test: DeviceTest; recorded: Float32Array[]; samples: number; stop: AbortController } | null = null
  let state: DeviceTestState = 'off'
  let timer: ReturnType<typeof setTimeout> | undefined
  let closing: ReturnType<typeof setTimeout> | undefined

  const become = (next: DeviceTestState) => {
    if (next === state) return
    state = next
    tell(state)
  }

  /** `inMs`: when the microphone may close. */
  const stopListening = (inMs: number) => {
    clearTimeout(timer)
    listen(false)
    clearTimeout(closing)
    if (inMs === 0) microphone.close('test')
    else closing = setTimeout(() => microphone.close('test'), inMs)
  }

  const end = (as: DeviceTestState, closeInMs = 0) => {
    running?.stop.abort()
    running = null
    stopListening(closeInMs)
    become(as)
  }

  const begin = (test: DeviceTest) => {
    end('off')
    const mine = { test, recorded: [], samples: 0, stop: new AbortController() }
    running = mine
    const over = () => {
      if (running === mine) end('off')
    }
    if (test === 'tone') {
      become('tone')
      void speaker.tone().then(over, over)
      return
    }
    become('opening')
    listen(true)
    microphone.open('test')
    timer = setTimeout(() => end(mine.samples === 0 ? 'failed' : 'off'), test === 'level' ? LEVEL_MS : RECORDING_MS)
  }

  const playBack = (mine: NonNullable<typeof running>) => {
    stopListening(0)
    const samples = concat(mine.recorded).subarray(0, RECORDED_SAMPLES)
    if (!samples.some((sample) => sample !== 0)) return end('silent')
    become('playing')
    const over = () => {
      if (running === mine) end('off')
    }
    void speaker.play(samples, mine.stop.signal).then(over, over)
  }

  return {
    /** Begins a test in the place of the one that goes on; null only ends that. */
    choose(test: DeviceTest | null) {
      if (test === null) end('off')
      else begin(test)
    },
    /** The talk key went down: a question has the microphone, and silence. */
    giveWay() {
      if (running !== null) end('off', HAND_OVER_MS)
    },
    /** What the microphone gave: 24 kHz, in the range of -1 to 1. */
    overheard(samples: Float32Array) {
      if (running === null || running.test === 'tone' || state === 'playing') return
      become(running.test === 'level' ? 'level' : 'recording')
      running.samples += samples.length
      level(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))
      if (running.test === 'level') return
      running.recorded.push(samples)
      if (running.samples >= RECORDED_SAMPLES) playBack(running)
    },
  }
}
