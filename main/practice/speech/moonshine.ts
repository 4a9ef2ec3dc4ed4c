import { LlamaTokenizer } from 'llama-tokenizer-js'
import * as ort from 'onnxruntime-web'
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
/** Measured on spoken questions, clean and at 20 dB: less leaves names unheard, more puts words into people's mouths. */
const PHRASE_BIAS = { weight: 0.75, floor: -9.5 }

/** `phrases`: sentences that are likely; recognition leans towards them without being bound to them. */
export interface MoonshineOptions {
  dataDir: string
  phrases?: readonly string[]
}

export interface Moonshine {
  /** Text of one stretch of speech at 16 kHz, without long silence around it; '' when nothing was understood. */
  transcribe(samples: Float32Array): Promise<string>
  close(): Promise<void>
}

type Cache = Record<string, ort.Tensor>

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
    async transcribe(samples) {
      if (samples.length < MIN_SAMPLES) return ''
      const input_values = new ort.Tensor('float32', samples, [1, samples.length])
      const encoded = (await encoder.run({ input_values })).last_hidden_state
      if (!encoded) return ''

      const limit = Math.ceil((samples.length / RATE) * MAX_TOKENS_PER_SECOND)
      const tokens: number[] = []
      let token = START_TOKEN
      let cache = emptyCache()
      for (let step = 0; step < limit; step++) {
        const result = await decoder.run({
          input_ids: new ort.Tensor('int64', BigInt64Array.of(BigInt(token)), [1, 1]),
          encoder_hidden_states: encoded,
          use_cache_branch: new ort.Tensor('bool', Uint8Array.of(step > 0 ? 1 : 0), [1]),
          ...cache,
        })
        const scores = (result.logits?.data ?? []) as Float32Array
        for (const [expected, bonus] of bias.after(tokens)) {
          // Phrases lead on, never in circles: what was just said is not expected again.
          if (!saidBefore(tokens, expected)) scores[expected] = (scores[expected] ?? 0) + bonus
        }
        token = argmax(scores)
        if (loops(tokens, token)) break
        if (token === END_TOKEN) break
        tokens.push(token)
        cache = nextCache(cache, result, step)
        // The runtime computes on this thread: let voice detection of other streams have a turn.
        await new Promise((resolve) => setImmediate(resolve))
      }
      return tokenizer.decode(tokens, false, false).trim()
    },
    async close() {
      await Promise.all([encoder.release(), decoder.release()])
    },
  }
}

function emptyCache(): Cache {
  const cache: Cache = {}
  for (let layer = 0; layer < LAYERS; layer++)
    for (const module of ['decoder', 'encoder'])
      for (const part of ['key', 'value'])
        cache[`past_key_values.${layer}.${module}.${part}`] = new ort.Tensor('float32', new Float32Array(0), [
          1,
          HEADS,
          0,
          HEAD_SIZE,
        ])
  return cache
}

/** What the encoder said is computed once, in the first step; later steps give empty tensors for it. */
function nextCache(cache: Cache, result: ort.InferenceSession.OnnxValueMapType, step: number): Cache {
  const next: Cache = {}
  for (const [name, before] of Object.entries(cache)) {
    const present = result[name.replace('past_key_values', 'present')]
    next[name] = present && (step === 0 || name.includes('.decoder.')) ? present : before
  }
  return next
}

/** Whether the last two tokens and the next one have stood in this order before. */
function saidBefore(tokens: readonly number[], next: number): boolean {
  const [before, last] = [tokens.at(-2), tokens.at(-1)]
  for (let at = 0; at + 2 < tokens.length; at++) {
    if (tokens[at] === before && tokens[at + 1] === last && tokens[at + 2] === next) return true
  }
  return false
}

/** Whether the reading has got stuck: the same short run of tokens, four times in a row. */
function loops(tokens: readonly number[], next: number): boolean {
  const all = [...tokens, next]
  return [1, 2, 3, 4].some((length) => {
    const tail = all.slice(-4 * length)
    return tail.length === 4 * length && tail.every((token, at) => token === tail[at % length])
  })
}

function argmax(values: Float32Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i
  return best
}
