import type { Usage } from '../../../shared/snapshot'
import type { BilledUsage } from '../line/server-events'
import prices from './prices.json'

/** What the price file says of itself. */
export const PRICES_NOTE = `prices of ${prices.date}`

interface Rates {
  input: number
  cached: number
  output: number
}
const MODELS: Record<string, { audio: Rates; text: Rates }> = prices.models

/** Tokens of one response and what they cost; `model` null where somebody else pays. The cached part is cheaper. */
export function usageOf(billed: BilledUsage, model: string | null): Usage {
  const input = billed.input_tokens ?? 0
  const output = billed.output_tokens ?? 0
  const cached = Math.min(input, billed.input_token_details?.cached_tokens ?? 0)
  return { input, cached, output, usd: model === null ? null : dollarsOf(billed, model) }
}

function dollarsOf(billed: BilledUsage, model: string): number | null {
  // A dated snapshot of a model costs what the model costs.
  const rates = MODELS[model] ?? MODELS[model.replace(/-\d{4}-\d{2}-\d{2}$/, '')]
  if (!rates) return null
  const { input_token_details: taken, output_token_details: made } = billed
  const input = split(billed.input_tokens, taken?.text_tokens, taken?.audio_tokens)
  const output = split(billed.output_tokens, made?.text_tokens, made?.audio_tokens)
  const details = taken?.cached_tokens_details
  const cached = split(taken?.cached_tokens, details?.text_tokens, details?.audio_tokens)
  const part = (kind: 'audio' | 'text') =>
    Math.max(0, input[kind] - cached[kind]) * rates[kind].input +
    Math.min(input[kind], cached[kind]) * rates[kind].cached +
    output[kind] * rates[kind].output
  return (part('audio') + part('text')) / 1e6
}

/** What the server does not divide counts as audio, the dearer: a budget must not be passed unseen. */
function split(total: number | null | undefined, text: number | null | undefined, audio: number | null | undefined) {
  const all = total ?? (text ?? 0) + (audio ?? 0)
  const written = Math.min(all, text ?? 0)
  return { text: written, audio: Math.max(audio ?? 0, all - written) }
}

export const sumOf = (a: Usage, b: Usage): Usage => ({
  input: a.input + b.input,
  cached: a.cached + b.cached,
  output: a.output + b.output,
  usd: a.usd === null && b.usd === null ? null : (a.usd ?? 0) + (b.usd ?? 0),
})
