import { plainDigits } from '../../../shared/decimal'
import type { SwapPreview, SwapSide } from '../../../shared/market'
import type { Flag } from '../../../shared/snapshot'
import { figure } from './figure-text'

/** Doubles and rounded decimals differ in their last digits. */
const SAME = 1e-6
/** A rate is told rounded; what differs more is another rate. */
const RATE_TOLERANCE = 0.005
/** Raw units by which two roundings of one amount may differ. */
const RAW_SLACK = 2n

/** Amounts of a preview or receipt that can't all be true. */
export function swapContradictions(swap: SwapPreview): Flag[] {
  const sides = { input: swap.input, output: swap.output, netOutput: swap.netOutput, fee: swap.fee }
  return [
    ...Object.entries(sides).flatMap(([name, side]) => amountDisagrees(name, side)),
    ...feeDisagrees(swap),
    ...thresholdDisagrees(swap),
    ...rateDisagrees(swap),
  ]
}

/** `amountUi` has to be `amountRaw` at these decimals, down to the digits that it was rounded to. */
export function amountDisagrees(
  name: string,
  { amountUi, amountRaw, decimals }: Pick<SwapSide, 'amountUi' | 'amountRaw' | 'decimals'>,
): Flag[] {
  if (rawOf(amountRaw) === null || !Number.isInteger(decimals) || decimals < 0 || decimals > 30) return []
  const exact = Number(amountRaw) / 10 ** decimals
  if (Math.abs(exact - amountUi) <= Math.max(Math.abs(exact) * SAME, halfLastDigit(amountUi))) return []
  const detail = `${name}.amountUi says ${figure(amountUi)} while amountRaw ${amountRaw} at ${decimals} decimals is ${figure(exact)}.`
  return [{ kind: 'totals', detail }]
}

/** Half a unit of the last decimal that a number is written with; of a whole number nothing is known to be rounded. */
function halfLastDigit(value: number): number {
  const [, decimals = ''] = plainDigits(String(value)).split('.')
  return decimals === '' ? 0 : 0.5000001 * 10 ** -decimals.length
}

function feeDisagrees({ output, netOutput, fee }: SwapPreview): Flag[] {
  // A fee in another token is not taken from what is bought.
  if (fee.mint !== output.mint || netOutput.mint !== output.mint) return []
  const [gross, net, taken] = [rawOf(output.amountRaw), rawOf(netOutput.amountRaw), rawOf(fee.amountRaw)]
  if (gross === null || net === null || taken === null) return []
  const off = gross - taken - net
  if (off <= RAW_SLACK && off >= -RAW_SLACK) return []
  const detail = `netOutput says ${figure(netOutput.amountUi)} ${output.symbol} while output less fee is ${figure(output.amountUi)} - ${figure(fee.amountUi)} = ${figure(output.amountUi - fee.amountUi)}.`
  return [{ kind: 'totals', detail }]
}

function thresholdDisagrees({ mode, input, output, otherAmountThreshold }: SwapPreview): Flag[] {
  const [threshold, given, gross] = [rawOf(otherAmountThreshold), rawOf(input.amountRaw), rawOf(output.amountRaw)]
  if (threshold === null || given === null || gross === null) return []
  if (mode === 'ExactIn' && threshold > gross + RAW_SLACK) {
    const detail = `The least output that slippage allows, ${otherAmountThreshold} raw, is more than the whole output, ${output.amountRaw} raw.`
    return [{ kind: 'totals', detail }]
  }
  if (mode === 'ExactOut' && threshold < given - RAW_SLACK) {
    const detail = `The most input that slippage allows, ${otherAmountThreshold} raw, is less than the input itself, ${input.amountRaw} raw.`
    return [{ kind: 'totals', detail }]
  }
  return []
}

function rateDisagrees({ input, output, netOutput, quote }: SwapPreview): Flag[] {
  if (input.amountUi <= 0 || quote.rate <= 0) return []
  const rates = [output.amountUi / input.amountUi, netOutput.amountUi / input.amountUi]
  if (rates.some((rate) => Math.abs(rate / quote.rate - 1) <= RATE_TOLERANCE)) return []
  const detail = `quote.rate says ${figure(quote.rate)} while ${figure(output.amountUi)} ${output.symbol} for ${figure(input.amountUi)} ${input.symbol} is ${figure(rates[0] ?? 0)}.`
  return [{ kind: 'totals', detail }]
}

/** BigInt of integer text; null for anything else, or for text longer than any token amount. */
export const rawOf = (text: string): bigint | null => (/^\d{1,80}$/.test(text) ? BigInt(text) : null)
