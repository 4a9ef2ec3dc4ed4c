import { Fragment } from 'react'
import { visible } from '../../../shared/safe-text'
import { amountText, type TokenName, type TradeCard, type TradeSide, tokenText } from '../../../shared/trade'
import { usd } from '../figures/format'
import { Foreign } from '../foreign'

/** A piece of a sentence: ours, or a name that somebody else chose. */
export type Piece = string | { foreign: string }

/** One side of a trade in words: "Get", "about 4.84M BONK", "at least 4.79M". */
export interface DealLine {
  what: 'Pay' | 'Get' | 'Sell' | 'Send'
  amount: Piece[]
  notes: Piece[][]
  side: TradeSide | null
}

const NO_QUOTE = 'No tool gave a quote'

const name = (token: TokenName): Piece => ({ foreign: tokenText(token) })

/** What goes out and what comes in, in the order in which a trader says it; empty for what is no trade. */
export function dealLines(card: TradeCard): DealLine[] {
  const { action, pay, get } = card
  if (action === 'wallet' || action === 'other') return []
  if (action === 'send') return [line('Send', pay, [])]
  const paid = action === 'sell' ? 'Sell' : 'Pay'
  // The arguments fix what comes back: what it costs is the preview's word.
  if (get?.exact && get.amount !== null)
    return [line('Get', get, [], 'exactly '), line(paid, pay, [bound('at most', card.payAtMost, pay)])]
  return [line(paid, pay, []), line('Get', get, [bound('at least', card.getAtLeast, get)])]
}

function line(what: DealLine['what'], side: TradeSide | null, bounds: Piece[][], before = ''): DealLine {
  const known = side !== null && (side.amount !== null || side.percent !== null)
  if (!known) {
    const amount: Piece[] = side?.token ? ['unknown amount of ', name(side.token)] : ['unknown']
    return { what, amount, notes: [[NO_QUOTE]], side }
  }
  const worth: Piece[][] = side.usd === null ? [] : [[`about ${usd(side.usd)}`]]
  return {
    what,
    amount: [before, ...amountOf(side)].filter((piece) => piece !== ''),
    notes: [...worth, ...bounds],
    side,
  }
}

function amountOf(side: TradeSide): Piece[] {
  const token: Piece = side.token === null ? 'an unknown token' : name(side.token)
  if (side.amount === null) return [side.percent === 100 ? 'all of your ' : `${side.percent}% of your `, token]
  return [side.exact ? '' : 'about ', `${amountText(side)} `, token].filter((piece) => piece !== '')
}

const SHORT_FROM = 100_000
/** Rounded away from the trader: a bound that looks better than it is would be a lie. */
const rounded = { 'at least': 'floor', 'at most': 'ceil' } as const

/** The least or most of a side; without one nobody promised anything. */
function bound(what: keyof typeof rounded, limit: TradeSide | null, side: TradeSide | null): Piece[] {
  if (limit?.amount == null) return [`${what}: unknown`]
  const value = Number(limit.amount)
  const amount = new Intl.NumberFormat('en-US', {
    roundingMode: rounded[what],
    ...(value >= SHORT_FROM ? { notation: 'compact', maximumFractionDigits: 2 } : { maximumSignificantDigits: 6 }),
  }).format(value)
  const other = limit.token !== null && limit.token.mint !== side?.token?.mint
  return [`${what} ${amount}`, ...(other && limit.token !== null ? [' ', name(limit.token)] : [])]
}

/** The whole trade in one sentence, "Pay 0.5 SOL (about $107.68) → get about 4.84M BONK (at least 4.79M)". */
export const dealSentence = (card: TradeCard): Piece[] =>
  dealLines(card).flatMap(({ what, amount, notes }, index) => [
    index === 0 ? `${what} ` : ` → ${what.toLowerCase()} `,
    ...amount,
    ...(notes.length === 0 ? [] : [' (', ...notes.flatMap((note, at) => (at === 0 ? note : [', ', ...note])), ')']),
  ])

/** For screen readers, and wherever there is text alone. */
export const plainText = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : visible(piece.foreign))).join('')

/** The pieces on screen; what is foreign turns nothing around it. */
export function Pieces({ children }: { children: readonly Piece[] }) {
  return children.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names of their own, and no state
    <Fragment key={index}>{typeof piece === 'string' ? piece : <Foreign>{piece.foreign}</Foreign>}</Fragment>
  ))
}
