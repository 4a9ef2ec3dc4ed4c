import type { Subject } from './binding'
import type { Evidence, Fact, Measure, Table } from './facts'
import type { Meaning, Reading, SpokenSentence } from './reading'
import type { SpokenFigure } from './spoken/figures'

/** Rows of which pairs are formed. */
const MAX_PAIRED = 25

const SUM =
  /\b(?:together|combined|total|totals|totaling|totalling|altogether|sum|between them|in all|overall|add|adds|across|aggregate|both|collectively)\b/
const DIFFERENCE =
  /\b(?:than|ahead|behind|gap|difference|apart|lead|leads|leading|margin|spread|edge|beats|beat|trails|trailing|lags|lagging|separate|separates)\b/
const SHARE = /\b(?:of|share|makes up|make up|accounts|account for|represents|percent of)\b/
const AVERAGE = /\b(?:average|averages|averaging|mean|each)\b/
const LEFT = /\b(?:left|leave|leaves|leaving|remain|remaining|remains|still|after)\b/
const RANGE = /\b(?:range|ranged|swing|between|spread|from|off|below|above|high|low)\b/
/** The whole board, not the rows that were read out. */
const WHOLE = /\b(?:all|every|entire|whole|platform|board|pump\.?fun|overall|everywhere|site|across)\b/
const SHOWN =
  /\b(?:these|those|shown|listed|page|top|them|named|the (?:two|three|four|five|six|seven|eight|nine|ten)|both|between)\b/

/**
 * Figures that no output holds and that truly follow from them, as far as the sentence says that it derives: sums,
 * differences, ratios, shares, averages, what an amount is worth, what is left. Only rows of the named subjects where
 * there are any.
 */
export function derivedFacts(
  evidence: Evidence,
  reading: Reading,
  sentence: SpokenSentence,
  figure: SpokenFigure,
  meaning: Meaning,
  subject: Subject,
): Fact[] {
  const { plain } = sentence
  const facts: Fact[] = []
  const make = (value: number, unit: Fact['unit'], measure: Measure, source: number) => {
    if (Number.isFinite(value)) {
      facts.push({ value, unit, measure, subject: null, token: null, scope: 'total', source, wallet: null })
    }
  }
  const named = keysOf(sentence, subject)
  if (meaning.unit === 'count') return counts(evidence, figure)
  const measures = meaning.measures ?? measuresFor(meaning.unit)
  if (DIFFERENCE.test(plain) || meaning.unit === 'ratio') pairs(evidence, named, measures, meaning, make)
  if (SUM.test(plain)) sums(evidence, reading, sentence, named, measures, meaning, make)
  if (SHARE.test(plain) && meaning.unit === 'percent') shares(evidence, named, make)
  if (AVERAGE.test(plain)) averages(evidence, measures, meaning, make)
  if (LEFT.test(plain) && meaning.unit === 'tokens') remainders(evidence, figure, make)
  if (meaning.unit === 'usd') worths(evidence, sentence, make)
  if (RANGE.test(plain)) ranges(evidence, subject, meaning, make)
  if (meaning.unit === 'tokens') parts(evidence, sentence, figure, make)
  arithmetic(sentence, figure, make)
  return facts
}

type Make = (value: number, unit: Fact['unit'], measure: Measure, source: number) => void

function keysOf({ mentions, carried }: SpokenSentence, subject: Subject): string[] {
  const rows = [...mentions, ...subject.mentions, ...(mentions.length < 2 ? carried : [])]
  return [...new Set(rows.filter(({ is }) => is === 'row' || is === 'rank').flatMap(({ keys }) => keys))]
}

function measuresFor(unit: Meaning['unit']): Measure[] {
  if (unit === 'viewers') return ['viewers']
  if (unit === 'percent') return ['change', 'viewers', 'marketCap', 'price', 'value']
  return unit === 'ratio'
    ? ['viewers', 'marketCap', 'price', 'value', 'volume', 'liquidity']
    : ['marketCap', 'value', 'price', 'liquidity', 'volume']
}

const unitOf = (measure: Measure): Fact['unit'] =>
  measure === 'viewers' ? 'viewers' : measure === 'change' ? 'percent' : 'usd'

