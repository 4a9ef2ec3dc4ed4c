import type { ListedToken } from '../../market/tokens'
import { isPasted } from '../addresses'
import { type Amount, amountAt, amountHeardAt, findAmount, isShareOfHolding } from '../amounts'
import { names, SOL, USDC } from './coins'
import type { Intent, Trade } from './intent'
import { incomplete, isSol, type Meant, meant, orderOf } from './meant'
import { asSend } from './send'
import { ALL, DROPPED, EXPLAINED, FILLER, GETTING, POLITE, VERBS, WEAK_VERBS } from './trade-words'
import { paidBy, withoutWallet } from './wallet-said'

/** Buy, sell, swap or send, with a question back for what is missing or was not heard clearly. */
export function asTrade(text: string, said: readonly string[], before: Intent | null): Intent | null {
  const sent = asSend(text)
  if (sent !== null) return sent
  const { rest, wallet } = withoutWallet(unrun(said))
  const intent = orderIn(rest, before)
  return intent === null || wallet === null ? intent : paidBy(intent, wallet)
}

function orderIn(words: readonly string[], before: Intent | null): Intent | null {
  const at = words.findIndex((word) => !POLITE.has(word))
  const verb = at >= 0 ? VERBS.get(words[at] ?? '') : undefined
  if (!verb) return /^get rid of /.test(words.slice(at).join(' ')) ? sell(words.slice(at + 3), before) : gotten(words)
  const rest = words.slice(at + 1)
  const weak = WEAK_VERBS.has(words[at] ?? '')
  if (weak && !rest.some((_, i) => amountAt(rest, i)) && !/\b(all|everything|my|some)\b/.test(rest.join(' '))) {
    if (!(amountHeardAt(rest, 0) && isSol(rest[1]))) return null
  }
  if (verb === 'buy') return buy(rest)
  if (verb === 'sell') return sell(rest, before)
  return swap(rest)
}

/** As good as written. */
const EXACT = 0.9

/** Without a word for buying it is an order only when nothing of it is in doubt. */
function gotten(words: readonly string[]): Intent | null {
  const at = words.findIndex((word) => GETTING.has(word))
  if (at < 0 || !words.slice(0, at).every((word) => POLITE.has(word))) return null
  const rest = words.slice(at + 1).filter((word, index) => index > 0 || (word !== 'me' && word !== 'us'))
  if (!amountAt(rest, 0)) return null
  const order = buy(rest)
  if (order.kind !== 'trade' || order.trade.side !== 'swap') return null
  const { output } = order.trade
  const isNamed = rest.some(isPasted) || names.tokens(rest, EXACT).some(({ named }) => named.token === output)
  return isNamed ? order : null
}

/** "A half solvent with" is "half a sol of wif": recognition runs the two short words together. */
const unrun = (words: readonly string[]): string[] =>
  words.flatMap((word, at) =>
    at > 0 && /^(sol|soul|sal|sole)(v|f|o[vf])\w*$/.test(word)
      ? words[at + 1] === 'of' || words[at + 1] === 'worth'
        ? ['sol']
        : ['sol', 'of']
      : [word],
  )

