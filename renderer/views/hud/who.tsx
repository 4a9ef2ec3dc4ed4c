import type { ReactNode } from 'react'
import { walletName } from '../../../shared/active-wallet'
import type { Wallet } from '../../../shared/grant'
import { t } from '../../../shared/i18n'
import { useAppState } from '../app-context'
import { WalletDot } from '../wallet/wallet-name'

/** How to say in a few words who asks with a wallet: by the wallet, without one by the account; nothing is said of nobody. */
export function useWho(): (wallet: Wallet | null) => ReactNode {
  const identity = useAppState((app) => app.status.identity)
  return (wallet) => {
    if (identity?.kind === 'guest') return t('hud.demo')
    return wallet ? <Named wallet={wallet} /> : identity?.label
  }
}

function Named({ wallet }: { wallet: Wallet }) {
  return (
    <>
      <WalletDot address={wallet.address} />
      <bdi>{walletName(wallet)}</bdi>
    </>
  )
}
