/** Figures as they are said: short, rounded, and the same on screen and aloud. Pure. */

/** "$12.36 million", "$208.48", "$0.742". */
export function usd(value: number): string {
  const size = Math.abs(value)
  const sign = value < 0 ? '-' : ''
  if (size >= 1e12) return `${sign}$${(size / 1e12).toFixed(2)} trillion`
  if (size >= 1e9) return `${sign}$${(size / 1e9).toFixed(2)} billion`
  if (size >= 1e6) return `${sign}$${(size / 1e6).toFixed(2)} million`
  if (size >= 10_000) return `${sign}$${Math.round(size).toLocaleString('en-US')}`
  if (size >= 1 || size === 0)
    return `${sign}$${size.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  return `${sign}$${Number(size.toPrecision(3)).toFixed(decimalsFor(size))}`
}

/** A price of one: tiny ones are said per million, because nobody can follow five zeros. */
export function price(value: number, symbol: string): string {
  return value >= 0.001 ? usd(value) : `${usd(value * 1e6)} per million ${symbol}`
}

const decimalsFor = (size: number) => Math.max(2, 2 - Math.floor(Math.log10(size)))

/** "up 3.2%", "down 0.4%", "flat". */
export function change(percent: number): string {
  const figure = Math.abs(percent).toFixed(1)
  if (figure === '0.0') return 'flat'
  return `${percent > 0 ? 'up' : 'down'} ${figure}%`
}

/** "5.09 million", "1,250", "0.5". */
export function amount(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e9) return `${trimmed(value / 1e9, 2)} billion`
  if (size >= 1e6) return `${trimmed(value / 1e6, 2)} million`
  if (size >= 1000) return Math.round(value).toLocaleString('en-US')
  if (size >= 1) return trimmed(value, 2)
  return size === 0 ? '0' : Number(value.toPrecision(3)).toFixed(decimalsFor(size)).replace(/0+$/, '')
}

/** "12.4 million", "3.2 billion", "940 thousand": as a list is read aloud; the exact figures stand on screen. */
export function roughly(value: number): string {
  if (value >= 1e9) return `${trimmed(value / 1e9, 1)} billion`
  if (value >= 1e6) return `${trimmed(value / 1e6, 1)} million`
  if (value >= 1e4) return `${Math.round(value / 1e3)} thousand`
  return amount(value)
}

const trimmed = (value: number, decimals: number) => String(Number(value.toFixed(decimals)))
