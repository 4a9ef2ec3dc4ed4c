import { plainDigits } from '../../../shared/decimal'
import { numberFormat } from '../../../shared/i18n'
import type { SwapSide } from '../../../shared/market'
import type { TradeCard, TradeSide } from '../../../shared/trade'
import { rawOf } from '../evidence/swap-check'
import type { TokenNames } from './token-names'
import { previewOf, type Told } from './told'
import { subjectOf, type Trade } from './trade'

/** What stands around a trade. */
export interface Surroundings {
  told: Told
  names: TokenNames
  /** The wallet that was latched when the key went down. */
  wallet: string | null
  /** Addresses that something was sent to before. */
  recipients: readonly string[]
}

/** The card of a trade: what its arguments say, and what a preview of the very same trade told. */
export function cardOf(trade: Trade, { told, names, wallet, recipients }: Surroundings): TradeCard {
  const preview = previewOf(trade, told)
  const swap = preview?.swap ?? null
  const subject = subjectOf(trade)
  const given = side(trade, names, told)
  const [pay, get] =
    trade.fixed === 'input'
      ? [withUsd(given, swap?.valuations.inputUsd), quoted(swap?.netOutput, trade.output, swap?.valuations.outputUsd)]
      : [quoted(swap?.input, trade.input, swap?.valuations.inputUsd), withUsd(given, swap?.valuations.outputUsd)]
  const moves = trade.action !== 'wallet' && trade.action !== 'other'
  const bound = swap && threshold(swap.otherAmountThreshold, trade.fixed === 'input' ? swap.netOutput : swap.input)

  function quoted(of: SwapSide | undefined, mint: string | null, usd: number | null | undefined): TradeSide | null {
    if (mint === null) return null
    const amount = of === undefined ? null : digits(of)
    return { amount, percent: null, exact: false, token: names.of(mint), usd: usd ?? null }
  }

  return {
    action: trade.action,
    pay: moves ? pay : null,
    get: moves && trade.action !== 'send' ? get : null,
    getAtLeast: trade.fixed === 'input' ? bound : null,
    payAtMost: trade.fixed === 'output' ? bound : null,
    token: subject === null ? null : names.of(subject),
    fee: swap && feeText(swap.fee),
    impactPct: swap?.priceImpactPct ?? null,
    slippagePct: trade.slippagePct ?? (swap && swap.quote.slippageBps / 100),
    route: null,
    recipient:
      trade.recipient === null ? null : { address: trade.recipient, first: !recipients.includes(trade.recipient) },
    memo: trade.memo,
    wallet: trade.wallet ?? wallet,
  }

  function threshold(raw: string, of: SwapSide): TradeSide | null {
    if (rawOf(raw) === null) return null
    return { amount: fromRaw(raw, of.decimals), percent: null, exact: false, token: names.of(of.mint), usd: null }
  }
}

/** The side that the arguments fix. */
function side(trade: Trade, names: TokenNames, told: Told): TradeSide | null {
  const mint = trade.fixed === 'input' ? trade.input : trade.output
  const { amount } = trade
  if (mint === null && amount === null) return null
  const token = mint === null ? null : names.of(mint)
  const base = { token, usd: null, percent: null, exact: true }
  if (amount === null) return { ...base, amount: null }
  if ('ui' in amount) return { ...base, amount: amount.text }
  if ('percentage' in amount) return { ...base, amount: null, percent: amount.percentage }
  const decimals = decimalsOf(mint, told)
  return decimals === null ? { ...base, amount: null } : { ...base, amount: fromRaw(amount.raw, decimals) }
}

function decimalsOf(mint: string | null, { prices, previews }: Told): number | null {
  const priced = prices.find(({ token }) => token.mint === mint)
  if (priced) return priced.token.decimals
  const previewed = previews.flatMap(({ swap }) => [swap.input, swap.output]).find((it) => it.mint === mint)
  return previewed?.decimals ?? null
}

const withUsd = (given: TradeSide | null, usd: number | null | undefined): TradeSide | null =>
  given === null ? null : { ...given, usd: usd ?? null }

const digits = ({ amountRaw, amountUi, decimals }: SwapSide): string =>
  rawOf(amountRaw) === null ? plainDigits(String(amountUi)) : fromRaw(amountRaw, decimals)

/** Raw units as a decimal amount, every digit of it, without zeros at its end. */
export function fromRaw(raw: string, decimals: number): string {
  const padded = raw.replace(/^0+(?=\d)/, '').padStart(decimals + 1, '0')
  const [whole, fraction] = [padded.slice(0, padded.length - decimals), padded.slice(padded.length - decimals)]
  const rest = decimals === 0 ? '' : fraction.replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

const feeText = (fee: SwapSide & { bps: number }): string =>
  `${numberFormat({ maximumFractionDigits: 9 }).format(Number(Number(digits(fee)).toPrecision(6)))} ${fee.symbol} (${numberFormat({ style: 'percent', maximumFractionDigits: 2 }).format(fee.bps / 10_000)})`
