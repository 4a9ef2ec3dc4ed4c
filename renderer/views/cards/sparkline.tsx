import './sparkline.css'

/** Units of the drawing; the style sheet gives it its size. */
const WIDE = 64
const HIGH = 20

/** The course of a price without axes: a glance. The words beside it say the figures; nothing with fewer than two values. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return null
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const points = values.map(
    (value, index) =>
      `${((index / (values.length - 1)) * WIDE).toFixed(1)},${((1 - (value - low) / span) * HIGH).toFixed(1)}`,
  )
  const down = (values.at(-1) ?? 0) < (values[0] ?? 0)
  return (
    <svg
      className="sparkline"
      data-down={down}
      viewBox={`0 -1 ${WIDE} ${HIGH + 2}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polyline points={points.join(' ')} />
    </svg>
  )
}
