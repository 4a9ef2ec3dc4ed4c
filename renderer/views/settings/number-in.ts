import { numberFormat } from '../../../shared/i18n'

/**
 * The number of a field, null where it is empty, as the trader's region writes it: "1,000.50" here, "1.000,50" there, and
 * "0,5" or "0.5" in both. What is no number is NaN and goes to main, which says so.
 */
export function numberIn(text: string): number | null {
  const figure = text.replace(/[\s$%’']/g, '')
  if (figure === '') return null
  const { group, decimal } = marks()
  const grouped = new RegExp(`^[1-9]\\d{0,2}(?:\\${group}\\d{3})+(?:\\${decimal}\\d+)?$`)
  return grouped.test(figure)
    ? Number(figure.replaceAll(group, '').replace(decimal, '.'))
    : Number(/^\d*,\d+$/.test(figure) ? figure.replace(',', '.') : figure)
}

/** What parts thousands and decimals: one of them is the point, the other the comma. Spaces and apostrophes are left out before. */
function marks(): { group: string; decimal: string } {
  const decimal = numberFormat()
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal')?.value
  return decimal === ',' ? { group: '.', decimal: ',' } : { group: ',', decimal: '.' }
}
