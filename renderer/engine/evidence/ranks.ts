import type { Evidence, Measure, Table } from './facts'
import type { Reading } from './reading'

/** A row's figure among those that it is compared with. */
export interface Ranked {
  subject: string
  value: number
  /** Index into the evidence's sources. */
  source: number
}

const NOUNS: Partial<Record<Measure, string>> = { marketCap: 'market cap', change: 'change in percent' }
export const nounOf = (measure: Measure): string => NOUNS[measure] ?? measure

/** The rows of a table that have a figure, largest first. */
export const rankedBy = ({ rows, source }: Pick<Table, 'rows' | 'source'>, measure: Measure): Ranked[] =>
  rows
    .flatMap(({ subject, values }) =>
      values[measure] === undefined ? [] : [{ subject, value: values[measure], source }],
    )
    .sort((a, b) => b.value - a.value)

/** Keys of the rows that an answer names, each once, in the order in which it names them. */
export function namedRows(reading: Reading, from = 0, to = Number.POSITIVE_INFINITY): string[][] {
  const seen = new Set<string>()
  return reading.sentences.flatMap(({ mentions }) =>
    mentions.flatMap(({ is, keys, from: at }) => {
      if (is !== 'row' || at < from || at >= to || keys.some((key) => seen.has(key))) return []
      for (const key of keys) seen.add(key)
      return [keys]
    }),
  )
}

/** Says that only the rows that are named are compared. */
const OF_NAMED = /\b(?:between|of the (?:two|three|four|five)|out of|compared)\b/

/**
 * The groups of rows among which a superlative about `keys` can be meant: the newest list that holds it; the rows that the
 * answer names, where it says so or there is no list. Token searches list look-alikes, so they are no list of that kind.
 */
export function groupsWith(
  evidence: Evidence,
  reading: Reading,
  { plain }: { plain: string },
  keys: string[],
  measure: Measure,
): Ranked[][] {
  const tables = evidence.tables.filter(({ rows }) => rows.some(({ subject }) => keys.includes(subject)))
  const list = tables.findLast((table) => table.rows.length > 1 && evidence.sources[table.source]?.kind !== 'tokens')
  const named = new Set(namedRows(reading).flat())
  const newest = newestValues(evidence, measure).filter(({ subject }) => named.has(subject))
  const groups = list ? [rankedBy(list, measure), ...(OF_NAMED.test(plain) ? [newest] : [])] : [newest]
  const usable = groups.filter((rows) => rows.length > 1 && rows.some(({ subject }) => keys.includes(subject)))
  if (usable.length > 0) return usable
  return tables.map((table) => rankedBy(table, measure)).filter((rows) => rows.length > 1)
}

/** The newest figure of every row of all tables, largest first. */
export function newestValues({ tables }: Evidence, measure: Measure): Ranked[] {
  const values = new Map<string, Ranked>()
  for (const { rows, source } of tables) {
    for (const { subject, values: row } of rows) {
      const value = row[measure]
      if (value !== undefined) values.set(subject, { subject, value, source })
    }
  }
  return [...values.values()].sort((a, b) => b.value - a.value)
}

/** The newest figure of one row; null where no output holds it. Candles and searches count, too. */
export function newestOf({ facts }: Evidence, keys: string[], measure: Measure): Ranked | null {
  const fact = facts.findLast(
    (it) =>
      it.measure === measure &&
      it.subject !== null &&
      keys.includes(it.subject) &&
      it.scope === 'row' &&
      it.unit !== 'tokens' &&
      !(measure === 'change' && it.unit === 'usd') &&
      !(measure === 'value' && it.unit === 'percent'),
  )
  return fact?.subject ? { subject: fact.subject, value: fact.value, source: fact.source } : null
}
