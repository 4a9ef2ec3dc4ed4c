import { t } from '../../../shared/i18n'
import type { Mark, TokenName, TradeCard } from '../../../shared/trade'
import { type DealLine, dealLines } from '../../../shared/trade-sentence'
import { TokenIdentity } from './approval-token'
import { Pieces } from './pieces'

/** What goes out and what comes in, side by side, each with its token; what the marks are about is marked here. */
export function Deal({ card, marks }: { card: TradeCard; marks: readonly Mark[] }) {
  const [first, second] = dealLines(card)
  const has = (kind: Mark['kind']) => marks.some((mark) => mark.kind === kind)
  const isTheToken = (token: TokenName) => card.token === null || token.mint === card.token.mint
  const draw = (line: DealLine) => {
    const { what, amount, notes, side } = line
    // Only what the arguments fix can differ from the words.
    const asked = side?.exact === true || side?.percent != null
    return (
      <span className="deal-side">
        <small data-marked={has('side')}>{t(`approval.deal.${what}`)}</small>
        <b data-marked={has('amount') && asked}>
          <Pieces>{amount}</Pieces>
        </b>{' '}
        {notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes have no names of their own, and no state
          <small key={index}>
            <Pieces>{note}</Pieces>
          </small>
        ))}
        {side?.token && (
          <TokenIdentity token={side.token} marked={(has('token') || has('name')) && isTheToken(side.token)} />
        )}
      </span>
    )
  }
  if (first === undefined) return null
  return (
    <span className="deal" data-sides={second === undefined ? 1 : 2}>
      {draw(first)}
      {second !== undefined && (
        <>
          <span className="deal-arrow" aria-hidden="true">
            →
          </span>
          {draw(second)}
        </>
      )}
    </span>
  )
}
