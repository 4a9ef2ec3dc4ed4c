import { plainDigits } from '../../../shared/decimal'
import { type Argument, readProposedArguments } from '../../../shared/proposed-arguments'
import { PAID_IN, SOL_MINT } from '../../../shared/tokens'
import type { TradeCard } from '../../../shared/trade'
import { CHOOSE } from '../state/wallet'

/** The amount that a trade fixes. `text` is in plain decimal digits, as it was written. */
export type Amount = { ui: number; text: string } | { raw: string } | { percentage: number }

/** What the arguments of a call ask for, as far as its tool is known; nothing here is guessed. */
export interface Trade {
  action: TradeCard['action']
  /** Mint of what leaves the wallet; null where the arguments don't say. */
  input: string | null
  /** Mint of what comes back; null for a send. */
  output: string | null
  /** Which side `amount` is of. */
  fixed: 'input' | 'output'
  amount: Amount | null
  /** The wallet that the arguments name. */
  wallet: string | null
  recipient: string | null
  memo: string | null
  slippagePct: number | null
  /** Arguments that nobody here knows the meaning of, of a tool that is known. */
  strange: string[]
}

type Given = (name: string) => string | null

const BARE: Trade = {
  action: 'other',
  input: null,
  output: null,
  fixed: 'input',
  amount: null,
  wallet: null,
  recipient: null,
  memo: null,
  slippagePct: null,
  strange: [],
}

/** They change neither what moves nor where it goes. */
const HARMLESS: ReadonlySet<string> = new Set(['recipient_type', 'confirm'])

/** What each tool of the known server does with its arguments. */
const READERS: Record<string, (given: Given) => Partial<Trade>> = {
  solana_swap_execute: swap,
  solana_swap_preview: swap,
  solana_execute_buy: (given) => ({
    action: 'buy',
    input: SOL_MINT,
    output: given('mint'),
    amount: decimal(given('amount_sol')),
  }),
  solana_execute_sell: sell,
  solana_preview_sell_all: sell,
  solana_send: (given) => ({
    action: 'send',
    input: given('mint') ?? SOL_MINT,
    amount: decimal(given('amount_ui')),
    recipient: given('recipient_value'),
    memo: given('memo'),
  }),
  [CHOOSE]: (given) => ({ action: 'wallet', wallet: given('wallet_address') }),
}

function swap(given: Given): Partial<Trade> {
  const [input, output] = [given('input_mint'), given('output_mint')]
  const mode = given('mode') ?? 'ExactIn'
  const exactOut = mode === 'ExactOut'
  // Which of two amounts counts, or what a mode that nobody knows does, is for nobody to guess.
  const clear = given(exactOut ? 'amount_ui' : 'desired_output_ui') === null && (exactOut || mode === 'ExactIn')
  return {
    action: sideOf(input, output),
    input,
    output,
    fixed: exactOut ? 'output' : 'input',
    amount: clear ? decimal(given(exactOut ? 'desired_output_ui' : 'amount_ui')) : null,
  }
}

function sell(given: Given): Partial<Trade> {
  const raw = given('amount_raw')
  const share = given('percentage')
  const amount = raw === null ? percentageOf(share) : share === null && /^\d{1,80}$/.test(raw) ? { raw } : null
  return { action: 'sell', input: given('mint'), output: SOL_MINT, amount }
}

function percentageOf(text: string | null): Amount | null {
  const given = decimal(text)
  return given !== null && 'ui' in given ? { percentage: given.ui } : null
}

/** To give SOL or dollars for a token is to buy it, and the other way round to sell it. */
function sideOf(input: string | null, output: string | null): Trade['action'] {
  const [pays, gets] = [input !== null && PAID_IN.has(input), output !== null && PAID_IN.has(output)]
  return pays === gets ? 'swap' : pays ? 'buy' : 'sell'
}

function decimal(text: string | null): Amount | null {
  if (text === null || !/^\d{1,60}(\.\d{1,60})?$/.test(text)) return null
  const ui = Number(text)
  return Number.isFinite(ui) && ui > 0 ? { ui, text } : null
}

