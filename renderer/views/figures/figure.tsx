import { useAsSent } from './as-sent'
import { exact, exactText, NONE } from './format'

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
  const sent = useAsSent(value ?? Number.NaN)
  if (value === null || !Number.isFinite(value)) return <span>{NONE}</span>
  const digits = sent === null ? exact(value) : exactText(sent)
  return (
    <data className="figure" value={sent ?? value} title={unit ? `${digits} ${unit}` : digits}>
      {format(value)}
    </data>
  )
}

/** A number with every digit in sight. */
export function Exact({ value }: { value: number }) {
  const sent = useAsSent(value)
  return <>{sent === null ? exact(value) : exactText(sent)}</>
}
