import type { ListedToken } from '../../market/tokens'
import { type Amount, amountAt, amountHeardAt, findAmount } from '../amounts'
import { soundOf } from '../names'
import { names, SOL, USDC } from './coins'
import type { Intent } from './intent'
import { ALL, DROPPED, FILLER, POLITE, SOL_SOUNDS, VERBS, WEAK_VERBS } from './trade-words'

/** Buy, sell or swap, with a question back for what is missing. */
export function asTrade(words: readonly string[], before: Intent | null): Intent | null {
  const at = words.findIndex((word) => !POLITE.has(word))
  const verb = at >= 0 ? VERBS.get(words[at] ?? '') : undefined
  if (!verb) return null
  const rest = words.slice(at + 1)
  const weak = WEAK_VERBS.has(words[at] ?? '')
  if (weak && !rest.some((_, i) => amountAt(rest, i)) && !/\b(all|everything|my|some)\b/.test(rest.join(' '))) {
    if (!(amountHeardAt(rest, 0) && isSol(rest[1]))) return null
  }
  if (verb === 'buy') return buy(rest)
  if (verb === 'sell') return sell(rest, before)
  return swap(rest)
}

function buy(rest: readonly string[]): Intent {
  const paid = payment(rest)
  if (paid) {
    const output = names.find(paid.others, { streams: false, atLeast: 0.5 })
    if (output?.named.kind !== 'token') return { kind: 'incomplete', ask: 'Which token should I buy?' }
    const token = output.named.token
    if (token === paid.token) return swapOf(paid.token === SOL ? USDC : SOL, token, paid.amount, 'output')
    return swapOf(paid.token, token, paid.amount, 'input')
  }
  const amount = firstAmount(rest)
  const token = names.find(without(rest, amount), { streams: false, atLeast: 0.5 })
  if (token?.named.kind !== 'token') return { kind: 'incomplete', ask: 'Which token should I buy, and for how much?' }
  if (!amount) return { kind: 'incomplete', ask: `For how much should I buy ${token.named.token.symbol}?` }
  if (amount.kind === 'usd') return swapOf(USDC, token.named.token, amount.value, 'input')
  return swapOf(token.named.token === SOL ? USDC : SOL, token.named.token, amount.value, 'output')
}

function sell(rest: readonly string[], before: Intent | null): Intent {
  const said = rest.join(' ')
  const amount = firstAmount(rest)
  const [offered, wanted] = halves(without(rest, amount))
  const token =
    names.find(offered, { streams: false, atLeast: 0.5 }) ??
    (isSol(offered[0]) ? { named: { kind: 'token' as const, token: SOL } } : null)
  if (token?.named.kind !== 'token') {
    const talkedAbout = before?.kind === 'facts' ? before.about[0] : null
    if (/\b(it|that|them)\b/.test(said) && talkedAbout?.kind === 'token')
      return sellOf(talkedAbout.token, amount, said, USDC)
    return { kind: 'incomplete', ask: 'Which token should I sell, and how much of it?' }
  }
  const target = wanted.length ? names.find(wanted, { streams: false }) : null
  const output = target?.named.kind === 'token' ? target.named.token : null
  return sellOf(token.named.token, amount, said, output)
}

function sellOf(token: ListedToken, amount: Amount | null, said: string, output: ListedToken | null): Intent {
  const ofHolding = /\b(of|off) (my|the|our)\b|\bmy\b/.test(said)
  if (!amount) {
    if (said.split(' ').some((word) => ALL.has(word)))
      return { kind: 'trade', trade: { side: 'sell-share', token, percentage: 100 } }
    return { kind: 'incomplete', ask: `How much of your ${token.symbol} should I sell?` }
  }
  if (amount.kind === 'percent')
    return { kind: 'trade', trade: { side: 'sell-share', token, percentage: Math.min(100, amount.value) } }
  if (amount.value < 1 && ofHolding && token !== SOL)
    return { kind: 'trade', trade: { side: 'sell-share', token, percentage: amount.value * 100 } }
  if (amount.kind === 'usd') return swapOf(token, USDC, amount.value, 'output')
  return swapOf(token, output && output !== token ? output : token === SOL ? USDC : SOL, amount.value, 'input')
}

