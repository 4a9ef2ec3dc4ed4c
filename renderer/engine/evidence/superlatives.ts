import type { Evidence, Measure } from './facts'
import { figure } from './figure-text'
import { groupsWith, nounOf, type Ranked } from './ranks'
import type { Reading, SpokenSentence } from './reading'
import { measureAt } from './spoken/measures'
import type { Mention } from './spoken/mentions'
import type { Word } from './spoken/words'
import { bornOutBy, refutedBy, type Verdict } from './verdict'

const MOST = new Set(
  'highest most biggest largest best top leading leader leads greatest strongest heaviest'.split(' '),
)
const LEAST = new Set('lowest least smallest fewest worst weakest cheapest'.split(' '))
const ORDINALS: Record<string, number> = { second: 2, third: 3, fourth: 4, fifth: 5 }
const GAINS = /^(gainer|gainers|gain|gains|performer|performing|winner|riser|climber)$/
const LOSSES = /^(laggard|loser|losers|loss|losses|drop|decline|faller|dip|slide)$/
const HOLDS = /^(holding|position|bag|allocation|asset)$/
const NUMBER = /^\d+$|^(two|three|four|five|six|seven|eight|nine|ten|few|ones)$/
const BEATS = /^(?:beats|tops|leads|outperforms|heads)$/
const EVERYONE = /^(?:everyone|everybody|everything|all|the (?:list|board|rest|pack|chart|field)|the others)\b/
/** How far behind the word its noun may stand. */
const REACH = 5

interface Superlative {
  at: number
  /** 1 is the most. */
  rank: number
  least: boolean
  measures: Measure[]
}

