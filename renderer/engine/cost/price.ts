import { minuteRate, type OwnPrices, type TokenRates, tokenRates } from '../../../shared/models/prices'
import type { Usage } from '../../../shared/snapshot'
import type { BilledTranscription, BilledUsage } from '../wire/server-events'

/** Tokens of one response and what they cost; `model` null where somebody else pays. The cached part is cheaper. */
export function usageOf(told: BilledUsage, model: string | null, own: OwnPrices = {}): Usage {
  const billed = completed(told)
  const { input_tokens: input, output_tokens: output } = billed
  const cached = Math.min(input, billed.input_token_details?.cached_tokens ?? 0)
  const rates = model === null ? null : tokenRates(model, own)
  return { input, cached, output, usd: rates === null ? null : dollarsOf(billed, rates) }
}

/**
 * What it costs to write down one utterance: by the minute, also where the server counts tokens, since that is how the
 * models are priced. `seconds` is how long the utterance was by our own count, for a server that does not tell it.
 */
export function transcriptionOf(
  billed: BilledTranscription | null,
  seconds: number,
  model: string | null,
  own: OwnPrices,
): Usage & { seconds: number } {
  const spoken = billed?.seconds ?? seconds
  const rate = model === null ? null : minuteRate(model, own)
  return {
    input: billed?.input_tokens ?? 0,
    cached: 0,
    output: billed?.output_tokens ?? 0,
    usd: rate === null ? null : (spoken / 60) * rate,
    seconds: spoken,
  }
}

/** Sums that a server leaves out, from what it tells. What is in its total alone counts as output, the dearest. */
function completed(told: BilledUsage) {
  const input = told.input_tokens ?? sumOfKinds(told.input_token_details)
  const output = told.output_tokens ?? sumOfKinds(told.output_token_details)
  return {
    ...told,
    input_tokens: input,
    output_tokens: output + Math.max(0, (told.total_tokens ?? 0) - input - output),
  }
}

const sumOfKinds = (details: Details | null | undefined): number =>
  (details?.text_tokens ?? 0) + (details?.audio_tokens ?? 0) + (details?.image_tokens ?? 0)

const KINDS = ['audio', 'text', 'image'] as const

function dollarsOf(billed: BilledUsage, rates: TokenRates): number {
  const { input_token_details: taken, output_token_details: made } = billed
  const input = split(billed.input_tokens, taken)
  const output = split(billed.output_tokens, made)
  const cached = split(taken?.cached_tokens, taken?.cached_tokens_details)
  const part = (kind: (typeof KINDS)[number]) =>
    Math.max(0, input[kind] - cached[kind]) * rates[kind].input +
    Math.min(input[kind], cached[kind]) * rates[kind].cached +
    output[kind] * rates[kind].output
  return KINDS.reduce((sum, kind) => sum + part(kind), 0) / 1e6
}

interface Details {
  text_tokens?: number | null | undefined
  audio_tokens?: number | null | undefined
  image_tokens?: number | null | undefined
}

/** What the server does not divide counts as audio, the dearest: a budget must not be passed unseen. */
function split(total: number | null | undefined, details: Details | null | undefined) {
  const { text_tokens: text, audio_tokens: audio, image_tokens: image } = details ?? {}
  const all = total ?? (text ?? 0) + (audio ?? 0) + (image ?? 0)
  const written = Math.min(all, text ?? 0)
  const seen = Math.min(all - written, image ?? 0)
  return { text: written, image: seen, audio: Math.max(audio ?? 0, all - written - seen) }
}

export const sumOf = (a: Usage, b: Usage): Usage => ({
  input: a.input + b.input,
  cached: a.cached + b.cached,
  output: a.output + b.output,
  usd: a.usd === null && b.usd === null ? null : (a.usd ?? 0) + (b.usd ?? 0),
})
