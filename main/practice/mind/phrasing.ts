import type { z } from 'zod'
import type { RecentTrade } from '../../../shared/limits'
import {
  type Balances,
  BalancesSchema,
  OhlcvSchema,
  type PumpStream,
  PumpStreamSummarySchema,
  ResolvedWalletSchema,
  SendReceiptSchema,
  type SwapPreview,
  SwapPreviewSchema,
  SwapReceiptSchema,
  type Token,
  TokenCandidatesSchema,
  WalletListSchema,
  WalletOverrideSchema,
} from '../../../shared/market'
import { RecentTradesOutputSchema } from '../../../shared/session-functions'
import { amount, change, price, roughly, usd } from './figures'
import type { Aspect, Intent, StreamSort } from './intent/index'

/**
 * Answers in a few short sentences. Every figure comes from a tool's JSON, parsed by its schema; what does not parse is
 * said to be unreadable, never guessed. Pure.
 */

export const HELP =
  'I can tell you what is trending on Pump.fun, by viewers or by market cap. Ask for the price, the day change or the market cap of a token, for your balances and wallets. Or say buy or sell, and I preview the trade first. It is all practice data.'
export const UNKNOWN =
  'I didn’t get that. I can tell you what is trending, a token’s price or market cap, your balances, or preview a trade.'
export const SILENCE = 'I can’t hear a voice. Check your microphone, then ask again.'
export const UNREADABLE = 'The tool answered something that I cannot read, so I have no figures for you.'

