import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import type { Token, TokenCandidates } from '../../../shared/market'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { change, compactUsd, usd } from '../figures/format'
import type { Answer } from './answer'
import { Change } from './change'
import { type Column, FirstRows } from './first-rows'
import { usePriceHistory } from './price-history'
import { Sparkline } from './sparkline'
import { TokenName } from './token-name'

const columns = (trend: boolean): Column<Token>[] => [
  { head: t('cards.token'), wide: true },
  ...(trend ? [{ head: t('cards.trend') }] : []),
  { head: t('cards.priceAndDay'), by: ({ priceUsd }) => priceUsd },
  { head: t('cards.marketCap'), by: ({ marketCap }) => marketCap },
]

/** Tokens that a name may mean. The mint is always in sight: names and symbols are not unique. */
export function TokenTable({ data, receivedAt }: Answer<TokenCandidates>) {
  const histories = usePriceHistory()
  const trend = data.candidates.some(({ mint }) => histories.has(mint))
  return (
    <>
      <FirstRows
        rows={data.candidates}
        columns={columns(trend)}
        draw={({ mint, name, symbol, priceUsd, priceChange24h, marketCap }) => {
          const history = histories.get(mint)
          return (
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
              {trend && (
                <td>
                  {history && (
                    <Sparkline
                      values={history.candles.map(({ close }) => close)}
                      label={t('cards.trendOf', { symbol, range: history.range, change: change(history.changePct) })}
                    />
                  )}
                </td>
              )}
              <td>
                {priceUsd === null ? '—' : <Figure value={priceUsd} format={usd} unit="USD" />}
                <span className="under">
                  <Change percent={priceChange24h} />
                </span>
              </td>
              <td>{marketCap === null ? '—' : <Figure value={marketCap} format={compactUsd} unit="USD" />}</td>
            </tr>
          )
        }}
      />
      <p className="card-caption">
        <Age at={receivedAt} as="old" />
        {data.practice && <span className="simulated">{t('cards.simulated')}</span>}
      </p>
    </>
  )
}
