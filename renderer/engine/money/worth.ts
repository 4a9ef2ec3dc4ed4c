import { numberFormat, t } from '../../../shared/i18n'
import type { Token } from '../../../shared/market'
import { rawOf } from '../evidence/swap-check'
import { holdingOf, previewOf, type Told } from './told'
import type { Trade } from './trade'

/** What a trade is worth by a tool's own figure. */
export interface Worth {
  usd: number
  /** Names tool and figure, to be read after "by": "the swap preview", "SOL at $152.37 from balances". */
  from: string
  /** When that figure was made, epoch milliseconds. */
  at: number
}

/**
 * What a trade is worth: by a preview of the same trade, else by the newest price of the token times the amount. null where
 * nothing supports a figure: it is never guessed.
 */
export const worthOf = (trade: Trade, told: Told): Worth | null => byPreview(trade, told) ?? byPrice(trade, told)

function byPreview(trade: Trade, told: Told): Worth | null {
  const preview = previewOf(trade, told)
  if (preview === null) return null
  const { inputUsd, outputUsd } = preview.swap.valuations
  // What leaves the wallet; for an exact output what arrives was asked for, and what leaves is still what it costs.
  const usd = inputUsd ?? outputUsd
  if (usd === null) return null
  const from = t(preview.tool === 'solana_preview_sell_all' ? 'money.worth.sellPreview' : 'money.worth.swapPreview')
  return { usd, from, at: preview.at }
}

function byPrice(trade: Trade, told: Told): Worth | null {
  const mint = trade.fixed === 'output' ? trade.output : trade.input
  const price = told.prices.find(({ token }) => token.mint === mint && token.priceUsd !== null)
  if (!price || price.token.priceUsd === null) return null
  const amount = amountOf(trade, price.token, told)
  if (amount === null) return null
  const from = t('money.worth.price', {
    symbol: price.token.symbol,
    price: unitPrice(price.token.priceUsd),
    tool: price.from === 'balances' ? t('money.worth.balances') : t('money.worth.search'),
  })
  return { usd: amount * price.token.priceUsd, from, at: price.at }
}

function amountOf(trade: Trade, { decimals }: Token, told: Told): number | null {
  const { amount } = trade
  if (amount === null) return null
  if ('ui' in amount) return amount.ui
  if ('raw' in amount) return rawOf(amount.raw) === null ? null : Number(amount.raw) / 10 ** decimals
  const held = holdingOf(trade, told)
  return held && (held.amountUi * amount.percentage) / 100
}

/** "$152.37", "$0.0000204": cents, or four digits of what is smaller than a dollar. */
const unitPrice = (usd: number): string =>
  numberFormat({ style: 'currency', currency: 'USD', ...(usd < 1 && { maximumSignificantDigits: 4 }) }).format(usd)
