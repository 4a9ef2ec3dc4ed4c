import { safeLine } from '../../../shared/safe-text'
import type { Flag } from '../../../shared/snapshot'
import './flags.css'

/** What each kind of disagreement is called, wherever it is named. */
export const FLAG_WORDS: Record<Flag['kind'], string> = {
  order: 'Order',
  totals: 'Totals',
  stale: 'Old figures',
  figure: 'Figure not in the data',
  claim: 'Claim not in the data',
  shape: 'Unexpected answer',
}

/** Characters of what was compared: names of a tool's rows may stand in it. */
const LONGEST = 500

/** What does not hold against the tools' own JSON, said where the trader looks; nothing when all holds. */
export function Flags({ flags }: { flags: readonly Flag[] }) {
  if (flags.length === 0) return null
  return (
    <ul className="flags" aria-label="Doubts">
      {flags.map(({ kind, detail }) => (
        <li key={`${kind} ${detail}`} data-kind={kind}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3.5 14.5V2m0 .5h8.2L9.6 5.7l2.1 3.3H3.5" />
          </svg>
          <p>
            <b>{FLAG_WORDS[kind]}.</b> <bdi>{safeLine(detail, LONGEST)}</bdi>
          </p>
        </li>
      ))}
    </ul>
  )
}
