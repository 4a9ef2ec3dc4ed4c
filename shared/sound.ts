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

/** A name with its sound, which is costly enough to be kept. */
export interface Sounded {
  /** Small letters and digits, without blanks. */
  letters: string
  sound: string
}

export const sounded = (letters: string): Sounded => ({ letters, sound: soundOf(letters) })

/** What counts as half the same letter. */
export type Soft = (a: string | undefined, b: string | undefined) => boolean

const isOf = (letters: string, letter: string | undefined) => letter !== undefined && letters.includes(letter)
export const VOWELS: Soft = (a, b) => isOf('aeiouy', a) && isOf('aeiouy', b)
/** In noise the place of a stop consonant is the first thing that is lost (Miller and Nicely, 1955): "bond" for "bonk". */
export const VOWELS_AND_STOPS: Soft = (a, b) => VOWELS(a, b) || (isOf('bdgptkcq', a) && isOf('bdgptkcq', b))

const LONG_ENOUGH = 4
const TAIL_BONUS = 0.08

/** How alike two names are by letters and by sound, 0 to 1. */
export function likeness(heard: Sounded, name: Sounded, soft: Soft = VOWELS): number {
  if (heard.letters === name.letters) return 1
  const byLetters =
    1 - distance(heard.letters, name.letters, soft) / Math.max(heard.letters.length, name.letters.length, 1)
  const bySound = 1 - distance(heard.sound, name.sound, soft) / Math.max(heard.sound.length, name.sound.length, 1)
  // "Bunker" for "bonk": the name is all there, with a tail grown on.
  const grown = name.sound.length >= LONG_ENOUGH && heard.sound.startsWith(name.sound) ? TAIL_BONUS : 0
  return Math.min(0.99, 0.45 * byLetters + 0.55 * bySound + grown)
}

/** Edit distance (Levenshtein); swapping letters that are soft to each other costs half. */
function distance(a: string, b: string, isSoft: Soft): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const soft = isSoft(a[i - 1], b[j - 1])
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : soft ? 0.5 : 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
