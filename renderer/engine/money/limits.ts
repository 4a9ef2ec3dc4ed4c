import { numberFormat, t } from '../../../shared/i18n'
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
  numberFormat({
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: Number.isInteger(usd) ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(usd)
const percent = (value: number) =>
  numberFormat({ style: 'percent', maximumFractionDigits: 3 }).format(Number(value.toPrecision(4)) / 100)

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
    (limits.unverifiedTokens === 'never' ? unverified(card, 'money.limit.unverified') : null) ??
    (limits.newRecipients === 'never' && card.recipient?.first ? t('money.limit.stranger') : null)
  const byButton =
    (limits.unverifiedTokens === 'button' ? unverified(card, 'money.limit.unverifiedByButton') : null) ??
    (limits.newRecipients === 'button' && card.recipient?.first ? t('money.limit.strangerByButton') : null)
  return { limit, byButton }
}

function pauseOf({ pause: { losses, trades, minutes } }: Limits, day: readonly CountedTrade[]): string | null {
  const recent = day.filter(({ ageMs }) => ageMs < minutes * MINUTE_MS)
  if (trades !== null && recent.length >= trades) return t('money.limit.pauseTrades', { trades, minutes })
  const lost = recent.filter(({ loss }) => loss === true).length
  return losses === null || lost < losses ? null : t('money.limit.pauseLosses', { losses, minutes })
}

function worthLimit(
  { token }: Pick<TradeCard, 'token'>,
  usd: number | null,
  { usdPerTrade, usdPerDay, usdPerTokenAndDay }: Limits,
  day: readonly CountedTrade[],
): string | null {
  if (usdPerTrade === null && usdPerDay === null && usdPerTokenAndDay === null) return null
  if (usd === null) return t('money.limit.worthUnknown')
  if (usdPerTrade !== null && usd > usdPerTrade) {
    return t('money.limit.perTrade', { usd: money(usd), limit: money(usdPerTrade) })
  }
  if (usdPerDay !== null) {
    const spent = sumOf(day)
    if (spent === null) return t('money.limit.dayUncounted')
    if (spent + usd > usdPerDay) {
      return t('money.limit.perDay', { usd: money(usd), limit: money(usdPerDay), traded: tradedIn(spent) })
    }
  }
  if (usdPerTokenAndDay === null || token === null) return null
  const spent = sumOf(day.filter(({ mint }) => mint === token.mint || mint === null))
  if (spent === null) return t('money.limit.tokenUncounted')
  if (spent + usd <= usdPerTokenAndDay) return null
  const about = { usd: money(usd), limit: money(usdPerTokenAndDay), token: tokenText(token), traded: tradedIn(spent) }
  return t('money.limit.perToken', about)
}

/** What is told of earlier trades; `none` where there were none, which is how the sentences leave it out. */
const tradedIn = (spent: number): string => (spent > 0 ? money(spent) : 'none')

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
    return t('money.limit.slippageUnknown')
  }
  if (slippagePct !== null && slippage !== null && slippage > slippagePct) {
    return t('money.limit.slippage', { value: percent(slippage), limit: percent(slippagePct) })
  }
  if (impactPct === null) return null
  if (impact === null && trades) {
    return t('money.limit.impactUnknown')
  }
  if (impact !== null && impact > impactPct) {
    return t('money.limit.impact', { value: percent(impact), limit: percent(impactPct) })
  }
  return null
}

function unverified(
  { token, pay, get }: Pick<TradeCard, 'token' | 'pay' | 'get'>,
  verdict: 'money.limit.unverified' | 'money.limit.unverifiedByButton',
): string | null {
  const stranger = [token, pay?.token, get?.token].find((it) => it !== null && it !== undefined && !it.verified)
  return stranger ? t(verdict, { token: tokenText(stranger) }) : null
}
