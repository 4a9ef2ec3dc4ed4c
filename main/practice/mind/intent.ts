import { LISTED_STREAMS } from '../market/streams'
import { LISTED_TOKENS, type ListedToken, SOL_MINT, USDC_MINT } from '../market/tokens'
import { type Amount, amountAt, amountHeardAt, findAmount } from './amounts'
import { createNameIndex, type Named, soundOf } from './names'
import { wordsOf } from './words'

/** What the user wants. Pure: words and what was talked about before go in. */
export type Intent =
  | { kind: 'streams'; sort: 'viewers' | 'marketCap'; count: number }
  /** About a row of the list that was just read out; `rank` counts from 1. */
  | { kind: 'row'; rank: number; aspect: 'viewers' | 'marketCap' | 'all' }
  | { kind: 'facts'; about: Named[]; aspect: Aspect }
  | { kind: 'chart'; token: ListedToken; range: '1h' | '7d' | '30d' }
  | { kind: 'balances'; token: ListedToken | null }
  | { kind: 'wallets' }
  | { kind: 'which-wallet' }
  | { kind: 'use-wallet'; hint: string }
  | { kind: 'trade'; trade: Trade }
  /** A trade without all it needs: the question to ask back. */
  | { kind: 'incomplete'; ask: string }
  | { kind: 'agree' }
  | { kind: 'refuse' }
  | { kind: 'repeat' }
  | { kind: 'help' }
  | { kind: 'thanks' }
  | { kind: 'silence' }
  | { kind: 'unknown' }

export type Aspect = 'price' | 'change' | 'marketCap' | 'viewers'

export type Trade =
  | { side: 'swap'; input: ListedToken; output: ListedToken; amount: number; exact: 'input' | 'output' }
  /** A share of a holding, sold for SOL. */
  | { side: 'sell-share'; token: ListedToken; percentage: number }

const names = createNameIndex(LISTED_TOKENS, LISTED_STREAMS)
const tokenBy = (mint: string): ListedToken => {
  const token = LISTED_TOKENS.find((candidate) => candidate.mint === mint)
  if (!token) throw new Error(`The market does not list ${mint}.`)
  return token
}
const SOL = tokenBy(SOL_MINT)
const USDC = tokenBy(USDC_MINT)

const DEFAULT_COUNT = 5
const MAX_COUNT = 25

const MARKET_CAP =
  /\bmarket ?(caps?|camp|gap|cat|cab|cup|kept|map|value|capitali[sz]ations?)\b|\bmark ?(at|it|a) (cap|gap|camp)\b|\bmarca?[dt]? ?(cap|gap)\b|\bcapitali[sz]ations?\b|\b(by|on) caps?\b/
const VIEWERS = /\b(viewers?|viewed|views?|watch(ed|ing|ers)?|audiences?|fewers|viewer ship|viewership|eyeballs)\b/
const BOARD =
  /\b(on pump|(?:people|everyone|everybody) (?:are |is )?watching|trend(s|ing|ed)?|tren ding|pump ?(fun|from|fund|funk|fan|font|then|them|thunder|phone|fond|find|done|dot|on)|pumpf?un[a-z]*|streams?|streaming|streamers?|live now|leader ?board|board|hottest|popular|hype|hot|trendy)\b/
const TOP = /\b(top|tops|biggest|largest|leading|best|first|highest)\b/

/** `before` is the intent of the user's last turn: a follow-up leans on it. */
export function intentOf(text: string, before: Intent | null = null): Intent {
  const words = wordsOf(text)
  if (words.length === 0) return { kind: 'silence' }
  const said = words.join(' ')

  return (
    asPlainRequest(said, words) ??
    asTrade(words, before) ??
    asWallet(said, words) ??
    asRow(said, words, before) ??
    asBoard(said, words, before) ??
    asBalances(said, words) ??
    asFacts(said, words, before) ?? { kind: 'unknown' }
  )
}

