import { knownSymbol } from '../cards/known-mints'
import { exact } from '../figures/format'

type Arguments = Record<string, unknown>
type Fact = readonly [name: string, value: string | null]

const text = (value: unknown) =>
  typeof value === 'number' ? exact(value) : typeof value === 'string' && value !== '' ? value : null

/** A mint that we vouch for by its name, every other by its whole address: its ends alone can be imitated. */
const mintName = (value: unknown) => {
  const mint = text(value)
  return mint === null ? null : (knownSymbol(mint) ?? mint)
}

const quantity = (amount: unknown, unit: string | null) => {
  const shown = text(amount)
  return shown === null ? null : `${shown} ${unit ?? 'units'}`
}

const bps = (value: unknown): string | null =>
  typeof value === 'number' ? `${exact(value / 100)} % at most` : text(value)

const PROPOSALS: Record<string, (given: Arguments) => Fact[]> = {
  solana_swap_execute: ({ input_mint, output_mint, amount_ui, desired_output_ui, mode, slippage_bps }) =>
    mode === 'ExactOut'
      ? [
          ['Get exactly', quantity(desired_output_ui, mintName(output_mint))],
          ['Pay with', mintName(input_mint)],
          ['Slippage', bps(slippage_bps)],
        ]
      : [
          ['Pay exactly', quantity(amount_ui, mintName(input_mint))],
          ['For', mintName(output_mint)],
          ['Slippage', bps(slippage_bps)],
        ],
  solana_execute_buy: ({ mint, amount_sol, slippage_bps }) => [
    ['Pay exactly', quantity(amount_sol, 'SOL')],
    ['For', mintName(mint)],
    ['Slippage', bps(slippage_bps)],
  ],
  solana_execute_sell: ({ mint, percentage, amount_raw, slippage_bps }) => [
    ['Sell', percentage === undefined ? quantity(amount_raw, 'raw units') : `${text(percentage)} % of what you hold`],
    ['Token', mintName(mint)],
    ['Slippage', bps(slippage_bps)],
  ],
  solana_send: ({ amount_ui, mint, recipient_value, memo }) => [
    ['Send', quantity(amount_ui, mint === undefined ? 'SOL' : mintName(mint))],
    ['To', text(recipient_value)],
    ['Memo', text(memo)],
  ],
}

/** What a call would do, from its arguments alone: no figure here comes from the model's words. */
export function proposal(name: string, given: Arguments): Fact[] {
  const known = Object.hasOwn(PROPOSALS, name) ? PROPOSALS[name] : undefined
  if (known) return known(given)
  return Object.entries(given).map(([key, value]) => [key.replace(/_/g, ' '), text(value) ?? JSON.stringify(value)])
}
