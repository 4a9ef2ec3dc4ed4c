import { t } from '../../../shared/i18n'
import type { Mark } from '../../../shared/trade'
import { Foreign } from '../foreign'

/** What a mark is about. */
export const markWords = (kind: Mark['kind']): string => t(`approval.marks.${kind}`)

/** What must be seen before it is approved; each is marked where it stands on the card, too. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null
  return (
    <ul className="approval-marks" aria-label={t('approval.marks.label')}>
      {marks.map(({ kind, detail }) => (
        <li key={`${kind} ${detail}`} data-kind={kind}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 2.2 14.4 13.4H1.6zM8 6.4v3.4M8 11.6v.2" />
          </svg>
          <p>
            <b>{markWords(kind)}.</b> <Foreign>{detail}</Foreign>
          </p>
        </li>
      ))}
    </ul>
  )
}
