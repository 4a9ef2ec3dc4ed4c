import type { Random } from './random'

/** A moment of the market, as plain figures: what the tools tell and what a truthful answer may say. */
export interface World {
  /** Epoch milliseconds when the figures were made. */
  madeAt: number
  sort: 'viewers' | 'marketCap'
  streams: StreamRow[]
  board: { streams: number; viewers: number; cap: number }
  tokens: TokenRow[]
  wallet: {
    label: string
    address: string
    holdings: Holding[]
    value: number
    changePct: number
    changeUsd: number
    count: number
  }
  trade: Trade
  candles: { token: TokenRow; open: number; high: number; low: number; close: number; change: number }
  send: { token: TokenRow; amount: number; usd: number; to: string }
}

export interface StreamRow {
  mint: string
  name: string
  symbol: string
  viewers: number
  cap: number
  capSol: number
}

export interface TokenRow {
  mint: string
  symbol: string
  name: string
  decimals: number
  price: number
  change: number
  cap: number
  liquidity: number
  volume: number
}

export interface Holding {
  token: TokenRow
  amount: number
  value: number
}

export interface Trade {
  input: TokenRow
  output: TokenRow
  amountIn: number
  /** Before the fee, and what arrives. */
  gross: number
  net: number
  inUsd: number
  outUsd: number
  feeUsd: number
  impact: number
  slippage: number
  minimum: number
}

const STREAMS: readonly (readonly [string, string])[] = [
  ['San Chan', 'San'],
  ['Butthole Coin', 'Butthole'],
  ['ROY', 'ROY'],
  ['KindnessCoin', 'KIND'],
  ['streamdotfun', 'STREAM'],
  ['Turbo Pigeon', 'TUPIG'],
  ['Golden Otter', 'GOOTT'],
  ['Sleepy Walrus', 'SLWAL'],
  ['Cosmic Falcon', 'COFAL'],
  ['Lucky Lobster', 'LULOB'],
  ['Disco Raccoon', 'DIRAC'],
  ['Velvet Camel', 'VECAM'],
  ['Moonbag', 'MBAG'],
  ['404 Cats', 'CAT404'],
  ['The First Frog', 'FROG'],
]

const TOKENS: readonly (readonly [symbol: string, name: string, price: number, cap: number, decimals: number])[] = [
  ['SOL', 'Solana', 208.48, 113e9, 9],
  ['BONK', 'Bonk', 0.0000204, 1.65e9, 5],
  ['WIF', 'dogwifhat', 0.742, 741e6, 6],
  ['JUP', 'Jupiter', 0.43, 1.3e9, 6],
  ['PENGU', 'Pudgy Penguins', 0.0302, 1.9e9, 6],
  ['TRUMP', 'Official Trump', 7.61, 1.52e9, 6],
  ['FARTCOIN', 'Fartcoin', 0.64, 640e6, 6],
  ['MOODENG', 'Moo Deng', 0.142, 140e6, 6],
  ['RAY', 'Raydium', 2.74, 730e6, 6],
  ['POPCAT', 'Popcat', 0.231, 226e6, 9],
]
const WALLETS = ['Main Wallet', 'Trading', 'Cold Storage', 'Degen Bag']

const mintOf = (symbol: string) =>
  symbol === 'SOL' ? 'So11111111111111111111111111111111111111112' : `${symbol}${'x'.repeat(40 - symbol.length)}`

/** Figures that lie so far apart that no rounding makes one of another. */
function apart(random: Random, count: number, top: number): number[] {
  const values: number[] = []
  let value = top
  for (let at = 0; at < count; at++) {
    values.push(value)
    value /= random.between(1.25, 2.1)
  }
  return values
}

