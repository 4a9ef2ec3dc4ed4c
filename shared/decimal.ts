/** Beyond what a double can be; a text of a million zeros is of no use to anybody. */
const LARGEST_EXPONENT = 400

/**
 * A decimal number without its exponent, every digit as it was written: "1.23e-8" -> "0.0000000123", "1e+21" ->
 * "1000000000000000000000". Text that is no such number comes back as it is.
 */
export function plainDigits(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  if (exponent === undefined || Math.abs(Number(exponent)) > LARGEST_EXPONENT) return text
  const digits = `${whole}${fraction}`
  const point = whole.length + Number(exponent)
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), '0').padEnd(point, '0')
  const at = Math.max(1, point)
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const after = padded.slice(at).replace(/0+$/, '')
  return `${sign}${before}${after === '' ? '' : `.${after}`}`
}
