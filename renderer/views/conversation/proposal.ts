import type { Argument } from '../../../shared/proposed-arguments'
import { visible } from '../../../shared/safe-text'
import { toolKey } from '../../../shared/tool-name'
import { knownSymbol } from '../cards/known-mints'

/**
 * One line of what would be done. `words`: ours, about arguments whose meaning is known. `argument`: a name and a value as
 * the server wrote them, which mean what the server makes of them; never to be taken for a line of ours.
 */
export type ProposalRow = { kind: 'words' | 'argument'; what: string; value: string }

/** The readable text of an argument: of a number its own digits; null when it is missing, empty, or something else. */
type Given = (name: string) => string | null

interface Line {
  what: string
  /** The arguments that it tells: each of them is then not shown again. */
  tells: readonly string[]
  value(given: Given): string | null
}

/** A number's own digits, in groups: nothing of it is rounded, or written in another way. */
const grouped = (raw: string) => raw.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','))

/** A mint that we vouch for by its name, every other by its whole address: its ends alone can be imitated. */
const mint = (address: string | null) => (address === null ? null : (knownSymbol(address) ?? address))

const joined = (amount: string | null, unit: string | null) =>
  amount === null || unit === null ? null : `${amount} ${unit}`

const SLIPPAGE: Line = {
  what: 'Slippage',
  tells: ['slippage_bps'],
  value(given) {
    const bps = given('slippage_bps')
    return bps === null || !/^\d{1,3}$/.test(bps) ? null : `${Number(bps) / 100}% at most`
  },
}

const token = (what: string, name: string): Line => ({ what, tells: [name], value: (given) => mint(given(name)) })

/** What each tool of the known server does, in words. */
const PROPOSALS: Record<string, (given: Given) => Line[]> = {
  solana_swap_execute: (given) =>
    given('mode') === 'ExactOut'
      ? [
          {
            what: 'Get exactly',
            tells: ['mode', 'desired_output_ui', 'output_mint'],
            value: () => joined(given('desired_output_ui'), mint(given('output_mint'))),
          },
          token('Pay with', 'input_mint'),
          SLIPPAGE,
        ]
      : [
          {
            what: 'Pay exactly',
            tells: ['amount_ui', 'input_mint', ...(given('mode') === 'ExactIn' ? ['mode'] : [])],
            value: () => joined(given('amount_ui'), mint(given('input_mint'))),
          },
          token('For', 'output_mint'),
          SLIPPAGE,
        ],
  solana_execute_buy: (given) => [
    { what: 'Pay exactly', tells: ['amount_sol'], value: () => joined(given('amount_sol'), 'SOL') },
    token('For', 'mint'),
    SLIPPAGE,
  ],
  solana_execute_sell: (given) => [
    given('percentage') === null
      ? { what: 'Sell', tells: ['amount_raw'], value: () => joined(given('amount_raw'), 'raw units') }
      : { what: 'Sell', tells: ['percentage'], value: () => joined(given('percentage'), '% of what you hold') },
    token('Token', 'mint'),
    SLIPPAGE,
  ],
  solana_send: (given) => [
    given('mint') === null
      ? { what: 'Send', tells: ['amount_ui'], value: () => joined(given('amount_ui'), 'SOL') }
      : { what: 'Send', tells: ['amount_ui', 'mint'], value: () => joined(given('amount_ui'), mint(given('mint'))) },
    { what: 'To', tells: ['recipient_value'], value: () => given('recipient_value') },
    { what: 'Memo', tells: ['memo'], value: () => given('memo') },
  ],
}

/** The argument that names the wallet to spend from; without it the one in use pays. */
const SPENDS = 'wallet_address'

/** The wallet that a call's arguments say to spend from; null when they leave it to the one in use. */
export function walletNamed(tool: { server: string; name: string }, args: readonly Argument[] | null): string | null {
  if (args === null || !Object.hasOwn(PROPOSALS, toolKey(tool))) return null
  const named = args.find(({ name }) => name === SPENDS)
  return typeof named?.value === 'string' && named.value !== '' ? named.value : null
}

/**
 * What a call would do, from its arguments alone: no figure here comes from the model's words. Every argument is here: what
 * no line of ours tells stands as it was written, since any of it may matter.
 */
export function proposal(tool: { server: string; name: string }, args: readonly Argument[]): ProposalRow[] {
  const given: Given = (name) => {
    const found = args.filter((argument) => argument.name === name)
    const [only] = found
    if (found.length !== 1 || only === undefined) return null
    if (typeof only.value === 'number') return grouped(only.raw)
    return typeof only.value === 'string' && only.value !== '' && visible(only.value) === only.value ? only.value : null
  }
  const key = toolKey(tool)
  const lines = Object.hasOwn(PROPOSALS, key) ? (PROPOSALS[key]?.(given) ?? []) : []
  const told = new Set(walletNamed(tool, args) === null ? [] : [SPENDS])
  const words = lines.flatMap(({ what, tells, value }): ProposalRow[] => {
    const said = value(given)
    if (said === null) return []
    for (const name of tells) told.add(name)
    return [{ kind: 'words', what, value: said }]
  })
  const others = args.flatMap(({ name, raw }): ProposalRow[] =>
    told.has(name) ? [] : [{ kind: 'argument', what: JSON.stringify(visible(name)), value: visible(raw) }],
  )
  return [...words, ...others]
}
