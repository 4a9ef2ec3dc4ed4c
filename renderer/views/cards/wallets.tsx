import { shortAddress } from '../../../shared/account'
import { t } from '../../../shared/i18n'
import type { ResolvedWallet, WalletList, WalletOverride } from '../../../shared/market'
import { visible } from '../../../shared/safe-text'
import { Age } from '../figures/age'
import { Foreign } from '../foreign'
import type { Answer } from './answer'
import { Facts } from './facts'
import { FirstRows } from './first-rows'

/** The trader's wallets. */
export function WalletTable({ data, receivedAt }: Answer<WalletList>) {
  if (data.wallets.length === 0) return <p className="card-caption">{t('cards.wallets.none')}</p>
  return (
    <>
      <FirstRows
        rows={data.wallets}
        columns={[
          { head: t('cards.wallets.wallet'), wide: true },
          { head: t('cards.wallets.address') },
          { head: '', label: t('cards.wallets.state') },
        ]}
        draw={({ address, label, is_default, status }) => (
          <tr key={address}>
            <td className="wide">
              <b>{label === null ? t('cards.wallets.noName') : <Foreign>{label}</Foreign>}</b>
            </td>
            <td title={visible(address)}>
              <Foreign>{shortAddress(address)}</Foreign>
            </td>
            <td>
              <Foreign>{[is_default && t('cards.wallets.isDefault'), status].filter(Boolean).join(', ')}</Foreign>
            </td>
          </tr>
        )}
      />
      <Caption receivedAt={receivedAt} practice={data.practice} />
    </>
  )
}

/** Which wallet a tool would use now. */
export function ResolvedWalletView({ data, receivedAt }: Answer<ResolvedWallet>) {
  return (
    <>
      <Facts
        facts={[
          [t('cards.wallets.wallet'), data.label != null && <Foreign key="label">{data.label}</Foreign>],
          [t('cards.wallets.address'), data.wallet_address === null ? t('cards.none') : visible(data.wallet_address)],
          [t('cards.wallets.why'), t(`cards.wallets.source.${data.source}`)],
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
          [t('cards.wallets.changed'), t(data.ok ? 'cards.wallets.yes' : 'cards.wallets.no')],
          [t('cards.wallets.wallet'), data.label != null && <Foreign key="label">{data.label}</Foreign>],
          [
            t('cards.wallets.address'),
            data.cleared ? t('cards.wallets.cleared') : data.wallet_address && visible(data.wallet_address),
          ],
        ]}
      />
      <Caption receivedAt={receivedAt} practice={data.practice} />
    </>
  )
}

function Caption({ receivedAt, practice }: { receivedAt: number; practice: true | undefined }) {
  return (
    <p className="card-caption">
      <Age at={receivedAt} as="old" />
      {practice && <span className="simulated">{t('cards.simulated')}</span>}
    </p>
  )
}
