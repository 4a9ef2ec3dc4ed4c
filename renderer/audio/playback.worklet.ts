import { SAMPLE_RATE } from '../../shared/sample-rate'
import type { PlaybackCommand } from '../engine/ports'
import { createInterpolator } from './half-band'
import { createJitterBuffer } from './jitter-buffer'

/** From the window, which gives the engine's port, and knows when a device has gone and what was heard of it. */
export type FromSpeaker =
  | { type: 'engine'; port: MessagePort }
  /** What was handed over after this time of the context, in seconds, was not heard. */
  | { type: 'rewind'; to: number }

/** The speaker's end on the audio thread: 24 kHz from the engine's port on one side, the device's 48 kHz on the other. */
class PlaybackProcessor extends AudioWorkletProcessor {
  #engine: MessagePort | null = null
  readonly #buffer = createJitterBuffer((report) => this.#engine?.postMessage(report))

  readonly #interpolator = createInterpolator()
  #half = new Float32Array(64)

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<FromSpeaker>) => {
      if (data.type === 'rewind') return this.#buffer.rewind(Math.round((currentTime - data.to) * SAMPLE_RATE))
      this.#engine = data.port
      this.#engine.onmessage = (command: MessageEvent<PlaybackCommand>) => this.#obey(command.data)
    }
  }

  #obey(command: PlaybackCommand) {
    if (command.type === 'audio') this.#buffer.audio(command.itemId, command.samples)
    if (command.type === 'end') this.#buffer.end(command.itemId)
    if (command.type === 'flush') this.#buffer.flush()
  }

  override process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0]
    const first = channels?.[0]
    if (!first) return true
    if (this.#half.length !== first.length / 2) this.#half = new Float32Array(first.length / 2)
    this.#buffer.pull(this.#half)
    this.#interpolator.process(this.#half, first)
    for (let index = 1; index < channels.length; index++) channels[index]?.set(first)
    return true
  }
}

registerProcessor('dexter-playback', PlaybackProcessor)