function asPlainRequest(said: string, words: readonly string[]): Intent | null {
  if (
    /\b(repeat|say (that|it) again|once more|come again|pardon|one more time|what did you (just )?say|again please)\b/.test(
      said,
    )
  )
    return { kind: 'repeat' }
  if (
    /^(please )?help( me)?( please)?$|\bwhat (else )?can (you|i) (do|ask|say)\b|\bhow (do|does) (you|this|it) work\b|\bwhat are you able\b|\bi need (some )?help\b/.test(
      said,
    )
  )
    return { kind: 'help' }
  if (words.length <= 6) {
    if (
      /^(yes|yeah|yep|sure|okay|ok|confirm(ed)?|go ahead|do it|execute( it| that)?|make it so|approve|proceed|go for it)\b/.test(
        said,
      )
    )
      return { kind: 'agree' }
    if (/^(no|nope|cancel|never ?mind|stop|forget it|don t|do not)\b/.test(said)) return { kind: 'refuse' }
    if (/^(thanks|thank you|cheers|great|perfect|bye|goodbye)\b/.test(said)) return { kind: 'thanks' }
  }
  return null
}

// ---------------------------------------------------------------------------------------------------------- trades

const POLITE = new Set([
  'please',
  'can',
  'could',
  'would',
  'you',
  'i',
  'want',
  'like',
  'to',
  'lets',
  'let',
  'us',
  'is',
  'go',
  'ahead',
  'and',
  'now',
  'okay',
  'ok',
  'hey',
  'dexter',
  'just',
  'need',
  'me',
  'will',
  'wanna',
  'gonna',
  'the',
  'a',
  'help',
  'so',
])
const VERBS: Record<string, 'buy' | 'sell' | 'swap'> = {
  buy: 'buy',
  by: 'buy',
  bye: 'buy',
  bi: 'buy',
  buying: 'buy',
  purchase: 'buy',
  ape: 'buy',
  grab: 'buy',
  acquire: 'buy',
  bite: 'buy',
  but: 'buy',
  bought: 'buy',
  sell: 'sell',
  cell: 'sell',
  sells: 'sell',
  selling: 'sell',
  dump: 'sell',
  sail: 'sell',
  sal: 'sell',
  unload: 'sell',
  cells: 'sell',
  sel: 'sell',
  shell: 'sell',
  sill: 'sell',
  swap: 'swap',
  swaps: 'swap',
  swab: 'swap',
  swamp: 'swap',
  swop: 'swap',
  exchange: 'swap',
  convert: 'swap',
  trade: 'swap',
  change: 'swap',
  turn: 'swap',
  slap: 'swap',
  sweep: 'swap',
  swapped: 'swap',
}
/** These mean a trade only when an amount or a holding follows: by themselves they are everyday words. */
const WEAK_VERBS = new Set([
  'by',
  'bye',
  'bi',
  'bite',
  'but',
  'cell',
  'cells',
  'sail',
  'sal',
  'shell',
  'sill',
  'swamp',
  'slap',
  'sweep',
  'change',
  'turn',
  'trade',
])
const ALL = new Set(['all', 'everything', 'entire', 'whole', 'every'])
const SOL_SOUNDS = new Set([
  'sol',
  'soul',
  'sole',
  'saul',
  'soll',
  'souls',
  'sols',
  'solana',
  'salt',
  'son',
  'sold',
  'soles',
  'saw',
  'all',
  'soal',
  'salana',
  'zolana',
  'solano',
  'sal',
  'sul',
  'solve',
  'so',
])

