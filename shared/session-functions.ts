import { z } from 'zod'
import { RecentTradeSchema } from './limits'

/** Functions that the app itself answers, as a session's `tools` name them (OpenAI's `RealtimeFunctionTool`). */

const MOST_TRADES = 20

/**
 * The trader's latest trades from the app's own ledger, newest first; it reads and moves nothing. What a service learns by it
 * the settings say (`shareTrades`).
 */
export const RECENT_TRADES = {
  type: 'function',
  name: 'recent_trades',
  description:
    'The latest trades that the user made with this app, newest first: what was paid, what came back, when, what it was worth and what became of it. Call it for questions about past trades ("What did I just buy?"). Amounts are exact; only the outcome "succeeded" means for certain that money moved.',
  parameters: {
    type: 'object',
    properties: {
      limit: { type: 'integer', minimum: 1, maximum: MOST_TRADES, description: 'How many; 5 when left out.' },
    },
    additionalProperties: false,
  },
} as const

/** What the model may write as arguments. Some write nothing at all, or more than there is. */
export const RecentTradesInputSchema = z.object({
  limit: z
    .number()
    .int()
    .min(1)
    .catch(5)
    .default(5)
    .transform((limit) => Math.min(limit, MOST_TRADES)),
})

export const RecentTradesOutputSchema = z.object({ trades: z.array(RecentTradeSchema) })
