import { soundOf } from '../../../../shared/sound'
import { tokenOf } from '../../market/market'
import type { ListedToken } from '../../market/tokens'
import { isPasted, shortAddress } from '../addresses'
import type { TokenMatch } from '../names'
import { names, SOL, WIF } from './coins'
import type { Intent } from './intent'
import { EXPLAINED, SOL_SOUNDS } from './trade-words'

/** Which token the words of an order name. Only `token` is traded; everything else is asked about. */
export type Meant =
  | { kind: 'token'; token: ListedToken }
  /** Near to one token or several, to none of them clearly; the nearest first. */
  | { kind: 'unsure'; tokens: ListedToken[] }
  /** A mint was pasted that the market does not list. */
  | { kind: 'unlisted'; mint: string }
  /** There are words that are part of no name, or names of two tokens. */
  | { kind: 'unclear'; token: ListedToken }
  | { kind: 'none' }

/** Below this a word is no token's name at all. */
const NEAR = 0.5
/** From here on it is that name, unless another one is about as near. */
const CLEAR = 0.8
const EXACT = 1
/** Two names are about as near when their scores are no further apart. */
const APART = 0.1
const ASKED_ABOUT = 2
/** An everyday word that recognition writes for a name; where an order ends with it, it is asked about. */
const SOUNDS_LIKE: Partial<Record<string, ListedToken>> = { with: WIF }

export function meant(words: readonly string[]): Meant {
  const pasted = words.find(isPasted)
  if (pasted !== undefined) {
    const token = tokenOf(pasted)
    return token ? { kind: 'token', token } : { kind: 'unlisted', mint: pasted }
  }
  const near = names.tokens(words, NEAR)
  // A word that only joins others may sound like a name ("me", "for").
  const candidates = near.filter(({ from, to }) => words.slice(from, to).some((word) => !EXPLAINED.has(word)))
  const [best, ...others] = candidates
  if (!best) {
    if (words.some(isSol)) return { kind: 'token', token: SOL }
    const alike = SOUNDS_LIKE[words.at(-1) ?? '']
    return alike ? { kind: 'unsure', tokens: [alike] } : { kind: 'none' }
  }

  const outside = words.filter((word, at) => (at < best.from || at >= best.to) && !EXPLAINED.has(word))
  const rivals = others.filter((other) => other.score > best.score - APART && !isPartOf(other, best))
  if (!isClear(best, words) || rivals.some((rival) => overlap(rival, best)))
    return outside.length > 0
      ? { kind: 'unclear', token: best.named.token }
      : { kind: 'unsure', tokens: [best, ...rivals].slice(0, ASKED_ABOUT).map(({ named }) => named.token) }
  return outside.length > 0 ? { kind: 'unclear', token: best.named.token } : { kind: 'token', token: best.named.token }
}

/** Words that join others make a name only where it stands letter by letter: "being a" is not PENGU. */
const isClear = ({ score, from, to }: TokenMatch, words: readonly string[]) =>
  score >= (words.slice(from, to).some((word) => EXPLAINED.has(word)) ? EXACT : CLEAR)
const overlap = (a: TokenMatch, b: TokenMatch) => a.from < b.to && b.from < a.to
/** "Sol" in "jito sol". */
const isPartOf = (part: TokenMatch, whole: TokenMatch) =>
  part.from >= whole.from && part.to <= whole.to && part.to - part.from < whole.to - whole.from

export const isSol = (word: string | undefined): boolean =>
  word !== undefined && (SOL_SOUNDS.has(word) || soundOf(word) === 'sal')

/** What follows from a name: the order where it is clear, else a question. `missing` asks where no token was named. */
export function orderOf(heard: Meant, missing: string, order: (token: ListedToken) => Intent): Intent {
  switch (heard.kind) {
    case 'token':
      return order(heard.token)
    case 'unsure':
      return { kind: 'unsure', tokens: heard.tokens, order }
    case 'unlisted':
      return incomplete(notListed(heard.mint))
    case 'unclear':
      return incomplete(
        `I heard ${heard.token.symbol}, but not all of the order. Please say it once more: how much, and of which token.`,
      )
    case 'none':
      return incomplete(missing)
    default:
      return heard satisfies never
  }
}

export const notListed = (mint: string): string =>
  `The practice market has no token with the mint ${shortAddress(mint)}. Check the address.`

export const incomplete = (ask: string): Intent => ({ kind: 'incomplete', ask })

const YES = /^(yes|yeah|yep|yup|sure|right|correct|exactly|ok|okay|that one|that is (it|right)|i do|i did)\b/

/** The answer to "Did you mean …?". */
export function asAnswer(said: string, words: readonly string[], before: Intent | null): Intent | null {
  if (before?.kind !== 'unsure' || words.length > 6) return null
  const [first, second] = before.tokens
  const named = meant(words.filter((word) => !ANSWERING.has(word)))
  if (named.kind === 'token' && before.tokens.includes(named.token)) return before.order(named.token)
  if (!first || !YES.test(said)) return null
  return second === undefined && words.length <= 3 ? before.order(first) : before
}

const ANSWERING = new Set('yes yeah yep no not i mean meant said it is the one that'.split(' '))
