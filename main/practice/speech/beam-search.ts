import type { LanguageBias } from './language-bias'

/** A way to read what was heard; the better the higher the score (log-probability with the language's bonus). */
export interface Reading {
  tokens: readonly number[]
  score: number
}

/** One reading in progress: which one of the step before it goes on from, and with what token. */
export interface Branch {
  parent: number
  token: number
}

export interface BeamSettings {
  /** Readings that are followed at the same time. */
  width: number
  /** A reading this far behind the best one is given up: on clear speech only one is left, which costs no time. */
  prune: number
  maxTokens: number
  startToken: number
  endToken: number
}

/**
 * Follows the most likely readings token by token (beam search). One alone, always taking the likeliest token, would be
 * led astray by a single misheard syllable. `decode` gives the scores of every token after each branch, one row of the
 * vocabulary's length per branch. Settles with the readings, best first; never empty.
 */
export async function beamSearch(
  decode: (branches: readonly Branch[]) => Promise<Float32Array>,
  bias: LanguageBias,
  { width, prune, maxTokens, startToken, endToken }: BeamSettings,
): Promise<Reading[]> {
  let live: Reading[] = [{ tokens: [], score: 0 }]
  let branches: Branch[] = [{ parent: 0, token: startToken }]
  const finished: Reading[] = []

  for (let step = 0; step < maxTokens && live.length > 0; step++) {
    const scores = await decode(branches)
    const size = scores.length / live.length
    const candidates = live
      .flatMap(({ tokens, score }, parent) =>
        likeliest(scores.subarray(parent * size, (parent + 1) * size), tokens, bias, width).map((next) => ({
          parent,
          token: next.token,
          score: score + next.score,
        })),
      )
      .sort((a, b) => b.score - a.score)
    const enough = (candidates[0]?.score ?? 0) - prune

    const next: Reading[] = []
    branches = []
    for (const { parent, token, score } of candidates) {
      if (next.length === width || score < enough) break
      const tokens = live[parent]?.tokens ?? []
      if (token === endToken || loops(tokens, token)) {
        finished.push({ tokens, score })
        continue
      }
      next.push({ tokens: [...tokens, token], score })
      branches.push({ parent, token })
    }
    live = next
    const best = Math.max(...finished.map(({ score }) => score))
    if (finished.length >= width && live.every(({ score }) => score < best)) break
  }
  const readings = (finished.length ? finished : live).sort((a, b) => b.score - a.score)
  return readings.filter(({ score }) => score >= (readings[0]?.score ?? 0) - prune)
}

/** Tokens less likely than the best by this much (e^-12) are not looked at, unless the language expects them. */
const HOPELESS = 12

function likeliest(
  scores: Float32Array,
  tokens: readonly number[],
  bias: LanguageBias,
  count: number,
): { token: number; score: number }[] {
  let best = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > best) best = score
  let total = 0
  /** What the acoustics alone like best, in order: an expected token only climbs, so nothing below can come up again. */
  const leaders: { token: number; behind: number }[] = []
  for (let token = 0; token < scores.length; token++) {
    const behind = (scores[token] as number) - best
    if (behind < -HOPELESS) continue
    total += Math.exp(behind)
    const last = leaders[count - 1]
    if (last && last.behind >= behind) continue
    const place = leaders.findIndex((leader) => leader.behind < behind)
    leaders.splice(place < 0 ? leaders.length : place, 0, { token, behind })
    if (leaders.length > count) leaders.pop()
  }
  const found = new Map(leaders.map(({ token, behind }) => [token, behind]))
  for (const [token, bonus] of bias.after(tokens)) {
    // Phrases lead on, never in circles: what was just said is not expected again.
    if (!saidBefore(tokens, token)) found.set(token, (scores[token] ?? Number.NEGATIVE_INFINITY) - best + bonus)
  }
  const scale = Math.log(total)
  return [...found]
    .map(([token, score]) => ({ token, score: score - scale }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
}

/** Whether the last two tokens and the next one have stood in this order before. */
function saidBefore(tokens: readonly number[], next: number): boolean {
  const [before, last] = [tokens.at(-2), tokens.at(-1)]
  for (let at = 0; at + 2 < tokens.length; at++) {
    if (tokens[at] === before && tokens[at + 1] === last && tokens[at + 2] === next) return true
  }
  return false
}

/** Whether the reading has got stuck: the same short run of tokens, four times in a row. */
function loops(tokens: readonly number[], next: number): boolean {
  const all = [...tokens, next]
  return [1, 2, 3, 4].some((length) => {
    const tail = all.slice(-4 * length)
    return tail.length === 4 * length && tail.every((token, at) => token === tail[at % length])
  })
}
