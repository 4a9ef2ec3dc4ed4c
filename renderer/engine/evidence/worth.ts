import type { SwapPreview, Token } from '../../../shared/market'
import { readOutput } from '../../../shared/tool-output'
import { madeAt } from './age'
import { type CallArguments, readArguments, SOL_MINT } from './call-arguments'
import type { CallOutput } from './output-check'
import { rawOf } from './swap-check'

/** What a trade is worth by a tool's own figure. */
export interface Worth {
  usd: number
  /** Names tool and figure, to be read after "by": "the swap preview", "SOL at $152.37 from balances". */
  from: string
  /** When that figure was made, epoch milliseconds. */
  at: number
}

/** Amounts that were passed as doubles agree this closely. */
const SAME_AMOUNT = 1e-6

/**
 * What a proposed trade (`solana_swap_execute`, `solana_execute_buy`, `solana_execute_sell`, `solana_send`) is worth: by a
 * preview of the same trade, else by the newest price of the token times the amount. `outputs` are what the tools answered
 * so far, newest last. null where nothing supports a figure: it is never guessed.
 */
export function worthOf(proposed: { name: string; arguments: string }, outputs: readonly CallOutput[]): Worth | null {
  const known = knowledgeOf(outputs)
  const trade = tradeOf(proposed.name, readArguments(proposed.arguments))
  if (!trade) return null
  return byPreview(trade, known) ?? byPrice(trade, known)
}

interface Trade {
  /** The token whose amount is fixed. */
  mint: string
  amount: Amount
  inputMint: string
  /** null for a send. */
  outputMint: string | null
  mode: 'ExactIn' | 'ExactOut'
}

type Amount = { ui: number } | { raw: string } | { percentage: number; wallet: string | null }

interface Known {
  previews: { swap: SwapPreview; call: { name: string; args: CallArguments }; at: number }[]
  prices: { token: Token; from: string; at: number }[]
  holdings: { mint: string; wallet: string; amountUi: number; amountRaw: string }[]
}

/** What the outputs hold that can tell a worth; newest first. */
function knowledgeOf(outputs: readonly CallOutput[]): Known {
  const known: Known = { previews: [], prices: [], holdings: [] }
  for (const { name, arguments: args, output, receivedAt } of [...outputs].reverse()) {
    const read = readOutput(name, output)
    const at = madeAt(name, output) ?? receivedAt
    if (at === null) continue
    if (read.kind === 'preview') known.previews.push({ swap: read.data, call: { name, args: readArguments(args) }, at })
    if (read.kind === 'tokens') {
      for (const token of read.data.candidates) known.prices.push({ token, from: 'token search', at })
    }
    if (read.kind !== 'balances') continue
    for (const { token, mint, amountUi, amountRaw } of read.data.balances) {
      known.prices.push({ token, from: 'balances', at })
      known.holdings.push({ mint, wallet: read.data.walletAddress, amountUi, amountRaw })
    }
  }
  known.prices.sort((a, b) => b.at - a.at)
  known.previews.sort((a, b) => b.at - a.at)
  return known
}

function tradeOf(name: string, args: CallArguments): Trade | null {
  switch (name) {
    case 'solana_swap_execute':
      return swapTrade(args)
    case 'solana_execute_buy':
      if (args.mint === undefined || !isAmount(args.amount_sol)) return null
      return {
        mint: SOL_MINT,
        amount: { ui: args.amount_sol },
        inputMint: SOL_MINT,
        outputMint: args.mint,
        mode: 'ExactIn',
      }
    case 'solana_execute_sell':
      return sellTrade(args)
    case 'solana_send':
      return sendTrade(args)
    default:
      return null
  }
}

function swapTrade({ input_mint, output_mint, amount_ui, desired_output_ui, mode }: CallArguments): Trade | null {
  if (input_mint === undefined || output_mint === undefined) return null
  const exactOut = mode === 'ExactOut'
  const ui = exactOut ? desired_output_ui : amount_ui
  if (!isAmount(ui)) return null
  return {
    mint: exactOut ? output_mint : input_mint,
    amount: { ui },
    inputMint: input_mint,
    outputMint: output_mint,
    mode: exactOut ? 'ExactOut' : 'ExactIn',
  }
}

