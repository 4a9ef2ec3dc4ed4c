/** "1.23e-8", "1.23 × 10^-8", "1.23×10⁻⁸": one number, whatever signs and blanks are in it. A source for a pattern with `i` and `u`. */
export const POWER = String.raw`[-+−]?[$€£]?\d[\d,]*(?:\.\d+)?(?:e[-+−]?\d{1,3}|\s?[×x*·⋅]\s?10(?:\^\s?[({]?[-+−]?\d{1,3}[)}]?|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))(?![\p{L}\p{N}])`

/** As `POWER`, taken apart. */
const SCIENTIFIC =
  /^([-+−]?)([$€£]?)(\d[\d,]*)(\.\d+)?(?:e([-+−]?\d{1,3})|\s?[×x*·⋅]\s?10(?:\^\s?[({]?([-+−]?\d{1,3})[)}]?|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3})))$/iu
/** "0.0₇123" has seven zeros behind the point. */
const COUNTED_ZEROS = /^([-+−]?)([$€£]?)0\.0([₀-₉]{1,3})(\d+)$/u
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** A whole number in whichever digits it is written. */
const wholeOf = (text: string): number =>
  Number(
    text.replace(/[⁰¹²³⁴-⁹₀-₉−⁻⁺]/gu, (sign) => {
      if (sign === '−' || sign === '⁻') return '-'
      return sign === '⁺' ? '' : String(Math.max(SUPERSCRIPTS.indexOf(sign), SUBSCRIPTS.indexOf(sign)))
    }),
  )

/** Mantissa and power of ten of a number that is written with them; null for another text. */
export function powerIn(text: string): { sign: string; currency: string; mantissa: string; exponent: number } | null {
  const counted = COUNTED_ZEROS.exec(text)
  if (counted) {
    const [, sign = '', currency = '', zeros = '', digits = ''] = counted
    return { sign, currency, mantissa: digits, exponent: -(wholeOf(zeros) + digits.length) }
  }
  const [, sign = '', currency = '', whole, fraction = '', e, caret, raised] = SCIENTIFIC.exec(text) ?? []
  if (whole === undefined) return null
  return {
    sign,
    currency,
    mantissa: `${whole.replaceAll(',', '')}${fraction}`,
    exponent: wholeOf(e ?? caret ?? raised ?? ''),
  }
}
