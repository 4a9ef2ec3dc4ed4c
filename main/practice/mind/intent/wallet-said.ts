import { findAmount } from '../amounts'
import type { Intent } from './intent'

/** Before "the degen wallet". */
const BEFORE = new Set('from in with using on into use via'.split(' '))
/** They begin the phrase for certain, whatever was made of the words after them. */
const FIRST = new Set('from using use via'.split(' '))
const WALLET = new Set('wallet wallets account walled wallard'.split(' '))
const NO_NAME = new Set('my the your our a an that this paper'.split(' '))
/** "from my second degen wallet": further back is another phrase. */
const LONGEST_PHRASE = 6

/** The words of an order without what was said of the wallet that pays; `wallet` is its name, null where none was given. */
export function withoutWallet(words: readonly string[]): { rest: string[]; wallet: string | null } {
  const at = words.findIndex((word) => WALLET.has(word))
  if (at < 0) return { rest: [...words], wallet: null }
  const nameOf = (from: number) => words.slice(from + 1, at).filter((word) => !NO_NAME.has(word) && !BEFORE.has(word))
  let begin = at
  for (let from = at - 1; from >= Math.max(0, at - LONGEST_PHRASE); from--) {
    if (!BEFORE.has(words[from] ?? '')) continue
    // "from my diet in the wallet": a name that was misheard may hold such a word itself.
    if (begin === at || (nameOf(begin).length === 0 && FIRST.has(words[from] ?? ''))) begin = from
    if (nameOf(begin).length > 0) break
  }
  if (begin === at) {
    while (begin > 0 && NO_NAME.has(words[begin - 1] ?? '')) begin -= 1
    return { rest: [...words.slice(0, begin), ...words.slice(at + 1)], wallet: null }
  }
  const name = nameOf(begin)
  // "sell the bonk in my wallet" means no particular one.
  if (name.length === 0 || name.length > 3 || findAmount(name)) {
    const nearest = words.findLastIndex((word, index) => index < at && BEFORE.has(word))
    return { rest: [...words.slice(0, nearest), ...words.slice(at + 1)], wallet: null }
  }
  return { rest: [...words.slice(0, begin), ...words.slice(at + 1)], wallet: name.join(' ') }
}

/** The same order, paid by the wallet of that name. */
export function paidBy(intent: Intent, wallet: string): Intent {
  if (intent.kind === 'trade') return { ...intent, wallet }
  if (intent.kind === 'unsure') return { ...intent, order: (token) => paidBy(intent.order(token), wallet) }
  return intent
}
