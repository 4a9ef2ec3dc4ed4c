import type { Mark } from '../../../shared/trade'
import { Foreign } from '../foreign'

/** What each mark is about. */
export const MARK_WORDS: Record<Mark['kind'], string> = {
  token: 'Token',
  side: 'Buy or sell',
  amount: 'Amount',
  wallet: 'Wallet',
  recipient: 'Recipient',
  unheard: 'Nothing to compare',
  preview: 'Not as previewed',
  name: 'Name',
}

/** What must be seen before it is approved; each is marked where it stands on the card, too. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  if (marks.length === 0) return null
  return (
    <ul className="approval-marks" aria-label="Check before you approve">
      {marks.map(({ kind, detail }) => (
        <li key={`${kind} ${detail}`} data-kind={kind}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 2.2 14.4 13.4H1.6zM8 6.4v3.4M8 11.6v.2" />
          </svg>
          <p>
            <b>{MARK_WORDS[kind]}.</b> <Foreign>{detail}</Foreign>
          </p>
        </li>
      ))}
    </ul>
  )
}