export function createWorld(random: Random, sort: World['sort'], madeAt: number): World {
  const count = random.whole(4, 6)
  const names = random.shuffled(STREAMS).slice(0, count)
  const viewers = apart(random, count, random.whole(60, 2400)).map((value) => Math.max(2, Math.round(value)))
  const distinct = viewers.every((value, at) => at === 0 || value < (viewers[at - 1] ?? 0) * 0.9)
  if (!distinct) return createWorld(random, sort, madeAt)
  const caps = random.shuffled(apart(random, count, random.between(2e6, 40e6)))
  const rows = names.map(([name, symbol], at): StreamRow => {
    const cap = caps[at] ?? 1e6
    return { mint: mintOf(symbol), name, symbol, viewers: viewers[at] ?? 2, cap, capSol: cap / 208.48 }
  })
  const streams = rows.sort((a, b) => (sort === 'viewers' ? b.viewers - a.viewers : b.cap - a.cap))
  const more = random.whole(8, 95)
  const least = { viewers: streams.at(-1)?.viewers ?? 1, cap: streams.at(-1)?.cap ?? 1 }
  const sum = (of: (row: StreamRow) => number) => streams.reduce((all, row) => all + of(row), 0)
  // The rest has less than the least row of the page, by whichever figure the page is ordered.
  const board = {
    streams: count + more,
    viewers: sum((row) => row.viewers) + Math.max(1, Math.round(more * least.viewers * random.between(0.3, 0.8))),
    cap: sum((row) => row.cap) + more * least.cap * random.between(0.3, 0.8),
  }
  const tokens = random.shuffled(TOKENS).map(([symbol, name, price, cap, decimals]): TokenRow => {
    const drift = random.between(0.8, 1.25)
    const change = Math.round(random.between(1.2, 14) * 100) / 100
    return {
      mint: mintOf(symbol),
      symbol,
      name,
      decimals,
      price: price * drift,
      change: random.next() < 0.5 ? -change : change,
      cap: cap * drift,
      liquidity: cap * random.between(0.01, 0.05),
      volume: cap * random.between(0.06, 0.15),
    }
  })
  return {
    madeAt,
    sort,
    streams,
    board,
    tokens: differently(tokens),
    wallet: createWallet(random, tokens),
    trade: createTrade(random, tokens),
    candles: createCandles(random, tokens),
    send: createSend(random, tokens),
  }
}

/** Changes by which one can be told from the other, so that the biggest is the biggest. */
function differently(tokens: TokenRow[]): TokenRow[] {
  const sorted = [...tokens].sort((a, b) => Math.abs(a.change) - Math.abs(b.change))
  sorted.forEach((token, at) => {
    token.change = (Math.sign(token.change) * Math.round((1.3 + at * 1.37) * 100)) / 100
  })
  return tokens
}

const solOf = (tokens: TokenRow[]): TokenRow => {
  const sol = tokens.find(({ symbol }) => symbol === 'SOL')
  if (!sol) throw new Error('no SOL')
  return sol
}
const othersOf = (tokens: TokenRow[]) => tokens.filter(({ symbol }) => symbol !== 'SOL')

function createWallet(random: Random, tokens: TokenRow[]): World['wallet'] {
  const values = apart(random, 4, random.between(900, 9000))
  const held = random.shuffled([solOf(tokens), ...othersOf(tokens).slice(0, 3)])
  const holdings = held.map((token, at): Holding => {
    const value = values[at] ?? 100
    return { token, amount: Number((value / token.price).toPrecision(7)), value }
  })
  const value = holdings.reduce((all, row) => all + row.value, 0)
  const before = holdings.reduce((all, row) => all + row.value / (1 + row.token.change / 100), 0)
  const label = random.pick(WALLETS)
  return {
    label,
    address: `wallet${label.replaceAll(' ', '')}${'1'.repeat(20)}`,
    holdings,
    value,
    changeUsd: value - before,
    changePct: (value / before - 1) * 100,
    count: 4,
  }
}

function createTrade(random: Random, tokens: TokenRow[]): Trade {
  const [sol, output] = [solOf(tokens), random.pick(othersOf(tokens))]
  const amountIn = random.pick([0.25, 0.5, 0.8, 1.5, 2, 3.75])
  const impact = random.between(0.1, 2.4)
  const gross = ((amountIn * sol.price) / output.price) * (1 - impact / 100)
  const net = gross * 0.997
  return {
    input: sol,
    output,
    amountIn,
    gross,
    net,
    inUsd: amountIn * sol.price,
    outUsd: net * output.price,
    feeUsd: gross * 0.003 * output.price,
    impact,
    slippage: 1,
    minimum: net * 0.99,
  }
}

function createCandles(random: Random, tokens: TokenRow[]): World['candles'] {
  const token = random.pick(tokens)
  const close = token.price
  const change = token.change
  const open = close / (1 + change / 100)
  return {
    token,
    open,
    high: Math.max(open, close) * random.between(1.04, 1.12),
    low: Math.min(open, close) * random.between(0.88, 0.96),
    close,
    change,
  }
}

function createSend(random: Random, tokens: TokenRow[]): World['send'] {
  const token = random.pick(tokens)
  const usd = random.between(8, 45)
  const amount = Number((usd / token.price).toPrecision(3))
  return { token, amount, usd: amount * token.price, to: 'Fri3nd1111111111111111111111111111111111111' }
}