function buy(rest: readonly string[]): Intent {
  const missing = 'Which token should I buy?'
  const share = shareOfHolding(rest)
  if (share) {
    return orderOf(meant(share.paying), 'Which token should pay for it?', (input) =>
      orderOf(meant(share.others), missing, (output) => shareOf(input, output, share.percentage)),
    )
  }
  const solWith = wholeSolWith(rest)
  if (solWith) return orderOf(meant(solWith.paying), missing, (input) => swapOf(input, SOL, solWith.amount, 'output'))
  const paid = payment(rest)
  if (paid)
    return orderOf(meant(paid.others), missing, (token) =>
      token === paid.token
        ? swapOf(paid.token === SOL ? USDC : SOL, token, paid.amount, 'output')
        : swapOf(paid.token, token, paid.amount, 'input'),
    )
  const paying = rest.findIndex((word, at) => at > 0 && PAYING.has(word) && amountAt(rest, at + 1) !== null)
  if (paying > 0) {
    const amount = amountAt(rest, paying + 1)
    if (amount?.kind !== 'number' || findAmount(rest.slice(0, paying)))
      return incomplete('What should I buy, and what should pay for it?')
    return orderOf(meant(rest.slice(amount.to)), 'Which token should pay for it?', (input) =>
      orderOf(meant(rest.slice(0, paying)), missing, (output) => swapOf(input, output, amount.value, 'input')),
    )
  }
  const amount = firstAmount(rest)
  const from = rest.findLastIndex((word, at) => at > 0 && PAYING.has(word))
  if (amount !== null && amount.kind === 'number' && from >= amount.to) {
    const input = meant(rest.slice(from + 1))
    if (input.kind === 'token')
      return orderOf(meant(without(rest.slice(0, from), amount)), missing, (output) =>
        input.token === output ? incomplete(missing) : swapOf(input.token, output, amount.value, 'output'),
      )
  }
  return orderOf(meant(without(rest, amount)), 'Which token should I buy, and for how much?', (token) => {
    // "Buy half a sol of" is what is left of an order whose end was not heard.
    if (token === SOL)
      return incomplete(
        'Which token should I buy with that SOL? To buy SOL itself, say what pays: “buy one SOL with USDC”.',
      )
    if (!amount) return incomplete(`For how much should I buy ${token.symbol}?`)
    if (isWorthOfNothing(rest, amount)) return incomplete('Worth how much of what? Say it in SOL or in dollars.')
    if (amount.kind === 'percent')
      return incomplete(`How much ${token.symbol} should I buy, and what should pay for it?`)
    if (amount.kind === 'usd') return swapOf(USDC, token, amount.value, 'input')
    return swapOf(SOL, token, amount.value, 'output')
  })
}

/** "Buy one sol with USDC": here SOL is what is bought, not what pays. */
function wholeSolWith(words: readonly string[]): { amount: number; paying: string[] } | null {
  const amount = amountHeardAt(words, 0)
  if (amount?.kind !== 'number') return null
  const at = words[amount.to] === 'a' ? amount.to + 1 : amount.to
  const paying = words.slice(at + 2)
  if (!isSol(words[at]) || !PAYING.has(words[at + 1] ?? '') || findAmount(paying)) return null
  return paying.some((word) => !EXPLAINED.has(word)) ? { amount: amount.value, paying } : null
}

const PAYING = new Set('with for using'.split(' '))

function sell(words: readonly string[], before: Intent | null): Intent {
  const said = withoutHaving(words)
  const { offered, wanted, amount, wantedAmount } = sides(said)
  const talkedAbout = before?.kind === 'facts' ? before.about[0] : null
  const named: Meant =
    talkedAbout?.kind === 'token' &&
    said.some((word) => IT.has(word)) &&
    offered.every((word) => IT.has(word) || EXPLAINED.has(word))
      ? { kind: 'token', token: talkedAbout.token }
      : meant(offered)
  return orderOf(named, 'Which token should I sell, and how much of it?', (token) => {
    const order = (output: ListedToken) => sellOf(token, output, said, amount, wantedAmount)
    const inDollars = (wantedAmount ?? amount)?.kind === 'usd'
    if (wanted === null || (wantedAmount?.kind === 'usd' && wanted.length === 0))
      return order(token === SOL || inDollars ? USDC : SOL)
    return orderOf(meant(wanted), `What should I sell your ${token.symbol} for: SOL or USDC?`, order)
  })
}

const IT = new Set('it that them'.split(' '))

