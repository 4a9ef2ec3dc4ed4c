import type { Random } from './random'
import type { Template } from './template'
import type { Holding, StreamRow, TokenRow, World } from './world'

/**
 * A mistake that models really make. It changes the world that the answer is read from, while the outputs stay true; or,
 * where `outputs` is set, the outputs' world while the answer stays as it was.
 */
export interface Mutation {
  name: string
  fits(template: Template): boolean
  /** A changed copy. */
  change(world: World, random: Random): World
  outputs?: true
  /** It shows in an answer that tells no figure, too. */
  ofNames?: true
}

const copyOf = (world: World): World => structuredClone(world)
const about =
  (...topics: string[]) =>
  (template: Template) =>
    topics.some((topic) => template.on.includes(topic))
const aStream = (random: Random, world: World): StreamRow => random.pick(world.streams.slice(0, 3))
const aToken = (random: Random, world: World): TokenRow => random.pick(world.tokens.slice(0, 3))
const aHolding = (random: Random, world: World): Holding => random.pick(world.wallet.holdings.slice(0, 3))

/** "12.36" -> "21.36": the first two digits that differ change places. */
function swapped(value: number): number {
  const digits = value.toExponential(9)
  const [first, , second] = digits
  if (first === undefined || second === undefined) return value * 1.7
  if (first !== second && second !== '0') return Number(`${second}.${first}${digits.slice(3)}`)
  const third = digits[3]
  return third === undefined || third === second ? value * 1.7 : Number(`${first}.${third}${second}${digits.slice(4)}`)
}

