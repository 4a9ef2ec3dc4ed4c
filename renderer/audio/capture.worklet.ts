import type { CaptureCommand, CaptureReport } from '../engine/ports'
import { createDecimator } from './half-band'

/** 10 ms at 24 kHz: short enough for the first sound to leave at once, long enough not to flood the socket. */
const FRAME_SAMPLES = 240

/**
 * The microphone's gate on the audio thread: 48 kHz in, 24 kHz out. Open, it hands 10 ms frames of PCM16 straight to the engine; closing, it
 * records the tail, hands over the remainder and then a fence with the exact count. Closed, nothing leaves it.
 */
class CaptureProcessor extends AudioWorkletProcessor {
  #engine: MessagePort | null = null
  #turnId: string | null = null
  #frame = new Int16Array(FRAME_SAMPLES)
  #filled = 0
  #captured = 0
  #peak = 0
  /** Samples still to be recorded after the key is up; null while it is held. */
  #tail: number | null = null
  /** Whether a microphone is connected at all. */
  #flowing = false
  readonly #decimator = createDecimator()
  #halved = new Float32Array(64)

  constructor() {
    super()
    this.port.onmessage = (event: MessageEvent<{ engine: MessagePort }>) => {
      this.#engine = event.data.engine
      this.#engine.onmessage = (command: MessageEvent<CaptureCommand>) => this.#obey(command.data)
    }
  }

  #obey(command: CaptureCommand) {
    if (command.type === 'open') {
      if (this.#turnId !== null) this.#fence()
      this.#turnId = command.turnId
      this.#tail = null
      this.#filled = 0
      this.#captured = 0
      this.#peak = 0
      this.#decimator.reset()
      return
    }
    if (command.turnId !== this.#turnId) return
    this.#tail = command.tailSamples
    // Without a microphone no quantum will come that could end the tail.
    if (!this.#flowing || this.#tail === 0) this.#fence()
  }

  #post(report: CaptureReport, transfer: Transferable[] = []) {
    this.#engine?.postMessage(report, transfer)
  }

  #hand() {
    if (this.#turnId === null || this.#filled === 0) return
    const samples = this.#filled === FRAME_SAMPLES ? this.#frame : this.#frame.slice(0, this.#filled)
    this.#post({ type: 'frame', turnId: this.#turnId, samples, peak: this.#peak }, [samples.buffer])
    this.#frame = new Int16Array(FRAME_SAMPLES)
    this.#filled = 0
    this.#peak = 0
  }

  #fence() {
    if (this.#turnId === null) return
    this.#hand()
    this.#post({ type: 'fence', turnId: this.#turnId, captured: this.#captured })
    this.#turnId = null
    this.#tail = null
  }

  override process(inputs: Float32Array[][]): boolean {
    const input = inputs[0]?.[0]
    this.#flowing = input !== undefined
    if (this.#turnId === null) return true
    if (input === undefined) {
      if (this.#tail !== null) this.#fence()
      return true
    }
    if (this.#halved.length !== input.length / 2) this.#halved = new Float32Array(input.length / 2)
    const halved = this.#halved
    this.#decimator.process(input, halved)
    const take = this.#tail === null ? halved.length : Math.min(halved.length, this.#tail)
    for (let index = 0; index < take; index++) {
      const sample = halved[index] as number
      const level = Math.abs(sample)
      if (level > this.#peak) this.#peak = level
      this.#frame[this.#filled++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)))
      this.#captured++
      if (this.#filled === FRAME_SAMPLES) this.#hand()
    }
    if (this.#tail !== null) {
      this.#tail -= take
      if (this.#tail === 0) this.#fence()
    }
    return true
  }
}

registerProcessor('dexter-capture', CaptureProcessor)
