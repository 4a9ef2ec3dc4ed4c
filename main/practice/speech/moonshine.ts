import { LlamaTokenizer } from 'llama-tokenizer-js'
import * as ort from 'onnxruntime-web'
import { type Branch, beamSearch } from './beam-search'
import { createLanguageBias } from './language-bias'
import { loadModel } from './runtime'

/** Moonshine tiny: layers, heads and head size of its decoder. */
const LAYERS = 6
const HEADS = 8
const HEAD_SIZE = 36
const START_TOKEN = 1
const END_TOKEN = 2
/** Speech has fewer tokens than this; more means that the decoder runs in circles. */
const MAX_TOKENS_PER_SECOND = 6.5
const RATE = 16_000
const MIN_SAMPLES = RATE / 4
/**
 * Measured on spoken questions, clean and at 20 dB, in wordings of the phrase book and in others: less bias leaves names
 * unheard, more puts words into people's mouths; a narrower beam loses noisy speech, a wider one takes longer.
 */
const PHRASE_BIAS = { weight: 0.45, floor: -9.5 }
const BEAM = { width: 8, prune: 5 }

/** `phrases`: sentences that are likely; recognition leans towards them without being bound to them. */
export interface MoonshineOptions {
  dataDir: string
  phrases?: readonly string[]
}

/** The better the higher the score: a log-probability with the phrases' bonus. */
export interface Reading {
  text: string
  score: number
}

export interface Moonshine {
  /**
   * The ways to read one stretch of speech at 16 kHz, without long silence around it; the likeliest first. Empty when
   * nothing was understood. `breathe` is awaited between two steps of some milliseconds; what it throws ends the work.
   */
  transcribe(samples: Float32Array, breathe?: () => Promise<void>): Promise<Reading[]>
  close(): Promise<void>
}

export async function createMoonshine(options: MoonshineOptions): Promise<Moonshine> {
  const encoder = await loadModel(options.dataDir, 'moonshine-encoder.onnx')
  const decoder = await loadModel(options.dataDir, 'moonshine-decoder.onnx')
  const tokenizer = new LlamaTokenizer()
  const bias = createLanguageBias(
    (options.phrases ?? []).map((phrase) => tokenizer.encode(phrase, false, true)),
    END_TOKEN,
    PHRASE_BIAS,
  )

  return {
    async transcribe(samples, breathe = letOthersIn) {
      if (samples.length < MIN_SAMPLES) return []
      const input_values = new ort.Tensor('float32', samples, [1, samples.length])
      const encoded = (await encoder.run({ input_values })).last_hidden_state
      if (!encoded) return []
      await breathe()
      const readings = await beamSearch(createStep(decoder, encoded, breathe), bias, {
        ...BEAM,
        maxTokens: Math.ceil((samples.length / RATE) * MAX_TOKENS_PER_SECOND),
        startToken: START_TOKEN,
        endToken: END_TOKEN,
      })
      return readings
        .map(({ tokens, score }) => ({ text: tokenizer.decode([...tokens], false, false).trim(), score }))
        .filter(({ text }) => text !== '')
    },
    async close() {
      await Promise.all([encoder.release(), decoder.release()])
    },
  }
}

/** The runtime computes on this thread. */
const letOthersIn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * One step of the decoder for several readings at once. It remembers what each has attended to; what it made of the
 * speech is computed in the first step and is one row for all, which the model's products broadcast.
 */
function createStep(decoder: ort.InferenceSession, encoded: ort.Tensor, breathe: () => Promise<void>) {
  let past: ort.InferenceSession.OnnxValueMapType | null = null
  let speech: ort.InferenceSession.OnnxValueMapType = {}

  return async (branches: readonly Branch[]): Promise<Float32Array> => {
    const rows = branches.length
    const cache: Record<string, ort.Tensor> = {}
    for (const name of CACHE) {
      const present = name.replace('past_key_values', 'present')
      if (!past) cache[name] = new ort.Tensor('float32', new Float32Array(0), [rows, HEADS, 0, HEAD_SIZE])
      else if (name.includes('.encoder.')) cache[name] = tensorOf(speech, present)
      else
        cache[name] = gather(
          tensorOf(past, present),
          branches.map(({ parent }) => parent),
        )
    }
    const result = await decoder.run({
      input_ids: new ort.Tensor(
        'int64',
        BigInt64Array.from(branches, ({ token }) => BigInt(token)),
        [rows, 1],
      ),
      encoder_hidden_states: encoded,
      use_cache_branch: new ort.Tensor('bool', Uint8Array.of(past ? 1 : 0), [1]),
      ...cache,
    })
    if (!past) speech = result
    past = result
    await breathe()
    return tensorOf(result, 'logits').data as Float32Array
  }
}

const CACHE = Array.from({ length: LAYERS }, (_, layer) =>
  ['decoder', 'encoder'].flatMap((module) =>
    ['key', 'value'].map((part) => `past_key_values.${layer}.${module}.${part}`),
  ),
).flat()

function tensorOf(values: ort.InferenceSession.OnnxValueMapType, name: string): ort.Tensor {
  const value = values[name]
  if (!value) throw new Error(`The speech model gave no ${name}.`)
  return value
}

/** The named rows of a tensor of floats, in that order. */
function gather(tensor: ort.Tensor, rows: readonly number[]): ort.Tensor {
  const data = tensor.data as Float32Array
  const size = data.length / (tensor.dims[0] ?? 1)
  const gathered = new Float32Array(size * rows.length)
  for (const [to, from] of rows.entries()) gathered.set(data.subarray(from * size, (from + 1) * size), to * size)
  return new ort.Tensor('float32', gathered, [rows.length, ...tensor.dims.slice(1)])
}
