import { likeness, soundOf, VOWELS_AND_STOPS } from '../../../shared/sound'
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
  /** Where each token is named best, the best one first; streams left out, and what is not even near. */
  tokens(words: readonly string[], atLeast: number): TokenMatch[]
}

export interface TokenMatch extends NameMatch {
  named: Extract<Named, { kind: 'token' }>
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

export function createNameIndex(tokens: readonly ListedToken[], streams: readonly ListedStream[]): NameIndex {
  const forms: Form[] = [
    ...tokens.flatMap((token) => formsOf({ kind: 'token', token }, [token.symbol, token.name, ...token.spoken])),
    ...streams.flatMap((stream) =>
      formsOf({ kind: 'stream', stream }, [stream.name, stream.symbol.length > 3 ? stream.symbol : stream.name]),
    ),
  ]
  /** More words explained is better, so that "jito sol" is not heard as "sol". */
  const rankOf = ({ score, from, to }: Pick<NameMatch, 'score' | 'from' | 'to'>) => score + 0.03 * (to - from)
  return {
    tokens(words, atLeast) {
      const best = new Map<ListedToken, TokenMatch>()
      for (const { from, to, letters, sound } of stretchesOf(words)) {
        for (const form of forms) {
          if (form.named.kind !== 'token') continue
          const score = likeness({ letters, sound }, form, VOWELS_AND_STOPS)
          if (score < atLeast) continue
          const match = { named: form.named, score, from, to }
          const before = best.get(form.named.token)
          if (!before || rankOf(match) > rankOf(before)) best.set(form.named.token, match)
        }
      }
      return [...best.values()].sort((a, b) => rankOf(b) - rankOf(a))
    },
    find(words, { streams: withStreams = true, atLeast = NEAR_ENOUGH } = {}) {
      let best: NameMatch | null = null
      for (const { from, to, letters, sound } of stretchesOf(words)) {
        for (const form of forms) {
          if (form.named.kind === 'stream' && !withStreams) continue
          const score = likeness({ letters, sound }, form)
          const needed = Math.max(
            atLeast,
            form.letters.length <= 3 ? SHORT_NEAR_ENOUGH : 0,
            form.named.kind === 'stream' ? STREAM_NEAR_ENOUGH : 0,
          )
          if (score < needed) continue
          const match = { named: form.named, score, from, to }
          if (!best || rankOf(match) > rankOf(best)) best = match
        }
      }
      return best
    },
  }
}

/** Every run of words that could be a name. */
function* stretchesOf(words: readonly string[]) {
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= Math.min(words.length, from + LONGEST_NAME_WORDS); to++) {
      const letters = words.slice(from, to).join('')
      yield { from, to, letters, sound: soundOf(letters) }
    }
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
