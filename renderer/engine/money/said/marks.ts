import { t } from '../../../../shared/i18n'
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
  if (said.length === 0) return [{ kind: 'unheard', detail: t('money.mark.unheard') }, ...marks]
  const utterances = said.map((text) => hearingOf(text, against))
  if (trade.action === 'wallet') return [...walletMarks(utterances, against), ...marks]
  if (trade.action === 'other') return [{ kind: 'unheard', detail: t('money.mark.foreignTool') }, ...marks]
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
