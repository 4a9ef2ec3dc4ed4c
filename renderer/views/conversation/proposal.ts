import { plainDigits } from '../../../shared/decimal'
import type { Argument } from '../../../shared/proposed-arguments'
import { visible } from '../../../shared/safe-text'
import { toolKey } from '../../../shared/tool-name'
import type { TradeCard, TradeSide } from '../../../shared/trade'

/**
 * One argument as the server gets it: name and value as they were written, which mean what the server makes of them; never
 * to be taken for a line of ours.
 */
export interface ProposalRow {
  name: string
  value: string
}

/** One value, or several that mean the same. */
type Told = string | readonly string[] | null | undefined

const amount = (side: TradeSide | null): Told => (side?.exact ? side.amount : null)
const mint = (side: TradeSide | null): Told => side?.token?.mint
/** Arguments count hundredths of a per cent. */
const bps = ({ slippagePct }: TradeCard): Told => (slippagePct === null ? null : String(Math.round(slippagePct * 100)))
const wallet = (card: TradeCard): Told => card.wallet

/** Where the card says what each argument of a known tool says. */
const TOLD: Record<string, Record<string, (card: TradeCard) => Told>> = {
  solana_swap_execute: {
    input_mint: ({ pay }) => mint(pay),
    output_mint: ({ get }) => mint(get),
    amount_ui: ({ pay }) => amount(pay),
    desired_output_ui: ({ get }) => amount(get),
    mode: ({ get }) => (amount(get) == null ? 'ExactIn' : 'ExactOut'),
    slippage_bps: bps,
    wallet_address: wallet,
  },
  solana_execute_buy: {
    mint: ({ get }) => mint(get),
    amount_sol: ({ pay }) => amount(pay),
    slippage_bps: bps,
    wallet_address: wallet,
  },
  solana_execute_sell: {
    mint: ({ pay }) => mint(pay),
    percentage: ({ pay }) => (pay?.percent == null ? null : String(pay.percent)),
    slippage_bps: bps,
    wallet_address: wallet,
  },
  solana_send: {
    mint: ({ pay }) => mint(pay),
    amount_ui: ({ pay }) => amount(pay),
    recipient_value: ({ recipient }) => recipient?.address,
    recipient_type: ({ recipient }) => (recipient === null ? null : ['address', 'wallet']),
    memo: ({ memo }) => memo,
    wallet_address: wallet,
  },
  set_session_wallet_override: { wallet_address: wallet },
}

/**
 * The arguments that the card does not tell, word for word: any of them may matter, so each one is shown. An argument that
 * stands twice, or says something else than the card, is one of these.
 */
export function untold(
  tool: { server: string; name: string },
  args: readonly Argument[],
  card: TradeCard | null,
): ProposalRow[] {
  const key = toolKey(tool)
  const told = card !== null && card.action !== 'other' && Object.hasOwn(TOLD, key) ? (TOLD[key] ?? {}) : {}
  const isTold = ({ name, raw, value }: Argument) => {
    if (card === null || !Object.hasOwn(told, name) || args.filter((one) => one.name === name).length > 1) return false
    const said = told[name]?.(card)
    if (said == null) return false
    const same = (one: string) => (typeof value === 'number' ? plainDigits(raw) === plainDigits(one) : value === one)
    return typeof said === 'string' ? same(said) : said.some(same)
  }
  return args.flatMap((argument) =>
    isTold(argument) ? [] : [{ name: JSON.stringify(visible(argument.name)), value: visible(argument.raw) }],
  )
}
