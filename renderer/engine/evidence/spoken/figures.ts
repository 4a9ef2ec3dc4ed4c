import type { Measure } from '../facts'
import { directionOf, measureAt } from './measures'
import type { Mention } from './mentions'
import type { SpokenNumber } from './numbers'
import { isListNumber, type Word } from './words'

/** How exactly a figure was said. `atLeast` and `atMost` bound it from below and above. */
export type Hedge = 'exact' | 'about' | 'over' | 'under' | 'atLeast' | 'atMost'

/** A figure of an answer: a number with what it counts. */
export interface SpokenFigure {
  value: number
  step: number
  digits: number
  unit: 'usd' | 'percent' | 'viewers' | 'tokens' | 'count' | 'ratio' | 'bare'
  /** Keys of the token that an amount is counted in; empty for "tokens". */
  token: string[]
  hedge: Hedge
  /** Whether it was said to be a rise or a fall. */
  sign: -1 | 0 | 1
  /** What it was said to be a figure of; null where that was not said. */
  measures: Measure[] | null
  /** Words `[from, to)`, unit included. */
  from: number
  to: number
  weighty: boolean
  /** "A quarter of a SOL": said as a part. */
  part: boolean
  /** How many of what it prices: 1,000,000 for "per million". */
  per: number
  /** As written, the currency sign left out. */
  words: string
}

const VIEWERS = new Set('viewers viewer watchers watching people spectators'.split(' '))
const BETWEEN_VIEWERS = new Set(
  'live active current concurrent total people real more fewer additional extra other'.split(' '),
)
const DOLLARS = new Set('dollars dollar usd bucks usdollars'.split(' '))
const PERCENT = new Set('percent pct percentage'.split(' '))
const TIMES = new Set(
  'second seconds sec secs minute minutes min mins hour hours hr hrs h day days week weeks month months year years ms hourly s d pm am'.split(
    ' ',
  ),
)
const COUNTED = new Set(
  'stream streams token tokens coin coins wallet wallets holdings positions results candidates candles rows projects assets pages page others more entries names matches memecoins'.split(
    ' ',
  ),
)
const BEFORE_NOUN = new Set('live other different more top active trending new meme'.split(' '))
/** Capitals that are no coin. */
const NO_SYMBOLS = new Set(
  'utc gmt est pst usd eur tps apr apy ath fdv nft nfts dex api tvl roi pnl all and the for with'.split(' '),
)
const COUNT_BEFORE = new Set('top first last next these those bottom page pages number no rank ranked #'.split(' '))
const ABOUT = new Set('about around roughly approximately approx circa ca nearly-about some say like ish'.split(' '))
const OVER = new Set('over above exceeding past exceeds'.split(' '))
const UNDER = new Set('under below nearly almost shy'.split(' '))
/** Words that make what follows a wish or a rule, not a report. */
const SUPPOSED = new Set('if unless until when once hits reaches alert target limit example e.g instead'.split(' '))
const OFFERS = new Set('would do shall should want can could may how what'.split(' '))
const SAYS_MUCH = 4

export interface Sentence {
  from: number
  to: number
}

/** The figures of one sentence. Ordinals, years, times, counts of a list that is only announced, wishes and rules are none. */
export function figuresIn(
  words: readonly Word[],
  sentence: Sentence,
  numbers: readonly SpokenNumber[],
  mentions: readonly Mention[],
): SpokenFigure[] {
  const isName = (at: number) => mentions.some((it) => it.is !== 'rank' && it.from <= at && at < it.to)
  const inside = numbers.filter(({ from }) => from >= sentence.from && from < sentence.to && !isName(from))
  if (isOffer(words, sentence)) return []
  const figures: SpokenFigure[] = []
  for (const [index, number] of inside.entries()) {
    const figure = figureOf(words, sentence, number, inside[index + 1], mentions)
    if (!figure) continue
    const from = inside[index - 1]?.to ?? sentence.from
    const to = inside[index + 1]?.from ?? sentence.to
    figure.measures ??= measuresOf(words, figure, { from, to }, sentence, mentions)
    figures.push(figure)
  }
  return joinedCents(words, sharedUnits(words, figures))
}

