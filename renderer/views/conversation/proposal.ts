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

/** What each tool does, in words; and which of its arguments these words are about. */
const PROPOSALS: Record<string, { about: readonly string[]; facts(given: Arguments): Fact[] }> = {
  solana_swap_execute: {
    about: ['input_mint', 'output_mint', 'amount_ui', 'desired_output_ui', 'mode', 'slippage_bps'],
    facts: ({ input_mint, output_mint, amount_ui, desired_output_ui, mode, slippage_bps }) =>
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
  },
  solana_execute_buy: {
    about: ['mint', 'amount_sol', 'slippage_bps'],
    facts: ({ mint, amount_sol, slippage_bps }) => [
      ['Pay exactly', quantity(amount_sol, 'SOL')],
      ['For', mintName(mint)],
      ['Slippage', bps(slippage_bps)],
    ],
  },
  solana_execute_sell: {
    about: ['mint', 'percentage', 'amount_raw', 'slippage_bps'],
    facts: ({ mint, percentage, amount_raw, slippage_bps }) => [
      ['Sell', percentage === undefined ? quantity(amount_raw, 'raw units') : `${text(percentage)} % of what you hold`],
      ['Token', mintName(mint)],
      ['Slippage', bps(slippage_bps)],
    ],
  },
  solana_send: {
    about: ['amount_ui', 'mint', 'recipient_value', 'memo'],
    facts: ({ amount_ui, mint, recipient_value, memo }) => [
      ['Send', quantity(amount_ui, mint === undefined ? 'SOL' : mintName(mint))],
      ['To', text(recipient_value)],
      ['Memo', text(memo)],
    ],
  },
}

/**
 * What a call would do, from its arguments alone: no figure here comes from the model's words. Arguments that are not told
 * in words stand as they are, since any of them may matter; only the wallet to spend from is told beside it.
 */
export function proposal(name: string, given: Arguments): Fact[] {
  const known = Object.hasOwn(PROPOSALS, name) ? PROPOSALS[name] : undefined
  const told = known ? [...known.about, 'wallet_address'] : []
  const others = Object.entries(given).flatMap(([key, value]): Fact[] =>
    told.includes(key) ? [] : [[key.replace(/_/g, ' '), text(value) ?? JSON.stringify(value)]],
  )
  return [...(known?.facts(given) ?? []), ...others]
}
