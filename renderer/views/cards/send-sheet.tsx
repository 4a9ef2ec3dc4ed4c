import { shortAddress } from '../../../shared/account'
import type { SendReceipt } from '../../../shared/market'
import { Age } from '../figures/age'
import { Exact } from '../figures/figure'
import { usd } from '../figures/format'
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
              <Exact value={amountUi} /> {symbol}
              {valueUsd === null ? '' : ` (${usd(valueUsd)})`}
            </span>,
          ],
          ['To', recipient],
          ['From', walletAddress],
          ['Memo', memo],
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
