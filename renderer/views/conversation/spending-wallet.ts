import type { WalletsState } from '../../../shared/account'
import type { Wallet } from '../../../shared/grant'

/** The name that its owner gave a wallet; null for every other wallet, however alike its address looks. */
export function ownLabel(address: string | null, inUse: Wallet | null, { wallets }: WalletsState): string | null {
  const own = [inUse, ...wallets].find((wallet) => wallet?.address === address && wallet.label !== null)
  return own?.label ?? null
}
