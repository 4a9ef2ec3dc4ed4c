import { validateMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { MASKED } from './mask'

/**
 * Seed phrases: twelve or more words of BIP-39's English list with nothing between them but spaces, numbers and punctuation.
 * Speech does not do that: "the", "a", "is", "of" and "I" are not in the list. What still reads as English, by three of its
 * everyday words, is a phrase only when its checksum (BIP-39) holds.
 */
const WORDS: ReadonlySet<string> = new Set(wordlist)
const LENGTHS = [12, 15, 18, 21, 24]
export const FEWEST_WORDS = 12
/** Twelve words of three letters, and what parts them. */
export const SHORTEST_PHRASE = FEWEST_WORDS * 3 + FEWEST_WORDS - 1
/** Of 2048 words: three of twelve random ones are among these once in a thousand phrases. */
const EVERYDAY: ReadonlySet<string> = new Set(
  (
    'you they this that what when where have can will must then because about into over under before between again more ' +
    'much any all other such only very just also now there never always still'
  ).split(' '),
)
/** No sentence has so many listed words in a row; it also bounds what the checksums cost. */
const LONGEST_SPEECH = 48
/** "12. ", '", "', " | ": more than that parts texts. */
const MAX_GAP = 12
/** Every phrase has a word at one of the places so far apart: the shortest is longer. */
const STRIDE = 40

export function isSeedPhrase(words: readonly string[]): boolean {
  if (words.length < FEWEST_WORDS || !words.every((word) => WORDS.has(word))) return false
  if (words.length > LONGEST_SPEECH || new Set(words.filter((word) => EVERYDAY.has(word))).size < 3) return true
  return LENGTHS.some((length) =>
    words.some((_word, at) => at + length <= words.length && hasChecksum(words.slice(at, at + length))),
  )
}

const hasChecksum = (words: readonly string[]) => validateMnemonic(words.join(' '), wordlist)

/** Masks every seed phrase in a text. Looks at a word every forty characters: a text without a phrase costs next to nothing. */
export function maskSeedPhrases(text: string): string {
  let out = ''
  let from = 0
  for (let at = 0; at < text.length; at += STRIDE) {
    const found = phraseAround(text, Math.max(at, from))
    if (!found) continue
    if (isSeedPhrase(found.words)) {
      out += `${text.slice(from, found.start)}${MASKED}`
      from = found.end
    }
    at = Math.max(at, found.end - STRIDE)
  }
  return from === 0 ? text : out + text.slice(from)
}

/** The run of listed words around a place, when it has twelve or more. */
function phraseAround(text: string, at: number): { words: string[]; start: number; end: number } | null {
  const middle = wordFrom(text, at)
  if (!middle) return null
  const words = [middle.word]
  let { start, end } = middle
  for (let before = wordBefore(text, start); before; before = wordBefore(text, start)) {
    words.unshift(before.word)
    start = before.start
  }
  for (let after = wordAfter(text, end); after; after = wordAfter(text, end)) {
    words.push(after.word)
    end = after.end
  }
  return words.length < FEWEST_WORDS ? null : { words, start, end }
}

interface Word {
  word: string
  start: number
  end: number
}

/** The listed word at a place, or the one that follows within a gap. */
function wordFrom(text: string, at: number): Word | null {
  return isLetter(text, at) ? wordAt(text, at) : wordAfter(text, at)
}

function wordAfter(text: string, end: number): Word | null {
  for (let at = end; at <= end + MAX_GAP && at < text.length; at++) if (isLetter(text, at)) return wordAt(text, at)
  return null
}

function wordBefore(text: string, start: number): Word | null {
  for (let at = start - 1; at >= start - 1 - MAX_GAP && at >= 0; at--) if (isLetter(text, at)) return wordAt(text, at)
  return null
}

/** BIP-39's words have three to eight letters. */
const LONGEST_WORD = 8

function wordAt(text: string, at: number): Word | null {
  let start = at
  let end = at + 1
  while (start > 0 && isLetter(text, start - 1) && end - start <= LONGEST_WORD) start--
  while (end < text.length && isLetter(text, end) && end - start <= LONGEST_WORD) end++
  if (end - start < 3 || end - start > LONGEST_WORD) return null
  const word = text.slice(start, end).toLowerCase()
  return WORDS.has(word) ? { word, start, end } : null
}

/** Letters of other scripts are letters; typographic spaces, dashes, quotes and bullets are not. */
function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
  return code !== 0xa0 && !(code >= 0x2000 && code <= 0x206f) && code !== 0x3000
}