function swap(rest: readonly string[]): Intent {
  const amount = firstAmount(rest)
  const others = without(rest, amount)
  const [offered, wanted] = halves(others)
  const input = amount?.kind === 'usd' ? USDC : isSol(offered[0]) ? SOL : tokenIn(offered)
  const output = wanted.length ? (tokenIn(wanted) ?? (wanted.some(isSol) ? SOL : null)) : null
  if (!input || !output || input === output)
    return { kind: 'incomplete', ask: 'Which token should I swap, and for which?' }
  if (!amount) return { kind: 'incomplete', ask: `How much ${input.symbol} should I swap?` }
  return swapOf(input, output, amount.value, 'input')
}

const swapOf = (input: ListedToken, output: ListedToken, amount: number, exact: 'input' | 'output'): Intent => ({
  kind: 'trade',
  trade: { side: 'swap', input, output, amount, exact },
})

function tokenIn(words: readonly string[]): ListedToken | null {
  const found = names.find(words, { streams: false, atLeast: 0.55 })
  return found?.named.kind === 'token' ? found.named.token : null
}

/** The amount right after the verb may be misheard ("to" for "two"); elsewhere it must be a number. */
function firstAmount(words: readonly string[]): Amount | null {
  const exact = findAmount(words)
  if (exact) return exact
  const at = words.findIndex((word) => word !== 'me' && word !== 'some' && word !== 'just')
  const heard = amountHeardAt(words, at)
  return heard && (heard.kind !== 'number' || isSol(words[heard.to]) || tokenIn(words.slice(heard.to, heard.to + 2)))
    ? heard
    : null
}

const isSol = (word: string | undefined): boolean =>
  word !== undefined && (SOL_SOUNDS.has(word) || soundOf(word) === 'sal')

/** What is paid: an amount with SOL, USDC or dollars right behind it. `others` are the words that are not part of it. */
function payment(words: readonly string[]): { token: ListedToken; amount: number; others: string[] } | null {
  for (let at = 0; at < words.length; at++) {
    const amount = at === 0 ? amountHeardAt(words, at) : amountAt(words, at)
    if (!amount) continue
    let unit = amount.to
    while (words[unit] === 'of' || words[unit] === 'a') unit++
    if (amount.kind === 'usd')
      return { token: USDC, amount: amount.value, others: [...words.slice(0, amount.from), ...words.slice(amount.to)] }
    if (amount.kind === 'number' && words[unit] !== undefined && unit < words.length) {
      const others = [...words.slice(0, amount.from), ...words.slice(unit + 1)]
      const more = others.some((word) => !FILLER.has(word))
      if (isSol(words[unit]) && more) return { token: SOL, amount: amount.value, others }
      if (words[unit] === 'usdc' && more) return { token: USDC, amount: amount.value, others }
      if (words.slice(unit, unit + 4).join('') === 'usdc' && more)
        return { token: USDC, amount: amount.value, others: [...words.slice(0, amount.from), ...words.slice(unit + 4)] }
    }
    if (at === 0 && amountAt(words, 0)) continue
  }
  return null
}

const without = (words: readonly string[], amount: Amount | null): string[] =>
  (amount ? [...words.slice(0, amount.from), ...words.slice(amount.to)] : [...words]).filter(
    (word) => !DROPPED.has(word),
  )
/** What is given, and what is wanted for it. */
function halves(words: readonly string[]): [string[], string[]] {
  const at = words.findIndex(
    (word, index) => index > 0 && ['for', 'to', 'into', 'in', 'two', 'four', 'too', '4', '2'].includes(word),
  )
  return at < 0 ? [[...words], []] : [words.slice(0, at), words.slice(at + 1)]
}
