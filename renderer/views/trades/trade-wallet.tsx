import { NO_WALLETS } from '../../../shared/account'
import { useAppState } from '../app-context'
import { WalletName } from '../wallet/wallet-name'

/** A wallet of the ledger, by the name that the account has for it now. */
export function TradeWallet({ address }: { address: string }) {
  const { wallets } = useAppState((app) => app.wallets) ?? NO_WALLETS
  const label = wallets.find((wallet) => wallet.address === address)?.label ?? null
  return <WalletName wallet={{ address, label }} />
}
