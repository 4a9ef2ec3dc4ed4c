import { NO_WALLETS, walletMark } from '../../../shared/account'
import { walletName } from '../../../shared/active-wallet'
import type { Wallet } from '../../../shared/grant'
import { useAppState } from '../app-context'
import './wallet-name.css'

/** A wallet's colour, and a shape where there are more wallets than colours: the same everywhere. Its name stands beside it. */
export function WalletDot({ address }: { address: string }) {
  const { wallets } = useAppState((app) => app.wallets) ?? NO_WALLETS
  // The service may put a wallet in use that it does not list.
  const inUse = useAppState((app) => app.status.identity?.wallet ?? null)
  const { colour, shape } = walletMark(address, inUse === null ? wallets : [...wallets, inUse])
  return <i className="wallet-dot" data-shape={shape} style={{ color: `var(--wallet-${colour})` }} aria-hidden="true" />
}

/** Colour and name of a wallet. A name of any script stands for itself and turns nothing around it. */
export const WalletName = ({ wallet }: { wallet: Wallet }) => (
  <span className="wallet-name">
    <WalletDot address={wallet.address} />
    <bdi>{walletName(wallet)}</bdi>
  </span>
)
