import type { Measure } from '../facts'
import type { Word } from './words'

/** Words that say what a figure is a figure of. */
const SAID: Record<string, Measure[]> = {
  viewer: ['viewers'],
  viewers: ['viewers'],
  watching: ['viewers'],
  watchers: ['viewers'],
  watched: ['viewers'],
  audience: ['viewers'],
  viewership: ['viewers'],
  spectators: ['viewers'],
  popular: ['viewers'],
  cap: ['marketCap'],
  caps: ['marketCap'],
  mcap: ['marketCap'],
  capitalization: ['marketCap'],
  capitalisation: ['marketCap'],
  valuation: ['marketCap'],
  valued: ['marketCap', 'value'],
  price: ['price', 'open', 'high', 'low'],
  prices: ['price'],
  priced: ['price'],
  trading: ['price'],
  trades: ['price'],
  costs: ['price', 'value'],
  apiece: ['price'],
  expensive: ['price'],
  cheapest: ['price'],
  worth: ['value', 'price', 'marketCap'],
  value: ['value', 'price', 'marketCap'],
  values: ['value'],
  valuable: ['value', 'marketCap'],
  balance: ['value', 'amount'],
  portfolio: ['value', 'change'],
  holding: ['value', 'amount'],
  holdings: ['value', 'amount'],
  position: ['value', 'amount'],
  liquidity: ['liquidity'],
  liquid: ['liquidity'],
  volume: ['volume'],
  turnover: ['volume'],
  high: ['high'],
  peak: ['high'],
  peaked: ['high'],
  low: ['low'],
  bottomed: ['low'],
  ranged: ['high', 'low'],
  opened: ['open'],
  open: ['open'],
  closed: ['price'],
  close: ['price'],
  fee: ['fee'],
  fees: ['fee'],
  impact: ['impact'],
  slippage: ['slippage'],
  minimum: ['minimum', 'amount'],
  gained: ['change'],
  gain: ['change'],
  gains: ['change'],
  change: ['change'],
  loss: ['change'],
}

/** What the word at `at` says, with how many words say it. "Market" alone says nothing. */
export function measureAt(words: readonly Word[], at: number): Measure[] | null {
  const word = words[at]?.lower.replace(/'s$/, '') ?? ''
  if (!Object.hasOwn(SAID, word)) return null
  // "close to" is a hedge, "open" and "high" before a noun are what they say.
  if (word === 'close' && words[at + 1]?.lower === 'to') return null
  return SAID[word] ?? null
}

const UP =
  'up gained gain gaining gains rose risen rising rise climbed climbing climb higher increase increased plus jumped jump rallied rally green added surged soared pumped positive grew grown advanced'
const DOWN =
  'down lost loss losing losses fell fallen falling fall dropped dropping drop lower decrease decreased minus slipped slid dipped dip declined decline red shed dumped off negative sank tumbled slumped slump crashed'
export const UP_WORDS: ReadonlySet<string> = new Set(UP.split(' '))
export const DOWN_WORDS: ReadonlySet<string> = new Set(DOWN.split(' '))

/** +1, -1 or 0: whether a word says that something rose or fell. */
export const directionOf = (word: string): -1 | 0 | 1 => (UP_WORDS.has(word) ? 1 : DOWN_WORDS.has(word) ? -1 : 0)
