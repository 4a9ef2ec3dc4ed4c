import { describe, expect, it } from 'vitest'
import { assessProposal } from '../../renderer/engine/money/assess'
import { KNOWN_TOKENS, SOL_MINT, USDC_MINT } from '../../shared/tokens'
import { call, swap } from '../evidence/outputs'
import { BONK_MINT, JUP_MINT } from './cards'

const mintOf = (symbol: string) => KNOWN_TOKENS.tokens.find((token) => token.symbol === symbol)?.mint ?? ''
const WIF = mintOf('WIF')
const RECIPIENT = '7Yd2kQyY5oR3mVtq1HuzGCjPbXk2pJdQ6sPzLxTqkB9n'
const MAIN = swap.walletAddress

type Args = Record<string, unknown>
type Trade = readonly [name: string, args: Args]

const assessed = (said: string | string[], [name, args]: Trade, outputs: ReturnType<typeof call>[] = []) =>
  assessProposal({
    server: 'dexter',
    name,
    arguments: JSON.stringify(args),
    turnId: 't1',
    wallet: MAIN,
    said: [said].flat(),
    unsure: [],
    outputs: outputs.map((output) => ({ ...output, turnId: 't1' })),
    wallets: [
      { address: MAIN, label: 'Paper main' },
      { address: 'Wallet2', label: 'Paper degen' },
    ],
    recipients: [],
  })
const kinds = (said: string | string[], trade: Trade) => assessed(said, trade).marks.map(({ kind }) => kind)

const swapOf = (input: string, output: string, amount: unknown, more: Args = {}): Trade => [
  'solana_swap_execute',
  { input_mint: input, output_mint: output, amount_ui: amount, mode: 'ExactIn', ...more },
]
const buy = (mint: string, amount: number) => swapOf(SOL_MINT, mint, amount)
const spend = (usdc: number) => swapOf(USDC_MINT, BONK_MINT, usdc)
const sell = (mint: string, amount: number) => swapOf(mint, SOL_MINT, amount)
const share = (mint: string, percentage: unknown): Trade => ['solana_execute_sell', { mint, percentage }]
const send = (amount: number, more: Args = {}): Trade => [
  'solana_send',
  { recipient_type: 'address', recipient_value: RECIPIENT, amount_ui: amount, memo: '', ...more },
]
const choose = (address: string): Trade => ['set_session_wallet_override', { wallet_address: address }]
const one = buy(BONK_MINT, 1)
const all = share(BONK_MINT, 100)

describe('words that name a trade and don’t order it', () => {
  it.each([
    'Don’t buy 1 SOL of BONK.',
    'do not buy one sol of bonk',
    'Never buy 1 SOL of BONK',
    "I don't want to buy 1 SOL of BONK",
    'stop buying 1 SOL of BONK',
    'Cancel buying 1 SOL of BONK',
    'Kaufe nicht 1 SOL BONK',
    'No compra 1 SOL de BONK',
    "N'achète pas 1 SOL de BONK",
    'Should I buy 1 SOL of BONK?',
    'Hey Dexter, is it smart to buy 1 SOL of BONK?',
    'How much BONK would I get for 1 SOL if I buy now?',
    'did I buy 1 SOL of BONK?',
    'do we buy 1 SOL of BONK?',
    'What if I buy 1 SOL of BONK?',
    'If SOL hits 200 buy 1 SOL of BONK',
    'buy 1 SOL of BONK when it drops to a cent',
    'Buy 1 SOL of BONK tomorrow',
    'Wenn SOL fällt, kaufe 1 SOL BONK',
    'I bought 1 SOL of BONK',
    'preview buying 1 SOL of BONK',
    'simulate: buy 1 SOL of BONK',
    'Alert me to buy 1 SOL of BONK',
  ])('%s', (said) => expect(kinds(said, one)).toContain('side'))

  it.each([
    ['Cancel that', 'Buy 1 SOL of BONK'],
    ['No', 'Buy 1 SOL of BONK'],
    ['no don’t', 'Buy 1 SOL of BONK'],
    ['What’s the price of WIF?', 'Buy 1 SOL of BONK'],
    ['What’s my balance?', 'Buy 1 SOL of BONK'],
    ['Thank you', 'Buy 1 SOL of BONK'],
    ['yes', 'cancel that', 'Buy 1 SOL of BONK'],
  ])('%s, after %s', (...said) => expect(kinds(said, one)).toContain('side'))

  it.each([
    ['not the degen wallet, use main', 'Wallet2'],
    ['switch from degen wallet to main', 'Wallet2'],
    ['don’t use the degen wallet', 'Wallet2'],
    ['switch to the second wallet', MAIN],
  ])('%s', (said, address) => expect(kinds(said, choose(address))).toEqual(['wallet']))
})