function read<Schema extends z.ZodType>(
  schema: Schema,
  output: unknown,
  say: (value: z.infer<Schema>) => string,
): string {
  const parsed = schema.safeParse(output)
  return parsed.success ? say(parsed.data) : UNREADABLE
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const countWord = (count: number) => NUMBER_WORDS[count] ?? String(count)
const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const viewers = (count: number) => `${count} ${count === 1 ? 'viewer' : 'viewers'}`
/** Longer lists are read as names and bare figures. */
const LONG_LIST = 5
const cap = (value: number | null) => (value === null ? 'an unknown market cap' : `a market cap of ${usd(value)}`)

/** A listener keeps one figure per name: the one that the list is ordered by, and both only when both were asked for. */
export function streamsAnswer(output: unknown, sort: StreamSort, both = false): string {
  return read(PumpStreamSummarySchema, output, ({ streams }) => {
    if (streams.length === 0) return 'No live streams match right now.'
    const top = streams.length === 1 ? 'the top stream' : `the top ${countWord(streams.length)} streams`
    const order = sort === 'viewers' ? 'viewers' : 'market cap in dollars'
    const brief = streams.length > LONG_LIST
    const rows = streams.map(({ name, currentViewers, marketCapUsd }) => {
      if (both) return `${name} has ${viewers(currentViewers)} and ${cap(marketCapUsd)}.`
      if (sort === 'marketCap') return `${name}, ${marketCapUsd === null ? 'unknown' : roughly(marketCapUsd)}.`
      return brief ? `${name}, ${currentViewers}.` : `${name} has ${viewers(currentViewers)}.`
    })
    return [`Practice data: ${top} by ${order}.`, ...rows].join(' ')
  })
}

export function streamAnswer(output: unknown, name: string, aspect: Aspect): string {
  return read(PumpStreamSummarySchema, output, ({ streams }) => {
    const row = streams[0]
    if (!row) return `${name} is not on the board right now.`
    if (aspect === 'viewers') return `${row.name} has ${viewers(row.currentViewers)}. Practice data.`
    if (aspect === 'marketCap') return `${row.name} has ${cap(row.marketCapUsd)}. Practice data.`
    return `${row.name} has ${cap(row.marketCapUsd)} and ${viewers(row.currentViewers)}. Practice data.`
  })
}

const ORDINAL_WORDS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

/** A row of a list that was read out before. */
export function rowAnswer(output: unknown, rank: number, aspect: Extract<Intent, { kind: 'row' }>['aspect']): string {
  return read(PumpStreamSummarySchema, output, ({ streams }) => {
    const row: PumpStream | undefined = rank < 0 ? streams.at(-1) : streams[rank - 1]
    if (!row) return `That list had only ${countWord(streams.length)} streams.`
    const which = rank < 0 ? 'last' : (ORDINAL_WORDS[rank] ?? `number ${rank}`)
    if (aspect === 'viewers') return `The ${which} one, ${row.name}, has ${viewers(row.currentViewers)}.`
    if (aspect === 'marketCap') return `The ${which} one, ${row.name}, has ${cap(row.marketCapUsd)}.`
    return `The ${which} one is ${row.name}, with ${viewers(row.currentViewers)} and ${cap(row.marketCapUsd)}.`
  })
}

export function tokenAnswer(output: unknown, asked: string, aspect: Aspect): string {
  return read(TokenCandidatesSchema, output, ({ candidates }) => {
    const token = candidates[0]
    if (!token) return `I found no token called ${asked}.`
    return tokenFacts(token, aspect)
  })
}

function tokenFacts(token: Token, aspect: Aspect): string {
  const { name, symbol } = token
  const day = token.priceChange24h === null ? null : change(token.priceChange24h)
  if (aspect === 'marketCap') {
    if (token.marketCap === null) return `The market cap of ${name} is not known.`
    return `${name} has a market cap of ${usd(token.marketCap)}${token.priceUsd === null ? '' : `, at ${price(token.priceUsd, symbol)}`}. Practice data.`
  }
  if (token.priceUsd === null) return `There is no price for ${name} right now.`
  const at = price(token.priceUsd, symbol)
  if (aspect === 'change' && day) return `${name} is ${day} over the last 24 hours, at ${at}. Practice data.`
  return `${name} is at ${at}${day ? `, ${day} over 24 hours` : ''}. Practice data.`
}

const RANGES: Record<string, string> = {
  '1h': 'the last hour',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
  '24h': 'the last 24 hours',
}

export function chartAnswer(output: unknown, name: string): string {
  return read(OhlcvSchema, output, ({ candles, changePct, range, symbol }) => {
    const last = candles.at(-1)
    if (!last || changePct === null) return `There are no candles for ${name}.`
    const high = Math.max(...candles.map((candle) => candle.high))
    const low = Math.min(...candles.map((candle) => candle.low))
    return `${name} is ${change(changePct)} over ${RANGES[range] ?? range}, at ${price(last.close, symbol)}. It ranged from ${price(low, symbol)} to ${price(high, symbol)}. Practice data.`
  })
}

const READ_OUT = 4

export function balancesAnswer(output: unknown, mint: string | null, symbol: string | null): string {
  return read(BalancesSchema, output, (balances: Balances) => {
    const wallet = balances.walletLabel ?? 'Your wallet'
    if (mint) {
      const row = balances.balances.find((candidate) => candidate.mint === mint)
      if (!row) return `${wallet} holds no ${symbol}.`
      return `${wallet} holds ${amount(row.amountUi)} ${row.token.symbol}${row.valueUsd === null ? '' : `, worth ${usd(row.valueUsd)}`} in practice money.`
    }
    if (balances.balances.length === 0) return `${wallet} is empty.`
    const { valueUsd, change24hPct, tokenCount } = balances.portfolio
    const day = change24hPct == null ? '' : `, ${change(change24hPct)} over 24 hours`
    const top = balances.balances.slice(0, READ_OUT)
    const rows = top.map(
      (row) =>
        `${amount(row.amountUi)} ${row.token.symbol}${row.valueUsd === null ? '' : ` worth ${usd(row.valueUsd)}`}`,
    )
    const more = (tokenCount ?? balances.balances.length) - top.length
    return `${wallet} is worth ${usd(valueUsd)} in practice money${day}. It holds ${rows.join(', ')}${more > 0 ? `, and ${countWord(more)} more` : ''}.`
  })
}

export function walletsAnswer(output: unknown): string {
  return read(WalletListSchema, output, ({ wallets }) => {
    if (wallets.length === 0)
      return 'You are a guest, so you have no wallets of your own yet. You are looking at the demo wallet.'
    const rows = wallets.map(
      (wallet) => `${wallet.label ?? shortAddress(wallet.address)}${wallet.is_default ? ', the default' : ''}`,
    )
    return `You have ${countWord(wallets.length)} practice ${wallets.length === 1 ? 'wallet' : 'wallets'}: ${rows.join('; ')}.`
  })
}

export function whichWalletAnswer(output: unknown): string {
  return read(ResolvedWalletSchema, output, ({ wallet_address, label, source }) => {
    if (!wallet_address) return 'No wallet is selected.'
    const name = label ?? shortAddress(wallet_address)
    return source === 'session'
      ? `This session uses ${name}, as you chose.`
      : `You are using ${name}. It holds practice money only.`
  })
}

export function overrideAnswer(output: unknown): string {
  return read(WalletOverrideSchema, output, ({ wallet_address, label }) =>
    wallet_address
      ? `This session now uses ${label ?? shortAddress(wallet_address)}.`
      : 'The choice of wallet is cleared.',
  )
}

const shortAddress = (address: string) => `the wallet that ends in ${address.slice(-4)}`

/** The preview of a trade, and whether the wallet could pay for it. */
export function previewAnswer(output: unknown): { text: string; preview: SwapPreview | null; affordable: boolean } {
  const parsed = SwapPreviewSchema.safeParse(output)
  if (!parsed.success) return { text: UNREADABLE, preview: null, affordable: false }
  const preview = parsed.data
  const { input, netOutput, valuations, priceImpactPct, warnings, walletLabel } = preview
  const short = warnings.find((warning) => warning.includes('holds only'))
  const worth = valuations.outputUsd === null ? '' : `, worth ${usd(valuations.outputUsd)}`
  const text = `Practice trade: ${amount(input.amountUi)} ${input.symbol} gets you about ${amount(netOutput.amountUi)} ${netOutput.symbol}${worth}.`
  const impact = priceImpactPct >= 1 ? ` The price impact is ${priceImpactPct.toFixed(1)}%.` : ''
  if (short)
    return {
      text: `${text} But ${walletLabel ?? 'your wallet'} does not hold enough ${input.symbol}, so I did not go further.`,
      preview,
      affordable: false,
    }
  return { text: `${text}${impact}`, preview, affordable: true }
}

export function receiptAnswer(output: unknown): string {
  return read(SwapReceiptSchema, output, ({ input, netOutput, walletLabel }) => {
    const wallet = walletLabel ? ` in ${walletLabel}` : ''
    return `Done${wallet}: ${amount(input.amountUi)} ${input.symbol} became ${amount(netOutput.amountUi)} ${netOutput.symbol}. It was practice money.`
  })
}

interface Sending {
  amount: number
  symbol: string
  valueUsd: number | null
  recipient: string
  wallet: string | null
}

/** Before it is sent: an address is told by its ends, as it is on the card. */
export function sendAnswer({ amount: much, symbol, valueUsd, recipient, wallet }: Sending): string {
  const worth = valueUsd === null ? '' : `, worth ${usd(valueUsd)},`
  return `Practice money: this sends ${amountIn(much)} ${symbol}${worth} from ${wallet ?? 'your wallet'} to the address that ends in ${recipient.slice(-4)}. Check the whole address, then confirm to go ahead.`
}

export function sentAnswer(output: unknown): string {
  return read(
    SendReceiptSchema,
    output,
    ({ amountUi, symbol, recipient }) =>
      `Done: ${amountIn(amountUi)} ${symbol} went to the address that ends in ${recipient.slice(-4)}. It was practice money.`,
  )
}

/** All digits: what was paid is no matter of rounding. */
export const amountIn = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 9 })

