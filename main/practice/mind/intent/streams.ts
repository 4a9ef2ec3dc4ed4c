import { findAmount } from '../amounts'
import { CARRIER, names } from './coins'
import { MARKET_CAP, VIEWERS } from './figures-asked'
import type { Intent } from './intent'

const DEFAULT_COUNT = 5
const MAX_COUNT = 25

const BOARD =
  /\b(on pump|(?:people|everyone|everybody) (?:are |is )?watching|trend(s|ing|ed)?|tren ding|pump ?(fun|from|fund|funk|fan|font|then|them|thunder|phone|fond|find|done|dot|on)|pumpf?un[a-z]*|streams?|streaming|streamers?|live now|leader ?board|board|hottest|popular|hype|hot|trendy)\b/
const TOP = /\b(top|tops|biggest|largest|leading|best|first|highest)\b/

const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  last: -1,
}
const CARDINALS: Record<string, number> = {
  one: 1,
  two: 2,
  to: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}

/** About a row of the list before: "how many viewers does the second one have". */
export function asRow(said: string, words: readonly string[], before: Intent | null): Intent | null {
  if (before?.kind !== 'streams' && before?.kind !== 'row') return null
  const ordinal = words.find((word) => ORDINALS[word] !== undefined)
  const numbered = /\bnumber (\w+)\b/.exec(said)?.[1]
  const rank = ordinal ? ORDINALS[ordinal] : numbered ? (CARDINALS[numbered] ?? Number(numbered)) : undefined
  if (rank === undefined || Number.isNaN(rank) || TOP_LIST.test(said)) return null
  return {
    kind: 'row',
    rank,
    aspect: VIEWERS.test(said) ? 'viewers' : MARKET_CAP.test(said) || /\bworth\b/.test(said) ? 'marketCap' : 'all',
  }
}

const TOP_LIST =
  /\b(top|first|best|biggest|largest) (\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty)\b/

export function asBoard(said: string, words: readonly string[], before: Intent | null): Intent | null {
  const cap = MARKET_CAP.test(said)
  const viewers = VIEWERS.test(said)
  const board = BOARD.test(said)
  const list = TOP_LIST.test(said) || (TOP.test(said) && /\b(coins?|tokens?|streams?|list|ones|names|\d+)\b/.test(said))
  const follows = before?.kind === 'streams' || before?.kind === 'row'
  // "and by market cap?" keeps the count and changes the order.
  if (
    follows &&
    (cap || viewers) &&
    /\b(by|sorted?|instead|rank(ed)?|order(ed)?|now)\b/.test(said) &&
    words.length <= 9
  ) {
    return {
      kind: 'streams',
      sort: cap ? 'marketCap' : 'viewers',
      both: cap && viewers,
      count: countIn(words) ?? (before.kind === 'streams' ? before.count : DEFAULT_COUNT),
    }
  }
  if (!board && !list) return null
  // A coin by name is what the question is about, unless the board itself is named.
  const named = names.find(
    words.filter((word) => !CARRIER.has(word)),
    { atLeast: 0.86 },
  )
  if (named && !TOP.test(said) && (cap || viewers || /\bprice\b/.test(said)) && !/\b(trend|pump ?fun)/.test(said))
    return null
  const bySize = cap || /\b(biggest|largest|most valuable)\b/.test(said)
  return {
    kind: 'streams',
    sort: bySize && !viewers ? 'marketCap' : 'viewers',
    count: countIn(words) ?? DEFAULT_COUNT,
    both: cap && viewers,
  }
}

function countIn(words: readonly string[]): number | null {
  const amount = findAmount(words.filter((word) => word !== 'one'))
  return amount?.kind === 'number' && Number.isInteger(amount.value) && amount.value >= 1
    ? Math.min(MAX_COUNT, amount.value)
    : null
}
