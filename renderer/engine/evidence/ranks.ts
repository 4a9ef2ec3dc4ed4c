import type { Evidence, Measure, Table } from './facts'
import type { Reading } from './reading'

/** A row's figure among those that it is compared with. */
export interface Ranked {
  subject: string
  value: number
}

const NOUNS: Partial<Record<Measure, string>> = { marketCap: 'market cap', change: 'change in percent' }
export const nounOf = (measure: Measure): string => NOUNS[measure] ?? measure

/** The rows of a table that have a figure, largest first. */
export const rankedBy = ({ rows }: Pick<Table, 'rows'>, measure: Measure): Ranked[] =>
  rows
    .flatMap(({ subject, values }) => (values[measure] === undefined ? [] : [{ subject, value: values[measure] }]))
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

/**
 * The groups of rows among which a superlative about `keys` can be meant: the newest list that holds it, and the rows that
 * the answer names. Token searches list look-alikes, so they are no group where the answer names several.
 */
export function groupsWith(evidence: Evidence, reading: Reading, keys: string[], measure: Measure): Ranked[][] {
  const tables = evidence.tables.filter(({ rows }) => rows.some(({ subject }) => keys.includes(subject)))
  const list = tables.findLast((table) => table.rows.length > 1 && evidence.sources[table.source]?.kind !== 'tokens')
  const named = new Set(namedRows(reading).flat())
  const newest = newestValues(evidence, measure).filter(({ subject }) => named.has(subject))
  const groups = [list ? rankedBy(list, measure) : [], newest]
  const usable = groups.filter((rows) => rows.length > 1 && rows.some(({ subject }) => keys.includes(subject)))
  if (usable.length > 0) return usable
  return tables.map((table) => rankedBy(table, measure)).filter((rows) => rows.length > 1)
}

/** The newest figure of every row of all tables, largest first. */
export function newestValues({ tables }: Evidence, measure: Measure): Ranked[] {
  const values = new Map<string, number>()
  for (const { rows } of tables) {
    for (const { subject, values: row } of rows) {
      const value = row[measure]
      if (value !== undefined) values.set(subject, value)
    }
  }
  return [...values].map(([subject, value]) => ({ subject, value })).sort((a, b) => b.value - a.value)
}

/** The newest figure of one row; null where no output holds it. Candles and searches count, too. */
export function newestOf({ facts }: Evidence, keys: string[], measure: Measure): number | null {
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
  return fact ? fact.value : null
}