/** The newest value of each row, of all tables at once: tokens are looked up one by one and then compared. */
function rowsOf({ tables }: Evidence, measure: Measure, keys: string[]): { value: number; source: number }[] {
  const values = new Map<string, { value: number; source: number }>()
  for (const { rows, source } of tables) {
    for (const { subject, values: row } of rows) {
      const value = row[measure]
      if (value !== undefined && (keys.length === 0 || keys.includes(subject))) values.set(subject, { value, source })
    }
  }
  return [...values.values()].slice(0, MAX_PAIRED)
}

function pairs(evidence: Evidence, named: string[], measures: Measure[], { unit }: Meaning, make: Make): void {
  const wanted = unit === 'percent' || unit === 'ratio' ? measuresFor(unit) : measures
  for (const measure of wanted) {
    let rows = rowsOf(evidence, measure, named)
    if (rows.length < 2) rows = rowsOf(evidence, measure, [])
    for (const a of rows) {
      for (const b of rows) {
        if (a === b) continue
        const source = Math.min(a.source, b.source)
        if (unit !== 'percent' && unit !== 'ratio' && a.value > b.value)
          make(a.value - b.value, unitOf(measure), measure, source)
        if (unit === 'percent' && measure === 'change') make(Math.abs(a.value - b.value), 'percent', 'amount', source)
        if (unit === 'percent' && b.value > 0 && measure !== 'change')
          make(Math.abs(a.value / b.value - 1) * 100, 'percent', 'amount', source)
        if (unit === 'ratio' && b.value > 0 && a.value > b.value) make(a.value / b.value, 'any', 'any', source)
      }
    }
  }
}

function sums(
  evidence: Evidence,
  { sentences }: Reading,
  sentence: SpokenSentence,
  named: string[],
  measures: Measure[],
  { unit }: Meaning,
  make: Make,
): void {
  const { plain } = sentence
  const all = [
    ...new Set(
      sentences.flatMap(({ mentions }) => mentions.filter(({ is }) => is === 'row').flatMap(({ keys }) => keys)),
    ),
  ]
  const wanted = measures.filter((measure) => unit === 'bare' || unitOf(measure) === unit)
  for (const measure of wanted) {
    for (const fact of evidence.facts) {
      if (fact.scope === 'total' && fact.measure === measure && fact.unit === unitOf(measure))
        make(fact.value, fact.unit, measure, fact.source)
    }
    for (const keys of [named, all]) {
      const rows = keys.length > 1 ? rowsOf(evidence, measure, keys) : []
      if (rows.length > 1)
        make(
          rows.reduce((sum, { value }) => sum + value, 0),
          unitOf(measure),
          measure,
          rows[0]?.source ?? 0,
        )
    }
    // "A and B together": of those two alone.
    if (sentence.mentions.filter(({ is }) => is === 'row').length > 1) continue
    for (const table of evidence.tables) {
      // The rows of one page are not everything that there is.
      if (!table.complete && WHOLE.test(plain) && !SHOWN.test(plain)) continue
      let sum = 0
      for (const { values } of table.rows) {
        sum += values[measure] ?? 0
        make(sum, unitOf(measure), measure, table.source)
      }
    }
  }
}

function shares(evidence: Evidence, named: string[], make: Make): void {
  for (const measure of ['viewers', 'marketCap', 'value'] as const) {
    const wholes = evidence.facts.filter(
      (it) => it.scope === 'total' && it.measure === measure && it.unit === unitOf(measure),
    )
    const rows = rowsOf(evidence, measure, named)
    const page = rowsOf(evidence, measure, []).reduce((sum, { value }) => sum + value, 0)
    const together = rows.reduce((sum, { value }) => sum + value, 0)
    for (const whole of [...wholes.map(({ value }) => value), page]) {
      if (whole <= 0) continue
      for (const row of rows) make((row.value / whole) * 100, 'percent', 'amount', row.source)
      make((together / whole) * 100, 'percent', 'amount', rows[0]?.source ?? 0)
    }
    for (const a of rows)
      for (const b of rows) if (b.value > 0) make((a.value / b.value) * 100, 'percent', 'amount', a.source)
  }
}

function averages({ tables }: Evidence, measures: Measure[], { unit }: Meaning, make: Make): void {
  for (const { rows, source } of tables) {
    for (const measure of measures) {
      if (unitOf(measure) !== unit || rows.length === 0) continue
      make(
        rows.reduce((sum, { values }) => sum + (values[measure] ?? 0), 0) / rows.length,
        unitOf(measure),
        measure,
        source,
      )
    }
  }
}