/** "24 and 12 viewers": the first is of the unit of the second. */
function sharedUnits(words: readonly Word[], figures: SpokenFigure[]): SpokenFigure[] {
  figures.forEach((figure, at) => {
    const next = figures[at + 1]
    if (!next || figure.unit !== 'bare' || next.unit === 'bare' || next.unit === 'count' || next.unit === 'ratio')
      return
    const between = words.slice(figure.to, next.from).map(({ lower }) => lower)
    if (between.length > 1 || !between.every((word) => /^(?:and|or|to|versus|vs|against)$/.test(word))) return
    Object.assign(figure, { unit: next.unit, token: next.token, measures: next.measures })
  })
  return figures
}

/** "Do you want to buy 10 percent?" tells no figure. */
const isOffer = (words: readonly Word[], { from, to }: Sentence): boolean =>
  OFFERS.has(words[from]?.lower ?? '') && /\?/.test(words[to - 1]?.after ?? '')

function figureOf(
  words: readonly Word[],
  sentence: Sentence,
  number: SpokenNumber,
  next: SpokenNumber | undefined,
  mentions: readonly Mention[],
): SpokenFigure | null {
  const word = words[number.from]
  if (!word || isListNumber(word) || isSupposed(words, sentence, number)) return null
  const lower = (at: number) => words[at]?.lower ?? ''
  const spoken = scaledLike(words, number, next)
  const figure: SpokenFigure = {
    value: Math.abs(spoken.value),
    step: spoken.step,
    digits: number.digits,
    unit: number.dollars ? 'usd' : number.percent ? 'percent' : number.ratio ? 'ratio' : 'bare',
    token: [],
    hedge: hedgeOf(words, sentence, number),
    sign: number.sign,
    measures: null,
    per: 1,
    part: number.fraction,
    from: number.from,
    to: number.to,
    weighty: number.weighty && !/^[a-z]+$/.test(word.lower),
    words: '',
  }
  if (!unitAfter(words, figure, mentions)) return null
  if (number.fraction && figure.unit === 'bare' && !asShare(words, sentence, figure)) return null
  if (isOrder(words, sentence, figure)) return null
  if (figure.unit === 'bare' && !isFigure(words, number, lower)) return null
  perMany(words, figure)
  figure.sign ||= signOf(words, sentence, figure)
  figure.words = words
    .slice(figure.from, number.to)
    .map(({ text }) => text)
    .join(' ')
    .replace(/^[-+−]?[$€£]/, '')
  return figure
}

/** "$1.2 to 1.3 million": the first is said in the scale of the second. */
function scaledLike(words: readonly Word[], number: SpokenNumber, next: SpokenNumber | undefined) {
  const mark = words[number.to - 1]?.after ?? ''
  const to = words[number.to]?.lower === 'to' && mark === ''
  const ranged = next && (to ? next.from === number.to + 1 : next.from === number.to && /^[-–—]$/.test(mark))
  if (!ranged || number.step >= 1e3 || number.value >= 1e3 || next.value < 1e4) return number
  const scale = next.value >= 1e9 ? 1e9 : next.value >= 1e6 ? 1e6 : 1e3
  return { value: number.value * scale, step: number.step * scale }
}

