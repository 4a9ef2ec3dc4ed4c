import * as ort from 'onnxruntime-web'
import { loadModel } from './runtime'

/** The rate that the model hears at. */
export const VAD_RATE = 16_000
/** Samples per frame: 32 ms. */
export const VAD_FRAME = 512
export const VAD_FRAME_MS = (VAD_FRAME / VAD_RATE) * 1000

/** Silero v5 sees the end of the frame before, too. */
const CONTEXT = 64
const STATE_SHAPE = [2, 1, 128]

export interface VoiceDetector {
  /** A detector of its own memory for one stream of frames. */
  stream(): VoiceStream
  close(): Promise<void>
}

export interface VoiceStream {
  /** Probability 0..1 that the frame (512 samples at 16 kHz) holds speech. Frames must come in order, one at a time. */
  frame(samples: Float32Array): Promise<number>
}

/** Loads Silero v5. Settles when it is ready to hear. */
export async function createVoiceDetector(options: { dataDir: string }): Promise<VoiceDetector> {
  const model = await loadModel(options.dataDir, 'silero-vad.onnx')
  const rate = new ort.Tensor('int64', BigInt64Array.of(BigInt(VAD_RATE)), [])
  return {
    stream() {
      let state = new ort.Tensor('float32', new Float32Array(256), STATE_SHAPE)
      const input = new Float32Array(CONTEXT + VAD_FRAME)
      return {
        async frame(samples) {
          input.copyWithin(0, VAD_FRAME)
          input.set(samples, CONTEXT)
          const result = await model.run({
            input: new ort.Tensor('float32', input.slice(), [1, input.length]),
            state,
            sr: rate,
          })
          const next = result.stateN
          const probability = result.output
          if (!next || !probability) throw new Error('The voice model gave no answer.')
          state = new ort.Tensor('float32', Float32Array.from(next.data as Float32Array), STATE_SHAPE)
          return Number(probability.data[0])
        },
      }
    },
    close: () => model.release(),
  }
}
