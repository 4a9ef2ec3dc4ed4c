import { plainDigits } from '../../../shared/decimal'

/** A figure in a flag's sentence: every digit that counts, none that a double made up, and no exponent. */
export const figure = (value: number): string => {
  if (!Number.isFinite(value)) return 'no number'
  const size = Math.abs(value)
  const counts = Number.isInteger(value)
    ? value
    : size >= 1
      ? Math.round(value * 100) / 100
      : Number(value.toPrecision(4))
  return plainDigits(String(counts))
}

/** "4 s", "0.4 s", "3 min", "2 h": as ages are told. */
export const span = (ms: number): string => {
  if (ms < 120_000) return `${Math.round(ms / 100) / 10} s`
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`
}
