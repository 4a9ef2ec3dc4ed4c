import type { Flag } from '../../../shared/snapshot'
import { comparisonVerdicts, thresholdVerdicts } from './comparisons'
import type { Evidence, Measure } from './facts'
import { figure } from './figure-text'
import { orderOf, orderVerdicts } from './orders'
import type { Reading, SpokenSentence } from './reading'
import { directionOf } from './spoken/measures'
import { superlativeVerdicts } from './superlatives'
import type { Verdict } from './verdict'

/** Every ranking, comparison and statement of fact without a figure that the outputs refute or do not support. */
export function claimVerdicts(evidence: Evidence, reading: Reading): Verdict[] {
  const listed = listedMeasure(evidence, reading)
  const plain = [...directionFlags(evidence, reading), ...tradeFlags(evidence, reading)]
  return [
    ...orderVerdicts(evidence, reading),
    ...superlativeVerdicts(evidence, reading, listed),
    ...comparisonVerdicts(evidence, reading, listed),
    ...thresholdVerdicts(evidence, reading),
    ...plain.map((flag) => ({ flag, sources: [] })),
  ]
}

/** By what the answer ranks where a sentence does not say: by what it said last, else by the newest list's own order. */
function listedMeasure({ tables }: Evidence, { sentences }: Reading): Measure | null {
  return (
    sentences.map(orderOf).find((measure) => measure !== null) ??
    tables.findLast(({ sort, rows }) => sort !== null && rows.length > 1)?.sort ??
    null
  )
}

/** Less than this in percent is told as flat. */
const FLAT_PCT = 1
const IS = /^(?:is|are|was|'s|has|looks|looking|been|trading|currently|still|slightly|also|both|a|bit|little|sharply)$/

/** "Bonk is up": the change has to have that sign. With a figure it is checked as a figure. */
function directionFlags({ facts }: Evidence, { words, sentences, book }: Reading): Flag[] {
  return sentences.flatMap((sentence) =>
    sentence.mentions.flatMap((mention): Flag[] => {
      if (mention.is !== 'row' && mention.is !== 'total') return []
      let at = mention.to
      while (at < Math.min(sentence.to, mention.to + 4) && IS.test(words[at]?.lower ?? '')) at += 1
      const word = words[at]?.lower ?? ''
      const direction = word === 'flat' || word === 'unchanged' ? 'flat' : directionOf(word)
      if (at === mention.to || at >= sentence.to || direction === 0 || NOT_MOVED.test(words[at + 1]?.lower ?? ''))
        return []
      // "Has a higher market cap" tells of no change.
      if (
        /^(?:higher|lower|high|low)$/.test(word) &&
        words.slice(mention.to, at).some(({ lower }) => /^(?:has|a)$/.test(lower))
      )
        return []
      if (sentence.figures.some(({ sign }) => sign !== 0)) return []
      const changes = facts.filter(
        (it) =>
          it.measure === 'change' &&
          it.unit === 'percent' &&
          (mention.is === 'total' ? it.scope === 'total' : it.subject !== null && mention.keys.includes(it.subject)),
      )
      const holds = (value: number) => (direction === 'flat' ? Math.abs(value) < FLAT_PCT : value * direction >= 0)
      if (changes.length === 0 || changes.some(({ value }) => holds(value))) return []
      const name = mention.is === 'row' ? book.nameOf(mention.keys[0] ?? '') : mention.written
      const values = changes.map(({ value }) => `${figure(value)}%`).slice(0, 3)
      return [
        { kind: 'claim', detail: `The answer says that ${name} is ${word}, but its change is ${values.join(', ')}.` },
      ]
    }),
  )
}
/** "Up to", "up on the list", "down the list". */
const NOT_MOVED = /^(?:to|there|here|with|next|first|for|than|market|cap|price)$/

const DONE =
  /^(?:done|executed|completed|bought|sold|swapped|sent|confirmed|all set)\b|\b(?:i|we|you)(?:'ve| have)?(?: just)? (?:bought|sold|swapped|sent)\b|\b(?:trade|swap|order|transfer) (?:went through|is done|is complete|executed|has gone through)\b/
const NOT_DONE =
  /\b(?:not|n't|nothing|didn't|hasn't|haven't|would|if|can|could|once|before|earlier|yesterday|ago|until|unless|want|will)\b/
const TRADES = /execute|send|swap_execute/

/** A trade told as done has to have left a receipt. */
function tradeFlags({ sources }: Evidence, { sentences }: Reading): Flag[] {
  if (sources.some(({ kind }) => kind === 'receipt' || kind === 'send' || kind === 'unknown')) return []
  const refused = sources.findLast(
    ({ name, kind }) => TRADES.test(name) && (kind === 'failure' || kind === 'misshapen'),
  )
  const tells = (sentence: SpokenSentence) =>
    DONE.test(sentence.plain) &&
    !NOT_DONE.test(sentence.plain) &&
    (refused !== undefined || sentence.figures.some(({ unit }) => unit === 'tokens' || unit === 'usd'))
  const told = sentences.find(tells)
  if (!told) return []
  const found = refused ? `${refused.name} did not do it` : 'no output is a receipt'
  return [{ kind: 'claim', detail: `The answer tells a trade as done ("${told.text.slice(0, 90)}"), but ${found}.` }]
}