describe('an order for something else', () => {
  const rows: [string, Trade][] = [
    ['Buy 1 SOL of BONK. No, make it two.', one],
    ['Buy 1 SOL of BONK, no wait, two', one],
    ['Buy one, I mean three SOL of BONK', one],
    ['Buy 1 SOL of BONK, actually buy WIF', one],
    ['Buy 1 SOL of BONK, no WIF', one],
    ['Sell all but 10 of my BONK', all],
    ['Sell all but BONK', all],
    ['Sell everything except BONK', all],
    ['Sell all of my BONK except half', all],
    ['keep half of my bonk and sell the rest', all],
    ['sell 90% and keep 10% of my bonk', share(BONK_MINT, 10)],
    ['Buy 1 SOL of BONK and 2 SOL of WIF', buy(BONK_MINT, 2)],
    ['Buy 1 SOL of BONK and sell 2 SOL of WIF', buy(BONK_MINT, 2)],
    ['Buy 1 SOL of BONK and sell all my WIF', all],
    ['Buy 1 SOL of BONK then sell half of it', share(BONK_MINT, 50)],
    ['Buy one two three SOL of BONK', buy(BONK_MINT, 3)],
    ['Buy 1 or 2 SOL of BONK', one],
    ['Buy between 1 and 2 SOL of BONK', one],
    ['Buy up to 5 SOL of BONK', buy(BONK_MINT, 5)],
    ['Buy at least 1 SOL of BONK', one],
    ['Buy less than 1 SOL of BONK', one],
    ['Buy minus 2 SOL of BONK', buy(BONK_MINT, 2)],
    ['Buy -2 SOL of BONK', buy(BONK_MINT, 2)],
    ['Buy twice as much BONK as 1 SOL', one],
    ['Buy 1 SOL of BONK five times', one],
    ['Buy half of a hundred SOL of BONK', buy(BONK_MINT, 100)],
    ['buy a tenth of a SOL of BONK', one],
    ['buy point five SOL of bonk', buy(BONK_MINT, 5)],
    ['Compra 1.500 SOL de BONK', buy(BONK_MINT, 1.5)],
    ['buy BONK for 50 €', buy(BONK_MINT, 50)],
    ['Buy BONK at 2 dollars', spend(2)],
    ['Buy BONK with a slippage of 1', one],
    ['Buy BONK with 1% slippage', one],
    ['Buy 1,000 SOL of BONK', one],
    ['Buy 1.5k USDC of BONK', spend(1.5)],
    ['Sell five hundred thousand BONK', sell(BONK_MINT, 500)],
    ['sell 10 percent of my bonk', sell(BONK_MINT, 10)],
    ['Buy 1 SOL of baby bonk', one],
    ['Buy 1 SOL of Bonk Inu', one],
    ['Buy 1 SOL of BONK2', one],
    ['Buy 1 SOL of bonk 2.0', one],
    ['buy me 1 SOL of bonk', buy(WIF, 1)],
    ['Buy 1 SOL of BONK with degen', one],
    ['using paper degen buy 1 SOL of BONK', one],
    ['Buy 1 SOL of BONK from the degen wallet, not from main', one],
    [`send 1 SOL to ${RECIPIENT}x`, send(1)],
    [`send 1 SOL to ${RECIPIENT.replace('n', 'm')}`, send(1)],
    [`send 1 SOL from ${RECIPIENT} to my friend`, send(1)],
    [`don’t send 1 SOL to ${RECIPIENT}`, send(1)],
    [`send 1 BONK to ${RECIPIENT}`, send(1)],
  ]
  it.each(rows)('%s', (said, trade) => expect(kinds(said, trade)).not.toEqual([]))

  it('does not take an address from a question before it', () =>
    expect(kinds(['send 1 SOL to Bob', `is ${RECIPIENT} a scam?`], send(1))).toEqual(['recipient']))
})

