import type { Identity } from '../../../shared/grant'

/** Tools that spend from the wallet that they are told, else from the one in use. */
const SPENDS = new Set(['solana_swap_execute', 'solana_execute_buy', 'solana_execute_sell', 'solana_send'])

/** The wallet that a call's arguments say to spend from; null when they leave it to the one in use. */
export function walletNamed(name: string, given: Record<string, unknown> | null): string | null {
  const address = SPENDS.has(name) ? given?.wallet_address : null
  if (address === undefined || address === null || address === '') return null
  return typeof address === 'string' ? address : JSON.stringify(address)
}

/** The name that its owner gave a wallet; null for every other wallet, however alike its address looks. */
export function ownLabel(address: string | null, identity: Identity | null | undefined): string | null {
  const own = identity?.wallet
  return own && own.address === address ? own.label : null
}
