import { plainDigits } from './decimal'
import type { SwapReceipt, SwapSide } from './market'
import { isChainSignature } from './redaction/mask'
import { toolKey } from './tool-name'
import { readOutput } from './tool-output'

/** An amount of a token that moved. `amount` is plain decimal digits. */
export interface Moved {
  amount: string
  symbol: string | null
  mint: string
  usd: number | null
}

/** What a tool told of a trade that it ran. What it did not tell is null. */
export interface TradeResult {
  /** What left the wallet. */
  sent: Moved | null
  /** What reached the wallet, after the fee. */
  received: Moved | null
  /** Taken from what was received, which before it was `received` and this together. */
  fee: Moved | null
  recipient: string | null
  memo: string | null
  wallet: string | null
  usd: number | null
  signature: string | null
  solscanUrl: string | null
  /** Nothing moved but paper. */
  practice: boolean
}

const NOTHING: TradeResult = {
  sent: null,
  received: null,
  fee: null,
  recipient: null,
  memo: null,
  wallet: null,
  usd: null,
  signature: null,
  solscanUrl: null,
  practice: false,
}

/** Whole units of a token's smallest ones: ("1500000", 6) is "1.5". What is no whole number comes back as it is. */
export function unitsOf(raw: string, decimals: number): string {
  if (!/^\d+$/.test(raw) || !Number.isInteger(decimals) || decimals <= 0) return raw
  const digits = raw.padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  const whole = digits.slice(0, -decimals).replace(/^0+(?=\d)/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** Two plain decimals, exactly. */
export function sumOf(one: string, other: string): string {
  const places = (text: string) => text.split('.')[1]?.length ?? 0
  const decimals = Math.max(places(one), places(other))
  const raw = (text: string) => BigInt(text.replace('.', '') + '0'.repeat(decimals - places(text)))
  return unitsOf(String(raw(one) + raw(other)), decimals)
}

const moved = ({ mint, symbol, amountRaw, decimals }: SwapSide, usd: number | null): Moved => ({
  amount: unitsOf(amountRaw, decimals),
  symbol,
  mint,
  usd,
})

/** Reads what a call answered, by the tool's known shape; of other tools at least the signature, where one is told. */
export function readTradeResult(server: string, tool: string, detail: string): TradeResult {
  const output = readOutput(toolKey({ server, name: tool }), detail)
  switch (output.kind) {
    case 'receipt':
      return swapped(output.data)
    case 'send': {
      const { mint, symbol, amountUi, valueUsd, recipient, memo, walletAddress, signature, solscanUrl, practice } =
        output.data
      return {
        ...NOTHING,
        sent: { amount: plainDigits(String(amountUi)), symbol, mint, usd: valueUsd },
        recipient,
        memo,
        wallet: walletAddress,
        usd: valueUsd,
        signature,
        solscanUrl,
        practice: practice === true,
      }
    }
    default:
      return { ...NOTHING, signature: signatureIn(detail) }
  }
}

function swapped(receipt: SwapReceipt | { signature?: never }): TradeResult {
  if (receipt.signature === undefined) return NOTHING
  const { input, netOutput, fee, valuations, walletAddress, signature, solscanUrl, practice } = receipt
  return {
    ...NOTHING,
    sent: moved(input, valuations.inputUsd),
    received: moved(netOutput, valuations.outputUsd),
    fee: fee.amountRaw === '0' ? null : moved(fee, fee.valueUsd),
    wallet: walletAddress,
    usd: valuations.inputUsd ?? valuations.outputUsd,
    signature,
    solscanUrl,
    practice: practice === true,
  }
}

const BASE58_RUN = /(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{86,88}(?![A-Za-z0-9])/g

/** The signature of a transaction in any text; null where there is none, or more than one. */
export function signatureIn(text: string): string | null {
  const found = new Set((text.match(BASE58_RUN) ?? []).filter(isChainSignature))
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}