describe('arguments that say more than the card can', () => {
  it.each([
    ['two amounts', { desired_output_ui: 999 }],
    ['a mode that nobody knows', { mode: 'exactOut' }],
    ['another amount', { amount_raw: '100000000000' }],
    ['an amount by another name', { amountUi: 100 }],
    ['somebody else who gets it', { destination_wallet: RECIPIENT }],
    ['a list', { amount_ui: [1] }],
    ['an exponent', { amount_ui: '1e3' }],
    ['thirty digits', { amount_ui: '1'.repeat(30) }],
  ])('%s', (_, more) => expect(kinds('Buy 1 SOL of BONK', swapOf(SOL_MINT, BONK_MINT, 1, more))).not.toEqual([]))
  it('a share and raw units are not told apart', () =>
    expect(
      kinds('Sell all my BONK', ['solana_execute_sell', { mint: BONK_MINT, percentage: 100, amount_raw: '5' }]),
    ).toEqual(['amount']))
  it('has no worth either, so that no limit lets it through', () =>
    expect(assessed('x', swapOf(SOL_MINT, BONK_MINT, 1, { desired_output_ui: 999 })).worth).toBeNull())
})

describe('an order as traders give it has no mark', () => {
  const rows: [string | string[], Trade][] = [
    ['Can you buy 1 SOL of BONK?', one],
    ['Would you buy 1 SOL of BONK for me?', one],
    ['Okay, buy 1 SOL of bonk if you can', one],
    ['Buy 1 SOL of BONK. Yes, do it now.', one],
    ['No worries, buy 1 SOL of BONK', one],
    ['Hey Dexter, buy 1 SOL of BONK from my main wallet', one],
    ['use 1 SOL to buy BONK', one],
    ['buy one SOL of bonk with one percent slippage', one],
    ['buy 1 SOL of $BONK', one],
    ['buy 1 SOL of bonk, no, make it 2', buy(BONK_MINT, 2)],
    [['no, make it two', 'Buy 1 SOL of BONK'], buy(BONK_MINT, 2)],
    [['Yes please go ahead', 'Buy 1 SOL of BONK'], one],
    [['Try again', 'Buy 1 SOL of BONK'], one],
    [['yes', 'what’s the fee?', 'Buy 1 SOL of BONK'], one],
    ['buy point five SOL of bonk', buy(BONK_MINT, 0.5)],
    ['Buy .5 SOL of BONK', buy(BONK_MINT, 0.5)],
    ['buy two and a half SOL of bonk', buy(BONK_MINT, 2.5)],
    ['buy two point five SOL of bonk', buy(BONK_MINT, 2.5)],
    ['Buy 1,000 SOL of BONK', buy(BONK_MINT, 1000)],
    ['Buy $1.2k of BONK', spend(1200)],
    ['Sell five hundred thousand BONK', sell(BONK_MINT, 500_000)],
    ['sell 10k WIF', sell(WIF, 10_000)],
    ['sell half of my bonk', share(BONK_MINT, '50')],
    ['Please sell everything I have in BONK', all],
    ['buy 1 SOL of drift', buy(mintOf('DRIFT'), 1)],
    ['buy 1 SOL of W', buy(mintOf('W'), 1)],
    ['buy 0.25 sol of jup', buy(JUP_MINT, 0.25)],
    ['switch to my degen wallet', choose('Wallet2')],
    [`send 1 SOL to ${RECIPIENT}`, send(1, { memo: 'rent' })],
  ]
  it.each(rows)('%s', (said, trade) => expect(kinds(said, trade)).toEqual([]))
})

describe('a name', () => {
  const OTHER = 'ATbyfKtL3aVWsJx2hMSRQ4SE1JaN3m3FbUAvyDHmoQRN'
  it.each(['wif', 'Wif', 'WlF', 'W1F', '$wif'.slice(1)])('%s looks like WIF, in whichever letters', (symbol) => {
    const found = call('solana_resolve_token', { candidates: [{ mint: OTHER, symbol, name: 'Hat' }] }, { query: 'wif' })
    const { marks } = assessed('Buy 1 SOL of wif', buy(OTHER, 1), [found])
    expect(marks.map(({ detail }) => detail).join(' ')).toMatch(/not the well-known WIF/)
  })
})
