import type { Alias, Evidence } from '../facts'
import type { Word } from './words'

/** A place in an answer that names what a figure is of. */
export interface Mention {
  /** Keys of the subjects that it can mean; empty for a name that no output holds. */
  keys: string[]
  /** `total`: all of it, the portfolio, the wallet. `rank`: "the second one". `stranger`: a name of nothing that was seen. */
  is: 'row' | 'wallet' | 'total' | 'rank' | 'stranger'
  from: number
  to: number
  written: string
}

/** Names of at most so many words are looked for. */
const MAX_NAME_WORDS = 6
/** Subjects without a name that are looked for by their symbol. */
const MAX_NAMELESS = 50

/** Words that are coins' names or symbols and English, too: they count as names only when written as the output writes them. */
const ENGLISH = new Set(
  'pump drift stream kind goat wormhole tether tensor jupiter raydium orca me giga render pyth just one sun cat dog moon live top first last best the a an and or in on at it is by up down all my now new hot big old red king coin token bread render'.split(
    ' ',
  ),
)

const ALSO_CALLED: Record<string, string[]> = { sol: ['solana'], btc: ['bitcoin'], eth: ['ethereum', 'ether'] }

/** Looks up subjects by what an answer calls them. */
export interface NameBook {
  /** The longest name that begins at a word. */
  at(words: readonly Word[], from: number): { keys: string[]; wallet: boolean; to: number } | null
  /** Subjects of whose name a word is part, for names that are cut short. */
  partly(word: string): string[]
  nameOf(key: string): string
}

