import { exactNumber } from '../../../shared/i18n'

/**
 * An integer amount as decimal text, digit by digit: 267582616000 at 5 decimals -> "2,675,826.16". Token amounts
 * outgrow a double, so this never becomes a number. Text that is not an integer comes back as it is.
 */
export function rawUnits(raw: string, decimals: number): string {
  if (!/^\d+$/.test(raw) || !Number.isInteger(decimals) || decimals < 0 || decimals > 64) return raw
  const digits = raw.padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replace(/^0+(?=\d)/, '')
  const rest = decimals === 0 ? '' : digits.slice(-decimals).replace(/0+$/, '')
  return exactNumber(rest === '' ? whole : `${whole}.${rest}`)
}
