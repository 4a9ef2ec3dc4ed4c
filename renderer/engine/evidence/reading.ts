import type { Evidence, Measure, Table } from './facts'
import { figuresIn, type Sentence, type SpokenFigure } from './spoken/figures'
import { type Mention, mentionsIn, type NameBook, nameBook } from './spoken/mentions'
import { numbersIn, type SpokenNumber } from './spoken/numbers'
import { sentencesOf, type Word, wordsOf } from './spoken/words'

/** An answer, read against the names that its outputs hold. */
export interface Reading {
  words: Word[]
  sentences: SpokenSentence[]
  numbers: SpokenNumber[]
  book: NameBook
}

export interface SpokenSentence extends Sentence {
  /** As written. */
  text: string
  /** Lower case, straight quotes, one blank between words and no marks. */
  plain: string
  mentions: Mention[]
  figures: SpokenFigure[]
  /** What a sentence that names nothing goes on about. */
  carried: Mention[]
}

/** Unit and measures that a figure is checked as. */
export interface Meaning {
  unit: SpokenFigure['unit']
  measures: Measure[] | null
}

/** Longer answers are not read further: nobody listens so long. */
const MAX_SENTENCES = 400

export function readAnswer(text: string, evidence: Evidence): Reading {
  const words = wordsOf(text.replace(/[*_`]/g, ' '))
  const numbers = numbersIn(words)
  const book = nameBook(evidence)
  const numeric = new Set(
    numbers.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, step) => from + step)),
  )
  const mentions = mentionsIn(
    words,
    book,
    (rank) => ranked(evidence.tables, rank),
    (at) => numeric.has(at),
  )
  let carried: Mention[] = []
  const sentences = sentencesOf(words)
    .slice(0, MAX_SENTENCES)
    .map((sentence): SpokenSentence => {
      const within = <T extends { from: number }>(all: T[]) =>
        all.filter(({ from }) => from >= sentence.from && from < sentence.to)
      const own = within(mentions)
      const inside = words.slice(sentence.from, sentence.to)
      const read = {
        ...sentence,
        text: text.slice(inside[0]?.start ?? 0, inside.at(-1)?.end ?? 0),
        plain: inside.map(({ lower }) => lower).join(' '),
        mentions: own,
        figures: figuresIn(words, sentence, within(numbers), own),
        carried,
      }
      const rows = own.filter(({ is }) => is === 'row' || is === 'rank' || is === 'stranger')
      // "The second one is ROY. It has …": the name says which.
      const named = rows.filter(({ is }) => is !== 'rank')
      if (rows.length > 0) carried = named.length > 0 ? named : rows
      return read
    })
  return { words, sentences, numbers, book }
}

/**
 * The rows that "the second one" can mean. The list was read out earlier in an order of the speaker's, so it is the row at
 * that place as the tool gave it or by any of its figures. -1 is the last.
 */
function ranked(tables: readonly Table[], rank: number): string[] {
  const table = tables.findLast(({ rows }) => rows.length > 1)
  if (!table) return []
  const measures = new Set(table.rows.flatMap(({ values }) => Object.keys(values)))
  const orders = [table.rows]
  for (const measure of ['viewers', 'marketCap', 'value'] as const) {
    if (!measures.has(measure)) continue
    orders.push([...table.rows].sort((a, b) => (b.values[measure] ?? 0) - (a.values[measure] ?? 0)))
  }
  return [...new Set(orders.flatMap((rows) => rows.at(rank)?.subject ?? []))]
}
