/** One figure: what was measured, beside a floor that the same run gave. Milliseconds unless `unit` says otherwise. */
export interface Row {
  name: string
  values: number[]
  floor: { name: string; value: number } | null
  /** What the project wants to hold, e.g. "p95 <= 25". */
  aim: string
  unit?: string
}

/** The value below which the given share of the values lies (nearest rank). */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function printRows(title: string, rows: Row[]): void {
  console.log(`\n${title}`)
  const cells = rows.map(({ name, values, floor, aim, unit = 'ms' }) => {
    const p50 = percentile(values, 0.5)
    return [
      name,
      String(values.length),
      `${p50.toFixed(1)} ${unit}`,
      `${percentile(values, 0.95).toFixed(1)} ${unit}`,
      `${percentile(values, 1).toFixed(1)} ${unit}`,
      floor ? `${floor.value.toFixed(1)} ${unit} (${floor.name})` : '',
      floor && floor.value > 0 ? `${(p50 / floor.value).toFixed(2)} x` : '',
      aim,
    ]
  })
  const table = [['', 'n', 'p50', 'p95', 'max', 'floor', 'p50 / floor', 'aim'], ...cells]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}