function asTrade(words: readonly string[], before: Intent | null): Intent | null {
  const at = words.findIndex((word) => !POLITE.has(word))
  const verb = at >= 0 ? VERBS[words[at] ?? ''] : undefined
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

const FILLER = new Set([
  'of',
  'worth',
  'in',
  'for',
  'with',
  'me',
  'some',
  'the',
  'a',
  'my',
  'now',
  'please',
  'coin',
  'token',
  'tokens',
])

const without = (words: readonly string[], amount: Amount | null): string[] =>
  (amount ? [...words.slice(0, amount.from), ...words.slice(amount.to)] : [...words]).filter(
    (word) => !DROPPED.has(word),
  )
const DROPPED = new Set([
  'of',
  'off',
  'my',
  'me',
  'the',
  'some',
  'please',
  'worth',
  'dollars',
  'percent',
  'tokens',
  'token',
  'coins',
  'now',
  'position',
  'holdings',
  'bag',
  'bags',
])

/** What is given, and what is wanted for it. */
function halves(words: readonly string[]): [string[], string[]] {
  const at = words.findIndex(
    (word, index) => index > 0 && ['for', 'to', 'into', 'in', 'two', 'four', 'too', '4', '2'].includes(word),
  )
  return at < 0 ? [[...words], []] : [words.slice(0, at), words.slice(at + 1)]
}

// --------------------------------------------------------------------------------------------------------- wallets

function asWallet(said: string, words: readonly string[]): Intent | null {
  if (!/\b(wallets?|wall it|wallet s|while it|walled|wallard)\b/.test(said)) {
    return /\b(my|which) accounts?\b/.test(said) ? { kind: 'wallets' } : null
  }
  if (/\b(use|switch|select|choose|change)\b/.test(said))
    return {
      kind: 'use-wallet',
      hint: words
        .filter((word) => !/^(use|switch|select|choose|change|to|the|my|wallet|please|paper)$/.test(word))
        .join(' '),
    }
  if (/\b(balances?|holding|holdings|in (my|the|this) wallet|worth|in it|hold|inside|contain|contents)\b/.test(said))
    return null
  if (
    /\b(which|active|current|currently|using|what is my wallet|what wallet is|selected)\b/.test(said) &&
    !/\bwallets\b/.test(said)
  )
    return { kind: 'which-wallet' }
  if (/\bwallets\b|\b(list|show|how many)\b/.test(said)) return { kind: 'wallets' }
  return { kind: 'which-wallet' }
}

const BALANCES =
  /\b(balances?|ballots|balanced|balance is|portfolio|port folio|holdings?|my bags?|net worth|positions?)\b|\b(do|did) i (have|own|hold|got)\b|\bam i (holding|worth)\b|\bi (own|hold|have)\b|\b(in|of) (my|the|this) wallet\b|\bmy wallet (worth|hold|holds|contain)\b|\bmy (coins|tokens|money|funds|stack)\b|\bwhat have i got\b/

function asBalances(said: string, words: readonly string[]): Intent | null {
  if (!BALANCES.test(said)) return null
  const meant = words.filter((word) => !CARRIER.has(word))
  const token = names.find(meant, { streams: false, atLeast: 0.75 })
  return { kind: 'balances', token: token?.named.kind === 'token' ? token.named.token : null }
}

// ---------------------------------------------------------------------------------------------------------- streams

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
function asRow(said: string, words: readonly string[], before: Intent | null): Intent | null {
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

function asBoard(said: string, words: readonly string[], before: Intent | null): Intent | null {
  const cap = MARKET_CAP.test(said)
  const viewers = VIEWERS.test(said)
  const board = BOARD.test(said)
  const list = TOP.test(said) && /\b(coins?|tokens?|streams?|list|ones|names|five|three|ten|\d+)\b/.test(said)
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
  return { kind: 'streams', sort: bySize && !viewers ? 'marketCap' : 'viewers', count: countIn(words) ?? DEFAULT_COUNT }
}

function countIn(words: readonly string[]): number | null {
  const amount = findAmount(words.filter((word) => word !== 'one'))
  return amount?.kind === 'number' && Number.isInteger(amount.value) && amount.value >= 1
    ? Math.min(MAX_COUNT, amount.value)
    : null
}

// ------------------------------------------------------------------------------------------------------------ facts

const PRICE =
  /\b(prices?|priced|worth|cost|costs|trading|trades|trade at|how much|going for|quote|value|valued|at right now|at now|rate|doing|dewing|looking|performing|perform)\b/
const CHANGE =
  /\b(change[ds]?|up or down|moved?|moving|today|24 hours?|twenty four hours?|day|daily|since yesterday|gain(ed)?|los(t|ing)|dropped|pumping|up|down|doing|performing|perform)\b/
/** Words that carry a question and name nothing. */
const CARRIER = new Set(
  'what which how is are was the a an of at for in on to and about right now please tell me show give get much many price prices priced worth cost costs trading doing today currently current do does did has have had it its s much market cap caps value valued quote check up down day daily change changed hour hours last past week weekly month twenty four you can could would i my we want know going by this that there here look looking like let see hey dexter okay ok so well then or token tokens coins stream streams viewers viewer moved move moving one ones from over since yesterday be been run trade trades performing perform chart go gone weather new news latest just quick quickly say live own hold holding balance balances portfolio wallet'.split(
    ' ',
  ),
)

function asFacts(said: string, words: readonly string[], before: Intent | null): Intent | null {
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