/** An address of Solana: base58, as long as a key of 32 bytes comes to. */
export const ADDRESS = /^[1-9A-HJ-NP-Za-km-z]{32,44}$/

/** What a call asks for, by the key of its tool (`toolKey`); null where its arguments are no JSON object. */
export function readTrade(key: string, text: string): Trade | null {
  const args = readProposedArguments(text)?.arguments
  if (args === undefined) return null
  const known = new Set(HARMLESS)
  const given: Given = (name) => {
    known.add(name)
    return textOf(args.filter((argument) => argument.name === name))
  }
  if (!Object.hasOwn(READERS, key)) return { ...BARE, ...foreign(args) }
  const bps = Number(given('slippage_bps') ?? Number.NaN)
  const trade = {
    ...BARE,
    wallet: given('wallet_address'),
    slippagePct: Number.isFinite(bps) ? bps / 100 : null,
    ...READERS[key]?.(given),
  }
  return { ...trade, strange: args.flatMap(({ name, value }) => (known.has(name) || value === null ? [] : [name])) }
}

/** What stands under one name, once; null for what is no text or number. */
function textOf(found: readonly Argument[]): string | null {
  const [only] = found
  if (found.length !== 1 || only === undefined) return null
  if (typeof only.value === 'number') return plainDigits(only.raw)
  return typeof only.value === 'string' && only.value !== '' ? only.value : null
}

// --- tools that nobody here knows -------------------------------------------------------------------------------------

const RECIPIENT = /^(?:to|dest|destination|recipient|receiver|beneficiary|payee)/
const TOKEN = /(?:^|_)(?:mint|token|coin|asset)(?:_|$)/
const SLIPPAGE = /slippage/

/**
 * Of a tool that is not known the arguments tell, by their names and at any depth, where the money would go, what slippage
 * is allowed, and which mint it is about. Amounts are not taken: nobody knows their unit.
 */
function foreign(args: readonly Argument[]): Partial<Trade> {
  const found: Partial<Trade> = {}
  const mints = new Set<string>()
  for (const { name, text } of leaves(args.map(({ name, value }): [string, unknown] => [name, value]))) {
    const spelt = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
    if (SLIPPAGE.test(spelt)) found.slippagePct = Math.max(found.slippagePct ?? 0, slippageOf(spelt, Number(text)))
    if (!ADDRESS.test(text)) continue
    if (TOKEN.test(spelt)) mints.add(text)
    else if (RECIPIENT.test(spelt)) found.recipient ??= text
  }
  const [first] = [...mints].filter((mint) => !PAID_IN.has(mint))
  return { ...found, ...(first === undefined ? {} : { output: first }) }
}

/** Of what may be a fraction, percent or basis points the largest: a limit is then kept, whichever was meant. */
function slippageOf(name: string, value: number): number {
  if (!Number.isFinite(value) || value < 0) return 100
  if (/bps|basis/.test(name)) return value / 100
  return value <= 1 ? value * 100 : value
}

const MAX_LEAVES = 500

function* leaves(entries: [string, unknown][]): Generator<{ name: string; text: string }> {
  const queue = [...entries]
  for (let taken = 0; queue.length > 0 && taken < MAX_LEAVES; taken++) {
    const [name, value] = queue.shift() ?? ['', null]
    if (typeof value === 'string' || typeof value === 'number') yield { name, text: String(value) }
    else if (Array.isArray(value)) queue.push(...value.map((inner): [string, unknown] => [name, inner]))
    else if (value !== null && typeof value === 'object') queue.push(...Object.entries(value))
  }
}

/** The token that a trade is about: of two the one that is not SOL or a dollar. */
export function subjectOf({ action, input, output }: Trade): string | null {
  if (action === 'send') return input
  if (output !== null && !PAID_IN.has(output)) return output
  if (input !== null && !PAID_IN.has(input)) return input
  return output ?? input
}
