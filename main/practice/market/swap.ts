import type { SwapMode, SwapPreview, SwapReceipt, SwapSide } from '../../../shared/market'
import type { Market } from './market'
import { base58 } from './noise'
import { type ListedToken, SOL_MINT, USDC_MINT } from './tokens'
import { ToolRefusal } from './tool-refusal'
import { type PaperWallet, toRaw, toUi } from './wallets'

export interface SwapOrder {
  wallet: PaperWallet
  inputMint: string
  outputMint: string
  mode: SwapMode
  /** ExactIn: how much of the input leaves; raw units win over the decimal amount. */
  amountUi?: number | undefined
  amountRaw?: bigint | undefined
  /** ExactOut: how much of the output arrives, fee paid. */
  desiredOutputUi?: number | undefined
  slippageBps?: number | undefined
}

const FEE_BPS = 30
const DEFAULT_SLIPPAGE_BPS = 100
/** Above this the preview warns: the trade moves the price against itself. */
const NOTABLE_IMPACT_PCT = 1

/**
 * What a swap would do at this moment. Preview and execution both come from here, so they agree.
 * Throws ToolRefusal: unknown_token, same_token, amount_required, insufficient_liquidity.
 */
export function quoteSwap(market: Market, order: SwapOrder): SwapPreview {
  const input = known(market, order.inputMint)
  const output = known(market, order.outputMint)
  if (input.mint === output.mint) throw new ToolRefusal('same_token', 'Input and output are the same token.')
  const slippageBps = order.slippageBps ?? DEFAULT_SLIPPAGE_BPS

  const inputUsd = market.priceUsd(input)
  const outputUsd = market.priceUsd(output)
  const spotRate = inputUsd / outputUsd
  // A constant-product pool with half of the thinner side's liquidity on each side: dy = dx·y / (x + dx).
  const depthUsd = Math.min(input.liquidityUsd, output.liquidityUsd) / 2

  const amountIn =
    order.mode === 'ExactIn' ? exactInput(order, input) : neededInput(order, output, spotRate, depthUsd, inputUsd)
  const tradeUsd = amountIn * inputUsd
  const impact = tradeUsd / (depthUsd + tradeUsd)
  const gross = amountIn * spotRate * (1 - impact)

  const inputRaw = order.mode === 'ExactIn' && order.amountRaw !== undefined ? order.amountRaw : toRaw(amountIn, input)
  const outputRaw = toRaw(gross, output)
  const feeRaw = (outputRaw * BigInt(FEE_BPS)) / 10_000n
  const netRaw = outputRaw - feeRaw
  if (inputRaw <= 0n || netRaw <= 0n) throw new ToolRefusal('amount_too_small', 'The amount is too small to trade.')

  const threshold =
    order.mode === 'ExactIn'
      ? (netRaw * BigInt(10_000 - slippageBps)) / 10_000n
      : (inputRaw * BigInt(10_000 + slippageBps)) / 10_000n
  const held = order.wallet.balance(input.mint)

  return {
    walletAddress: order.wallet.address,
    walletLabel: order.wallet.label,
    direction: directionOf(input, output),
    mode: order.mode,
    input: side(input, inputRaw),
    output: side(output, outputRaw),
    netOutput: side(output, netRaw),
    fee: { ...side(output, feeRaw), bps: FEE_BPS, valueUsd: toUi(feeRaw, output) * outputUsd },
    quote: {
      rate: toUi(outputRaw, output) / toUi(inputRaw, input),
      spotRate,
      quotedAt: new Date(market.now()).toISOString(),
      slippageBps,
    },
    warnings: [
      ...(impact * 100 >= NOTABLE_IMPACT_PCT ? [`High price impact: ${(impact * 100).toFixed(1)} %.`] : []),
      ...(held < inputRaw ? [`The wallet holds only ${toUi(held, input)} ${input.symbol}.`] : []),
    ],
    priceImpactPct: impact * 100,
    otherAmountThreshold: threshold.toString(),
    valuations: { inputUsd: toUi(inputRaw, input) * inputUsd, outputUsd: toUi(netRaw, output) * outputUsd },
    practice: true,
  }
}

/** Moves the paper money. Throws ToolRefusal `insufficient_funds` besides what a quote throws; then nothing has moved. */
export function executeSwap(market: Market, order: SwapOrder): SwapReceipt {
  const quote = quoteSwap(market, order)
  const inputRaw = BigInt(quote.input.amountRaw)
  const held = order.wallet.balance(quote.input.mint)
  if (held < inputRaw) {
    const holds = toUi(held, quote.input)
    throw new ToolRefusal(
      'insufficient_funds',
      `${order.wallet.label} holds ${holds} ${quote.input.symbol}, and ${quote.input.amountUi} are needed.`,
    )
  }
  order.wallet.change(quote.input.mint, -inputRaw)
  order.wallet.change(quote.output.mint, BigInt(quote.netOutput.amountRaw))
  return { ...quote, signature: signatureFor(order.wallet, market.now()), solscanUrl: null }
}

let receipts = 0
/** Looks like a Solana signature but says what it is. */
export const signatureFor = (wallet: PaperWallet, time: number): string =>
  `practice${base58(`${wallet.address}/${time}/${receipts++}`, 80)}`

function known(market: Market, mint: string): ListedToken {
  const token = market.find(mint)
  if (!token) throw new ToolRefusal('unknown_token', `No token with mint ${mint} is listed in the practice market.`)
  return token
}

function exactInput(order: SwapOrder, input: ListedToken): number {
  if (order.amountRaw !== undefined) return toUi(order.amountRaw, input)
  if (order.amountUi === undefined) throw new ToolRefusal('amount_required', 'amount_ui is required.')
  return order.amountUi
}

/** Solves the pool for the input that leaves `desiredOutputUi` after the fee. */
function neededInput(
  order: SwapOrder,
  output: ListedToken,
  spotRate: number,
  depthUsd: number,
  inputUsd: number,
): number {
  if (order.desiredOutputUi === undefined) {
    throw new ToolRefusal('amount_required', 'desired_output_ui is required with mode ExactOut.')
  }
  const gross = order.desiredOutputUi / (1 - FEE_BPS / 10_000)
  const depthIn = depthUsd / inputUsd
  const depthOut = depthIn * spotRate
  if (gross >= depthOut)
    throw new ToolRefusal('insufficient_liquidity', `The pool holds less than ${gross} ${output.symbol}.`)
  return (depthIn * gross) / (depthOut - gross)
}

const side = (token: ListedToken, raw: bigint): SwapSide => ({
  mint: token.mint,
  symbol: token.symbol,
  decimals: token.decimals,
  amountUi: toUi(raw, token),
  amountRaw: raw.toString(),
})

function directionOf(input: ListedToken, output: ListedToken): 'buy' | 'sell' | 'swap' {
  const isCash = (token: ListedToken) => token.mint === SOL_MINT || token.mint === USDC_MINT
  if (isCash(input) && !isCash(output)) return 'buy'
  if (!isCash(input) && isCash(output)) return 'sell'
  return 'swap'
}
