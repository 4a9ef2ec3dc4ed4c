import { POWER } from './powers-of-ten'

/** A word of an answer, with the punctuation that ends it. */
export interface Word {
  /** As written, without the punctuation around it. */
  text: string
  /** Lower case, straight quotes. */
  lower: string
  /** Position in the answer. */
  start: number
  end: number
  /** What stands between it and the next word, blanks removed: "," or ":" or ").". */
  after: string
  /** Whether it opens a line. */
  opensLine: boolean
}

/** A quarter of an hour of speech; longer answers are checked up to here. */
const MAX_CHARS = 16_000
/** A sentence that never ends is parted, so that no step costs the square of its length. */
const MAX_SENTENCE_WORDS = 120
/** A word is a run without blanks, brackets, quotes and marks; a hyphen or a dash parts it unless it is a sign. */
const WORD = new RegExp(String.raw`${POWER}|[-+−]?[$€£]?[\p{L}\d#$&.][\p{L}\p{N}$€£%.,:'’/&]*`, 'giu')

export function wordsOf(answer: string): Word[] {
  const text = answer.slice(0, MAX_CHARS)
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const raw = match[0]
    // A minus that joins two words is a hyphen.
    const glued = match.index > 0 && /[\p{L}\p{N}]/u.test(text[match.index - 1] ?? '')
    const from = /^[-+−]/.test(raw) && (glued || !/^[-+−][$€£]?[.\d]/.test(raw)) ? 1 : 0
    const core = raw.slice(from).replace(/[.,:'’/&]+$/, '')
    if (core === '' || !/[\p{L}\p{N}]/u.test(core)) continue
    const start = match.index + from
    const previous = words.at(-1)
    const gap = previous ? text.slice(previous.end, start) : ''
    if (previous) previous.after = gap.replace(/[^\S\n]+/g, '')
    words.push({
      text: core,
      lower: core.toLowerCase().replaceAll('’', "'"),
      start,
      end: start + core.length,
      after: '',
      opensLine: !previous || gap.includes('\n'),
    })
  }
  const last = words.at(-1)
  if (last) last.after = text.slice(last.end).trim()
  return words
}

const ABBREVIATIONS: ReadonlySet<string> = new Set(['vs', 'approx', 'no', 'e.g', 'i.e', 'mr', 'dr', 'ca'])

/** Sentences as ranges of words `[from, to)`: a full stop, a question or exclamation mark, a semicolon or a new line ends one. */
export function sentencesOf(words: readonly Word[]): { from: number; to: number }[] {
  const sentences: { from: number; to: number }[] = []
  let from = 0
  words.forEach((word, at) => {
    const ends = /[.!?;\n]/.test(word.after) && !isListNumber(word) && !ABBREVIATIONS.has(word.lower)
    if (!ends && at < words.length - 1 && at - from < MAX_SENTENCE_WORDS) return
    sentences.push({ from, to: at + 1 })
    from = at + 1
  })
  return sentences
}

/** "1." or "2)" at the beginning of a line. */
export const isListNumber = (word: Word): boolean =>
  word.opensLine && /^\d{1,3}$/.test(word.text) && /^[.):]/.test(word.after) && !/\n/.test(word.after)
