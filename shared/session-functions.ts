import { z } from 'zod'
import { type Alert, AlertWishSchema, LONGEST_WITHIN_MS } from './alerts'
import { RecentTradeSchema } from './limits'

/** Functions that the app itself answers, as a session's `tools` name them (OpenAI's `RealtimeFunctionTool`). */

const MOST_TRADES = 20
const MINUTE_MS = 60_000

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

/** How a model names a condition: a limit in US dollars, or a change in percent within some minutes. */
const CONDITIONS = ['above', 'below', 'rises_percent', 'drops_percent'] as const
const DEFAULT_WITHIN_MINUTES = 60

/** Sets a price alert in the app, which then looks at the price itself, reading only. No money moves by it. */
export const SET_PRICE_ALERT = {
  type: 'function',
  name: 'set_price_alert',
  description:
    'Sets a price alert in the app: it tells the user once when the token is above or below a price in US dollars, or rises or drops by a percentage within a time. It moves no money. Call it for "tell me when SOL is above 250". The answer says whether it is set and the price now; say that.',
  parameters: {
    type: 'object',
    properties: {
      token: { type: 'string', description: 'Symbol, or mint address where it is known.' },
      condition: { type: 'string', enum: CONDITIONS },
      value: { type: 'number', description: 'US dollars for above and below; percent, above 0, for the others.' },
      within_minutes: {
        type: 'number',
        minimum: 1,
        maximum: LONGEST_WITHIN_MS / MINUTE_MS,
        description: `Of a percentage; ${DEFAULT_WITHIN_MINUTES} when left out.`,
      },
      spoken: { type: 'boolean', description: 'Read aloud when it fires (default true); else a notification.' },
    },
    required: ['token', 'condition', 'value'],
    additionalProperties: false,
  },
} as const

export const LIST_PRICE_ALERTS = {
  type: 'function',
  name: 'list_price_alerts',
  description: 'The price alerts that the user has set in the app, newest first, with their state.',
  parameters: { type: 'object', properties: {}, additionalProperties: false },
} as const

export const CANCEL_PRICE_ALERT = {
  type: 'function',
  name: 'cancel_price_alert',
  description:
    'Removes price alerts from the app: the one with this id, all of a token, or, with neither, all of them. The answer names those that were removed.',
  parameters: {
    type: 'object',
    properties: {
      id: { type: 'string', description: 'As list_price_alerts tells it.' },
      token: { type: 'string', description: 'Symbol or mint: every alert of this token.' },
    },
    additionalProperties: false,
  },
} as const

/** Offered while the setting `voiceAlerts` is on. */
export const ALERT_FUNCTIONS = [SET_PRICE_ALERT, LIST_PRICE_ALERTS, CANCEL_PRICE_ALERT] as const
export const ALERT_FUNCTION_NAMES = [SET_PRICE_ALERT.name, LIST_PRICE_ALERTS.name, CANCEL_PRICE_ALERT.name] as const
export type AlertFunctionName = (typeof ALERT_FUNCTION_NAMES)[number]
export const isAlertFunction = (name: string): name is AlertFunctionName =>
  ALERT_FUNCTION_NAMES.some((one) => one === name)

/** A number that a model may have written as text. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(?:\.\d+)?$/)
    .transform(Number),
])

/** What the model writes, as a wish; it is refused with what is wrong with it. */
export const SetPriceAlertInputSchema = z
  .object({
    token: z.string(),
    condition: z.enum(CONDITIONS),
    value: number,
    within_minutes: number.nullish(),
    spoken: z.boolean().nullish(),
  })
  .transform(({ token, condition, value, within_minutes: within, spoken }): z.input<typeof AlertWishSchema> => {
    const withinMs = (within ?? DEFAULT_WITHIN_MINUTES) * MINUTE_MS
    const percent = Math.abs(value) * (condition === 'drops_percent' ? -1 : 1)
    return {
      token,
      server: null,
      spoken: spoken ?? true,
      condition:
        condition === 'above' || condition === 'below'
          ? { kind: condition, value }
          : { kind: 'percent', value: percent, withinMs },
    }
  })
  .pipe(AlertWishSchema)

export const CancelPriceAlertInputSchema = z.object({ id: z.string().nullish(), token: z.string().nullish() })

/** An alert as the model is told of it. */
const ToldAlertSchema = z.object({
  id: z.string(),
  token: z.string(),
  condition: z.enum(CONDITIONS),
  value: z.number(),
  within_minutes: z.number().nullable(),
  spoken: z.boolean(),
  state: z.enum(['waiting', 'fired', 'stopped']),
})
export type ToldAlert = z.infer<typeof ToldAlertSchema>

export function toldAlert({ id, token, condition, spoken, state }: Alert): ToldAlert {
  const percent = condition.kind === 'percent'
  return {
    id,
    token: token.symbol,
    condition:
      condition.kind === 'percent' ? (condition.value < 0 ? 'drops_percent' : 'rises_percent') : condition.kind,
    value: Math.abs(condition.value),
    within_minutes: percent ? condition.withinMs / MINUTE_MS : null,
    spoken,
    state: state.is === 'failed' ? 'stopped' : state.is,
  }
}

export const SetPriceAlertOutputSchema = z.object({ set: ToldAlertSchema, price_usd: z.number() })
export const ListPriceAlertsOutputSchema = z.object({ alerts: z.array(ToldAlertSchema) })
export const CancelPriceAlertOutputSchema = z.object({ removed: z.array(ToldAlertSchema) })
