import { NO_WALLETS, walletColour } from '../../../shared/account'
import { walletName } from '../../../shared/active-wallet'
import type { Wallet } from '../../../shared/grant'
import { useAppState } from '../app-context'
import './wallet-name.css'

/** A wallet's colour: the same everywhere. Decoration, since its name stands beside it. */
export function WalletDot({ address }: { address: string }) {
  const { wallets } = useAppState((app) => app.wallets) ?? NO_WALLETS
  const colour = walletColour(address, wallets)
  return <i className="wallet-dot" style={{ background: `var(--wallet-${colour})` }} aria-hidden="true" />
}

/** Colour and name of a wallet. A name of any script stands for itself and turns nothing around it. */
export function WalletName({ wallet }: { wallet: Wallet }) {
  return (
    <span className="wallet-name" title={wallet.address}>
      <WalletDot address={wallet.address} />
      <bdi>{walletName(wallet)}</bdi>
    </span>
  )
}
