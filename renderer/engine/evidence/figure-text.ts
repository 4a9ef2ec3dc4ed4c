/** A figure in a flag's sentence: every digit that counts and none that a double made up. */
export const figure = (value: number): string => {
  if (Number.isInteger(value)) return String(value)
  const size = Math.abs(value)
  return String(size >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(4)))
}

/** "4 s", "0.4 s", "3 min", "2 h": as ages are told. */
export const span = (ms: number): string => {
  if (ms < 120_000) return `${Math.round(ms / 100) / 10} s`
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`
}
