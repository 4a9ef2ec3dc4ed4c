import { NO_WALLETS } from '../../../shared/account'
import { visible } from '../../../shared/safe-text'
import { useAppState } from '../app-context'
import { TipText } from '../components/tooltip'
import { WalletName } from '../wallet/wallet-name'

/** A wallet of the ledger, by the name that the account has for it now; under the pointer its address. */
export function TradeWallet({ address }: { address: string }) {
  const { wallets } = useAppState((app) => app.wallets) ?? NO_WALLETS
  const label = wallets.find((wallet) => wallet.address === address)?.label ?? null
  return (
    <span title={visible(address)}>
      <WalletName wallet={{ address, label }} />
    </span>
  )
}

/** The same where nothing else is pressed: its address is a tooltip that the keyboard and screen readers reach, too. */
export const TradeWalletInFull = ({ address }: { address: string }) => (
  <TipText text={address}>
    <TradeWallet address={address} />
  </TipText>
)
