import type { Balances } from '../../../shared/market'
import type { Market } from './market'
import { type PaperWallet, toUi } from './wallets'

/** What a wallet holds, largest value first. `limit` and `minUi` cut the rows, never the portfolio's sum. */
export function listBalances(market: Market, wallet: PaperWallet, minUi = 0, limit = 100): Balances {
  const all = wallet
    .holdings()
    .flatMap(({ mint, raw }) => {
      const listed = market.find(mint)
      if (!listed) return []
      const token = market.describe(listed)
      const amountUi = toUi(raw, listed)
      return [
        {
          mint,
          amountUi,
          amountRaw: raw.toString(),
          decimals: listed.decimals,
          valueUsd: amountUi * (token.priceUsd ?? 0),
          token,
        },
      ]
    })
    .sort((a, b) => b.valueUsd - a.valueUsd)
  const valueUsd = all.reduce((sum, row) => sum + row.valueUsd, 0)
  const yesterdayUsd = all.reduce((sum, row) => sum + row.valueUsd / (1 + (row.token.priceChange24h ?? 0) / 100), 0)
  return {
    generatedAt: new Date(market.now()).toISOString(),
    walletAddress: wallet.address,
    walletLabel: wallet.label,
    balances: all.filter((row) => row.amountUi >= minUi).slice(0, limit),
    portfolio: {
      valueUsd,
      change24hUsd: valueUsd - yesterdayUsd,
      change24hPct: yesterdayUsd > 0 ? (valueUsd / yesterdayUsd - 1) * 100 : null,
      tokenCount: all.length,
    },
    practice: true,
  }
}
