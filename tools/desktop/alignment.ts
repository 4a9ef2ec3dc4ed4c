/** A stretch of a recording that is one piece of what was played. Samples. */
export interface Piece {
  /** Where it begins in the recording. */
  at: number
  length: number
  /** Where that stands in what was played. */
  from: number
}

/** Long enough to be told from anything else of a noise. */
const BLOCK = 240
/** Of a perfect likeness, 1; a filter and a volume leave more than that of it, and another place of a noise nothing. */
const ALIKE = 0.6
/** What is shorter is where silence begins or ends, and may be like anything. */
const LEAST = 3 * BLOCK
/** Below this a sample of a loud noise is none. */
const SILENCE = 0.002
/** Two clocks drift by less within a block; more is a piece of its own. */
const DRIFT = 2

/**
 * Finds what was played, a noise, in a recording of it at the same rate: pieces in the order of the recording. What is
 * between two of them was lost or is silence; where one begins before the end of another, samples came twice.
 */
export function piecesOf(played: Float32Array, recorded: Float32Array): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at + BLOCK <= recorded.length; at += BLOCK) {
    const block = recorded.subarray(at, at + BLOCK)
    if (!block.some((sample) => Math.abs(sample) > 0.01)) continue
    const last = pieces.at(-1)
    const expected = last ? last.from + (at - last.at) : null
    const from = (expected !== null ? near(played, block, expected) : null) ?? anywhere(played, block)
    if (from === null) continue
    const goesOn = last && expected !== null && Math.abs(from - expected) <= DRIFT && at === last.at + last.length
    if (goesOn) last.length += BLOCK
    else pieces.push({ at, length: BLOCK, from })
  }
  return pieces.filter(({ length }) => length >= LEAST)
}

/** At each seam between two pieces, samples that were lost (above 0) or came twice (below 0). Silence in a hole loses none. */
export const seamsOf = (pieces: readonly Piece[]): number[] =>
  pieces.slice(1).map(({ at, from }, index) => {
    const before = pieces[index]
    return before ? from - before.from - (at - before.at) : 0
  })

/** The same where silence is no time: what a speaker was late with, it may have played all the same. */
export const seamsInSound = (pieces: readonly Piece[], recorded: Float32Array): number[] =>
  pieces.slice(1).map(({ at, from }, index) => {
    const before = pieces[index]
    if (!before) return 0
    const between = recorded.subarray(before.at + before.length, at)
    return from - before.from - before.length - between.filter((sample) => Math.abs(sample) > SILENCE).length
  })

const near = (played: Float32Array, block: Float32Array, expected: number) =>
  best(played, block, expected - DRIFT, expected + DRIFT)

const anywhere = (played: Float32Array, block: Float32Array) => best(played, block, 0, played.length - block.length)

function best(played: Float32Array, block: Float32Array, first: number, last: number): number | null {
  let found: number | null = null
  let most = ALIKE
  const energy = block.reduce((sum, sample) => sum + sample * sample, 0)
  for (let from = Math.max(0, first); from <= Math.min(last, played.length - block.length); from++) {
    let product = 0
    let other = 0
    for (let index = 0; index < block.length; index++) {
      const sample = played[from + index] ?? 0
      product += sample * (block[index] ?? 0)
      other += sample * sample
    }
    const likeness = product / Math.sqrt(energy * other || 1)
    if (likeness > most) {
      most = likeness
      found = from
    }
  }
  return found
}
