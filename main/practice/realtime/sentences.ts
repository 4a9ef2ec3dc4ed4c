/**
 * Splits an answer where a speaker would breathe, so that the first part can be heard while the rest is being made.
 * A full stop inside a figure ("$12.36 million", "Pump.fun") ends nothing. The parts joined give the text again.
 */
export function sentences(text: string): string[] {
  return text.match(/.+?(?:[.!?]+(?=\s|$)\s*|\n+\s*|$)/gs) ?? []
}

/** Shorter than this, what is being made next would come too late: speech of so many letters takes most of a second. */
const SHORTEST_START = 10

/**
 * The same, but the first part ends at its first breath ("Practice data: ..."), wherever one is: making speech takes time by
 * its length, and nothing can be heard before the first part is made.
 */
export function breaths(text: string): string[] {
  const [first = '', ...rest] = sentences(text)
  const breath = new RegExp(`^.{${SHORTEST_START - 1},}?[,:;]\\s+(?=\\S)`, 's').exec(first)?.[0]
  return breath === undefined ? sentences(text) : [breath, first.slice(breath.length), ...rest]
}
