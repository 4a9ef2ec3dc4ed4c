import type { Flag } from '../../../shared/snapshot'
import { STALE_MS } from './age'
import { type Subject, subjectOf } from './binding'
import { claimVerdicts } from './claims'
import { thresholdOf } from './comparisons'
import { derivedFacts } from './derived'
import { type Evidence, evidenceOf, type Fact, type Measure } from './facts'
import { figure as shown, span } from './figure-text'
import type { CallOutput } from './output-check'
import { type Meaning, type Reading, readAnswer, type SpokenSentence } from './reading'
import type { SpokenFigure } from './spoken/figures'
import { numbersIn } from './spoken/numbers'
import { wordsOf } from './spoken/words'
import { tells } from './tolerance'

export interface SpokenAnswer {
  text: string
  /** What the tools answered in this turn and the last few, newest last. */
  outputs: readonly CallOutput[]
  /** When the answer was spoken, epoch milliseconds. */
  at: number
  /** What the user said, where that is known: his own figures may be said back to him. */
  asked?: string | null
}

/** More flags tell the trader nothing new. */
const MAX_FLAGS = 12
/** Figures checked in one answer. */
const MAX_FIGURES = 200

/**
 * Holds a spoken answer against the tools' own figures: every figure has to be that of the row and field it is said of,
 * rounded as it was said (`tells` has the rule), every ranking and comparison has to hold in the rows, and what only an old
 * output holds has to be told as old. Empty when all of it is supported. Pure, never throws.
 */
export function checkAnswer({ text, outputs, at, asked = null }: SpokenAnswer): Flag[] {
  const evidence = evidenceOf(outputs)
  const reading = readAnswer(text, evidence)
  const toldAge = AGE.test(text)
  const own = numbersIn(wordsOf(asked ?? ''))
  const context = { evidence, reading, at, toldAge, own: own.map(({ value }) => value) }
  const flags: Flag[] = []
  let measure: Measure | null = null
  let checked = 0
  for (const sentence of reading.sentences) {
    measure = measureOfList(sentence) ?? measure
    for (const figure of sentence.figures) {
      checked += 1
      if (checked > MAX_FIGURES) break
      const flag = checkFigure(context, sentence, figure, measure)
      if (flag) flags.push(flag)
      if (figure.measures?.length === 1) measure = figure.measures[0] ?? measure
    }
  }
  const verdicts = claimVerdicts(evidence, reading)
  flags.push(...verdicts.flatMap(({ flag }) => flag ?? []))
  if (flags.length === 0)
    flags.push(
      ...staleRanking(
        context,
        text,
        verdicts.flatMap(({ sources }) => sources),
      ),
    )
  return unlike(flags).slice(0, MAX_FLAGS)
}

/** Words by which an answer says that what it tells is old. */
const AGE =
  /\b(?:ago|earlier|old|older|stale|outdated|as of (?!now|right|today|this)|last (?:checked|looked|time|seen|known)|when (?:i|we) (?:last )?(?:checked|looked|asked)|previously|at the time|a (?:moment|while) back)\b/i
/** A figure told in the past is not told as present. */
const PAST = /\b(?:had|was|were|stood|used to)\b/

const unlike = (flags: Flag[]): Flag[] =>
  flags.filter((flag, at) => flags.findIndex((it) => it.detail === flag.detail) === at)

/** What a list that follows is of: "the top five by viewers:". */
function measureOfList({ plain }: SpokenSentence): Measure | null {
  const said =
    /\b(?:by|on|in) (?:\w+ )?(viewers|viewership|audience|market cap|market capitali[sz]ation|cap|price|value|liquidity|volume)\b/.exec(
      plain,
    )?.[1]
  if (said === undefined) return null
  if (/^(viewers|viewership|audience)$/.test(said)) return 'viewers'
  if (said.includes('cap')) return 'marketCap'
  return said === 'price' || said === 'value' || said === 'liquidity' || said === 'volume' ? said : null
}

interface Context {
  evidence: Evidence
  reading: Reading
  at: number
  toldAge: boolean
  /** Figures of the user's own. */
  own: number[]
}