export function nameBook({ aliases }: Pick<Evidence, 'aliases'>): NameBook {
  const byName = new Map<string, Alias[]>()
  const parts = new Map<string, Set<string>>()
  const names = new Map<string, string>()
  const put = (compact: string, alias: Alias) => {
    if (compact === '') return
    const known = byName.get(compact)
    if (known) {
      if (known.length < 20) known.push(alias)
    } else byName.set(compact, [alias])
  }
  for (const alias of aliases) {
    const compact = compacted(alias.written)
    put(compact, alias)
    for (const other of ALSO_CALLED[compact] ?? []) put(other, { ...alias, written: other, is: 'name' })
    // "KindnessCoin" is called "Kindness", "Pump token" "Pump".
    const short = compact.replace(/(coin|token)$/, '')
    if (alias.is === 'name' && short.length >= 4) put(short, { ...alias, written: short })
    if (!names.has(alias.key) || alias.is === 'name') names.set(alias.key, alias.written)
    if (alias.is !== 'name') continue
    for (const part of alias.written.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
      if (part.length < 3) continue
      const keys = parts.get(part) ?? new Set()
      parts.set(part, keys.add(alias.key))
    }
  }
  // Swaps tell symbols alone, and answers names: "Jupiter" of JUP, "dogwifhat" of WIF.
  const named = new Set(aliases.filter(({ is }) => is === 'name').map(({ key }) => key))
  const nameless = aliases
    .filter(({ is, key, written }) => is === 'symbol' && !named.has(key) && written.length >= 3)
    .slice(0, MAX_NAMELESS)
  return {
    at(words, from) {
      for (let to = Math.min(words.length, from + MAX_NAME_WORDS); to > from; to--) {
        const said = words.slice(from, to)
        // A comma or a full stop inside is none of a name.
        if (said.slice(0, -1).some((word) => /[,;:.!?\n]/.test(word.after))) continue
        const text = said.map((word) => word.text.replace(/['’]s$/, '')).join(' ')
        const compact = compacted(text)
        const found = (byName.get(compact) ?? []).filter((alias) => isMeant(alias, text, said))
        if (found.length === 0) continue
        const keys = [...new Set(found.map(({ key }) => key))]
        return { keys, wallet: found.every(({ is }) => is === 'wallet'), to }
      }
      return bySymbol(words, from, nameless)
    },
    partly: (word) => [...(parts.get(word) ?? [])],
    nameOf: (key) => names.get(key) ?? key,
  }
}

const MAX_LONGER = 14
const SAYS_NUMBER = /^\$?[\d.]|^(?:thousand|[mb]illion|(?:tr|quadr|quint)illion|hundred)$/

function bySymbol(words: readonly Word[], from: number, symbols: Alias[]): ReturnType<NameBook['at']> {
  const counted = /\d|^(?:thousand|[mb]illion|(?:tr|quadr|quint)illion)$/.test(words[from - 1]?.lower ?? '')
  for (let to = Math.min(words.length, from + 3); to > from && symbols.length > 0; to--) {
    const said = words.slice(from, to)
    if (said.slice(0, -1).some(({ after }) => /[,;:.!?\n]/.test(after))) continue
    if (SAYS_NUMBER.test(said[0]?.lower ?? '')) return null
    if (!said.every(({ text, lower }) => (/^\p{Lu}/u.test(text) || counted) && !NO_NAMES.has(lower))) continue
    const compact = compacted(said.map(({ text }) => text.replace(/['’]s$/, '')).join(''))
    const keys = symbols
      .map(({ key, written }) => ({ key, symbol: compacted(written) }))
      .filter(({ symbol }) => compact.includes(symbol) && compact.length <= symbol.length + MAX_LONGER)
      .map(({ key }) => key)
    if (keys.length > 0) return { keys: [...new Set(keys)], wallet: false, to }
  }
  return null
}

const compacted = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function isMeant(alias: Alias, text: string, said: readonly Word[]): boolean {
  const bare = text.replace(/^\$/, '')
  if (bare === alias.written || text.startsWith('$')) return true
  const [first] = said
  if (said.length > 1 && alias.is !== 'symbol') return true
  const compact = compacted(bare)
  if (alias.is === 'wallet') return /^\p{Lu}/u.test(bare)
  const capital = first !== undefined && /^\p{Lu}/u.test(bare)
  if (alias.is === 'symbol') return compact.length >= 3 && !ENGLISH.has(compact) && (capital || compact.length >= 4)
  return capital || (compact.length >= 4 && !ENGLISH.has(compact)) || compact !== alias.written.toLowerCase()
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const RANKED = new Set([
  'one',
  'place',
  'stream',
  'token',
  'coin',
  'spot',
  'entry',
  'holding',
  'is',
  'has',
  'had',
  'sits',
])
const TOTALS = new Set(['portfolio', 'altogether', 'everything', 'overall', 'wallet', 'account', 'total', 'combined'])

/** Words that begin with a capital and name nothing. */
const NO_NAMES = new Set(
  `the a an and or but so then next also after before following followed finally lastly first second third fourth fifth here there this that these those it its they them their you your yours we our i i'm i've it's that's here's there's sure okay ok yes no right now currently today still just only about around roughly nearly almost over under at in on by with for from of to as is are was were has have had live viewers viewer market cap caps price prices change volume liquidity value total portfolio wallet wallets balance balances holding holdings top trending pump.fun pumpfun pump usd dollars practice data done bought sold swapped sent trade preview fee slippage impact high low both all none each every most least biggest largest highest lowest leading meanwhile overall symbol stream streams token tokens coin coins rank number current latest 24h day hour week paper money dexter what which who if when while since because according based got great good looks looking want would shall please note however more less fewer than between compared net worth input output quote rate minimum you'll you'd you've let let's out up down`.split(
    /\s+/,
  ),
)

/** Everything in an answer that names a subject, in order, without overlaps. */
export function mentionsIn(
  words: readonly Word[],
  book: NameBook,
  ranked: (rank: number) => string[],
  isNumber: (at: number) => boolean,
): Mention[] {
  const mentions: Mention[] = []
  for (let at = 0; at < words.length; ) {
    const mention = mentionAt(words, at, book, ranked, isNumber)
    if (mention) mentions.push(mention)
    at = mention ? mention.to : at + 1
  }
  return mentions
}

function mentionAt(
  words: readonly Word[],
  at: number,
  book: NameBook,
  ranked: (rank: number) => string[],
  isNumber: (at: number) => boolean,
): Mention | null {
  const word = words[at]
  if (!word) return null
  const named = book.at(words, at)
  const make = (is: Mention['is'], keys: string[], to: number): Mention => ({
    is,
    keys,
    from: at,
    to,
    written: words
      .slice(at, to)
      .map(({ text }) => text)
      .join(' '),
  })
  if (named) return make(named.wallet ? 'wallet' : 'row', named.keys, named.to)
  const rank = ORDINALS.indexOf(word.lower)
  const follows = words[at + 1]?.lower ?? ''
  if (rank >= 0 && (RANKED.has(follows) || /,/.test(word.after))) return make('rank', ranked(rank), at + 1)
  if (word.lower === 'last' && follows === 'one') return make('rank', ranked(-1), at + 1)
  if (TOTALS.has(word.lower)) return make('total', [], at + 1)
  if (isNumber(at)) return null
  return strangerAt(words, at, book, make)
}

const SAYS =
  /^(?:has|have|had|is|was|sits|trades|trading|holds|with|at|leads|comes|stands|draws|boasts|beats|tops|outperforms|ranks)$/

/** A capitalised name of nothing that was seen, where the sentence goes on to tell of it. */
function strangerAt(
  words: readonly Word[],
  at: number,
  book: NameBook,
  make: (is: Mention['is'], keys: string[], to: number) => Mention,
): Mention | null {
  let to = at
  for (; to < words.length && to < at + 4; to++) {
    const word = words[to]
    if (!word || !/^\$?\p{Lu}/u.test(word.text)) break
    if (to === at && NO_NAMES.has(word.lower.replace(/'s$/, ''))) return null
    if (to > at && (NO_NAMES.has(word.lower) || book.at(words, to))) break
    if (/[,;:.!?()\n]/.test(word.after)) {
      to += 1
      break
    }
  }
  const last = words[to - 1]
  if (to === at || !last) return null
  const next = words[to]?.lower ?? ''
  const follows = words[to + 1]?.lower ?? ''
  const tells =
    (next === 'the' && /(?:est|most|least)$/.test(follows)) ||
    (to - at > 1 && /^(?:for|on|than|behind)$/.test(words[at - 1]?.lower ?? '')) ||
    SAYS.test(next) ||
    /['’]s$/.test(last.text) ||
    /^[,:(]/.test(last.after)
  if (!tells) return null
  const keys = words
    .slice(at, to)
    .map((word) => book.partly(compacted(word.text.replace(/['’]s$/, ''))))
    .find((found) => found.length > 0)
  return keys ? make('row', keys, to) : make('stranger', [], to)
}
