/** Text sizes that are offered, as factors of the usual one. At the largest one the panel still shows everything (WCAG 2.2, 1.4.4). */
export const TEXT_SCALES = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2] as const

export const SMALLEST_TEXT = 0.8
export const LARGEST_TEXT = 2

/** The next larger (`step` 1) or smaller (-1) size that is offered; the last one stays. */
export function nextTextScale(scale: number, step: 1 | -1): number {
  const beyond = TEXT_SCALES.filter((offered) => (step === 1 ? offered > scale : offered < scale))
  return (step === 1 ? beyond[0] : beyond.at(-1)) ?? scale
}
