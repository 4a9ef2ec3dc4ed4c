import { shortAddress } from '../../../shared/account'
import type { ResolvedWallet, WalletList, WalletOverride } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Facts } from './facts'
import { FirstRows } from './first-rows'

/** The trader's wallets. */
export function WalletTable({ data, receivedAt }: Answer<WalletList>) {
  if (data.wallets.length === 0) return <p className="card-caption">No wallets.</p>
  return (
    <>
      <FirstRows
        rows={data.wallets}
        draw={({ address, label, is_default, status }) => (
          <tr key={address}>
            <td className="wide">
              <b>{label === null ? 'No name' : <Foreign>{label}</Foreign>}</b>
            </td>
            <td title={visible(address)}>
              <Foreign>{shortAddress(address)}</Foreign>
            </td>
            <td>
              <Foreign>{[is_default && 'default', status].filter(Boolean).join(', ')}</Foreign>
            </td>
          </tr>
        )}
      >
        <tr>
          <th className="wide">Wallet</th>
          <th>Address</th>
          <th aria-label="State" />
        </tr>
      </FirstRows>
      <Caption receivedAt={receivedAt} practice={data.practice} />
    </>
  )
}

const SOURCES: Record<ResolvedWallet['source'], string> = {
  session: 'chosen in this session',
  resolver: 'the account’s default',
  env: 'set by the server',
  none: 'none is in use',
}

/** Which wallet a tool would use now. */
export function ResolvedWalletView({ data, receivedAt }: Answer<ResolvedWallet>) {
  return (
    <>
      <Facts
        facts={[
          ['Wallet', data.label != null && <Foreign key="label">{data.label}</Foreign>],
          ['Address', visible(data.wallet_address ?? 'none')],
          ['Why', SOURCES[data.source]],
        ]}
      />
      <Caption receivedAt={receivedAt} practice={data.practice} />
    </>
  )
}

/** Whether the session's wallet was changed. */
export function WalletOverrideView({ data, receivedAt }: Answer<WalletOverride>) {
  return (
    <>
      <Facts
        facts={[
          ['Changed', data.ok ? 'yes' : 'no'],
          ['Wallet', data.label != null && <Foreign key="label">{data.label}</Foreign>],
          ['Address', data.cleared ? 'none: cleared' : data.wallet_address && visible(data.wallet_address)],
        ]}
      />
      <Caption receivedAt={receivedAt} practice={data.practice} />
    </>
  )
}

function Caption({ receivedAt, practice }: { receivedAt: number; practice: true | undefined }) {
  return (
    <p className="card-caption">
      <Age at={receivedAt} suffix=" old" />
      {practice && <span className="simulated">simulated</span>}
    </p>
  )
}
