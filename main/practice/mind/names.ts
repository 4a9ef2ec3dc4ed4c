import type { ListedStream } from '../market/streams'
import type { ListedToken } from '../market/tokens'

/**
 * Finds the coin that was meant. Recognition writes what it heard ("Donk", "Dutch coin"), so names are compared by
 * letters and by sound, and the nearest one in the list wins if it is near enough.
 */
export type Named = { kind: 'token'; token: ListedToken } | { kind: 'stream'; stream: ListedStream }

export interface NameMatch {
  named: Named
  score: number
  from: number
  to: number
}

export interface NameIndex {
  /** The best match among the words; null when nothing is near enough. */
  find(words: readonly string[], options?: { streams?: boolean; atLeast?: number }): NameMatch | null
}

interface Form {
  named: Named
  letters: string
  sound: string
  words: number
}

const NEAR_ENOUGH = 0.66
/** Three letters are soon like three others: short names must match better. */
const SHORT_NEAR_ENOUGH = 0.78
/** Streams have everyday words for names: there are many of them, and nearly anything sounds a little like one. */
const STREAM_NEAR_ENOUGH = 0.74
const LONGEST_NAME_WORDS = 4
const TAIL_BONUS = 0.08

export function createNameIndex(tokens: readonly ListedToken[], streams: readonly ListedStream[]): NameIndex {
  const forms: Form[] = [
    ...tokens.flatMap((token) => formsOf({ kind: 'token', token }, [token.symbol, token.name, ...token.spoken])),
    ...streams.flatMap((stream) =>
      formsOf({ kind: 'stream', stream }, [stream.name, stream.symbol.length > 3 ? stream.symbol : stream.name]),
    ),
  ]
  return {
    find(words, { streams: withStreams = true, atLeast = NEAR_ENOUGH } = {}) {
      let best: NameMatch | null = null
      for (let from = 0; from < words.length; from++) {
        for (let to = from + 1; to <= Math.min(words.length, from + LONGEST_NAME_WORDS); to++) {
          const letters = words.slice(from, to).join('')
          const sound = soundOf(letters)
          for (const form of forms) {
            if (form.named.kind === 'stream' && !withStreams) continue
            // More words explained is better, so that "jito sol" is not heard as "sol".
            const score = similarity(letters, sound, form)
            const needed = Math.max(
              atLeast,
              form.letters.length <= 3 ? SHORT_NEAR_ENOUGH : 0,
              form.named.kind === 'stream' ? STREAM_NEAR_ENOUGH : 0,
            )
            if (score < needed) continue
            const rank = score + 0.03 * (to - from)
            if (!best || rank > best.score + 0.03 * (best.to - best.from)) best = { named: form.named, score, from, to }
          }
        }
      }
      return best
    },
  }
}

function formsOf(named: Named, texts: readonly string[]): Form[] {
  const unique = new Set(
    texts.map((text) =>
      text
        .toLowerCase()
        .replace(/\(.*?\)/g, '')
        .replace(/[^a-z0-9 ]/g, '')
        .trim(),
    ),
  )
  return [...unique].filter(Boolean).map((text) => {
    const letters = text.replaceAll(' ', '')
    return { named, letters, sound: soundOf(letters), words: text.split(' ').length }
  })
}

function similarity(letters: string, sound: string, form: Form): number {
  if (letters === form.letters) return 1
  const byLetters = 1 - distance(letters, form.letters) / Math.max(letters.length, form.letters.length)
  const bySound = 1 - distance(sound, form.sound) / Math.max(sound.length, form.sound.length, 1)
  // "Bunker" for "bonk": the name is all there, with a tail grown on.
  const grown = form.sound.length >= 4 && sound.startsWith(form.sound) ? TAIL_BONUS : 0
  return Math.min(0.99, 0.45 * byLetters + 0.55 * bySound + grown)
}

/**
 * How a word sounds, coarsely: one letter per consonant class (voiced and unvoiced alike, as recognition confuses them),
 * vowels as one mark. "Donk" and "bonk" stay apart by one letter; "whiff" and "wif" are the same.
 */
export function soundOf(letters: string): string {
  return letters
    .replace(/^kn/, 'n')
    .replace(/^wr/, 'r')
    .replace(/^p(?=[nts])/, '')
    .replace(/tch/g, 'ch')
    .replace(/dg/g, 'j')
    .replace(/ph/g, 'f')
    .replace(/wh/g, 'w')
    .replace(/gh(?=[^aeiou]|$)/g, '')
    .replace(/ck/g, 'k')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/ch|sh|j/g, 'C')
    .replace(/x/g, 'ks')
    .replace(/[cq]/g, 'k')
    .replace(/th/g, 't')
    .replace(/[bp]/g, 'p')
    .replace(/[dt]/g, 't')
    .replace(/[gk]/g, 'k')
    .replace(/[vf]/g, 'f')
    .replace(/[sz]/g, 's')
    .replace(/[aeiouy]+/g, 'a')
    .replace(/h/g, '')
    .replace(/(.)\1+/g, '$1')
}

/** Edit distance (Levenshtein); swapping a vowel mark costs half. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const soft = isVowel(a[i - 1]) && isVowel(b[j - 1])
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : soft ? 0.5 : 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const isVowel = (letter: string | undefined) => letter !== undefined && 'aeiouy'.includes(letter)
