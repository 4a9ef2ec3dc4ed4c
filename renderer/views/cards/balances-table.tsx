import { shortAddress } from '../../../shared/account'
import type { Balances } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { exact, usd } from '../figures/format'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Change } from './change'
import { FirstRows } from './first-rows'
import { TokenName } from './token-name'

/** What a wallet holds, in the server's order. */
export function BalancesTable({ data, receivedAt }: Answer<Balances>) {
  const { balances, portfolio, walletAddress, walletLabel, practice } = data
  const named = balances.map(({ mint, token: { symbol, name } }) => ({ mint, symbol, name }))
  return (
    <>
      <FirstRows
        rows={balances}
        draw={({ mint, amountUi, valueUsd, token }) => (
          <tr key={mint}>
            <td className="wide">
              <TokenName mint={mint} name={token.symbol} symbol={token.symbol} note={token.name} among={named} />
            </td>
            <td>
              <Figure value={amountUi} format={exact} unit={visible(token.symbol)} />
              <span className="under">
                {token.priceUsd === null ? 'no price' : <Figure value={token.priceUsd} format={usd} unit="USD" />}
              </span>
            </td>
            <td>
              {valueUsd === null ? '—' : <Figure value={valueUsd} format={usd} unit="USD" />}
              <span className="under">
                <Change percent={token.priceChange24h} />
              </span>
            </td>
          </tr>
        )}
      >
        <tr>
          <th className="wide">Token</th>
          <th>Amount, price</th>
          <th>Value, 24 h</th>
        </tr>
      </FirstRows>
      <p className="card-caption">
        <span>
          In all{' '}
          <b>
            <Figure value={portfolio.valueUsd} format={usd} unit="USD" />
          </b>
          {portfolio.change24hPct != null && (
            <>
              {' '}
              <Change percent={portfolio.change24hPct} /> in 24 h
            </>
          )}
        </span>
        <span title={visible(walletAddress)}>
          <Foreign>{walletLabel ?? shortAddress(walletAddress)}</Foreign>
        </span>
        <Age at={receivedAt} suffix=" old" />
        {practice && <span className="simulated">simulated</span>}
      </p>
    </>
  )
}
