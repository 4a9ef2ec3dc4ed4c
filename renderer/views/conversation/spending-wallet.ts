import type { WalletsState } from '../../../shared/account'
import type { Wallet } from '../../../shared/grant'

/** Tools that spend from the wallet that they are told, else from the one in use. */
const SPENDS = new Set(['solana_swap_execute', 'solana_execute_buy', 'solana_execute_sell', 'solana_send'])

/** The wallet that a call's arguments say to spend from; null when they leave it to the one in use. */
export function walletNamed(name: string, given: Record<string, unknown> | null): string | null {
  const address = SPENDS.has(name) ? given?.wallet_address : null
  if (address === undefined || address === null || address === '') return null
  return typeof address === 'string' ? address : JSON.stringify(address)
}

/** The name that its owner gave a wallet; null for every other wallet, however alike its address looks. */
export function ownLabel(address: string | null, inUse: Wallet | null, { wallets }: WalletsState): string | null {
  const own = [inUse, ...wallets].find((wallet) => wallet?.address === address && wallet.label !== null)
  return own?.label ?? null
}
