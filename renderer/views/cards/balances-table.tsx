import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import type { Balances } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { exact, share, usd } from '../figures/format'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Change } from './change'
import { type Column, FirstRows } from './first-rows'
import { TokenName } from './token-name'

type Row = Balances['balances'][number]

const columns = (): Column<Row>[] => [
  { head: t('cards.token'), wide: true },
  { head: t('cards.amountAndPrice') },
  { head: t('cards.valueAndDay'), by: ({ valueUsd }) => valueUsd },
  { head: t('cards.share'), by: ({ valueUsd }) => valueUsd },
]

/** What a wallet holds, in the server's order, and how it is spread. */
export function BalancesTable({ data, receivedAt }: Answer<Balances>) {
  const { balances, portfolio, walletAddress, walletLabel, practice } = data
  const named = balances.map(({ mint, token: { symbol, name } }) => ({ mint, symbol, name }))
  // Of the rows: a total of the server's may count what is not among them.
  const whole = balances.reduce((sum, { valueUsd }) => sum + (valueUsd ?? 0), 0)
  return (
    <>
      <FirstRows
        rows={balances}
        columns={columns()}
        draw={({ mint, amountUi, valueUsd, token }) => (
          <tr key={mint}>
            <td className="wide">
              <TokenName mint={mint} name={token.symbol} symbol={token.symbol} note={token.name} among={named} />
            </td>
            <td>
              <Figure value={amountUi} format={exact} unit={visible(token.symbol)} />
              <span className="under">
                {token.priceUsd === null ? (
                  t('cards.noPrice')
                ) : (
                  <Figure value={token.priceUsd} format={usd} unit="USD" />
                )}
              </span>
            </td>
            <td>
              {valueUsd === null ? '—' : <Figure value={valueUsd} format={usd} unit="USD" />}
              <span className="under">
                <Change percent={token.priceChange24h} />
              </span>
            </td>
            <td>
              {valueUsd === null || whole === 0 ? '—' : share(valueUsd, whole)}
              {valueUsd !== null && whole > 0 && (
                <svg className="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(valueUsd / whole) * 100} height="4" />
                </svg>
              )}
            </td>
          </tr>
        )}
      />
      <p className="card-caption">
        <span>
          {t('cards.total')}{' '}
          <b>
            <Figure value={portfolio.valueUsd} format={usd} unit="USD" />
          </b>
          {portfolio.change24hPct != null && (
            <>
              {' '}
              <Change percent={portfolio.change24hPct} /> {t('cards.inDay')}
            </>
          )}
        </span>
        <span title={visible(walletAddress)}>
          <Foreign>{walletLabel ?? shortAddress(walletAddress)}</Foreign>
        </span>
        <Age at={receivedAt} as="old" />
        {practice && <span className="simulated">{t('cards.simulated')}</span>}
      </p>
    </>
  )
}
