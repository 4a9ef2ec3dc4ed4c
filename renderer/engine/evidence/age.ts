import { unwrapOutput } from '../../../shared/tool-output'

/** These markets move within seconds: older figures must be told as old. */
export const STALE_MS = 60_000

/** When an output's figures were made, epoch milliseconds; null where it does not say. Any tool, known or not. */
export function madeAt(_name: string, output: string): number | null {
  return timeIn(unwrapOutput(output))
}

/** `generatedAt`, or `quotedAt` of a trade, in an unwrapped output. */
export function timeIn(value: unknown): number | null {
  if (value === null || typeof value !== 'object') return null
  if ('generatedAt' in value) return epochOf(value.generatedAt)
  if ('quotedAt' in value) return epochOf(value.quotedAt)
  return 'quote' in value && value.quote !== value ? quotedAt(value.quote) : null
}

const quotedAt = (quote: unknown): number | null =>
  quote !== null && typeof quote === 'object' && 'quotedAt' in quote ? epochOf(quote.quotedAt) : null

function epochOf(time: unknown): number | null {
  const at = typeof time === 'string' && time.length < 64 ? Date.parse(time) : Number.NaN
  return Number.isNaN(at) ? null : at
}
