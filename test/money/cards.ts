import { SOL_MINT } from '../../shared/tokens'
import type { TokenName, TradeCard } from '../../shared/trade'

export const BONK_MINT = 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'
export const JUP_MINT = 'JUPyiwrYJFskUPiHa7hkeR8VUtAeFoSYbKedZNsDvCN'
const SOL: TokenName = { mint: SOL_MINT, symbol: 'SOL', name: 'Solana', verified: true, warnings: [] }
const BONK: TokenName = { mint: BONK_MINT, symbol: 'BONK', name: 'Bonk', verified: true, warnings: [] }

/** Half a SOL for BONK. */
export const card = (over: Partial<TradeCard> = {}): TradeCard => ({
  action: 'buy',
  pay: { amount: '0.5', percent: null, exact: true, token: SOL, usd: 107.68 },
  get: { amount: '4843000', percent: null, exact: false, token: BONK, usd: 107.4 },
  getAtLeast: { amount: '4794570', percent: null, exact: false, token: BONK, usd: null },
  payAtMost: null,
  token: BONK,
  fee: '14,529 BONK (0.3%)',
  impactPct: 0.0005,
  slippagePct: 1,
  route: null,
  recipient: null,
  memo: null,
  wallet: 'Wallet1',
  ...over,
})
