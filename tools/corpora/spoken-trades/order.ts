import { LISTED_TOKENS } from '../../../main/practice/market/tokens'

/** What a trader asked for in words, by what a proposal has to hold of it. */
export interface AskedTrade {
  side: 'buy' | 'sell'
  /** What it is about; mints and symbols as the practice market lists them. */
  token: { symbol: string; mint: string }
  /** Exactly one of these three: so many of a token, a share of the holding, or so many dollars. */
  amount?: { value: number; mint: string }
  percent?: number
  usd?: number
  /** Mint of the trade's other token, where the words name it. */
  against?: string
  /** Label of the wallet that was named; without it the default one pays. */
  wallet?: string
}

export interface SpokenTrade {
  say: string
  expect: AskedTrade
}

const token = (symbol: string) => {
  const found = LISTED_TOKENS.find((candidate) => candidate.symbol.toLowerCase() === symbol.toLowerCase())
  if (!found) throw new Error(`no ${symbol}`)
  return { symbol: found.symbol, mint: found.mint }
}
export const { mint: SOL } = token('SOL')
export const { mint: USDC } = token('USDC')

/** Buys for so many of another token, SOL unless said otherwise. */
export const buy = (say: string, symbol: string, value: number, pay = SOL, wallet?: string): SpokenTrade => ({
  say,
  expect: {
    side: 'buy',
    token: token(symbol),
    amount: { value, mint: pay },
    against: pay,
    ...(wallet ? { wallet } : {}),
  },
})
/** Buys so many of the token itself. */
export const buyTokens = (say: string, symbol: string, value: number): SpokenTrade => ({
  say,
  expect: { side: 'buy', token: token(symbol), amount: { value, mint: token(symbol).mint } },
})
export const buyForDollars = (say: string, symbol: string, usd: number, wallet?: string): SpokenTrade => ({
  say,
  expect: { side: 'buy', token: token(symbol), usd, ...(wallet ? { wallet } : {}) },
})
export const sell = (say: string, symbol: string, value: number, against?: string): SpokenTrade => ({
  say,
  expect: {
    side: 'sell',
    token: token(symbol),
    amount: { value, mint: token(symbol).mint },
    ...(against ? { against } : {}),
  },
})
export const sellShare = (
  say: string,
  symbol: string,
  percent: number,
  { against, wallet }: { against?: string; wallet?: string } = {},
): SpokenTrade => ({
  say,
  expect: {
    side: 'sell',
    token: token(symbol),
    percent,
    ...(against ? { against } : {}),
    ...(wallet ? { wallet } : {}),
  },
})
