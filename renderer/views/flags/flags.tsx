import { Flag as FlagIcon } from 'lucide-react'
import { t } from '../../../shared/i18n'
import { safeLine } from '../../../shared/safe-text'
import type { Flag } from '../../../shared/snapshot'
import './flags.css'

/** What a kind of disagreement is called, wherever it is named. */
export const flagWord = (kind: Flag['kind']): string => t(`flags.kind.${kind}`)

/** Characters of what was compared: names of a tool's rows may stand in it. */
const LONGEST = 500

/** What does not hold against the tools' own JSON, said where the trader looks; nothing when all holds. */
export function Flags({ flags }: { flags: readonly Flag[] }) {
  if (flags.length === 0) return null
  return (
    <ul className="flags" aria-label={t('flags.label')}>
      {flags.map(({ kind, detail }) => (
        <li key={`${kind} ${detail}`} data-kind={kind}>
          <FlagIcon className="icon" aria-hidden="true" />
          <p>
            <b>{flagWord(kind)}.</b> <bdi>{safeLine(detail, LONGEST)}</bdi>
          </p>
        </li>
      ))}
    </ul>
  )
}
