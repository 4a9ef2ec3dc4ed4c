import { z } from 'zod'

/**
 * What happened about money, one fact at a time, in the order in which it happened. `arguments` is the exact text that
 * was shown and approved; `argumentsHash` is its SHA-256 in hex.
 */
export const MoneyFactSchema = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  step: z.enum([
    'proposed',
    'approved',
    'denied',
    'expired',
    'called',
    /** What runs is not what was approved, or nobody approved it; `detail` says how. */
    'deviated',
    'succeeded',
    'failed',
    'unknown',
    /** A look at what became of one that was unknown; `detail` says what it found. Nothing is tried again. */
    'looked',
    /** The trader's limits from here on: `arguments` is their JSON. */
    'limits',
  ]),
  backend: z.string(),
  turnId: z.string().nullable(),
  /** The approval request, or the call itself where none was asked for. */
  requestId: z.string(),
  server: z.string(),
  tool: z.string(),
  arguments: z.string(),
  wallet: z.string().nullable(),
  /** Why it was denied, what failed, or what came out; null when there is nothing to add. */
  detail: z.string().nullable(),
  /** JSON text of `TradeTerms`: what the card said, with `proposed` and `approved`; null with other steps. */
  terms: z.string().nullable(),
})
export type MoneyFact = z.infer<typeof MoneyFactSchema>

/**
 * What is wrong with a line that does not hold: it is no JSON, lacks fields, has another number than the next, does not follow
 * the line before, or its arguments or its content were changed.
 */
export type LedgerFault = 'json' | 'fields' | 'number' | 'order' | 'arguments' | 'content'

/** A line of the ledger: the fact, and a hash over it and the line before, so that no line can be changed or removed unseen. */
export const LedgerLineSchema = MoneyFactSchema.extend({
  /** Missing in lines of older versions. */
  server: z.string().optional(),
  terms: z.string().nullable().optional(),
  seq: z.number().int().min(1),
  argumentsHash: z.string(),
  previous: z.string(),
  hash: z.string(),
})
export type LedgerLine = z.infer<typeof LedgerLineSchema>
