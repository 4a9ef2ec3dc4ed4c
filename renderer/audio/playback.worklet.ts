import type { PlaybackCommand } from '../engine/ports'
import { createInterpolator } from './half-band'
import { createJitterBuffer } from './jitter-buffer'

/** The speaker's end on the audio thread: 24 kHz from the engine's port on one side, the device's 48 kHz on the other. */
class PlaybackProcessor extends AudioWorkletProcessor {
  #engine: MessagePort | null = null
  readonly #buffer = createJitterBuffer((report) => this.#engine?.postMessage(report))

  readonly #interpolator = createInterpolator()
  #half = new Float32Array(64)

  constructor() {
    super()
    this.port.onmessage = (event: MessageEvent<{ engine: MessagePort }>) => {
      this.#engine = event.data.engine
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