function checkFigure(
  context: Context,
  sentence: SpokenSentence,
  figure: SpokenFigure,
  listMeasure: Measure | null,
): Flag | null {
  const { evidence, reading } = context
  // It bounds many rows and tells none: the claims are checked for it.
  if (thresholdOf(sentence, figure)) return null
  const subject = subjectOf(reading.words, sentence, figure)
  const meant = meaning(figure, subject, listMeasure)
  if (!meant) return null
  if (isGeneral(sentence, figure)) return null
  if (sentence.plain.includes('confirm') && /\b(?:need|needs|require|requires|must)\b/.test(sentence.plain)) return null
  const candidates = evidence.facts.filter(candidateTest(evidence, sentence, figure, meant, subject))
  const supported = candidates.filter((fact) => agrees(figure, fact))
  const facts =
    supported.length > 0
      ? supported
      : derivedFacts(evidence, reading, sentence, figure, meant, subject).filter((fact) => agrees(figure, fact))
  if (facts.length > 0) return staleness(context, sentence, figure, facts)
  // "A quarter of a SOL is about $52" supposes an amount.
  if (isOwn(context, figure) || (figure.part && figure.unit === 'tokens' && !RECEIPT_TALK.test(sentence.plain)))
    return null
  return { kind: 'figure', detail: unsupported(context, figure, meant, subject, candidates) }
}

/** "Small coins can drop 50% in minutes": wisdom, not a report. */
const isGeneral = ({ mentions, plain }: SpokenSentence, { unit }: SpokenFigure): boolean =>
  unit === 'percent' && mentions.length === 0 && /\b(?:can|could|may|might|usually|often|typically)\b/.test(plain)

/** null for a bare number that nothing says what it is. */
function meaning(figure: SpokenFigure, subject: Subject, listMeasure: Measure | null): Meaning | null {
  if (figure.unit !== 'bare') return { unit: figure.unit, measures: figure.measures }
  const named = subject.named && subject.mentions.some(({ is }) => is === 'row' || is === 'rank' || is === 'stranger')
  const measures = figure.measures ?? (named && listMeasure ? [listMeasure] : null)
  if (!measures) return named && figure.weighty ? { unit: 'bare', measures: null } : null
  if (!figure.measures && !named) return null
  const [measure] = measures
  return { unit: measure === 'viewers' ? 'viewers' : measure === 'change' ? 'percent' : 'usd', measures }
}

/** Whether a fact is of the kind, the row and the trade that a figure is told of. Prepared once, since there are thousands. */
function candidateTest(
  evidence: Evidence,
  sentence: SpokenSentence,
  figure: SpokenFigure,
  { unit, measures }: Meaning,
  subject: Subject,
): (fact: Fact) => boolean {
  const isOf = subjectTest(subject, unit)
  const wallets = sentence.mentions.filter(({ is }) => is === 'wallet').flatMap(({ keys }) => keys)
  const receipt = RECEIPT_TALK.test(sentence.plain)
    ? evidence.sources.findLastIndex(({ kind }) => kind === 'receipt' || kind === 'send')
    : -1
  const counted = unit === 'tokens' && figure.token.length > 0
  // A market cap in SOL is counted in a token that the streams do not list.
  const inSol = counted && evidence.aliases.some((it) => it.written === 'SOL' && figure.token.includes(it.key))
  // Of a trade that is told as done, amounts and worth are those of its receipt.
  const ofTrade = ({ scope, source }: Fact) =>
    receipt < 0 || source === receipt || (unit === 'usd' && scope !== 'trade') || (unit !== 'usd' && unit !== 'tokens')
  return (fact) => {
    if (fact.unit === 'any') return unit !== 'count' || figure.weighty
    if (unit === 'ratio' || (unit !== 'bare' && fact.unit !== unit)) return false
    if (measures && !measures.includes(fact.measure)) return false
    if (!ofTrade(fact)) return false
    if (wallets.length > 0 && fact.wallet !== null && !wallets.includes(fact.wallet)) return false
    if (unit === 'count') return true
    if (!counted) return isOf(fact)
    const same = fact.token !== null && (figure.token.includes(fact.token) || (inSol && fact.token === 'SOL'))
    return same && (fact.measure !== 'marketCap' || isOf(fact))
  }
}

function subjectTest({ mentions, named }: Subject, unit: Meaning['unit']): (fact: Fact) => boolean {
  const keys = new Set(mentions.flatMap((it) => it.keys))
  const whole = !named || mentions.some(({ is }) => is === 'total' || is === 'wallet')
  return (fact) => {
    if (mentions.length === 0 || (fact.subject !== null && keys.has(fact.subject))) return true
    // Fee, slippage and impact are of the trade, and both sides of a trade have its worth.
    if (fact.scope === 'trade') return fact.subject === null || (unit === 'usd' && fact.measure === 'value')
    return fact.scope === 'total' && whole
  }
}