/** Reads the unit that follows. False where the number counts time, or nothing that a tool tells. */
function unitAfter(words: readonly Word[], figure: SpokenFigure, mentions: readonly Mention[]): boolean {
  const lower = (at: number) => (ended(words, figure.from, at) ? '' : (words[at]?.lower ?? ''))
  const first = lower(figure.to)
  const take = (unit: SpokenFigure['unit'], to: number) => {
    figure.unit = unit
    figure.to = to
    return true
  }
  if (DOLLARS.has(first)) return take('usd', figure.to + 1)
  if (first === 'us' && DOLLARS.has(lower(figure.to + 1))) return take('usd', figure.to + 2)
  if (first === 'cents' || first === 'cent') {
    figure.value /= 100
    figure.step /= 100
    return take('usd', figure.to + 1)
  }
  if (PERCENT.has(first)) return take('percent', figure.to + 1)
  if (first === 'per' && lower(figure.to + 1) === 'cent') return take('percent', figure.to + 2)
  if (first === 'bps' || (first === 'basis' && lower(figure.to + 1) === 'points')) {
    figure.value /= 100
    figure.step /= 100
    return take('percent', figure.to + (first === 'bps' ? 1 : 2))
  }
  if (figure.unit === 'usd' || figure.unit === 'percent' || figure.unit === 'ratio') return true
  if (first === 'times') return take('ratio', figure.to + 1)
  if (TIMES.has(first)) return false
  let at = figure.to
  while (at < figure.to + 2 && BETWEEN_VIEWERS.has(lower(at)) && !VIEWERS.has(lower(at))) at += 1
  if (VIEWERS.has(lower(at))) return take('viewers', at + 1)
  if (BETWEEN_VIEWERS.has(first) && VIEWERS.has(lower(figure.to + 1))) return take('viewers', figure.to + 2)
  const unitAt = first === 'of' && lower(figure.to + 1) === 'a' ? figure.to + 2 : figure.to
  const mention = mentions.find((it) => it.from === unitAt && it.is === 'row')
  if (mention && lower(unitAt) !== '') {
    // "One SOL costs", "1 SOL is": a unit of account, not an amount.
    if (figure.value === 1 && figure.step === 1) return false
    figure.token = mention.keys
    return take('tokens', mention.to)
  }
  // A symbol that no output holds: an amount of it can be supported by nothing.
  const symbol = first === '' ? '' : (words[figure.to]?.text ?? '')
  if (/^\$?[A-Z][A-Z0-9]{2,9}$/.test(symbol) && !NO_SYMBOLS.has(first)) {
    figure.token = [symbol]
    return take('tokens', figure.to + 1)
  }
  if ((first === 'tokens' || first === 'coins') && (figure.weighty || figure.value > 100))
    return take('tokens', figure.to + 1)
  let nounAt = figure.to
  while (nounAt < figure.to + 2 && BEFORE_NOUN.has(lower(nounAt)) && !COUNTED.has(lower(nounAt))) nounAt += 1
  const noun = COUNTED.has(lower(nounAt)) ? nounAt : undefined
  // "The top 10 streams" announces and does not count.
  if (noun !== undefined && COUNT_BEFORE.has(words[figure.from - 1]?.lower ?? '')) return false
  if (noun !== undefined && !figure.weighty) return take('count', noun + 1)
  return true
}

