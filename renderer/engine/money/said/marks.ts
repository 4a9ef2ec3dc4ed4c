import type { Mark } from '../../../../shared/trade'
import type { SaidAgainst } from './against'
import { amountMarks } from './amounts'
import { sideMarks } from './side'
import { tokenMarks } from './tokens'
import { hearingOf } from './utterance'
import { recipientMarks, walletMarks } from './wallets'
import { nameMarks, previewMarks, strangeMarks, unsureMarks } from './warnings'

/**
 * What of a proposal the trader's own words don't hold, and what its preview or its names say against it. Strict: where the
 * words are unclear it is marked, since a mark costs a look and a missed one money.
 */
export function marksOf(against: SaidAgainst): Mark[] {
  const { said, trade } = against
  const marks: Mark[] = [...strangeMarks(trade), ...previewMarks(against), ...nameMarks(against)]
  if (said.length === 0) return [{ kind: 'unheard', detail: UNHEARD }, ...marks]
  const utterances = said.map((text) => hearingOf(text, against))
  if (trade.action === 'wallet') return [...walletMarks(utterances, against), ...marks]
  if (trade.action === 'other') return [{ kind: 'unheard', detail: FOREIGN }, ...marks]
  return [
    ...sideMarks(utterances, against),
    ...tokenMarks(utterances, against),
    ...amountMarks(utterances, against),
    ...walletMarks(utterances, against),
    ...recipientMarks(utterances, against),
    ...unsureMarks(utterances, against),
    ...marks,
  ]
}

const UNHEARD = 'The app doesn’t know what you said, so it can’t compare. Check every part of this yourself.'
const FOREIGN =
  'The app doesn’t know this tool, so it can’t compare it with what you said. Check every part of it yourself.'
