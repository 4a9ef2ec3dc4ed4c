import type { MoneyFact } from '../../shared/ledger'
import { KNOWN_TOKENS, SOL_MINT } from '../../shared/tokens'
import type { TradeTerms } from '../../shared/trade'

const FEE_BPS = 30
const SOL_USD = 200
const TOKEN_USD = 0.00002
const WALLETS = ['7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1', '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2']
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A signature's shape; the same number gives the same one. */
export function madeUpSignature(number: number): string {
  let state = (number * 2_654_435_761) >>> 0
  return Array.from({ length: 88 }, () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return BASE58[state % BASE58.length]
  }).join('')
}

/** All the facts of one trade: bought, or of every fifth one denied; in the shapes of the known tools. */
export function madeUpTrade(number: number, at: number): MoneyFact[] {
  const tokens = KNOWN_TOKENS.tokens.filter(({ mint }) => mint !== SOL_MINT)
  const token = tokens[number % tokens.length]
  if (token === undefined) throw new Error('There are no known tokens.')
  const sol = ((number % 97) + 1) / 100
  const usd = sol * SOL_USD
  const gross = Math.round((usd / TOKEN_USD) * 10 ** token.decimals)
  const fee = Math.round((gross * FEE_BPS) / 10_000)
  const sideOf = (raw: number) => ({
    mint: token.mint,
    symbol: token.symbol,
    decimals: token.decimals,
    amountUi: raw / 10 ** token.decimals,
    amountRaw: String(raw),
  })
  const paid = { mint: SOL_MINT, symbol: 'SOL', decimals: 9, amountUi: sol, amountRaw: String(Math.round(sol * 1e9)) }
  const wallet = WALLETS[number % WALLETS.length] ?? null
  const named = { mint: token.mint, symbol: token.symbol, name: token.name, verified: true, warnings: [] }
  const terms: TradeTerms = {
    card: {
      action: 'buy',
      pay: {
        amount: String(sol),
        percent: null,
        exact: true,
        token: { mint: SOL_MINT, symbol: 'SOL', name: 'Solana', verified: true, warnings: [] },
        usd,
      },
      get: { amount: String((gross - fee) / 10 ** token.decimals), percent: null, exact: false, token: named, usd },
      getAtLeast: null,
      payAtMost: null,
      token: named,
      fee: null,
      impactPct: 0.04,
      slippagePct: 1,
      route: null,
      recipient: null,
      memo: null,
      wallet,
    },
    heard: `Buy ${sol} SOL of ${token.symbol.toLowerCase()}`,
    marks: [],
    worthUsd: usd,
  }
  const signature = madeUpSignature(number)
  const receipt = {
    walletAddress: wallet,
    direction: 'buy',
    mode: 'ExactIn',
    input: paid,
    output: sideOf(gross),
    netOutput: sideOf(gross - fee),
    fee: { ...sideOf(fee), bps: FEE_BPS, valueUsd: (usd * FEE_BPS) / 10_000 },
    quote: { rate: gross / sol, spotRate: gross / sol, quotedAt: new Date(at).toISOString(), slippageBps: 100 },
    warnings: [],
    priceImpactPct: 0.04,
    otherAmountThreshold: String(gross - fee),
    valuations: { inputUsd: usd, outputUsd: usd * (1 - FEE_BPS / 10_000) },
    signature,
    solscanUrl: `https://solscan.io/tx/${signature}`,
  }
  const fact = {
    backend: number % 3 === 0 ? 'practice' : 'dexter',
    turnId: `talk-${number}`,
    requestId: `apr_${number}`,
    server: 'dexter',
    tool: 'solana_execute_buy',
    arguments: JSON.stringify({ mint: token.mint, amount_sol: sol }),
    wallet,
    detail: null,
    terms: null,
  }
  const proposed = { ...fact, at, step: 'proposed' as const, terms: JSON.stringify(terms) }
  if (number % 5 === 4) return [proposed, { ...fact, at: at + 6_000, step: 'denied', detail: 'You said no.' }]
  return [
    proposed,
    { ...fact, at: at + 5_000, step: 'approved', terms: proposed.terms },
    { ...fact, at: at + 6_000, step: 'called' },
    { ...fact, at: at + 9_000, step: 'succeeded', detail: JSON.stringify(receipt) },
  ]
}
