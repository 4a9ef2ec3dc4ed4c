/**
 * A small language model of expected phrases (token trigrams), added to the recogniser's own opinion at each step
 * ("shallow fusion"). It can only raise what it expects; words outside it cost nothing, so other speech still comes
 * through.
 */
export interface LanguageBias {
  /** What to add to the log-probability of tokens that may follow; tokens not named get nothing. */
  after(tokens: readonly number[]): ReadonlyMap<number, number>
}

export interface BiasSettings {
  /** Weight of the phrases against the acoustics. */
  weight: number
  /** Log-probability that counts as "not expected": the bonus of an expected token is its distance from here. */
  floor: number
}

const START = -1

export function createLanguageBias(
  phrases: readonly (readonly number[])[],
  endToken: number,
  { weight, floor }: BiasSettings,
): LanguageBias {
  const trigrams = new Map<string, Map<number, number>>()
  const bigrams = new Map<string, Map<number, number>>()
  const count = (table: Map<string, Map<number, number>>, key: string, token: number) => {
    const row = table.get(key) ?? new Map<number, number>()
    row.set(token, (row.get(token) ?? 0) + 1)
    table.set(key, row)
  }
  for (const phrase of phrases) {
    const padded = [START, START, ...phrase, endToken]
    for (let at = 2; at < padded.length; at++) {
      const token = padded[at] ?? endToken
      count(trigrams, `${padded[at - 2]},${padded[at - 1]}`, token)
      count(bigrams, `${padded[at - 1]}`, token)
    }
  }
  // The end is left to the acoustics: a phrase that could end here must not swallow what follows.
  const toBonus = (table: Map<string, Map<number, number>>, scale: number) => {
    for (const row of table.values()) {
      let total = 0
      for (const seen of row.values()) total += seen
      for (const [token, seen] of row)
        row.set(token, token === endToken ? 0 : Math.max(0, weight * scale * (Math.log(seen / total) - floor)))
    }
  }
  toBonus(trigrams, 1)
  toBonus(bigrams, 0.5)
  const nothing = new Map<number, number>()

  return {
    after(tokens) {
      const last = tokens.at(-1) ?? START
      const before = tokens.at(-2) ?? START
      return trigrams.get(`${before},${last}`) ?? bigrams.get(`${last}`) ?? nothing
    },
  }
}
