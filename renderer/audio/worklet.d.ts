/** What the AudioWorkletGlobalScope offers (Web Audio API, section 1.32), as far as the worklets here use it. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort
  constructor(options?: unknown)
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean
}
declare function registerProcessor(name: string, processor: new (options?: unknown) => AudioWorkletProcessor): void
declare const currentFrame: number
/** Seconds of the context, of the quantum that is rendered now or next. */
declare const currentTime: number
declare const sampleRate: number
