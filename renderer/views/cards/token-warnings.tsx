import './token-warnings.css'

/** Seen wherever a name stands that can mislead; why is in its title, and read out. */
export function WarningMark({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  const why = warnings.join('\n')
  return (
    <span className="warning-mark" role="img" aria-label={why} title={why}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M8 2.2 14.4 13.4H1.6zM8 6.4v3.4M8 11.6v.2" />
      </svg>
    </span>
  )
}