/** "The highest market cap is X", "X has the most viewers", "the biggest loser is X": X has to be that among the rows. */
export function superlativeVerdicts(evidence: Evidence, reading: Reading, listed: Measure | null): Verdict[] {
  return reading.sentences.flatMap((sentence) => {
    if (/\b(?:not|isn't|aren't|n't)\b/.test(sentence.plain)) return []
    return superlativesIn(reading.words, sentence, listed).flatMap((superlative) => {
      const subject = subjectOf(reading.words, sentence, superlative)
      const verdict = subject ? judged(evidence, reading, sentence, superlative, subject) : null
      return verdict ? [verdict] : []
    })
  })
}

function superlativesIn(words: readonly Word[], sentence: SpokenSentence, listed: Measure | null): Superlative[] {
  const found: Superlative[] = []
  for (let at = sentence.from; at < sentence.to; at++) {
    const lower = (index: number) => words[index]?.lower ?? ''
    const number = lower(at) === 'number' && /^(one|1)$/.test(lower(at + 1))
    const beatsAll = BEATS.test(lower(at)) && EVERYONE.test([1, 2, 3].map((step) => lower(at + step)).join(' '))
    // "The bigger one" of two.
    const ofTwo =
      /^(?:bigger|larger|higher|smaller|lower)$/.test(lower(at)) &&
      lower(at - 1) === 'the' &&
      /^(?:one|of)$/.test(lower(at + 1))
    const least = LEAST.has(lower(at)) || (ofTwo && /^(?:smaller|lower)$/.test(lower(at)))
    if (!number && !least && !beatsAll && !ofTwo && !MOST.has(lower(at))) continue
    if (NUMBER.test(lower(at + 1)) && !number) continue
    if (lower(at) === 'most' && (lower(at + 1) === 'of' || lower(at - 1) === 'at' || lower(at + 1) === 'recent'))
      continue
    if (lower(at) === 'least' && lower(at - 1) === 'at') continue
    if (lower(at) === 'best' && lower(at + 1) === 'match') continue
    const said = found.at(-1)?.measures.length === 1 ? found.at(-1)?.measures[0] : undefined
    const read = measuresAfter(words, sentence, at, said ?? measureBefore(words, sentence, at) ?? listed, least)
    if (read) found.push({ at, rank: ORDINALS[lower(at - 1)] ?? 1, ...read })
  }
  return found
}

/** "In viewers, X beats everyone": what is said before. */
function measureBefore(words: readonly Word[], { from }: SpokenSentence, at: number): Measure | null {
  for (let before = at - 1; before >= from; before--) {
    const said = /^(?:in|by|on)$/.test(words[before - 1]?.lower ?? '') || words[before - 1]?.lower === 'market'
    const measures = said ? measureAt(words, before) : null
    if (measures?.length === 1) return measures[0] ?? null
  }
  return null
}

/** What the superlative is of, by the words behind it; else by what the list is of. */
function measuresAfter(
  words: readonly Word[],
  sentence: SpokenSentence,
  at: number,
  listed: Measure | null,
  least: boolean,
): { least: boolean; measures: Measure[] } | null {
  const word = words[at]?.lower ?? ''
  const before = words[at - 1]?.lower === 'the' ? (words[at - 2]?.lower ?? '') : ''
  if (word === 'most' && (before === 'up' || before === 'gained')) return { least: false, measures: ['change'] }
  if (word === 'most' && (before === 'down' || before === 'lost')) return { least: true, measures: ['change'] }
  if (word === 'cheapest') return { least: true, measures: ['price'] }
  for (let next = at + 1; next < Math.min(sentence.to, at + REACH + 1); next++) {
    if (/[,;:(\n]/.test(words[next - 1]?.after ?? '')) break
    const lower = words[next]?.lower ?? ''
    if (GAINS.test(lower)) return { least: word === 'worst' || word === 'weakest' || least, measures: ['change'] }
    if (LOSSES.test(lower)) return { least: !least, measures: ['change'] }
    if (HOLDS.test(lower)) return { least, measures: ['value'] }
    const said = measureAt(words, next)
    if (said && lower !== 'trading') return { least, measures: said.filter((measure) => measure !== 'amount') }
    if (sentence.mentions.some(({ from }) => from === next)) break
  }
  return listed && word !== 'best' && word !== 'worst' ? { least, measures: [listed] } : null
}

/** Behind the word where a verb leads to it ("is", a colon), else the nearest before. */
function subjectOf(words: readonly Word[], { mentions, from }: SpokenSentence, { at }: Superlative): Mention | null {
  const rows = mentions.filter(({ is }) => is === 'row' || is === 'stranger')
  const before = rows.findLast((it) => it.to <= at)
  const behind = rows.find((it) => it.from > at)
  if (mentions.some((it) => it.is === 'rank')) return null
  const leading = behind ? (words[behind.from - 1]?.lower ?? '') : ''
  const mark = behind ? (words[behind.from - 1]?.after ?? '') : ''
  // "The largest is X", "the largest: X"; a comma leads where nothing stands before. "Followed by X" is the next one.
  const next = behind && leading === 'by' && /^(?:followed|trailed|chased)$/.test(words[behind.from - 2]?.lower ?? '')
  const leads = (!next && /^(is|was|to|by|remains|still|goes|currently|actually)$/.test(leading)) || /[:—–]/.test(mark)
  if (behind && (leads || !before)) return behind.from - at <= 14 ? behind : null
  // "A and B have the most": two share a place, which only their sum can refute.
  const joined = rows.some(
    (it) =>
      before && it.to < before.from && words.slice(it.to, before.from).every(({ lower }) => /^(?:and|or)$/.test(lower)),
  )
  if (!before || joined || at - before.to > 8 || before.from < from) return null
  const between = words.slice(before.to - 1, at)
  return between.slice(0, -1).some(({ after }) => /[;:]/.test(after)) ? null : before
}

function judged(
  evidence: Evidence,
  reading: Reading,
  sentence: SpokenSentence,
  superlative: Superlative,
  subject: Mention,
): Verdict | null {
  const { keys, written } = subject
  if (subject.is === 'stranger') {
    const lists =
      evidence.tables.some(({ rows }) => rows.length > 1) && evidence.facts.every(({ unit }) => unit !== 'any')
    return lists ? refutedBy(`The answer ranks ${written}, which no output holds.`) : null
  }
  let against: { rows: Ranked[]; measure: Measure } | null = null
  for (const measure of superlative.measures) {
    for (const group of groupsWith(evidence, reading, sentence, keys, measure)) {
      const rows = superlative.least ? [...group].reverse() : group
      const bar = rows[superlative.rank - 1]
      const own = rows.find(({ subject: key }) => keys.includes(key))
      if (!bar || !own) continue
      if (own.value === bar.value) return bornOutBy(own.source)
      against ??= { rows, measure }
    }
  }
  const own = against?.rows.find(({ subject: key }) => keys.includes(key))
  const bar = against?.rows[superlative.rank - 1]
  if (!against || !own || !bar) return null
  const name = reading.book.nameOf(own.subject)
  const place = `${superlative.rank > 1 ? `number ${superlative.rank} of ` : ''}the ${superlative.least ? 'lowest' : 'highest'}`
  return refutedBy(
    `The answer gives ${name} as ${place} by ${nounOf(against.measure)} (${figure(own.value)}), but the outputs have ${reading.book.nameOf(bar.subject)} with ${figure(bar.value)} there.`,
  )
}
