/** What was understood of an utterance. */
export interface Heard {
  text: string
  /** Another reading that is about as likely and asks for another trade; null where there is none. */
  otherwise: string | null
  /** Each word, with its blank, and the natural logarithm of how likely it was heard so; in order. */
  logprobs: { token: string; logprob: number }[]
}

export const NOTHING_HEARD: Heard = { text: '', otherwise: null, logprobs: [] }

/** Utterances one after another. */
export const joined = (parts: readonly Heard[]): Heard => ({
  text: parts
    .map(({ text }) => text)
    .filter(Boolean)
    .join(' '),
  otherwise: parts.find(({ otherwise }) => otherwise !== null)?.otherwise ?? null,
  logprobs: parts.flatMap(({ logprobs }) => logprobs),
})

/** Less likely than this (e^-20) nobody can tell. */
const LEAST = -20

/**
 * How sure each word of the reading that was taken is: by how much of the likelihood of all readings agrees with it. `score`
 * is a log-probability.
 */
export function heardAs(
  text: string,
  readings: readonly { text: string; score: number }[],
  otherwise: string | null,
): Heard {
  const best = Math.max(...readings.map(({ score }) => score))
  const weighed = readings.map((reading) => ({
    words: new Set(wordsOf(reading.text)),
    weight: Math.exp(reading.score - best),
  }))
  const all = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const tokens = text.split(/(?=\s)/).filter((token) => token.trim() !== '')
  const logprobs = tokens.map((token) => {
    const words = wordsOf(token)
    const agree = weighed.filter((reading) => words.every((word) => reading.words.has(word)))
    const weight = agree.reduce((sum, reading) => sum + reading.weight, 0)
    return { token, logprob: all === 0 ? 0 : Math.max(LEAST, Math.log(weight / all)) }
  })
  return { text, otherwise, logprobs }
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