/** Whether a mark stands between the words from one to another. */
const ended = (words: readonly Word[], from: number, at: number): boolean =>
  words.slice(from, at).some((word) => /[,;:.!?\n(]/.test(word.after))

/** A number without a unit: an announced count, a rank or a year is no figure. */
function isFigure(words: readonly Word[], number: SpokenNumber, lower: (at: number) => string): boolean {
  const text = words[number.from]?.text ?? ''
  if (/^#/.test(text) || (/^(?:19|20)\d\d$/.test(text) && DATES.test(lower(number.from - 1)))) return false
  if (!number.weighty || /^[a-z]+$/i.test(text)) {
    if (COUNT_BEFORE.has(lower(number.from - 1)) || /^(of|are|in|other|by|different)$/.test(lower(number.to)))
      return false
    if (lower(number.from) === 'one' && number.to === number.from + 1) return false
  }
  return true
}

/** Before a number of four digits that is a year. */
const DATES =
  /^(?:in|since|of|by|from|until|year|before|after|january|february|march|april|may|june|july|august|september|october|november|december|\d\d?)$/

/** "Two thirds of your portfolio" is a share; "half of it" in an order is none. */
function asShare(words: readonly Word[], { from, to }: Sentence, figure: SpokenFigure): boolean {
  const whole = words
    .slice(from, to)
    .some(({ lower }) => /^(?:portfolio|wallet|holdings|total|viewers|audience)$/.test(lower))
  if (words[figure.to]?.lower !== 'of' || !whole) return false
  Object.assign(figure, { unit: 'percent', value: figure.value * 100, step: 10 })
  return true
}

/** "50% of your SOL" where it is to be sold: what was ordered, not what a tool tells. */
const isOrder = (words: readonly Word[], { from, to }: Sentence, figure: SpokenFigure): boolean =>
  figure.unit === 'percent' &&
  words[figure.to]?.lower === 'of' &&
  words
    .slice(from, to)
    .some(({ lower }) => /^(?:sell|selling|sold|swap|swapping|swapped|buy|use|using|send|spend)$/.test(lower))

const isSupposed = (words: readonly Word[], { from }: Sentence, number: SpokenNumber): boolean =>
  words.slice(from, number.from).some(({ lower }) => /^(?:if|suppose|assuming)$/.test(lower)) ||
  words.slice(Math.max(from, number.from - 6), number.from).some(({ lower }) => SUPPOSED.has(lower))

function hedgeOf(words: readonly Word[], { from }: Sentence, number: SpokenNumber): Hedge {
  const before = words
    .slice(Math.max(from, number.from - 3), number.from)
    .filter((_, index, all) => !all.slice(index).some(({ after }) => /[,;:(]/.test(after)))
    .map(({ lower }) => lower)
    .filter((word) => word !== 'a' && word !== 'of')
  const [second = '', first = ''] = [before.at(-2), before.at(-1)]
  if (`${second} ${first}` === 'at least' || `${second} ${first}` === 'no less') return 'atLeast'
  if (`${second} ${first}` === 'at most' || `${second} ${first}` === 'up to') {
    return /^adds?$/.test(before.at(-3) ?? '') ? 'exact' : 'atMost'
  }
  if (first === 'than' && (second === 'more' || second === 'greater' || second === 'higher')) return 'over'
  if (first === 'than' && (second === 'less' || second === 'fewer' || second === 'lower')) return 'under'
  if (OVER.has(first)) return 'over'
  if (UNDER.has(first)) return 'under'
  if (ABOUT.has(first) || ABOUT.has(second) || (first === 'to' && second === 'close')) return 'about'
  const after = words[number.to]?.lower ?? ''
  if (after === 'or' && words[number.to + 1]?.lower === 'so') return 'about'
  return 'exact'
}

/** "$20.40 per million BONK" is the price of one, said a million at a time. */
function perMany(words: readonly Word[], figure: SpokenFigure): void {
  if (figure.unit !== 'usd' || !/^(per|a|for)$/.test(words[figure.to]?.lower ?? '')) return
  const scales: Record<string, number> = { thousand: 1e3, million: 1e6, billion: 1e9 }
  const one = /^(one|a)$/.test(words[figure.to + 1]?.lower ?? '') ? 2 : 1
  const scale = scales[words[figure.to + one]?.lower ?? '']
  if (scale === undefined) return
  figure.per = scale
  figure.value /= scale
  figure.step /= scale
  figure.measures = ['price', 'open', 'high', 'low']
  figure.to += one + 1
}

/** A rise or a fall, by the nearest word that says so: before the figure as far as the last figure, else right behind it. */
function signOf(words: readonly Word[], sentence: Sentence, figure: SpokenFigure): -1 | 0 | 1 {
  if (figure.unit !== 'percent' && figure.unit !== 'usd') return 0
  const reach = figure.unit === 'percent' ? 5 : 3
  for (let at = figure.from - 1; at >= Math.max(sentence.from, figure.from - reach); at--) {
    const word = words[at]
    if (!word || /[;:]/.test(word.after) || /\d/.test(word.lower)) break
    const direction = directionOf(word.lower)
    if (direction !== 0 && !(word.lower === 'up' && words[at + 1]?.lower === 'to')) return direction
    // Dollars are a change only where the word stands right before them: "down about $120", not "down, at $120".
    if (
      figure.unit === 'usd' &&
      !/^(about|around|roughly|nearly|almost|over|by|of|just|another|a|some)$/.test(word.lower)
    )
      break
  }
  if (figure.unit === 'usd') return 0
  for (let at = figure.to; at < Math.min(sentence.to, figure.to + 2); at++) {
    if (/[,;:]/.test(words[at - 1]?.after ?? '')) break
    const direction = directionOf(words[at]?.lower ?? '')
    if (direction !== 0) return direction
  }
  return 0
}

const FITS: Record<SpokenFigure['unit'], ReadonlySet<Measure>> = {
  usd: new Set(['marketCap', 'price', 'value', 'liquidity', 'volume', 'high', 'low', 'open', 'fee', 'change']),
  percent: new Set(['change', 'impact', 'slippage', 'fee']),
  viewers: new Set(['viewers']),
  tokens: new Set(['amount', 'fee', 'minimum', 'marketCap']),
  count: new Set([]),
  ratio: new Set([]),
  bare: new Set(['viewers', 'marketCap', 'price', 'value', 'liquidity', 'volume', 'change']),
}
/** Words after which another thing is told. */
const ENDS_CLAUSE = new Set(
  'and with but while though at for worth on by has have is was after before net less minus including excluding plus'.split(
    ' ',
  ),
)
const ENDS_MARK = /[,;:.!?()\n—–]/

/** What a figure is said to be: by the words right behind it, else by the nearest before it. */
function measuresOf(
  words: readonly Word[],
  figure: SpokenFigure,
  reach: Sentence,
  sentence: Sentence,
  mentions: readonly Mention[],
): Measure[] | null {
  // A wallet may be called "Trading": a name says nothing of a measure.
  const isName = (at: number) =>
    mentions.some((it) => (it.is === 'row' || it.is === 'wallet') && it.from <= at && at < it.to)
  if (figure.unit === 'viewers') return ['viewers']
  if (figure.unit === 'count' || figure.unit === 'ratio') return null
  if (figure.unit === 'usd' && figure.sign !== 0) return ['change']
  const fits = (measures: Measure[] | null) => {
    const kept = measures?.filter((measure) => FITS[figure.unit].has(measure)) ?? []
    return kept.length > 0 ? kept : null
  }
  for (let at = figure.to; at < Math.min(reach.to, figure.to + SAYS_MUCH); at++) {
    if (ENDS_MARK.test(words[at - 1]?.after ?? '') || ENDS_CLAUSE.has(words[at]?.lower ?? '')) break
    const said = isName(at) ? null : fits(measureAt(words, at))
    if (said) return said
  }
  for (let at = figure.from - 1; at >= Math.max(sentence.from, reach.from); at--) {
    // "489 WIF after fees, roughly $395": what is taken off is not what is told.
    const aside = /^(?:after|before|of|less|minus|including|excluding|plus)$/.test(words[at - 1]?.lower ?? '')
    // Nor is "at current prices" what comes to $395.
    const current =
      /^prices?$/.test(words[at]?.lower ?? '') &&
      /^(?:current|today's|market|latest|spot|these)$/.test(words[at - 1]?.lower ?? '')
    const skipped = isName(at) || current || (aside && /^fees?$/.test(words[at]?.lower ?? ''))
    const said = skipped ? null : fits(measureAt(words, at))
    if (said) return said
  }
  if (figure.sign !== 0 && (figure.unit === 'percent' || figure.unit === 'usd')) return ['change']
  return null
}

/** "208 dollars and 48 cents" is one figure. */
function joinedCents(words: readonly Word[], figures: SpokenFigure[]): SpokenFigure[] {
  return figures.filter((figure, index) => {
    const before = figures[index - 1]
    const cents = words.slice(figure.from, figure.to).some(({ lower }) => /^cents?$/.test(lower))
    if (!before || !cents || before.unit !== 'usd' || before.to + 1 !== figure.from) return true
    if (words[before.to]?.lower !== 'and' || before.step !== 1) return true
    before.value = before.value / figure.per + figure.value
    before.step = 0.01 / figure.per
    before.digits += 2
    before.to = figure.to
    if (figure.per > 1) before.measures = figure.measures
    return false
  })
}