function sellOf(
  token: ListedToken,
  output: ListedToken,
  said: readonly string[],
  amount: Amount | null,
  wantedAmount: Amount | null,
): Intent {
  if (output === token) return incomplete(`What should I sell your ${token.symbol} for?`)
  if ((wantedAmount ?? amount)?.kind === 'usd' && output !== USDC)
    return incomplete(`I can only work out dollars in USDC: how much ${token.symbol} should I sell?`)
  if (wantedAmount !== null) {
    if (amount !== null || wantedAmount.kind === 'percent') return incomplete(`How much ${token.symbol} should I sell?`)
    return swapOf(token, output, wantedAmount.value, 'output')
  }
  if (!amount) {
    if (said.some((word) => ALL.has(word))) return shareOf(token, output, 100)
    return incomplete(`How much of your ${token.symbol} should I sell?`)
  }
  if (isWorthOfNothing(said, amount)) return incomplete('Worth how much of what? Say it in SOL or in dollars.')
  if (amount.kind === 'percent') return shareOf(token, output, amount.value)
  if (isShareOfHolding(said, amount)) return shareOf(token, output, amount.value * 100)
  if (amount.kind === 'usd') return swapOf(token, output, amount.value, 'output')
  return swapOf(token, output, amount.value, 'input')
}

/** "Fifty worth of bonk": fifty of what? */
const isWorthOfNothing = (words: readonly string[], { kind, to }: Amount): boolean =>
  kind === 'number' && words[to] === 'worth'

/** "That I have", "I'm holding": whose it is changes nothing. */
function withoutHaving(words: readonly string[]): string[] {
  const left = words
    .join(' ')
    .replace(/\b(of )?(what )?(that )?i (ve |am )?(have|own|hold|holding|got|have got)( left)?( (of|in))?\b/g, ' ')
  return left.split(' ').filter(Boolean)
}

function swap(words: readonly string[]): Intent {
  const rest = withoutHaving(words)
  const { offered, wanted, amount, wantedAmount } = sides(rest)
  const missing = 'Which token should I swap, and for which?'
  const from: Meant =
    amount?.kind === 'usd' && meant(offered).kind === 'none' ? { kind: 'token', token: USDC } : meant(offered)
  return orderOf(from, missing, (input) =>
    orderOf(meant(wanted ?? []), missing, (output) => {
      if (input === output) return incomplete(missing)
      if (amount?.kind === 'usd' && input !== USDC)
        return incomplete(`I can only work out dollars in USDC: how much ${input.symbol} should I swap?`)
      if (wantedAmount !== null && (amount !== null || wantedAmount.kind !== 'number'))
        return incomplete(`How much ${input.symbol} should I swap?`)
      if (wantedAmount !== null) return swapOf(input, output, wantedAmount.value, 'output')
      if (amount?.kind === 'percent') return shareOf(input, output, amount.value)
      if (amount && isShareOfHolding(rest, amount)) return shareOf(input, output, amount.value * 100)
      if (amount) return swapOf(input, output, amount.value, 'input')
      if (rest.some((word) => ALL.has(word))) return shareOf(input, output, 100)
      return incomplete(`How much ${input.symbol} should I swap?`)
    }),
  )
}

const trade = (order: Trade): Intent => ({ kind: 'trade', trade: order, wallet: null })

function swapOf(input: ListedToken, output: ListedToken, amount: number, exact: 'input' | 'output'): Intent {
  if (!(amount > 0)) return incomplete('How much should it be?')
  return trade({ side: 'swap', input, output, amount, exact })
}

function shareOf(input: ListedToken, output: ListedToken, percentage: number): Intent {
  if (!(percentage > 0 && percentage <= 100)) return incomplete(`How much of your ${input.symbol} should it be?`)
  return input === output
    ? incomplete(`What should I swap your ${input.symbol} for?`)
    : trade(
        output === SOL
          ? { side: 'sell-share', token: input, percentage }
          : { side: 'swap-share', input, output, percentage },
      )
}

const ARTICLES = new Set('a an the'.split(' '))

/** The amount right after the verb may be misheard ("to" for "two"); elsewhere it must be a number. */
function firstAmount(words: readonly string[]): Amount | null {
  const exact = findAmount(words)
  if (exact) return exact
  const at = words.findIndex((word) => word !== 'me' && word !== 'some' && word !== 'just')
  const heard = amountHeardAt(words, at)
  if (!heard) return null
  const next = words.slice(heard.to, heard.to + 2)
  if (heard.kind !== 'number' || isSol(next[0])) return heard
  // "Sell the bonk" is not about one of them.
  return !ARTICLES.has(words[at] ?? '') && meant(next).kind === 'token' ? heard : null
}