const PARTS = [0.25, 1 / 3, 0.5, 2 / 3, 0.75]

/** A share of what is held: "half of your SOL, 6.25 SOL". */
function parts({ facts }: Evidence, { plain, text }: SpokenSentence, { token }: SpokenFigure, make: Make): void {
  const percents = [...text.matchAll(/(\d+(?:\.\d+)?) ?(?:%|percent)/g)].map(([, value]) => Number(value) / 100)
  const shares = /\b(?:half|third|thirds|quarter|quarters)\b/.test(plain) ? [...percents, ...PARTS] : percents
  for (const held of facts.filter((it) => it.scope === 'row' && it.token !== null && token.includes(it.token))) {
    for (const share of shares) make(held.value * share, 'tokens', 'amount', held.source)
  }
}

/** "$52.12 in and $51.93 out, so you lose 19 cents": of figures of the same sentence, which are checked themselves. */
function arithmetic({ figures }: SpokenSentence, figure: SpokenFigure, make: Make): void {
  const others = figures.filter((it) => it.unit === figure.unit && it.to <= figure.from).slice(-6)
  const unit = figure.unit === 'usd' || figure.unit === 'viewers' || figure.unit === 'tokens' ? figure.unit : null
  if (unit === null) return
  for (const a of others) {
    for (const b of others) if (a !== b && a.value > b.value) make(a.value - b.value, unit, 'any', 0)
  }
}

/** What a wallet has after a trade: what it held, less or more what the trade moves. */
function remainders({ facts }: Evidence, { token }: SpokenFigure, make: Make): void {
  const ofToken = facts.filter(
    (it) => it.unit === 'tokens' && it.token !== null && (token.length === 0 || token.includes(it.token)),
  )
  const held = ofToken.filter(({ scope }) => scope === 'row')
  for (const { value, token: held_, source } of held) {
    for (const moved of ofToken.filter((it) => it.scope === 'trade' && it.token === held_)) {
      make(value - moved.value, 'tokens', 'amount', source)
      make(value + moved.value, 'tokens', 'amount', source)
    }
  }
}

/** What the amounts of a sentence are worth at the prices that the tools gave. */
function worths({ facts }: Evidence, { figures }: SpokenSentence, make: Make): void {
  for (const amount of figures.filter(({ unit }) => unit === 'tokens')) {
    for (const price of facts) {
      if (price.measure !== 'price' || price.subject === null) continue
      if (amount.token.includes(price.subject)) make(amount.value * price.value, 'usd', 'value', price.source)
    }
  }
}

/** How wide a range is, and how far the price stands from its ends. */
function ranges({ facts }: Evidence, { mentions }: Subject, { unit }: Meaning, make: Make): void {
  const keys = mentions.flatMap((it) => it.keys)
  const of = (measure: Measure) =>
    facts.filter(
      (it) =>
        it.measure === measure &&
        it.unit === 'usd' &&
        it.subject !== null &&
        (keys.length === 0 || keys.includes(it.subject)),
    )
  for (const high of of('high')) {
    for (const low of [...of('low'), ...of('price')].filter((it) => it.subject === high.subject)) {
      if (unit === 'usd') make(high.value - low.value, 'usd', 'change', high.source)
      if (unit === 'percent' && low.value > 0 && high.value > 0) {
        make((high.value / low.value - 1) * 100, 'percent', 'amount', high.source)
        make((1 - low.value / high.value) * 100, 'percent', 'amount', high.source)
      }
    }
  }
  for (const low of of('low')) {
    for (const price of of('price').filter((it) => it.subject === low.subject)) {
      if (unit === 'usd') make(price.value - low.value, 'usd', 'change', low.source)
      if (unit === 'percent' && low.value > 0)
        make((price.value / low.value - 1) * 100, 'percent', 'amount', low.source)
    }
  }
}

/** Any count up to the rows that there are can be counted among them. */
function counts({ tables, facts }: Evidence, { value }: SpokenFigure): Fact[] {
  const most = Math.max(0, ...tables.map((table: Table) => table.rows.length))
  const none = facts.every(({ unit }) => unit !== 'count')
  return value <= most || none
    ? [{ value, unit: 'count', measure: 'count', subject: null, token: null, scope: 'total', source: 0, wallet: null }]
    : []
}
