import { numberFormat } from './i18n'

const USD = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', signDisplay: 'negative' } as const
const CENTS = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const
const FINE = { minimumSignificantDigits: 2, maximumSignificantDigits: 4 } as const

/** "$208.48", "$0.00001234": what is not zero is never written as zero. A minus is as wide as a digit. */
export function dollars(value: number): string {
  // As it is rounded: 0.99999 is a dollar, and not "$1.0".
  const size = Number(Math.abs(value).toPrecision(FINE.maximumSignificantDigits))
  return numberFormat({ ...USD, ...(size >= 1 || size === 0 ? CENTS : FINE) })
    .format(value)
    .replace('-', '−')
}
