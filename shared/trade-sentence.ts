import { dollars } from './dollars'
import { numberFormat, t } from './i18n'
import { visible } from './safe-text'
import { amountText, type TokenName, type TradeCard, type TradeSide, tokenText } from './trade'

/** A piece of a sentence: ours, or a name that somebody else chose. */
export type Piece = string | { foreign: string }

/** One side of a trade in words: "Get", "about 4.84M BONK", "at least 4.79M". */
export interface DealLine {
  what: 'pay' | 'get' | 'sell' | 'send'
  amount: Piece[]
  notes: Piece[][]
  side: TradeSide | null
}

/** A place of a sentence, by characters that nobody writes (private use). */
const place = (index: number) => `\u{F0000}${index}\u{F0001}`
const PLACE = /\u{F0000}(\d+)\u{F0001}/u

/**
 * A sentence of the catalogue with pieces at its places, wherever the language puts them: `say` is given what stands for each
 * of `pieces` meanwhile.
 */
function filled(pieces: readonly (readonly Piece[])[], say: (...places: string[]) => string): Piece[] {
  return say(...pieces.map((_, index) => place(index)))
    .split(PLACE)
    .flatMap((part, at) => (at % 2 === 0 ? (part === '' ? [] : [part]) : (pieces[Number(part)] ?? [])))
}

const name = (token: TokenName): Piece[] => [{ foreign: tokenText(token) }]

/** What goes out, then what comes in; empty for what is no trade. */
export function dealLines(card: TradeCard): DealLine[] {
  const { action, pay, get } = card
  if (action === 'wallet' || action === 'other') return []
  if (action === 'send') return [line('send', pay, [])]
  const paid = action === 'sell' ? 'sell' : 'pay'
  // The arguments fix what comes back: what it costs is the preview's word.
  if (isFixed(get)) return [line(paid, pay, [most(card.payAtMost, pay)]), line('get', get, [], true)]
  return [line(paid, pay, []), line('get', get, [least(card.getAtLeast, get)])]
}

const isFixed = (side: TradeSide | null) => side?.exact === true && side.amount !== null

function line(what: DealLine['what'], side: TradeSide | null, bounds: Piece[][], exactly = false): DealLine {
  const known = side !== null && (side.amount !== null || side.percent !== null)
  if (!known) {
    const amount: Piece[] = side?.token
      ? filled([name(side.token)], (token = '') => t('approval.deal.amount.unknownOf', { token }))
      : [t('approval.deal.amount.unknown')]
    return { what, amount, notes: [[t('approval.deal.note.noQuote')]], side }
  }
  const worth: Piece[][] = side.usd === null ? [] : [[t('approval.deal.note.worth', { usd: dollars(side.usd) })]]
  return { what, amount: amountOf(side, exactly), notes: [...worth, ...bounds], side }
}

function amountOf(side: TradeSide, exactly: boolean): Piece[] {
  const token: Piece[] = side.token === null ? [t('approval.deal.amount.someToken')] : name(side.token)
  if (side.amount !== null) {
    const amount = amountText(side) ?? ''
    const how = exactly ? 'exactly' : side.exact ? 'plain' : 'about'
    return filled([token], (token = '') => t(`approval.deal.amount.${how}`, { amount, token }))
  }
  if (side.percent === 100) return filled([token], (token = '') => t('approval.deal.amount.all', { token }))
  const percent = numberFormat({ style: 'percent', maximumFractionDigits: 4 }).format((side.percent ?? 0) / 100)
  return filled([token], (token = '') => t('approval.deal.amount.share', { percent, token }))
}

const SHORT_FROM = 100_000

/** Rounded away from the trader: a bound that looks better than it is would be a lie. */
const least = (limit: TradeSide | null, side: TradeSide | null): Piece[] =>
  bound(limit, side, 'floor', (amount) => t('approval.deal.note.atLeast', { amount })) ?? [
    t('approval.deal.note.noLeast'),
  ]
const most = (limit: TradeSide | null, side: TradeSide | null): Piece[] =>
  bound(limit, side, 'ceil', (amount) => t('approval.deal.note.atMost', { amount })) ?? [t('approval.deal.note.noMost')]

/** The least or most of a side; null without one: nobody promised anything. */
function bound(
  limit: TradeSide | null,
  side: TradeSide | null,
  roundingMode: 'floor' | 'ceil',
  say: (amount: string) => string,
): Piece[] | null {
  if (limit?.amount == null) return null
  const value = Number(limit.amount)
  const short: Intl.NumberFormatOptions =
    value >= SHORT_FROM ? { notation: 'compact', maximumFractionDigits: 2 } : { maximumSignificantDigits: 6 }
  const amount = numberFormat({ roundingMode, ...short }).format(value)
  const other = limit.token !== null && limit.token.mint !== side?.token?.mint ? limit.token : null
  if (other === null) return [say(amount)]
  const whole = filled([name(other)], (token = '') => t('approval.deal.amount.plain', { amount, token }))
  return filled([whole], (whole = '') => say(whole))
}

/** The whole trade in one sentence, "Pay 0.5 SOL (about $107.68) → get about 4.84M BONK (at least 4.79M)". */
export function dealSentence(card: TradeCard): Piece[] {
  const sides = dealLines(card).map(({ amount, notes }) => {
    if (notes.length === 0) return amount
    const all = notes.flatMap((note, at) => (at === 0 ? note : [', ', ...note]))
    return filled([amount, all], (amount = '', notes = '') => t('approval.deal.sentence.side', { amount, notes }))
  })
  const [first = [], second = []] = sides
  switch (card.action) {
    case 'wallet':
    case 'other':
      return []
    case 'send':
      return filled([first], (out = '') => t('approval.deal.sentence.send', { out }))
    default: {
      const key = card.action === 'sell' ? 'sell' : 'pay'
      return filled([first, second], (out = '', get = '') => t(`approval.deal.sentence.${key}`, { in: get, out }))
    }
  }
}

/** What it is in a few words, "Buy about 4.84M BONK for 0.5 SOL", without what it depends on; null for what is no trade. */
export function dealInShort(card: TradeCard): Piece[] | null {
  const { action } = card
  if (action === 'wallet' || action === 'other') return null
  const lines = dealLines(card)
  const amountOfSide = (side: TradeSide | null) => lines.find((line) => line.side === side)?.amount ?? []
  const pay = amountOfSide(card.pay)
  if (action === 'send') return filled([pay], (pay = '') => t('approval.short.send', { pay }))
  const get = amountOfSide(card.get)
  return filled([pay, get], (pay = '', get = '') => t(`approval.short.${action}`, { pay, get }))
}

/** For screen readers, notifications, and wherever there is text alone. */
export const plainText = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : visible(piece.foreign))).join('')