const RECEIPT_TALK =
  /\b(?:done|bought|sold|swapped|sent|executed|completed|confirmed|filled|went through|became|received|traded)\b/

/** A rise is not a fall: a figure that is told with a direction has to have it. */
function agrees(figure: SpokenFigure, fact: Fact): boolean {
  if (fact.measure === 'change' && figure.sign !== 0) return tells(figure, fact.value * figure.sign)
  return tells(figure, Math.abs(fact.value))
}

function isOwn({ own }: Context, figure: SpokenFigure): boolean {
  if (figure.unit === 'viewers' && !figure.weighty) return false
  return own.some((value) => Math.abs(value - figure.value) <= Math.abs(value) * 1e-9)
}

function staleness(context: Context, sentence: SpokenSentence, figure: SpokenFigure, facts: Fact[]): Flag | null {
  const { evidence, at, toldAge } = context
  if (figure.unit === 'count' || toldAge || PAST.test(sentence.plain)) return null
  const dated = facts.flatMap((fact) => {
    const source = evidence.sources[fact.source]
    const made = source?.madeAt ?? source?.receivedAt ?? null
    // What a trade moved stays true.
    const lasting = !source || source.kind === 'receipt' || source.kind === 'send' || made === null
    return [{ source, age: lasting ? 0 : at - made }]
  })
  const youngest = dated.reduce((a, b) => (b.age < a.age ? b : a))
  if (youngest.age <= STALE_MS) return null
  const detail = `The answer says "${figure.words}", which stands in the output of ${youngest.source?.name ?? 'a tool'}, ${span(youngest.age)} earlier, and in none since.`
  return { kind: 'stale', detail }
}

/** A ranking of old rows is as old as they are. */
function staleRanking({ evidence, at, toldAge }: Context, text: string, used: number[]): Flag[] {
  if (toldAge || PAST.test(text)) return []
  for (const index of used) {
    const source = evidence.sources[index]
    const age = at - (source?.madeAt ?? source?.receivedAt ?? at)
    if (!source || age <= STALE_MS) continue
    return [{ kind: 'stale', detail: `The answer ranks rows of ${source.name}, which were made ${span(age)} earlier.` }]
  }
  return []
}

const UNITS: Record<SpokenFigure['unit'], string> = {
  usd: ' USD',
  percent: '%',
  viewers: ' viewers',
  tokens: '',
  count: '',
  ratio: ' times',
  bare: '',
}
const NOUNS: Partial<Record<Measure, string>> = {
  marketCap: 'market cap',
  price: 'price',
  change: 'change',
  value: 'value',
  amount: 'amount',
  viewers: 'viewers',
}

/** Says what was compared: the nearest figures of the same kind, so that the trader sees the right one. */
function unsupported(
  { evidence, reading }: Context,
  figure: SpokenFigure,
  { unit, measures }: Meaning,
  { mentions }: Subject,
  candidates: Fact[],
): string {
  const [first] = mentions
  const of = first ? ` of ${first.is === 'row' ? reading.book.nameOf(first.keys[0] ?? '') : first.written}` : ''
  const noun = measures?.[0] ? (NOUNS[measures[0]] ?? measures[0]) : ''
  const what = noun || of ? ` (${[noun, of.trim()].filter(Boolean).join(' ')})` : ''
  const said = `The answer says "${figure.words}"${figure.sign === 0 ? '' : figure.sign > 0 ? ' up' : ' down'}${UNITS[unit]}${what}`
  if (evidence.sources.length === 0) return `${said}, but no tool was asked.`
  const near = [...candidates]
    .filter((fact) => fact.unit !== 'any')
    .sort((a, b) => Math.abs(a.value - figure.value) - Math.abs(b.value - figure.value))
    .slice(0, 3)
  if (near.length === 0) return `${said}, but no output holds such a figure.`
  const values = [...new Set(near.map(({ value }) => `${shown(value)}${UNITS[unit]}`))].join(', ')
  return `${said}, but ${evidence.sources[near[0]?.source ?? 0]?.name ?? 'the output'} has ${values}.`
}