const BOUGHT = new Set(['buy', 'swap'])
const SOLD = new Set(['sell', 'swap'])

/** The latest trades of a side, as the app's ledger tells them. */
export function pastTradesAnswer(output: unknown, count: number, side: 'buy' | 'sell' | null): string {
  return read(RecentTradesOutputSchema, output, ({ trades }) => {
    // "What did I buy?" asks for what was bought; the last trade may be one that came to nothing.
    const asked = trades.filter(
      (trade) => side === null || ((side === 'buy' ? BOUGHT : SOLD).has(trade.action) && wasMade(trade)),
    )
    const [first, ...more] = asked.slice(0, count)
    if (first === undefined)
      return side === null
        ? 'You have made no trades here yet.'
        : `You have ${side === 'buy' ? 'bought' : 'sold'} nothing here yet.`
    if (more.length === 0) return `Your last ${NOUNS[first.action] ?? 'trade'}: ${pastTrade(first)}`
    return `Your last ${countWord(more.length + 1)} trades, the newest first. ${[first, ...more].map(pastTrade).map(capitalised).join(' ')}`
  })
}

const NOUNS: Record<string, string> = { buy: 'purchase', sell: 'sale', swap: 'swap', send: 'transfer' }

const wasMade = ({ outcome }: RecentTrade) => !/\b(?:nothing was traded|not decided)$/.test(outcome)

function pastTrade(trade: RecentTrade): string {
  const { at, paid, got, token, worthUsd, recipient, outcome, action } = trade
  const [sent, gave] = wasMade(trade) ? ['sent', 'paid'] : ['would have sent', 'would have paid']
  const what =
    action === 'send'
      ? `you ${sent} ${paid ?? token?.symbol ?? 'an unknown amount'}`
      : `you ${gave} ${paid ?? 'an amount that nobody told'}`
  const back =
    action === 'send'
      ? recipient === null
        ? ''
        : ` to the address that ends in ${recipient.slice(-4)}`
      : ` for ${got ?? token?.symbol ?? 'an unknown amount'}`
  const worth = worthUsd === null ? '' : `, worth ${usd(worthUsd)}`
  return `${what}${back}${worth}, ${when(at)}. Outcome: ${outcome}.`
}

/** "on November 30 at 12:40 UTC"; a time that can't be read is said as it stands. */
function when(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  const day = time.toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' })
  return `on ${day} at ${time.toISOString().slice(11, 16)} UTC`
}

const PLAIN: Record<string, string> = {
  insufficient_funds: 'There is not enough in the wallet',
  unknown_token: 'That token is not in the practice market',
  insufficient_liquidity: 'The pool is too small for that',
  forbidden_wallet: 'That wallet is not yours',
  amount_too_small: 'The amount is too small',
}

export function failureAnswer(tool: string, code: string, message: string): string {
  const plain = PLAIN[code]
  if (plain) return `${plain}: ${message} Nothing was done.`
  return `The tool ${tool.replaceAll('_', ' ')} failed, so I have no figures for you. ${capitalised(message.split('\n')[0]?.slice(0, 120) ?? '')}`
}