function sellTrade({ mint, percentage, amount_raw, wallet_address }: CallArguments): Trade | null {
  if (mint === undefined || (amount_raw === undefined && !isAmount(percentage))) return null
  const amount =
    amount_raw === undefined ? { percentage: percentage ?? 0, wallet: wallet_address ?? null } : { raw: amount_raw }
  return { mint, amount, inputMint: mint, outputMint: SOL_MINT, mode: 'ExactIn' }
}

function sendTrade({ mint = SOL_MINT, amount_ui }: CallArguments): Trade | null {
  if (!isAmount(amount_ui)) return null
  return { mint, amount: { ui: amount_ui }, inputMint: mint, outputMint: null, mode: 'ExactIn' }
}

const isAmount = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0

function byPreview(trade: Trade, known: Known): Worth | null {
  for (const { swap, call, at } of known.previews) {
    if (swap.mode !== trade.mode || swap.input.mint !== trade.inputMint || swap.output.mint !== trade.outputMint)
      continue
    if (!sameAmount(trade, swap, call, known)) continue
    const { inputUsd, outputUsd } = swap.valuations
    // What leaves the wallet; for an exact output what arrives was asked for, and what leaves is still what it costs.
    const usd = inputUsd ?? outputUsd
    if (usd !== null)
      return { usd, from: call.name === 'solana_preview_sell_all' ? 'the sell preview' : 'the swap preview', at }
  }
  return null
}

function sameAmount(trade: Trade, swap: SwapPreview, call: Known['previews'][number]['call'], known: Known): boolean {
  const { amount } = trade
  if ('raw' in amount) return rawOf(amount.raw) !== null && rawOf(amount.raw) === rawOf(swap.input.amountRaw)
  if ('ui' in amount) {
    if (trade.mode === 'ExactIn') return isSame(amount.ui, swap.input.amountUi)
    return isSame(amount.ui, call.args.desired_output_ui ?? swap.netOutput.amountUi)
  }
  if (amount.wallet !== null && amount.wallet !== swap.walletAddress) return false
  // A preview of the same share tells it by its own call; any other by the raw amount that the share comes to.
  if (call.name === 'solana_preview_sell_all' && call.args.amount_raw === undefined) {
    return isSame(amount.percentage, call.args.percentage ?? 100)
  }
  const held = holding(trade, known)
  return held !== null && isSame((held.amountUi * amount.percentage) / 100, swap.input.amountUi)
}

const isSame = (a: number, b: number) => Math.abs(a - b) <= Math.abs(a) * SAME_AMOUNT

function byPrice(trade: Trade, known: Known): Worth | null {
  const price = known.prices.find(({ token }) => token.mint === trade.mint && token.priceUsd !== null)
  if (!price || price.token.priceUsd === null) return null
  const amount = amountOf(trade, price.token, known)
  if (amount === null) return null
  const from = `${price.token.symbol} at ${unitPrice(price.token.priceUsd)} from ${price.from}`
  return { usd: amount * price.token.priceUsd, from, at: price.at }
}

function amountOf(trade: Trade, { decimals }: Token, known: Known): number | null {
  const { amount } = trade
  if ('ui' in amount) return amount.ui
  if ('raw' in amount) return rawOf(amount.raw) === null ? null : Number(amount.raw) / 10 ** decimals
  const held = holding(trade, known)
  return held && (held.amountUi * amount.percentage) / 100
}

/** What the wallet holds of the token; null where the trade names no wallet and several hold it. */
function holding({ mint, amount }: Trade, { holdings }: Known): Known['holdings'][number] | null {
  const wallet = 'wallet' in amount ? amount.wallet : null
  const rows = holdings.filter((row) => row.mint === mint && (wallet === null || row.wallet === wallet))
  return rows.every((row) => row.wallet === rows[0]?.wallet) ? (rows[0] ?? null) : null
}

/** "$152.37", "$0.0000204": cents, or four digits of what is smaller than a dollar. */
const unitPrice = (usd: number): string =>
  usd >= 1
    ? `$${usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
    : `$${usd.toLocaleString('en-US', { maximumSignificantDigits: 4 })}`
