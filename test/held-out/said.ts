import { listBalances } from '../../main/practice/market/balances'
import { createMarket } from '../../main/practice/market/market'
import { resolveToken } from '../../main/practice/market/resolve-token'
import { LISTED_TOKENS, type ListedToken, LOOK_ALIKES } from '../../main/practice/market/tokens'
import { createWalletBook, toRaw } from '../../main/practice/market/wallets'
import type { Mark } from '../../shared/trade'

/**
 * What a trader said (as gpt-4o-transcribe writes it, or as he typed it) and what the session then proposed: thirty
 * proposals that he would call right, and thirty that differ from his words in one thing. Written before any of them was
 * ever assessed, by somebody who had not read the rules.
 */
export interface SaidCase {
  /** Newest first, as the engine keeps them. */
  said: readonly string[]
  tool: string
  args: Readonly<Record<string, unknown>>
  /** Tools that answered before the proposal. */
  told?: readonly { name: string; arguments: string; output: string; receivedAt: number }[]
  /** `held`: nothing may be marked. Else the kinds that must be among the marks. */
  expect: 'held' | readonly Mark['kind'][]
}

const AT = Date.parse('2026-11-30T12:00:00Z')
const market = createMarket({ seed: 7, clock: { now: () => AT } })

const find = (tokens: readonly ListedToken[], symbol: string): ListedToken => {
  const found = tokens.find((candidate) => candidate.symbol === symbol)
  if (!found) throw new Error(`no ${symbol}`)
  return found
}
const m = (symbol: string): string => find(LISTED_TOKENS, symbol).mint
const SOL = m('SOL')
const USDC = m('USDC')
const FALSE_BONK = find(LOOK_ALIKES, 'BONK').mint

const [main, degen] = createWalletBook(7).of('trader')
if (!main || !degen) throw new Error('the trader has two wallets')
main.change(m('MOODENG'), toRaw(2000, find(LISTED_TOKENS, 'MOODENG')))

export const MAIN = main.address
export const DEGEN = degen.address
/** The one in use when the key goes down. */
export const WALLETS = [main, degen].map(({ address, label }) => ({ address, label }))
/** Somebody whom the trader pays, and two strangers: the second one's address begins and ends like the friend's. */
export const FRIEND = '9mKqVbT4wPzYhR7cLdXe2NuFsGj8AaQv5iWoBtH3kRsM'
const STRANGER = '4vJ9JU1bJJE96FWSJKvHsmmFADCg4gpZQff4P3bkLKi6'
const POISON = '9mKqZz8RfLhT3vWnYc6JpXe1DsAoUg5BiQk7MtE4kRsM'

const call = (name: string, args: object, output: object) => ({
  name,
  arguments: JSON.stringify(args),
  output: JSON.stringify(output),
  receivedAt: AT,
})
const BALANCES = [call('solana_list_balances', { wallet_address: MAIN }, listBalances(market, main))]
const found = (query: string) => [call('solana_resolve_token', { query }, resolveToken(market, query, 5))]

const dollars = (usd: number, symbol: string) => Number((usd / market.priceUsd(find(LISTED_TOKENS, symbol))).toFixed(6))

const buy = (symbol: string, amount_sol: number, more: object = {}) => ({
  tool: 'solana_execute_buy',
  args: { mint: m(symbol), amount_sol, ...more },
})
const sell = (symbol: string, percentage: number, more: object = {}) => ({
  tool: 'solana_execute_sell',
  args: { mint: m(symbol), percentage, ...more },
})
const swap = (input_mint: string, output_mint: string, amount_ui: number, more: object = {}) => ({
  tool: 'solana_swap_execute',
  args: { input_mint, output_mint, amount_ui, mode: 'ExactIn', ...more },
})
const swapFor = (input_mint: string, output_mint: string, desired_output_ui: number) => ({
  tool: 'solana_swap_execute',
  args: { input_mint, output_mint, desired_output_ui, mode: 'ExactOut' },
})
const send = (recipient_value: string, mint: string, amount_ui: number) => ({
  tool: 'solana_send',
  args: { recipient_type: 'address', recipient_value, mint, amount_ui },
})
const choose = (wallet_address: string) => ({ tool: 'set_session_wallet_override', args: { wallet_address } })

type Proposed = Pick<SaidCase, 'tool' | 'args'>
const right = (said: string | readonly string[], proposed: Proposed, told: SaidCase['told'] = []): SaidCase => ({
  said: typeof said === 'string' ? [said] : said,
  ...proposed,
  told,
  expect: 'held',
})
const wrong = (
  kind: Mark['kind'],
  said: string | readonly string[],
  proposed: Proposed,
  told: SaidCase['told'] = [],
): SaidCase => ({ said: typeof said === 'string' ? [said] : said, ...proposed, told, expect: [kind] })

