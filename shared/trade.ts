import { z } from 'zod'
import { exactNumber, numberFormat, t } from './i18n'

/**
 * A proposed trade as a trader would say it. The engine reads it from the arguments and from what the session's tools told
 * before; whoever shows it or writes it down takes it from here, and reads no arguments of his own. What nobody told is null.
 */

/** A token by its mint, with the names that were told for it. A name is never shown without the mint. */
export const TokenNameSchema = z.object({
  mint: z.string(),
  symbol: z.string().nullable(),
  name: z.string().nullable(),
  /** The mint is in the app's own list; then the names are that list's. */
  verified: z.boolean(),
  /** What of its name can mislead, a sentence each: another mint has the same symbol, letters of other alphabets, … */
  warnings: z.array(z.string()),
})
export type TokenName = z.infer<typeof TokenNameSchema>

/** One side of a trade. */
export const TradeSideSchema = z.object({
  /** Plain decimal digits ("0.5", "4843000.12"), as they were written or told; null where only a share is known, or nothing. */
  amount: z.string().nullable(),
  /** Of the holding, 0 to 100; null where an amount is given. */
  percent: z.number().nullable(),
  /** The arguments themselves say it; else it is what a preview told. */
  exact: z.boolean(),
  token: TokenNameSchema.nullable(),
  usd: z.number().nullable(),
})
export type TradeSide = z.infer<typeof TradeSideSchema>

export const TradeCardSchema = z.object({
  /** `wallet`: a choice of the wallet that pays. `other`: a tool that the app does not know, with its arguments as they are. */
  action: z.enum(['buy', 'sell', 'swap', 'send', 'wallet', 'other']),
  pay: TradeSideSchema.nullable(),
  get: TradeSideSchema.nullable(),
  /** The least that comes back, or, where what comes back is exact, null: then `payAtMost` bounds what is paid. */
  getAtLeast: TradeSideSchema.nullable(),
  payAtMost: TradeSideSchema.nullable(),
  /** What the trade is about: of two tokens the one that is not SOL or a dollar. */
  token: TokenNameSchema.nullable(),
  /** "0.0145 SOL (0.3%)", as a preview of the same trade told it. */
  fee: z.string().nullable(),
  impactPct: z.number().nullable(),
  slippagePct: z.number().nullable(),
  route: z.string().nullable(),
  recipient: z.object({ address: z.string(), first: z.boolean() }).nullable(),
  memo: z.string().nullable(),
  /** Address of the wallet that pays: the one that the arguments name, else the one in use when the key went down. */
  wallet: z.string().nullable(),
})
export type TradeCard = z.infer<typeof TradeCardSchema>

/**
 * Something that must be seen before a trade is approved, in one sentence.
 * `token`, `side`, `amount`, `wallet`, `recipient`: the words that were heard don't hold it. `unheard`: no words are known.
 * `preview`: it differs from what was previewed. `name`: the name of a token can mislead.
 */
export const MarkSchema = z.object({
  kind: z.enum(['token', 'side', 'amount', 'wallet', 'recipient', 'unheard', 'preview', 'name']),
  detail: z.string(),
})
export type Mark = z.infer<typeof MarkSchema>

/** What the ledger keeps of a proposal beside its arguments, as JSON text. */
export const TradeTermsSchema = z.object({
  card: TradeCardSchema,
  heard: z.string().nullable(),
  marks: z.array(MarkSchema),
  worthUsd: z.number().nullable(),
})
export type TradeTerms = z.infer<typeof TradeTermsSchema>

const SHORT_FROM = 100_000
const compact = () => numberFormat({ notation: 'compact', maximumFractionDigits: 2 })
const plain = () => numberFormat({ maximumSignificantDigits: 6 })
const share = (percent: number) => numberFormat({ style: 'percent', maximumFractionDigits: 10 }).format(percent / 100)

/** "0.5", "4.84M": what the arguments say stands with all its digits, what a preview told is rounded. */
export function amountText({ amount, percent, exact }: TradeSide): string | null {
  if (amount === null) return percent === null ? null : share(percent)
  if (exact) return exactNumber(amount)
  const value = Number(amount)
  return value >= SHORT_FROM ? compact().format(value) : plain().format(value)
}

/** "BONK", or the first and last letters of the mint where no symbol was told. */
export const tokenText = ({ symbol, mint }: TokenName): string => symbol ?? `${mint.slice(0, 4)}…${mint.slice(-4)}`

/** "0.5 SOL", "about 4.84M BONK", "50% of your BONK"; null where neither amount nor token is known. */
export function sideText(side: TradeSide | null): string | null {
  if (side === null) return null
  const amount = amountText(side)
  const token = side.token === null ? null : tokenText(side.token)
  if (amount === null) return token
  if (side.amount === null) {
    return token === null
      ? t('money.side.shareUnknown', { share: amount })
      : t('money.side.share', { share: amount, token })
  }
  const said = [amount, token].filter(Boolean).join(' ')
  return side.exact ? said : t('money.side.about', { amount: said })
}
