import type { ResolvedWallet, WalletList, WalletOverride } from '../../../shared/market'
import { shortAddress } from '../figures/format'
import type { Answer } from './answer'
import { Facts } from './facts'
import { FirstRows } from './first-rows'

/** The trader's wallets. */
export function WalletTable({ data }: Answer<WalletList>) {
  if (data.wallets.length === 0) return <p className="card-caption">No wallets.</p>
  return (
    <FirstRows
      rows={data.wallets}
      draw={({ address, label, is_default, status }) => (
        <tr key={address}>
          <td className="wide">
            <b>{label ?? 'No name'}</b>
          </td>
          <td title={address}>{shortAddress(address)}</td>
          <td>{[is_default && 'default', status].filter(Boolean).join(', ')}</td>
        </tr>
      )}
    >
      <tr>
        <th className="wide">Wallet</th>
        <th>Address</th>
        <th aria-label="State" />
      </tr>
    </FirstRows>
  )
}

const SOURCES: Record<ResolvedWallet['source'], string> = {
  session: 'chosen in this session',
  resolver: 'the account’s default',
  env: 'set by the server',
  none: 'none is in force',
}

/** Which wallet a tool would use now. */
export function ResolvedWalletView({ data }: Answer<ResolvedWallet>) {
  return (
    <Facts
      facts={[
        ['Wallet', data.label],
        ['Address', data.wallet_address ?? 'none'],
        ['Why', SOURCES[data.source]],
      ]}
    />
  )
}

/** Whether the session's wallet was changed. */
export function WalletOverrideView({ data }: Answer<WalletOverride>) {
  return (
    <Facts
      facts={[
        ['Changed', data.ok ? 'yes' : 'no'],
        ['Wallet', data.label],
        ['Address', data.cleared ? 'none: cleared' : data.wallet_address],
      ]}
    />
  )
}