/** "Buy bonk with half of my USDC": a share of a holding pays. `others` are the words that are not part of it. */
function shareOfHolding(words: readonly string[]): { percentage: number; paying: string[]; others: string[] } | null {
  const at = words.findIndex(
    (_, index) =>
      index > 0 && PAYING.has(words[index - 1] ?? '') && (amountAt(words, index) || ALL.has(words[index] ?? '')),
  )
  if (at < 0) return null
  const amount = amountAt(words, at)
  const paying = words.slice(amount ? amount.to : at + 1)
  if (amount ? !(amount.kind === 'percent' || isShareOfHolding(words, amount)) : paying.length === 0) return null
  return {
    percentage: amount ? (amount.kind === 'percent' ? amount.value : amount.value * 100) : 100,
    paying,
    others: words.slice(0, at - 1),
  }
}

/** What is paid: an amount with SOL, USDC or dollars right behind it. `others` are the words that are not part of it. */
function payment(words: readonly string[]): { token: ListedToken; amount: number; others: string[] } | null {
  for (let at = 0; at < words.length; at++) {
    const amount = at === 0 ? amountHeardAt(words, at) : amountAt(words, at)
    if (!amount) continue
    let unit = amount.to
    while (words[unit] === 'of' || words[unit] === 'a') unit++
    if (amount.kind === 'usd')
      return { token: USDC, amount: amount.value, others: [...words.slice(0, amount.from), ...words.slice(amount.to)] }
    if (amount.kind === 'number' && unit < words.length) {
      const paidIn = (token: ListedToken, length: number) => {
        const after = words.slice(unit + length)
        const others = [...words.slice(0, amount.from), ...after]
        // After "of" or "into" a token follows, however it was written.
        const more =
          others.some((word) => !FILLER.has(word)) ||
          (/^(of|worth|into|in|on)$/.test(after[0] ?? '') && after.length > 1)
        return more ? { token, amount: amount.value, others } : null
      }
      const paid =
        (isSol(words[unit]) ? paidIn(SOL, 1) : null) ??
        (words[unit] === 'usdc' ? paidIn(USDC, 1) : null) ??
        (words.slice(unit, unit + 4).join('') === 'usdc' ? paidIn(USDC, 4) : null)
      if (paid) return paid
    }
  }
  return null
}

const without = (words: readonly string[], amount: Amount | null): string[] =>
  (amount ? [...words.slice(0, amount.from), ...words.slice(amount.to)] : [...words]).filter(
    (word) => !DROPPED.has(word),
  )

interface Sides {
  offered: string[]
  /** null where nothing was said of it. */
  wanted: string[] | null
  amount: Amount | null
  /** So much of what is wanted: "for ten dollars". */
  wantedAmount: Amount | null
}

/** What is given, and what is wanted for it. */
function sides(words: readonly string[]): Sides {
  const first = firstAmount(words)
  const at = splitOf(words, first)
  const before = first !== null && (at < 0 || first.from < at) ? first : null
  const after = at < 0 ? [] : words.slice(at + 1)
  const wantedAmount = at < 0 ? null : findAmount(after)
  return {
    offered: without(at < 0 ? words : words.slice(0, at), before),
    wanted: at < 0 ? null : without(after, wantedAmount),
    amount: before,
    wantedAmount,
  }
}

const SPLIT = new Set('for to into in'.split(' '))
const SPLIT_HEARD = new Set('two four too 4 2'.split(' '))

function splitOf(words: readonly string[], amount: Amount | null): number {
  const isFree = (index: number) => index > 0 && (amount === null || index < amount.from || index >= amount.to)
  const said = words.findIndex((word, index) => isFree(index) && SPLIT.has(word))
  return said >= 0 ? said : words.findIndex((word, index) => isFree(index) && SPLIT_HEARD.has(word))
}