/** Applies a change to the figures of whatever the template tells of. */
function figures(world: World, by: (value: number) => number): World {
  const it = copyOf(world)
  for (const row of it.streams) Object.assign(row, { viewers: Math.round(by(row.viewers)), cap: by(row.cap) })
  for (const row of it.tokens) Object.assign(row, { price: by(row.price), cap: by(row.cap), change: by(row.change) })
  for (const row of it.wallet.holdings) Object.assign(row, { amount: by(row.amount), value: by(row.value) })
  Object.assign(it.wallet, { value: by(it.wallet.value), changePct: by(it.wallet.changePct) })
  Object.assign(it.trade, { net: by(it.trade.net), outUsd: by(it.trade.outUsd), minimum: by(it.trade.minimum) })
  Object.assign(it.candles, {
    close: by(it.candles.close),
    high: by(it.candles.high),
    low: by(it.candles.low),
    change: by(it.candles.change),
  })
  Object.assign(it.candles.token, { price: it.candles.close, cap: by(it.candles.token.cap) })
  Object.assign(it.send, { amount: by(it.send.amount) })
  return it
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'figure of the neighbouring row',
    fits: about('streams', 'pair', 'three', 'balances'),
    change(world, random) {
      const it = copyOf(world)
      const [a, b] = random.shuffled(world.streams.slice(0, 3))
      const target = it.streams.find(({ mint }) => mint === a?.mint)
      if (target && b) Object.assign(target, { viewers: b.viewers, cap: b.cap })
      const [t, u] = random.shuffled(world.tokens.slice(0, 2))
      const token = it.tokens.find(({ mint }) => mint === t?.mint)
      if (token && u) Object.assign(token, { price: u.price, cap: u.cap, change: u.change })
      const [x, y] = random.shuffled(world.wallet.holdings.slice(0, 2))
      const holding = it.wallet.holdings.find((row) => row.token.mint === x?.token.mint)
      if (holding && y) Object.assign(holding, { amount: y.amount, value: y.value })
      return it
    },
  },
  {
    name: 'wrong magnitude',
    fits: about('streams', 'token', 'pair', 'preview', 'balances'),
    change: (world, random) => {
      const it = copyOf(world)
      const by = random.pick([1000, 0.001])
      for (const row of it.streams) row.cap *= by
      for (const row of it.tokens) row.cap *= by
      it.board.cap *= by
      it.trade.net *= by
      it.trade.minimum *= by
      it.wallet.value *= by
      for (const row of it.wallet.holdings) row.value *= by
      it.candles.token.cap *= by
      return it
    },
  },
  { name: 'digits swapped', fits: () => true, change: (world) => figures(world, swapped) },
  {
    name: 'wrong unit',
    fits: about('streams', 'balances'),
    change(world) {
      const it = copyOf(world)
      for (const row of it.streams) row.cap = row.capSol
      for (const row of it.wallet.holdings) [row.amount, row.value] = [row.value, row.amount]
      return it
    },
  },
  {
    name: 'wrong sign of a change',
    fits: about('token', 'pair', 'three', 'balances', 'candles'),
    change(world) {
      const it = copyOf(world)
      for (const row of it.tokens) row.change *= -1
      it.wallet.changePct *= -1
      it.candles.change *= -1
      return it
    },
  },
  {
    name: 'wrong superlative or comparison',
    ofNames: true,
    fits: ({ compares }) => compares === true,
    change(world, random) {
      const it = copyOf(world)
      rename(it.streams, random)
      const [a, b, c] = it.tokens
      if (a && b && c) {
        const names = [a, b, c].map(({ name, symbol }) => ({ name, symbol }))
        for (const [at, row] of [a, b, c].entries()) Object.assign(row, names[(at + 1) % 3])
      }
      rotateHoldings(it)
      return it
    },
  },
  {
    name: 'claimed order that the rows refute',
    outputs: true,
    fits: ({ ranks }) => ranks === true,
    change(world, random) {
      // As the recorded session has it: the rows of the other order under the name of this one.
      const it = copyOf(world)
      it.streams.sort((a, b) => b.cap - a.cap)
      if (random.next() < 0.5) it.sort = 'marketCap'
      else it.board.viewers = it.streams.reduce((all, row) => all + row.viewers, 0) * 40
      return it
    },
  },
  {
    name: 'invented row',
    ofNames: true,
    fits: about('streams', 'token', 'pair'),
    change(world, random) {
      const it = copyOf(world)
      const row = aStream(random, it)
      Object.assign(row, {
        name: 'Moon Rabbit',
        symbol: 'MRAB',
        viewers: row.viewers + random.whole(3, 9) * 7,
        cap: row.cap * 1.37,
      })
      const token = it.tokens[0]
      if (token)
        Object.assign(token, { name: 'Shiba Moon', symbol: 'SHIM', price: token.price * 1.31, cap: token.cap * 1.31 })
      return it
    },
  },
  {
    name: 'stale figure told as present',
    ofNames: true,
    outputs: true,
    fits: ({ ageless }) => !ageless,
    change: (world, random) => ({ ...copyOf(world), madeAt: world.madeAt - random.whole(130, 1500) * 1000 }),
  },
  {
    name: 'total of the page told as total of all',
    fits: ({ whole }) => whole === true,
    change(world) {
      const it = copyOf(world)
      it.board.viewers = it.streams.reduce((all, row) => all + row.viewers, 0)
      it.board.cap = it.streams.reduce((all, row) => all + row.cap, 0)
      return it
    },
  },
  {
    name: 'viewers told as market cap',
    fits: about('streams'),
    change(world) {
      const it = copyOf(world)
      for (const row of it.streams) [row.viewers, row.cap] = [Math.round(row.cap), row.viewers]
      return it
    },
  },
  {
    name: 'receipt amount changed',
    fits: about('receipt', 'send', 'preview'),
    change(world, random) {
      const it = copyOf(world)
      const by = random.pick([1.12, 0.85, 2, 10, 0.1])
      Object.assign(it.trade, { net: it.trade.net * by, outUsd: it.trade.outUsd * by, minimum: it.trade.minimum * by })
      Object.assign(it.send, { amount: it.send.amount * by, usd: it.send.usd * by })
      return it
    },
  },
  {
    name: 'wrong token',
    fits: about('receipt', 'send', 'preview', 'pair', 'balances', 'candles'),
    change(world, random) {
      const it = copyOf(world)
      const other = (not: TokenRow) => random.pick(world.tokens.filter(({ mint }) => mint !== not.mint))
      it.trade.output = other(it.trade.output)
      it.send.token = other(it.send.token)
      it.candles.token = { ...it.candles.token, symbol: other(it.candles.token).symbol }
      const [a, b] = it.tokens
      if (a && b) {
        const { name, symbol } = a
        Object.assign(a, { name: b.name, symbol: b.symbol })
        Object.assign(b, { name, symbol })
      }
      rotateHoldings(it)
      return it
    },
  },
  {
    name: 'one figure changed',
    fits: about('streams', 'token', 'pair', 'three', 'balances', 'candles', 'receipt'),
    change(world, random) {
      const it = copyOf(world)
      const by = random.pick([1.35, 0.7, 1.6])
      const row = aStream(random, it)
      if (random.next() < 0.5) row.viewers = Math.round(row.viewers * by) + 1
      else row.cap *= by
      aToken(random, it).price *= by
      const holding = aHolding(random, it)
      holding.value *= by
      it.wallet.value *= by
      it.candles.low *= by
      it.candles.close *= by
      it.trade.amountIn *= by
      return it
    },
  },
]

/** Every row gets the name of another, so that no claim about the first is true by chance. */
function rename(rows: StreamRow[], random: Random): void {
  const names = rows.map(({ name, symbol }) => ({ name, symbol }))
  const by = random.whole(1, rows.length - 1)
  rows.forEach((row, at) => {
    Object.assign(row, names[(at + by) % rows.length])
  })
}

function rotateHoldings({ wallet }: World): void {
  const tokens = wallet.holdings.map(({ token }) => token)
  wallet.holdings.forEach((row, at) => {
    row.token = tokens[(at + 1) % tokens.length] ?? row.token
  })
}
