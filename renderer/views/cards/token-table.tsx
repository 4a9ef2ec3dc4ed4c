import { shortAddress } from '../../../shared/account'
import type { TokenCandidates } from '../../../shared/market'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { compactUsd, usd } from '../figures/format'
import type { Answer } from './answer'
import { Change } from './change'
import { FirstRows } from './first-rows'
import { TokenName } from './token-name'

/** Tokens that a name may mean. The mint is always in sight: names and symbols are not unique. */
export function TokenTable({ data, receivedAt }: Answer<TokenCandidates>) {
  return (
    <>
      <FirstRows
        rows={data.candidates}
        draw={({ mint, name, symbol, priceUsd, priceChange24h, marketCap }) => (
          <tr key={mint}>
            <td className="wide">
              <TokenName
                mint={mint}
                name={name}
                symbol={symbol}
                note={`${symbol} · ${shortAddress(mint)}`}
                among={data.candidates}
              />
            </td>
            <td>
              {priceUsd === null ? '—' : <Figure value={priceUsd} format={usd} unit="USD" />}
              <span className="under">
                <Change percent={priceChange24h} />
              </span>
            </td>
            <td>{marketCap === null ? '—' : <Figure value={marketCap} format={compactUsd} unit="USD" />}</td>
          </tr>
        )}
      >
        <tr>
          <th className="wide">Token</th>
          <th>Price, 24 h</th>
          <th>Market cap</th>
        </tr>
      </FirstRows>
      <p className="card-caption">
        <Age at={receivedAt} suffix=" old" />
        {data.practice && <span className="simulated">simulated</span>}
      </p>
    </>
  )
}
