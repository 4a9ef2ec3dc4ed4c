import type { Evidence, Measure } from './facts'
import { figure } from './figure-text'
import { newestOf, newestValues, nounOf, rankedBy } from './ranks'
import type { Reading, SpokenSentence } from './reading'
import type { SpokenFigure } from './spoken/figures'
import { directionOf, measureAt } from './spoken/measures'
import type { Word } from './spoken/words'
import { bornOutBy, refutedBy, type Verdict } from './verdict'

const MORE = new Set('more higher bigger larger greater better stronger'.split(' '))
const LESS = new Set('fewer less lower smaller cheaper worse weaker'.split(' '))
const BEATS = new Set('beats outperforms outperformed beat tops leads outpaces'.split(' '))
const TRAILS = new Set('trails lags underperforms underperformed'.split(' '))

/** "A has more viewers than B", "A is ahead of B", "A beats B": by the newest figures of both. */
export function comparisonVerdicts(evidence: Evidence, reading: Reading, listed: Measure | null): Verdict[] {
  return reading.sentences.flatMap((sentence) => {
    if (/\b(?:not|isn't|doesn't|n't|no more)\b/.test(sentence.plain)) return []
    const verdict = comparisonIn(evidence, reading, sentence, listed)
    return verdict ? [verdict] : []
  })
}

function comparisonIn(
  evidence: Evidence,
  reading: Reading,
  sentence: SpokenSentence,
  listed: Measure | null,
): Verdict | null {
  const { words, book } = reading
  const pivot = pivotOf(words, sentence)
  if (!pivot) return null
  const rows = sentence.mentions.filter(({ is }) => is === 'row')
  const [before, behind] = [rows.filter((it) => it.to <= pivot.from).at(-1), rows.find((it) => it.from >= pivot.to)]
  const a = before ?? (sentence.carried.length === 1 ? sentence.carried[0] : undefined)
  const unseen = a && a.is === 'row' && !behind ? strangerAfter(words, pivot.to, sentence.to) : null
  if (unseen && evidence.facts.every(({ unit }) => unit !== 'any')) {
    return refutedBy(`The answer compares ${book.nameOf(a?.keys[0] ?? '')} with ${unseen}, which no output holds.`)
  }
  if (!a || !behind || behind.from - pivot.to > 3 || a.keys.some((key) => behind.keys.includes(key))) return null
  const measures = pivot.measures ?? (listed ? [listed] : [])
  for (const measure of measures) {
    const [first, second] = [newestOf(evidence, a.keys, measure), newestOf(evidence, behind.keys, measure)]
    if (first === null || second === null) continue
    if (first.value === second.value || first.value > second.value === pivot.more)
      return bornOutBy(first.source, second.source)
    const names = [a, behind].map(({ keys }) => book.nameOf(keys[0] ?? ''))
    return refutedBy(
      `The answer says that ${names[0]} has ${pivot.more ? 'more' : 'less'} ${nounOf(measure)} than ${names[1]}, but the outputs have ${figure(first.value)} and ${figure(second.value)}.`,
    )
  }
  return null
}

/** A name of two or more capitalised words right behind: one word may be anything. */
function strangerAfter(words: readonly Word[], from: number, end: number): string | null {
  let to = from
  while (to < Math.min(end, from + 4) && /^\p{Lu}\p{Ll}/u.test(words[to]?.text ?? '')) to += 1
  const name = words.slice(from, to).map(({ text }) => text)
  return name.length > 1 ? name.join(' ') : null
}

interface Pivot {
  /** Words `[from, to)` between the two that are compared. */
  from: number
  to: number
  more: boolean
  /** null where it does not say by what. */
  measures: Measure[] | null
}

function pivotOf(words: readonly Word[], sentence: SpokenSentence): Pivot | null {
  const lower = (at: number) => words[at]?.lower ?? ''
  for (let at = sentence.from; at < sentence.to; at++) {
    const word = lower(at)
    if ((word === 'ahead' || word === 'above') && (word === 'above' || lower(at + 1) === 'of')) {
      return { from: at, to: at + (word === 'above' ? 1 : 2), more: true, measures: measureNear(words, sentence) }
    }
    if (word === 'behind') return { from: at, to: at + 1, more: false, measures: measureNear(words, sentence) }
    if (BEATS.has(word) || TRAILS.has(word)) {
      const measures = word.includes('perform') ? (['change'] satisfies Measure[]) : measureNear(words, sentence)
      return { from: at, to: at + 1, more: BEATS.has(word), measures }
    }
    if (!MORE.has(word) && !LESS.has(word)) continue
    const than = [at + 1, at + 2, at + 3, at + 4, at + 5, at + 6].find((it) => it < sentence.to && lower(it) === 'than')
    if (than === undefined || /\d/.test(lower(than + 1))) continue
    return { from: at, to: than + 1, ...directed(words, sentence, at, than) }
  }
  return null
}

/** "Up more than" is a larger change, "down more than" a smaller one; "better" is of the change, "cheaper" of the price. */
function directed(
  words: readonly Word[],
  sentence: SpokenSentence,
  at: number,
  than: number,
): Pick<Pivot, 'more' | 'measures'> {
  const word = words[at]?.lower ?? ''
  const more = MORE.has(word)
  const direction = directionOf(words[at - 1]?.lower ?? '')
  if (direction !== 0 && word === 'more') return { more: direction > 0, measures: ['change'] }
  if (/^(better|worse|stronger|weaker)$/.test(word)) return { more, measures: ['change'] }
  if (word === 'cheaper' || words[at + 1]?.lower === 'expensive') return { more, measures: ['price'] }
  const between = Array.from({ length: than - at }, (_, step) => measureAt(words, at + step)).find((it) => it !== null)
  return { more, measures: between ?? measureNear(words, sentence) }
}

function measureNear(words: readonly Word[], { from, to }: SpokenSentence): Measure[] | null {
  for (let at = from; at < to; at++) {
    const said = measureAt(words, at)
    if (said) return said
  }
  return null
}

/** "All of them are above $1 million", "only two have more than 20 viewers", "none is under 5". */
export interface Threshold {
  quantity: 'all' | 'none' | number
  above: boolean
}

const COUNTS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}
const QUANTITY =
  /\b(all|each|every|none|neither|both)\b(?: one)?(?: of)?|\b(?:only )?(\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:of (?:them|these|those|the)|have|are|streams|tokens|coins|holdings)\b/

/** A figure that bounds many rows rather than telling one; null for any other. */
export function thresholdOf({ plain, mentions }: SpokenSentence, figure: SpokenFigure): Threshold | null {
  const above = figure.hedge === 'over' || figure.hedge === 'atLeast'
  if (!above && figure.hedge !== 'under' && figure.hedge !== 'atMost') return null
  const match = QUANTITY.exec(plain)
  // "All of them together have more than": a sum, not each of them.
  if (/\b(?:together|combined|total|sum|altogether|overall|collectively)\b/.test(plain)) return null
  if (!match || mentions.some(({ is }) => is === 'row' && figure.unit !== 'tokens')) return null
  const [, word = '', count = ''] = match
  if (word !== '') return { quantity: word === 'none' || word === 'neither' ? 'none' : 'all', above }
  return { quantity: COUNTS[count] ?? Number(count), above }
}

/** Of lists that hold the figure, one has to bear it out. */
export function thresholdVerdicts(evidence: Evidence, reading: Reading): Verdict[] {
  return reading.sentences.flatMap((sentence) =>
    sentence.figures.flatMap((spoken) => {
      const threshold = thresholdOf(sentence, spoken)
      const verdict = threshold ? met(evidence, sentence, spoken, threshold) : null
      return verdict ? [verdict] : []
    }),
  )
}

function met(
  evidence: Evidence,
  sentence: SpokenSentence,
  spoken: SpokenFigure,
  { quantity, above }: Threshold,
): Verdict | null {
  const fallback: Measure[] =
    spoken.unit === 'viewers' ? ['viewers'] : spoken.unit === 'percent' ? ['change'] : ['marketCap', 'value', 'price']
  let against: string | null = null
  for (const measure of spoken.measures ?? fallback) {
    const groups = [...evidence.tables.map((table) => rankedBy(table, measure)), newestValues(evidence, measure)]
    for (const rows of groups.filter(({ length }) => length > 1)) {
      const passing = rows.filter(({ value }) => passes(value, spoken, above)).length
      const wanted = quantity === 'all' ? rows.length : quantity === 'none' ? 0 : quantity
      if (passing === wanted) return bornOutBy(...rows.map(({ source }) => source))
      against ??= `${passing} of ${rows.length} rows are (${rows
        .slice(0, 10)
        .map(({ value }) => figure(value))
        .join(', ')} by ${nounOf(measure)})`
    }
  }
  return against === null ? null : refutedBy(`The answer says "${sentence.text}", but ${against}.`)
}

function passes(value: number, { value: bound, hedge, sign }: SpokenFigure, above: boolean): boolean {
  const told = sign < 0 ? -value : value
  if (above) return hedge === 'atLeast' ? told >= bound : told > bound
  return hedge === 'atMost' ? told <= bound : told < bound
}
