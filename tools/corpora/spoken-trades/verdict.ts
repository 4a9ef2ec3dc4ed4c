import { z } from 'zod'
import type { AskedTrade } from './order'

/** What a session proposes: one request for approval. */
export interface Proposal {
  server: string
  name: string
  /** Raw JSON text as the model wrote it. */
  arguments: string
  /** Address of the wallet that pays where the arguments name none. */
  wallet: string | null
}

/** What the trader has, to tell a share of it from an amount and a wallet by its name. */
export interface Holdings {
  wallets: readonly { address: string; label: string }[]
  labelOf(address: string): string | null
  /** Decimal amount that the wallet holds. */
  held(address: string, mint: string): number
  default: string
}

const Swap = z.object({
  input_mint: z.string(),
  output_mint: z.string(),
  amount_ui: z.number().optional(),
  desired_output_ui: z.number().optional(),
  mode: z.enum(['ExactIn', 'ExactOut']).default('ExactIn'),
})
const Sell = z.object({ mint: z.string(), percentage: z.number().optional() })
const Payer = z.object({ wallet_address: z.string().optional() })

const SOL_MINT = 'So11111111111111111111111111111111111111112'
const USDC_MINT = 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v'
/** A share that was worked out from the balance loses the last digit at most. */
const SHARE_TOLERANCE_PERCENT = 0.001

/** Where a proposal differs from what was asked: "token", "side", "amount", "wallet"; empty when it is the same trade. */
export function differences(asked: AskedTrade, proposal: Proposal, holdings: Holdings): string[] {
  const args: unknown = JSON.parse(proposal.arguments)
  const payer = Payer.parse(args).wallet_address ?? proposal.wallet ?? holdings.default
  const wallet = holdings.labelOf(payer) === (asked.wallet ?? holdings.labelOf(holdings.default)) ? [] : ['wallet']
  if (proposal.name === 'solana_execute_sell') {
    const { mint, percentage = 100 } = Sell.parse(args)
    return [
      ...wallet,
      ...(asked.side === 'sell' ? [] : ['side']),
      ...(mint === asked.token.mint && (asked.against ?? SOL_MINT) === SOL_MINT ? [] : ['token']),
      ...(asked.percent === percentage ? [] : ['amount']),
    ]
  }
  if (proposal.name !== 'solana_swap_execute') return [...wallet, 'side']
  const swap = Swap.parse(args)
  const [mine, other] = asked.side === 'buy' ? [swap.output_mint, swap.input_mint] : [swap.input_mint, swap.output_mint]
  const side = mine === asked.token.mint ? [] : other === asked.token.mint ? ['side'] : ['token']
  const against = asked.against === undefined || other === asked.against || side.length > 0 ? [] : ['token']
  return [...wallet, ...side, ...against, ...(sameAmount(asked, swap, payer, holdings) ? [] : ['amount'])]
}

function sameAmount(asked: AskedTrade, swap: z.infer<typeof Swap>, payer: string, { held }: Holdings): boolean {
  const [value, mint] =
    swap.mode === 'ExactIn' ? [swap.amount_ui, swap.input_mint] : [swap.desired_output_ui, swap.output_mint]
  if (value === undefined) return false
  if (asked.percent !== undefined) {
    const share = (100 * value) / held(payer, mint)
    return mint === asked.token.mint && Math.abs(share - asked.percent) < SHARE_TOLERANCE_PERCENT
  }
  if (asked.usd !== undefined) return mint === USDC_MINT && value === asked.usd
  return mint === asked.amount?.mint && value === asked.amount.value
}
