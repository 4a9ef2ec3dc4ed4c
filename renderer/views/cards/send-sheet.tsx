import { shortAddress } from '../../../shared/account'
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
            'Sent',
            <span key="sent">
              <Exact value={amountUi} /> <Foreign>{symbol}</Foreign>
              {valueUsd === null ? '' : ` (${usd(valueUsd)})`}
            </span>,
          ],
          ['To', visible(recipient)],
          ['From', visible(walletAddress)],
          ['Memo', memo != null && <Foreign key="memo">{memo}</Foreign>],
          [
            'Signature',
            <span key="signature" title={signature}>
              {shortAddress(signature)}{' '}
              {solscanUrl === null ? '(not on a chain)' : <LinkButton url={solscanUrl} label="Open on Solscan" />}
            </span>,
          ],
        ]}
      />
      <p className="card-caption">
        <span>
          Sent <Age at={receivedAt} suffix=" ago" />
        </span>
        {practice && <span className="simulated">simulated</span>}
      </p>
    </>
  )
}
