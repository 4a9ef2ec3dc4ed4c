import type { PumpStream, PumpStreamSummary } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Figure } from '../figures/figure'
import { compactUsd, count } from '../figures/format'
import type { Answer } from './answer'
import { FirstRows } from './first-rows'
import { LinkButton } from './link-button'
import type { NamedToken } from './name-warnings'
import { TokenName } from './token-name'

/** Solana addresses are base58; nothing else is put into a link. */
const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/

/** Live streams in the server's order. */
export function StreamsTable({ data, receivedAt }: Answer<PumpStreamSummary>) {
  const { streams, totals, paging, totalAfterFilter, appliedSort, practice } = data
  const among = streams.map(({ mintId, symbol, name }) => ({ mint: mintId, symbol, name }))
  return (
    <>
      <FirstRows
        rows={streams}
        draw={(stream, index) => (
          <StreamRow
            key={stream.mintId}
            rank={paging.offset + index + 1}
            stream={stream}
            among={among}
            receivedAt={receivedAt}
          />
        )}
      >
        <tr>
          <th>#</th>
          <th className="wide">Stream</th>
          <th>Viewers</th>
          <th>Market cap</th>
          <th>Age</th>
          <th aria-label="Link" />
        </tr>
      </FirstRows>
      <p className="card-caption">
        <span>
          <b>{count(streams.length)}</b> of {count(totalAfterFilter)} by{' '}
          {appliedSort === 'marketCap' ? 'market cap' : visible(appliedSort)}
        </span>
        <span>
          <b>{count(totals.totalLiveViewers)}</b> viewers in all
        </span>
        <Age at={receivedAt} suffix=" old" />
        {practice && <span className="simulated">simulated</span>}
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
          <LinkButton url={`https://pump.fun/coin/${mintId}`} label={`Open ${visible(name)} on pump.fun`} />
        )}
      </td>
    </tr>
  )
}
