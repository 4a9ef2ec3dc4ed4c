import { isPasted, PASTED } from './addresses'

/**
 * The words of what was heard: lower case, contractions opened, figures kept whole ("$1200.50", "10%", "10 thousand" for
 * "10k"). An address that was pasted is one word, as it was written.
 */
export const wordsOf = (text: string): string[] =>
  // What the expression captures stands at every second place.
  text.split(PASTED).flatMap((part, at) => (at % 2 === 1 && isPasted(part) ? [part] : plainWordsOf(part)))

function plainWordsOf(text: string): string[] {
  const plain = figuresOf(text.toLowerCase())
    .replace(/[’`]/g, "'")
    .replace(/\b(what|how|who|where|that|it|here|there|let)'s\b/g, '$1 is')
    .replace(/\b(what|how)'re\b/g, '$1 are')
    .replace(/\bi'd\b/g, 'i would')
    .replace(/\bi'm\b/g, 'i am')
    .replace(/\bgimme\b/g, 'give me')
    .replace(/\bcan't\b/g, 'cannot')
    .replace(/\b([a-z]+)'s\b/g, '$1')
  return plain.match(/\$?(?:\d[\d,]*(?:\.\d+)?|\.\d+)%?|[a-z]+/g) ?? []
}

const PARTS: Record<string, string> = { '½': '.5', '¼': '.25', '¾': '.75' }

/** Typed figures as one reads them: "1/2", "1½", "0,5" and "10k" are none of 1, 2, 5 and 10. */
const figuresOf = (text: string): string =>
  text
    .replace(/[½¼¾]/g, (part) => PARTS[part] ?? part)
    .replace(/(\d+)\/(\d+)/g, (_, over: string, under: string) => String(Number(over) / Number(under)))
    // A comma that no three digits follow parts no thousands.
    .replace(/\b(\d+),(\d{1,2}|\d{4,})\b(?!,)/g, '$1.$2')
    .replace(/\b0,(\d{3})\b/g, '0.$1')
    .replace(/(^|\s)[-−–]\s?(?=[.\d])/g, '$1minus ')
    .replace(/(\d)\s?(k|m|mm|b|bn)\b/g, (_, digit: string, scale: string) => `${digit} ${SCALES[scale] ?? scale}`)

const SCALES: Record<string, string> = { k: 'thousand', m: 'million', mm: 'million', b: 'billion', bn: 'billion' }
