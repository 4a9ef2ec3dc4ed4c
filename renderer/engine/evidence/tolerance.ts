import type { Hedge, SpokenFigure } from './spoken/figures'

/** Doubles differ in their last digits. */
const EPSILON = 1e-9
/** "About" with one or two digits is a rough figure; with more the digits are meant. */
const ROUGH_DIGITS = 2
const ROUGH = 0.05
/** From so many digits on a figure may be cut off instead of rounded. */
const CUT_DIGITS = 4
/** How far beyond "over" and "nearly" a figure may lie. */
const BEYOND = 0.1
/** "Under" bounds more loosely than "nearly": half is still told as under, a tenth is not. */
const FAR_BELOW = 0.5

/**
 * Whether a spoken figure tells a number. As it is said it may be off by half a unit of its last digit, or
 * lack the rest where it has four digits or more. "About" allows
 * half a unit of the last digit that is not zero ("about 1,520": 5), and 5 % where it has one or two such digits. "Over X" is told of X up to a tenth more, or up to one unit of the last digit of X that is
 * not zero ("over 2,000": up to 3,000); "nearly" and "almost" of a tenth less up to X; "at least" and "at most" are bounds.
 */
export function tells(figure: Pick<SpokenFigure, 'value' | 'step' | 'digits' | 'hedge'>, number: number): boolean {
  const { value, step, digits } = figure
  const off = number - value
  const half = (step / 2) * (1 + EPSILON) + Math.abs(value) * EPSILON
  if (Math.abs(off) <= half && (figure.hedge === 'exact' || figure.hedge === 'about' || digits > ROUGH_DIGITS))
    return true
  // Of long figures the rest is often cut off: 2,689,272 of 2,689,272.52.
  if (digits >= CUT_DIGITS && off > 0 && off < step) return true
  return Math.abs(off) <= Math.abs(value) * EPSILON || allows(figure.hedge, off, value, digits)
}

function allows(hedge: Hedge, off: number, value: number, digits: number): boolean {
  const size = Math.abs(value)
  switch (hedge) {
    case 'exact':
      return false
    case 'about':
      return (
        Math.abs(off) <= (digits <= ROUGH_DIGITS ? size * ROUGH : Math.min(lastUnit(size, digits) / 2, size * ROUGH))
      )
    case 'over':
    case 'atLeast':
      return off > 0 && off <= Math.max(size * BEYOND, Math.min(lastUnit(size, digits), size))
    case 'under':
    case 'atMost':
      return off < 0 && -off <= size * (hedge === 'under' ? BEYOND : FAR_BELOW)
  }
}

/** One unit of the last digit that is not zero: 1,000 of 2,000. */
const lastUnit = (size: number, digits: number): number =>
  size === 0 ? 0 : 10 ** (Math.floor(Math.log10(size)) - digits + 1)
