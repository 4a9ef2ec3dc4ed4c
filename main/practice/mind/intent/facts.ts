import { tokenOf } from '../../market/market'
import { isPasted } from '../addresses'
import type { Named } from '../names'
import { CARRIER, names } from './coins'
import { MARKET_CAP, VIEWERS } from './figures-asked'
import type { Aspect, Intent } from './intent'
import { incomplete, notListed } from './meant'

const PRICE =
  /\b(prices?|priced|worth|cost|costs|trading|trades|trade at|how much|going for|quote|value|valued|at right now|at now|rate|doing|dewing|looking|performing|perform)\b/
const CHANGE =
  /\b(change[ds]?|up or down|moved?|moving|today|24 hours?|twenty four hours?|day|daily|since yesterday|gain(ed)?|los(t|ing)|dropped|pumping|up|down|doing|performing|perform)\b/
/** A figure of one coin or several, or how it went over a while. */
export function asFacts(said: string, words: readonly string[], before: Intent | null): Intent | null {
  const range = /\b(week|weekly|seven days|7 days)\b/.test(said)
    ? '7d'
    : /\b(month|monthly|thirty days|30 days)\b/.test(said)
      ? '30d'
      : /\b(last|past) hour\b|\bhourly\b/.test(said)
        ? '1h'
        : null
  const aspect: Aspect | null = MARKET_CAP.test(said)
    ? 'marketCap'
    : VIEWERS.test(said)
      ? 'viewers'
      : CHANGE.test(said) && !/\bprice\b/.test(said)
        ? 'change'
        : PRICE.test(said)
          ? 'price'
          : null
  const pasted = words.find(isPasted)
  if (pasted !== undefined) {
    const token = tokenOf(pasted)
    if (token === undefined) return incomplete(notListed(pasted))
    if (range) return { kind: 'chart', token, range }
    return { kind: 'facts', about: [{ kind: 'token', token }], aspect: aspect ?? 'price' }
  }
  // "What is the weather" sounds like a question about Tether: without a word about money the name must be clear.
  const about = allNames(words, aspect || range || before?.kind === 'facts' ? 0.66 : 0.86)
  const first = about[0]
  if (!first) {
    // "and the market cap?" — about what was talked about before
    if (before?.kind === 'facts' && aspect && words.length <= 9) return { kind: 'facts', about: before.about, aspect }
    return null
  }
  if (range && first.kind === 'token') return { kind: 'chart', token: first.token, range }
  const leaning = /\b(what|how) about\b|^and\b|\balso\b/.test(said)
  if (leaning && !aspect && before?.kind === 'balances' && first.kind === 'token')
    return { kind: 'balances', token: first.token }
  return { kind: 'facts', about, aspect: aspect ?? (leaning && before?.kind === 'facts' ? before.aspect : 'price') }
}

/** Up to three coins named one after another. */
function allNames(words: readonly string[], atLeast: number): Named[] {
  const found: Named[] = []
  let rest = words.filter((word) => !CARRIER.has(word))
  while (found.length < 3) {
    const match = names.find(rest, { atLeast: found.length ? Math.max(0.8, atLeast) : atLeast })
    if (!match) break
    if (!found.some((named) => sameName(named, match.named))) found.push(match.named)
    rest = [...rest.slice(0, match.from), ...rest.slice(match.to)]
  }
  return found
}

const sameName = (a: Named, b: Named) =>
  (a.kind === 'token' ? a.token.mint : a.stream.mintId) === (b.kind === 'token' ? b.token.mint : b.stream.mintId)
