import { TriangleAlert } from 'lucide-react'
import { TipText } from '../components/tooltip'
import './token-warnings.css'

/** Seen wherever a name stands that can mislead; why is told under the pointer, by keyboard, and to screen readers. */
export function WarningMark({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null
  const why = warnings.join('\n')
  return (
    <TipText text={why} className="warning-mark">
      <TriangleAlert role="img" aria-label={why} />
    </TipText>
  )
}
