import type { SwapPreview, Token } from '../../../shared/market'
import { readOutput } from '../../../shared/tool-output'
import { madeAt } from '../evidence/age'
import type { CallOutput } from '../evidence/output-check'
import { rawOf } from '../evidence/swap-check'
import { readTrade, type Trade } from './trade'

/** A preview, with the call that asked for it. */
export interface Preview {
  swap: SwapPreview
  asked: Trade
  /** Key of the tool. */
  tool: string
  at: number
  turnId: string | null
}

/** What tools told that a trade can be held against; newest first, previews in the order in which they came: no clock makes one newer. */
export interface Told {
  previews: Preview[]
  prices: { token: Token; from: 'balances' | 'search'; at: number }[]
  holdings: { mint: string; wallet: string; amountUi: number; amountRaw: string }[]
  /** Names that owners gave their wallets, in the order of the list. */
  wallets: { address: string; label: string | null }[]
}

/** A call's output, and the turn that it was made for. */
export type TurnOutput = CallOutput & { turnId: string | null }

/** `outputs` are what tools answered so far, newest last. */
export function toldBy(outputs: readonly TurnOutput[]): Told {
  const told: Told = { previews: [], prices: [], holdings: [], wallets: [] }
  for (const { name, arguments: args, output, receivedAt, turnId } of [...outputs].reverse()) {
    const read = readOutput(name, output)
    const at = madeAt(name, output) ?? receivedAt
    if (read.kind === 'wallets' && told.wallets.length === 0) told.wallets = read.data.wallets
    if (at === null) continue
    if (read.kind === 'preview') {
      const asked = readTrade(name, args)
      if (asked) told.previews.push({ swap: read.data, asked, tool: name, at, turnId })
    }
    if (read.kind === 'tokens') {
      for (const token of read.data.candidates) told.prices.push({ token, from: 'search', at })
    }
    if (read.kind !== 'balances') continue
    for (const { token, mint, amountUi, amountRaw } of read.data.balances) {
      told.prices.push({ token, from: 'balances', at })
      told.holdings.push({ mint, wallet: read.data.walletAddress, amountUi, amountRaw })
    }
  }
  told.prices.sort((a, b) => b.at - a.at)
  return told
}

/** The newest preview of this very trade; null when there is none. */
export const previewOf = (trade: Trade, told: Told): Preview | null =>
  told.previews.find((preview) => isSameTrade(trade, preview, told)) ?? null

/** Amounts that were passed as doubles agree this closely. */
const SAME_AMOUNT = 1e-6
export const isSame = (a: number, b: number) => Math.abs(a - b) <= Math.abs(a) * SAME_AMOUNT

function isSameTrade(trade: Trade, { swap, asked }: Preview, told: Told): boolean {
  if (swap.input.mint !== trade.input || swap.output.mint !== trade.output) return false
  if ((swap.mode === 'ExactOut' ? 'output' : 'input') !== trade.fixed) return false
  return isSameAmount(trade, swap, asked, told)
}

/** Whether the amounts of a trade and of a preview are the same; a share is compared by what it comes to, if need be. */
export function isSameAmount(trade: Trade, swap: SwapPreview, asked: Trade, told: Told): boolean {
  const { amount } = trade
  if (amount === null) return false
  if ('raw' in amount) return rawOf(amount.raw) !== null && rawOf(amount.raw) === rawOf(swap.input.amountRaw)
  if ('ui' in amount) {
    if (trade.fixed === 'input') return isSame(amount.ui, swap.input.amountUi)
    const wanted = asked.amount !== null && 'ui' in asked.amount ? asked.amount.ui : swap.netOutput.amountUi
    return isSame(amount.ui, wanted)
  }
  if (trade.wallet !== null && trade.wallet !== swap.walletAddress) return false
  // A preview of the same share tells it by its own call (without one it is all); any other by what the share comes to.
  if (asked.action === 'sell' && (asked.amount === null || 'percentage' in asked.amount)) {
    return isSame(amount.percentage, asked.amount?.percentage ?? 100)
  }
  const held = holdingOf(trade, told)
  return held !== null && isSame((held.amountUi * amount.percentage) / 100, swap.input.amountUi)
}

/** What the wallet holds of the token; null where the trade names no wallet and several hold it. */
export function holdingOf({ input, wallet }: Trade, { holdings }: Told): Told['holdings'][number] | null {
  const rows = holdings.filter((row) => row.mint === input && (wallet === null || row.wallet === wallet))
  return rows.every((row) => row.wallet === rows[0]?.wallet) ? (rows[0] ?? null) : null
}
