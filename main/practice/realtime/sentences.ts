/**
 * Splits an answer where a speaker would breathe, so that the first part can be heard while the rest is being made.
 * A full stop inside a figure ("$12.36 million", "Pump.fun") ends nothing. The parts joined give the text again.
 */
export function sentences(text: string): string[] {
  return text.match(/.+?(?:[.!?]+(?=\s|$)\s*|\n+\s*|$)/gs) ?? []
}
