import { t } from '../../../shared/i18n'
import type { PumpStream, PumpStreamSummary } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { compactUsd, count } from '../figures/format'
import type { Answer } from './answer'
import { type Column, FirstRows } from './first-rows'
import { LinkButton } from './link-button'
import type { NamedToken } from './name-warnings'
import { TokenName } from './token-name'

/** Solana addresses are base58; nothing else is put into a link. */
const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/

const columns = (): Column<PumpStream>[] => [
  { head: t('cards.rank') },
  { head: t('cards.stream'), wide: true },
  { head: t('cards.viewers'), by: ({ currentViewers }) => currentViewers },
  { head: t('cards.marketCap'), by: ({ marketCapUsd }) => marketCapUsd },
  { head: t('cards.age'), by: ({ lastSnapshotAgeSeconds }) => -lastSnapshotAgeSeconds },
  { head: '', label: t('cards.link') },
]

/** Live streams in the server's order. No picture is fetched: an address that a tool names would learn who looks. */
export function StreamsTable({ data, receivedAt }: Answer<PumpStreamSummary>) {
  const { streams, totals, paging, totalAfterFilter, appliedSort, practice } = data
  const among = streams.map(({ mintId, symbol, name }) => ({ mint: mintId, symbol, name }))
  return (
    <>
      <FirstRows
        rows={streams}
        columns={columns()}
        draw={(stream, index) => (
          <StreamRow
            key={stream.mintId}
            rank={paging.offset + index + 1}
            stream={stream}
            among={among}
            receivedAt={receivedAt}
          />
        )}
      />
      <p className="card-caption">
        <span>
          {appliedSort === 'marketCap' || appliedSort === 'viewers'
            ? t(`cards.streamsShown.${appliedSort}`, { shown: streams.length, all: totalAfterFilter })
            : t('cards.streamsShown.other', {
                shown: streams.length,
                all: totalAfterFilter,
                sort: visible(appliedSort),
              })}
        </span>
        <span>{t('cards.viewersInAll', { viewers: totals.totalLiveViewers })}</span>
        <Age at={receivedAt} as="old" />
        {practice && <span className="simulated">{t('cards.simulated')}</span>}
      </p>
    </>
  )
}

interface RowProps {
  rank: number
  stream: PumpStream
  among: readonly NamedToken[]
  receivedAt: number
}

function StreamRow({ rank, stream, among, receivedAt }: RowProps) {
  const { mintId, name, symbol, status, currentViewers, marketCapUsd } = stream
  return (
    <tr>
      <td>{rank}</td>
      <td className="wide">
        <TokenName
          mint={mintId}
          name={name}
          symbol={symbol}
          among={among}
          note={status === 'live' ? symbol : `${symbol} · ${status}`}
        />
      </td>
      <td>
        <Figure value={currentViewers} format={count} />
      </td>
      <td>{marketCapUsd === null ? '—' : <Figure value={marketCapUsd} format={compactUsd} unit="USD" />}</td>
      <td>
        {/* Our clock and the age that the server states: right even where the two clocks differ. */}
        <Age at={receivedAt - stream.lastSnapshotAgeSeconds * 1000} />
      </td>
      <td>
        {ADDRESS.test(mintId) && (
          <LinkButton url={`https://pump.fun/coin/${mintId}`} label={t('cards.openOnPump', { name: visible(name) })} />
        )}
      </td>
    </tr>
  )
}
