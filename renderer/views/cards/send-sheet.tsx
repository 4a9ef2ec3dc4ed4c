import type { SendReceipt } from '../../../shared/market'
import { exact, shortAddress, usd } from '../figures/format'
import type { Answer } from './answer'
import { Facts } from './facts'
import { LinkButton } from './link-button'

/** What was sent, and to whom: the whole address, since its ends alone can be imitated. */
export function SendSheet({ data }: Answer<SendReceipt>) {
  const { amountUi, symbol, valueUsd, recipient, memo, walletAddress, signature, solscanUrl, practice } = data
  return (
    <>
      <Facts
        facts={[
          ['Sent', `${exact(amountUi)} ${symbol}${valueUsd === null ? '' : ` (${usd(valueUsd)})`}`],
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
      {practice && (
        <p className="card-caption">
          <span className="simulated">simulated</span>
        </p>
      )}
    </>
  )
}
