import { shortAddress, type WalletsState } from './account'
import type { Wallet } from './grant'
import type { Status } from './snapshot'

/** Which wallet is used now, and which one the trader wants instead: never the one passed off as the other. */
export interface ActiveWallet {
  /** The one that tools use; null when there is none, or nothing is connected. */
  inForce: Wallet | null
  /** The trader's pick while it is not the one in force; null when it is, and when nothing was picked. */
  awaited: { wallet: Wallet; state: 'pending' | 'refused' } | null
}

/** The wallet as tray, panel and HUD name it. A pick that no session has heard of yet is pending. */
export function activeWallet(
  { identity, picked }: Pick<Status, 'identity' | 'picked'>,
  wallets: WalletsState,
): ActiveWallet {
  const inForce = identity?.wallet ?? (picked?.state === 'in-force' ? picked.wallet : null)
  return {
    inForce: inForce && named(inForce, wallets),
    awaited:
      picked === null
        ? chosenBefore(inForce, wallets)
        : picked.state === 'in-force'
          ? null
          : { wallet: named(picked.wallet, wallets), state: picked.state },
  }
}

/** What to call a wallet where there is room for one name. */
export const walletName = ({ label, address }: Wallet): string => label ?? shortAddress(address)

function chosenBefore(inForce: Wallet | null, wallets: WalletsState): ActiveWallet['awaited'] {
  const { chosen } = wallets
  if (chosen === null || chosen === inForce?.address) return null
  return { wallet: named({ address: chosen, label: null }, wallets), state: 'pending' }
}

/** A session may know a wallet by its address alone; the account's list then has its name. */
const named = (wallet: Wallet, { wallets }: WalletsState): Wallet =>
  wallet.label === null
    ? { ...wallet, label: wallets.find(({ address }) => address === wallet.address)?.label ?? null }
    : wallet
