import { exact, NONE } from './format'

/** A number in its short form, with every digit of the source in its title. */
export function Figure({
  value,
  format,
  unit,
}: {
  value: number | null
  format(value: number): string
  unit?: string
}) {
  if (value === null || !Number.isFinite(value)) return <span>{NONE}</span>
  const full = unit ? `${exact(value)} ${unit}` : exact(value)
  return (
    <data className="figure" value={value} title={full}>
      {format(value)}
    </data>
  )
}