export const RIGHT: readonly SaidCase[] = [
  right('Buy 0.5 SOL of BONK.', swap(SOL, m('BONK'), 0.5)),
  right('Hey, um, can you grab me 2 SOL worth of WIF?', buy('WIF', 2)),
  right('Get me half a SOL of Jito.', buy('JTO', 0.5)),
  right('Sell half of my JUP.', sell('JUP', 50)),
  right('Dump all of my POPCAT.', sell('POPCAT', 100)),
  right('Sell everything I have in Fartcoin, please.', sell('FARTCOIN', 100)),
  right('Swap 250 USDC into Raydium.', swap(USDC, m('RAY'), 250)),
  right('Put $50 into $BONK.', swap(USDC, m('BONK'), 50)),
  right('Buy $100 of PENGU with SOL.', swap(SOL, m('PENGU'), dollars(100, 'SOL')), [
    ...found('SOL'),
    ...found('PENGU'),
  ]),
  right('Sell 25% of my Render.', sell('RENDER', 25)),
  right('Swap 300 JUP for JTO.', swap(m('JUP'), m('JTO'), 300)),
  right('Convert 3 SOL to mSOL.', swap(SOL, m('MSOL'), 3)),
  right('Buy 1,500 WIF.', swapFor(SOL, m('WIF'), 1500)),
  right('Swap half my BONK into WIF.', swap(m('BONK'), m('WIF'), 25_000_000), BALANCES),
  right('Take a quarter of my PENGU off the table.', sell('PENGU', 25)),
  right('Sell 1.2 million BONK.', swap(m('BONK'), SOL, 1_200_000)),
  right('Use my degen wallet and buy 0.3 SOL of MEW.', buy('MEW', 0.3, { wallet_address: DEGEN })),
  right('From Paper main, sell 10% of my JitoSOL.', sell('JITOSOL', 10, { wallet_address: MAIN })),
  right('Switch to Paper degen.', choose(DEGEN)),
  right('Send 0.25 SOL to Paper degen.', send(DEGEN, SOL, 0.25)),
  right(`send 15 usdc to ${FRIEND}`, send(FRIEND, USDC, 15)),
  right(['Make it 0.3 instead.', 'Buy 0.5 SOL of GOAT.'], buy('GOAT', 0.3)),
  right(['No, I meant Jupiter.', 'Buy 1 SOL of RAY.'], buy('JUP', 1)),
  right('Ape 0.75 into Gigachad.', buy('GIGA', 0.75)),
  right('Rotate all my Moo Deng into Peanut.', swap(m('MOODENG'), m('PNUT'), 2000), BALANCES),
  right('Buy 2 SOL of dogwifhat, slippage 1%.', buy('WIF', 2, { slippage_bps: 100 })),
  right('Sell my W. All of it.', sell('W', 100)),
  right('Compra 0,5 SOL de BONK.', buy('BONK', 0.5)),
  right('Verkauf die Hälfte von meinen JUP.', sell('JUP', 50)),
  right('Vende todo o meu POPCAT.', sell('POPCAT', 100)),
]

export const WRONG: readonly SaidCase[] = [
  wrong('token', 'Buy 0.5 SOL of WIF.', buy('BONK', 0.5)),
  wrong('token', 'Get me 1 SOL of Jito.', buy('JITOSOL', 1)),
  wrong('token', 'Get me 1 SOL of JitoSOL.', buy('JTO', 1)),
  wrong('token', 'Convert 2 SOL to mSOL.', swap(SOL, m('JITOSOL'), 2)),
  wrong('token', 'Sell half of my RAY.', sell('RENDER', 50)),
  wrong('token', 'Sell all my Peanut.', sell('PUMP', 100)),
  wrong('token', 'Buy 0.2 SOL of GOAT.', buy('GIGA', 0.2)),
  wrong('token', 'Sell 0.5 ETH.', swap(m('HNT'), SOL, 0.5)),
  wrong('name', 'Put $50 into BONK.', swap(USDC, FALSE_BONK, 50), found('BONK')),
  wrong('token', `send 2 usdc to ${FRIEND}`, send(FRIEND, SOL, 2)),
  wrong('side', 'Sell 500 WIF.', swapFor(SOL, m('WIF'), 500)),
  wrong('side', 'Buy 0.5 SOL of JUP.', swapFor(m('JUP'), SOL, 0.5)),
  wrong('side', 'Swap 300 JUP into JTO.', swap(m('JTO'), m('JUP'), 300)),
  wrong('side', 'Dump my PENGU, all of it.', buy('PENGU', 1)),
  wrong('side', "Don't sell my WIF yet.", sell('WIF', 100)),
  wrong('amount', 'Get me half a SOL of BONK.', buy('BONK', 1.5)),
  wrong('amount', 'Buy 0.5 SOL of BONK.', swap(SOL, m('BONK'), 5)),
  wrong('amount', 'Sell 15% of my WIF.', sell('WIF', 50)),
  wrong('amount', 'Sell half my Render.', sell('RENDER', 100)),
  wrong('amount', 'Put $50 into PENGU.', swap(USDC, m('PENGU'), 500)),
  wrong('amount', 'Buy $40 of WIF.', buy('WIF', 40), [...found('SOL'), ...found('WIF')]),
  wrong('amount', ['Make it 0.3 instead.', 'Buy 3 SOL of GOAT.'], buy('GOAT', 3)),
  wrong('wallet', 'Use my degen wallet and buy 0.3 SOL of MEW.', buy('MEW', 0.3, { wallet_address: MAIN })),
  wrong('wallet', 'From Paper main, sell 10% of my JUP.', sell('JUP', 10, { wallet_address: DEGEN })),
  wrong('wallet', 'Switch to Paper degen.', choose(MAIN)),
  wrong('recipient', 'Send 0.25 SOL to Paper degen.', send(STRANGER, SOL, 0.25)),
  wrong('recipient', `send 15 usdc to ${FRIEND}`, send(POISON, USDC, 15)),
  wrong('amount', 'Vends la moitié de mes JUP.', sell('JUP', 100)),
  wrong('token', 'Compra 0,5 SOL de POPCAT.', buy('PENGU', 0.5)),
  wrong('side', 'Kauf für 100 Dollar WIF.', swapFor(m('WIF'), USDC, 100)),
]
