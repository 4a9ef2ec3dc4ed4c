import { z } from 'zod'
import { t } from './i18n'
import { range } from './refusal'

/** What a trader lets the app do. A limit that is null is off: that takes a deliberate choice. */

const usd = (most: number) => {
  const error = () => t('refused.amount', { most: range(0, most).most })
  return z.number({ error }).positive({ error }).max(most, { error }).nullable()
}
const percent = () => {
  const error = () => t('refused.percent', range(0.01, 100))
  return z.number({ error }).min(0.01, { error }).max(100, { error }).nullable()
}
const MOST_USD = 1e9
/** `never`: refused. `button`: only by the button in the panel. `key`: as every other trade. */
export const CAUTIONS = ['never', 'button', 'key'] as const
const wholeNumber = (least: number, most: number) => {
  const error = () => t('refused.wholeNumber', range(least, most))
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}
const count = wholeNumber(1, 1000).nullable()

export const LimitsSchema = z.object({
  usdPerTrade: usd(MOST_USD).default(1000),
  /** Within 24 hours, over all wallets and backends. */
  usdPerDay: usd(MOST_USD).default(5000),
  usdPerTokenAndDay: usd(MOST_USD).default(2500),
  slippagePct: percent().default(5),
  impactPct: percent().default(5),
  /** Tokens whose mint is not in the app's own list. */
  unverifiedTokens: z.enum(CAUTIONS).default('button'),
  /** Addresses that nothing was sent to before. */
  newRecipients: z.enum(CAUTIONS).default('button'),
  /** Trades of which something is marked: what was said does not hold it. */
  marked: z.enum(['button', 'key']).default('button'),
  /** Nothing is approved after so many losses or trades within so many minutes; off while both counts are null. */
  pause: z
    .object({
      losses: count.default(null),
      trades: count.default(null),
      minutes: wholeNumber(1, 1440).default(60),
    })
    .prefault({}),
})
export type Limits = z.infer<typeof LimitsSchema>

export const DEFAULT_LIMITS: Limits = LimitsSchema.parse({})

/** As if nobody had set any: for logs of older versions. */
export const NO_LIMITS: Limits = {
  usdPerTrade: null,
  usdPerDay: null,
  usdPerTokenAndDay: null,
  slippagePct: null,
  impactPct: null,
  unverifiedTokens: 'key',
  newRecipients: 'key',
  marked: 'key',
  pause: { losses: null, trades: null, minutes: 60 },
}

/** A trade that was approved, as limits count it. */
export const PastTradeSchema = z.object({
  /** Epoch milliseconds of the approval, as far as the clock can be believed: its age goes by this. */
  at: z.number(),
  /** The time of its line in the ledger, whatever the clock was then: with `requestId` it names the trade. */
  recordedAt: z.number().optional(),
  requestId: z.string(),
  /** What it was worth when it was approved; null where nobody knew. */
  usd: z.number().nullable(),
  /** Mint of the token that it was about. */
  mint: z.string().nullable(),
  /** It sold for less than was paid; null while that is not known. */
  loss: z.boolean().nullable(),
})

/** One trade as the session's model is told of it: no more than the trader may hear again. */
export const RecentTradeSchema = z.object({
  at: z.string(),
  action: z.string(),
  said: z.string().nullable(),
  paid: z.string().nullable(),
  got: z.string().nullable(),
  token: z.object({ symbol: z.string().nullable(), mint: z.string() }).nullable(),
  worthUsd: z.number().nullable(),
  wallet: z.string().nullable(),
  recipient: z.string().nullable(),
  signature: z.string().nullable(),
  outcome: z.string(),
})
export type RecentTrade = z.infer<typeof RecentTradeSchema>

/** What the ledger knows, for the engine: pushed anew whenever a trade ends, and given to an engine that starts. */
export const PastTradesSchema = z.object({
  /** Of the last 24 hours, oldest first; those that are known to have failed left out. */
  trades: z.array(PastTradeSchema),
  /** Addresses that something was sent to. */
  recipients: z.array(z.string()),
  /** The newest ones of the backend in use, newest first, at most 20, whatever became of them. */
  recent: z.array(RecentTradeSchema),
})
export type PastTrades = z.infer<typeof PastTradesSchema>
export const NO_PAST: PastTrades = { trades: [], recipients: [], recent: [] }
