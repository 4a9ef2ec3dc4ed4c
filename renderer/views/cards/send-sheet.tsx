import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import type { SendReceipt } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Exact } from '../figures/figure'
import { usd } from '../figures/format'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Facts } from './facts'
import { LinkButton } from './link-button'

/** What was sent, and to whom: the whole address, since its ends alone can be imitated. */
export function SendSheet({ data, receivedAt }: Answer<SendReceipt>) {
  const { amountUi, symbol, valueUsd, recipient, memo, walletAddress, signature, solscanUrl, practice } = data
  return (
    <>
      <Facts
        facts={[
          [
            t('cards.send.sent'),
            <span key="sent">
              <Exact value={amountUi} /> <Foreign>{symbol}</Foreign>
              {valueUsd === null ? '' : ` (${usd(valueUsd)})`}
            </span>,
          ],
          [t('cards.send.to'), visible(recipient)],
          [t('cards.send.from'), visible(walletAddress)],
          [t('cards.send.memo'), memo != null && <Foreign key="memo">{memo}</Foreign>],
          [
            t('cards.swap.signature'),
            <span key="signature" title={signature}>
              {shortAddress(signature)}{' '}
              {solscanUrl === null ? (
                t('cards.swap.notOnChain')
              ) : (
                <LinkButton url={solscanUrl} label={t('cards.openOnSolscan')} />
              )}
            </span>,
          ],
        ]}
      />
      <p className="card-caption">
        <span>{t.rich('cards.send.sentAt', { age: () => <Age at={receivedAt} as="ago" /> })}</span>
        {practice && <span className="simulated">{t('cards.simulated')}</span>}
      </p>
    </>
  )
}
