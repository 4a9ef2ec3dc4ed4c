import type { Limits } from '../../../shared/limits'
import { type TradeCard, tokenText } from '../../../shared/trade'

/** A trade of the last 24 hours. */
export interface CountedTrade {
  usd: number | null
  mint: string | null
  loss: boolean | null
  /** Milliseconds since it was approved: by whichever clock that is less. */
  ageMs: number
}

export const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

const money = (usd: number) =>
  `$${usd.toLocaleString('en-US', { minimumFractionDigits: Number.isInteger(usd) ? 0 : 2, maximumFractionDigits: 2 })}`
const percent = (value: number) => `${Number(value.toPrecision(4)).toLocaleString('en-US')}%`

export interface Verdict {
  /** The limit that a trade is above, in one sentence: it can't be approved. */
  limit: string | null
  /** Why only the button approves it. */
  byButton: string | null
}

/**
 * What the trader's limits say of a trade. Whatever is not known (a worth, an impact) is taken as what the limit forbids:
 * a limit that one can get round by not telling is none. The choice of a wallet moves nothing: of it only the pause counts.
 */
export function limitsOn(
  card: Pick<TradeCard, 'action' | 'token' | 'slippagePct' | 'impactPct' | 'recipient' | 'pay' | 'get'>,
  worthUsd: number | null,
  limits: Limits,
  past: readonly CountedTrade[],
): Verdict {
  const day = past.filter(({ ageMs }) => ageMs < DAY_MS)
  const paused = pauseOf(limits, day)
  if (card.action === 'wallet') return { limit: paused, byButton: null }
  const limit =
    paused ??
    worthLimit(card, worthUsd, limits, day) ??
    slippageLimit(card, limits) ??
    (limits.unverifiedTokens === 'never' ? unverified(card, 'Your limits don’t allow') : null) ??
    (limits.newRecipients === 'never' ? stranger(card, 'Your limits don’t allow') : null)
  const byButton =
    (limits.unverifiedTokens === 'button' ? unverified(card, 'Only the button approves') : null) ??
    (limits.newRecipients === 'button' ? stranger(card, 'Only the button approves') : null)
  return { limit, byButton }
}

function pauseOf({ pause: { losses, trades, minutes } }: Limits, day: readonly CountedTrade[]): string | null {
  const recent = day.filter(({ ageMs }) => ageMs < minutes * MINUTE_MS)
  const within = `in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`
  if (trades !== null && recent.length >= trades) {
    return `Your limit of ${trades === 1 ? 'one trade' : `${trades} trades`} ${within} is reached. Take a break.`
  }
  const lost = recent.filter(({ loss }) => loss === true).length
  if (losses === null || lost < losses) return null
  return `Your limit of ${losses === 1 ? 'one loss' : `${losses} losses`} ${within} is reached. Take a break.`
}

function worthLimit(
  { token }: Pick<TradeCard, 'token'>,
  usd: number | null,
  { usdPerTrade, usdPerDay, usdPerTokenAndDay }: Limits,
  day: readonly CountedTrade[],
): string | null {
  if (usdPerTrade === null && usdPerDay === null && usdPerTokenAndDay === null) return null
  if (usd === null) {
    return 'No tool told what this is worth, so it can’t be held against your limits in dollars. Ask for its price first, or change your limits.'
  }
  if (usdPerTrade !== null && usd > usdPerTrade) return above(usd, `${money(usdPerTrade)} per trade`)
  if (usdPerDay !== null) {
    const spent = sumOf(day)
    if (spent === null) return uncounted('per day')
    if (spent + usd > usdPerDay) return above(usd, `${money(usdPerDay)} per day`, spent)
  }
  if (usdPerTokenAndDay === null || token === null) return null
  const spent = sumOf(day.filter(({ mint }) => mint === token.mint || mint === null))
  if (spent === null) return uncounted('per token and day')
  if (spent + usd <= usdPerTokenAndDay) return null
  return above(usd, `${money(usdPerTokenAndDay)} per day in ${tokenText(token)}`, spent)
}

const above = (usd: number, limit: string, spent = 0) =>
  `${money(usd)} is above your limit of ${limit}${spent > 0 ? `: ${money(spent)} was traded in the last 24 hours` : ''}.`
const uncounted = (which: string) =>
  `A trade of the last 24 hours has an unknown worth, so your limit ${which} can’t be counted. Wait, or change your limits.`

/** null when the worth of one of them is not known. */
const sumOf = (trades: readonly CountedTrade[]): number | null =>
  trades.some(({ usd }) => usd === null) ? null : trades.reduce((sum, { usd }) => sum + (usd ?? 0), 0)

function slippageLimit(
  { action, slippagePct: slippage, impactPct: impact }: Pick<TradeCard, 'action' | 'slippagePct' | 'impactPct'>,
  { slippagePct, impactPct }: Limits,
): string | null {
  if (action === 'send') return null
  const trades = action !== 'other'
  if (slippagePct !== null && slippage === null && trades) {
    return 'No tool told the slippage, so it can’t be held against your limit. Ask for a preview first.'
  }
  if (slippagePct !== null && slippage !== null && slippage > slippagePct) {
    return `Slippage of ${percent(slippage)} is above your limit of ${percent(slippagePct)}.`
  }
  if (impactPct === null) return null
  if (impact === null && trades) {
    return 'No tool told the price impact, so it can’t be held against your limit. Ask for a preview first.'
  }
  if (impact !== null && impact > impactPct) {
    return `A price impact of ${percent(impact)} is above your limit of ${percent(impactPct)}.`
  }
  return null
}

function unverified({ token, pay, get }: Pick<TradeCard, 'token' | 'pay' | 'get'>, verdict: string): string | null {
  const stranger = [token, pay?.token, get?.token].find((it) => it !== null && it !== undefined && !it.verified)
  return stranger ? `${verdict} a token that isn’t verified (${tokenText(stranger)}).` : null
}

const stranger = ({ recipient }: Pick<TradeCard, 'recipient'>, verdict: string): string | null =>
  recipient?.first ? `${verdict} sending to an address for the first time.` : null
