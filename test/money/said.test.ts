import { describe, expect, it } from 'vitest'
import { assessProposal } from '../../renderer/engine/money/assess'
import { SOL_MINT, USDC_MINT } from '../../shared/tokens'
import { balances, call, swap, tokens } from '../evidence/outputs'
import { BONK_MINT, JUP_MINT } from './cards'

const WIF = 'EKpQGSJtjMFqKZ9KQanSqYXRcF8fBopzLHYxdM65zcjm'
const RECIPIENT = '7Yd2kQyY5oR3mVtq1HuzGCjPbXk2pJdQ6sPzLxTqkB9n'

type Args = Record<string, unknown>
const WALLET = swap.walletAddress
const wallets = [
  { address: WALLET, label: 'Paper main' },
  { address: 'Wallet2', label: 'Paper degen' },
]
const assessed = (said: string[], name: string, args: Args, outputs: ReturnType<typeof call>[] = []) =>
  assessProposal({
    server: 'dexter',
    name,
    arguments: JSON.stringify(args),
    turnId: 't1',
    wallet: WALLET,
    said,
    unsure: [],
    outputs: outputs.map((output) => ({ ...output, turnId: 't1' })),
    wallets,
    recipients: [],
  })
const kinds = (said: string | string[], name: string, args: Args, outputs: ReturnType<typeof call>[] = []) =>
  assessed([said].flat(), name, args, outputs).marks.map(({ kind }) => kind)
const swapOf = (input_mint: string, output_mint: string, amount_ui: number, more: Args = {}) =>
  ['solana_swap_execute', { input_mint, output_mint, amount_ui, mode: 'ExactIn', ...more }] as const
const buy = (mint: string, amount: number) => swapOf(SOL_MINT, mint, amount)
const sell = (mint: string, percentage: number) => ['solana_execute_sell', { mint, percentage }] as const

describe('a proposal that the words hold has no mark', () => {
  it.each([
    ['Buy half a SOL of BONK.', ...buy(BONK_MINT, 0.5)],
    ['buy half a sol of bonk', ...buy(BONK_MINT, 0.5)],
    ['Buy half a sol of whiff.', ...buy(WIF, 0.5)],
    ['Purchase a quarter of a sol of bonk', ...buy(BONK_MINT, 0.25)],
    ['Put two point five SOL into Jupiter, buy it', ...buy(JUP_MINT, 2.5)],
    ['I’d like to buy 0.5 SOL worth of dogwifhat please', ...buy(WIF, 0.5)],
    ['swap 2 SOL for USDC', ...swapOf(SOL_MINT, USDC_MINT, 2)],
    ['Swap one hundred U S D C to bonk.', ...swapOf(USDC_MINT, BONK_MINT, 100)],
    ['Buy twenty dollars of dog wif hat.', ...swapOf(USDC_MINT, WIF, 20)],
    ['Sell all of my Jupiter.', ...sell(JUP_MINT, 100)],
    ['sell half of my bonk', ...sell(BONK_MINT, 50)],
    ['Sell ten percent of my whiff', ...sell(WIF, 10)],
    ['Sell two hundred Jupiter.', ...swapOf(JUP_MINT, SOL_MINT, 200)],
    [`buy 0.5 SOL of ${BONK_MINT}`, ...buy(BONK_MINT, 0.5)],
    ['Compra 0,5 SOL de BONK', ...buy(BONK_MINT, 0.5)],
    ['Kaufe 2 SOL BONK', ...buy(BONK_MINT, 2)],
    ['By 2 SOL of bonk', ...buy(BONK_MINT, 2)],
  ])('%s', (said, name, args) => expect(kinds(said, name, args)).toEqual([]))

  it('takes what it leaves open from the question before', () => {
    expect(kinds(['Yes, do it.', 'Buy half a SOL of BONK.'], ...buy(BONK_MINT, 0.5))).toEqual([])
    expect(kinds(['no, JUP', 'Buy half a SOL of BONK.'], ...buy(JUP_MINT, 0.5))).toEqual([])
    expect(kinds(['no, JUP', 'Buy half a SOL of BONK.'], ...buy(BONK_MINT, 0.5))).toEqual(['token'])
  })
  it('holds an amount of dollars against what it is worth, and a token’s against what comes back', () => {
    const preview = call('solana_swap_preview', swap, {
      input_mint: SOL_MINT,
      output_mint: BONK_MINT,
      amount_ui: 0.25,
      mode: 'ExactIn',
    })
    expect(kinds('buy 52 dollars of bonk', ...buy(BONK_MINT, 0.25), [preview])).toEqual([])
    expect(kinds('buy 60 dollars of bonk', ...buy(BONK_MINT, 0.25), [preview])).toEqual(['amount'])
  })
})

describe('a proposal that the words don’t hold is marked', () => {
  it.each([
    ['another token', 'Buy half a SOL of BONK.', ...buy(WIF, 0.5), ['token']],
    ['a token that only a mint named', `buy 0.5 SOL of ${BONK_MINT}`, ...buy(WIF, 0.5), ['token']],
    ['ten times the amount', 'Buy half a SOL of BONK.', ...buy(BONK_MINT, 5), ['amount']],
    [
      'the amount as one of the other token',
      'Buy 2 SOL of Jupiter',
      'solana_swap_execute',
      { input_mint: SOL_MINT, output_mint: JUP_MINT, desired_output_ui: 2, mode: 'ExactOut' },
      ['amount'],
    ],
    ['the other side', 'Sell half a SOL of BONK.', ...buy(BONK_MINT, 0.5), ['side']],
    ['the way round', 'Swap 2 USDC for SOL', ...swapOf(SOL_MINT, USDC_MINT, 2), ['side', 'amount']],
    ['all instead of half', 'sell half of my bonk', ...sell(BONK_MINT, 100), ['amount']],
    ['no amount', 'sell my bonk', ...sell(BONK_MINT, 100), ['amount']],
    ['no side', 'half a SOL of BONK', ...buy(BONK_MINT, 0.5), ['side']],
    ['dollars that are not there', 'Buy half a SOL of BONK', ...swapOf(USDC_MINT, BONK_MINT, 0.5), ['token', 'amount']],
    [
      'another wallet',
      'Buy 1 SOL of BONK from my degen wallet',
      ...swapOf(SOL_MINT, BONK_MINT, 1, { wallet_address: WALLET }),
      ['wallet'],
    ],
    [
      'words that were misheard',
      'a half solvent with',
      ...swapOf(USDC_MINT, SOL_MINT, 107.99),
      ['side', 'token', 'token', 'amount'],
    ],
    [
      'a misheard unit',
      'Buy three solid words of render',
      'solana_swap_execute',
      {
        input_mint: SOL_MINT,
        output_mint: 'rndrizKT3MK1iimdxRdWabcF7Zg7AR5T4nud4EkHBof',
        desired_output_ui: 3,
        mode: 'ExactOut',
      },
      ['amount'],
    ],
    [
      'a recipient',
      'Send one SOL to my friend',
      'solana_send',
      { recipient_value: RECIPIENT, amount_ui: 1 },
      ['recipient'],
    ],
    [
      'an amount that is sent',
      `Send 1 SOL to ${RECIPIENT}`,
      'solana_send',
      { recipient_value: RECIPIENT, amount_ui: 10 },
      ['amount'],
    ],
    [
      'a wallet that nobody named',
      'What is my balance?',
      'set_session_wallet_override',
      { wallet_address: 'Wallet2' },
      ['wallet'],
    ],
    ['a second token', 'Buy 1 SOL of BONK and popcat', ...buy(BONK_MINT, 1), ['token']],
  ] as const)('%s', (_, said, name, args, expected) => expect(kinds(said, name, args)).toEqual(expected))

  it('of which no words are known, or whose tool nobody knows', () => {
    expect(kinds([], ...buy(BONK_MINT, 1))).toEqual(['unheard'])
    expect(assessed(['do it'], 'place_order', { size: 3 }).marks.map(({ kind }) => kind)).toEqual(['unheard'])
  })
  it('that is not what was previewed', () => {
    const preview = call('solana_swap_preview', swap, {
      input_mint: SOL_MINT,
      output_mint: BONK_MINT,
      amount_ui: 0.25,
      mode: 'ExactIn',
    })
    const same = swapOf(SOL_MINT, BONK_MINT, 0.25, { wallet_address: swap.walletAddress })
    expect(kinds('Buy a quarter of a SOL of BONK', ...same, [preview])).toEqual([])
    const wider = swapOf(SOL_MINT, BONK_MINT, 0.25, { wallet_address: swap.walletAddress, slippage_bps: 900 })
    expect(assessed(['Buy a quarter of a SOL of BONK'], ...wider, [preview]).marks).toEqual([
      { kind: 'preview', detail: 'This isn’t what was previewed. Different: the slippage.' },
    ])
    expect(kinds('Buy a quarter of a SOL of WIF', ...buy(WIF, 0.25), [preview])).toContain('preview')
  })
})

it('an amount that is worth less than its fee is marked, though it was said', () => {
  const found = call('solana_resolve_token', tokens)
  const args = { input_mint: SOL_MINT, output_mint: BONK_MINT, desired_output_ui: 0.25, mode: 'ExactOut' }
  expect(assessed(['buy a quarter of a bonk'], 'solana_swap_execute', args, [found]).marks).toEqual([
    { kind: 'amount', detail: 'This is worth less than $0.10. Check the amount.' },
  ])
})

describe('a name', () => {
  const fake = 'Fake1111111111111111111111111111111111111111'
  const told = (symbol: string, name = symbol) =>
    call('solana_resolve_token', {
      ...tokens,
      candidates: [{ ...tokens.candidates[0], mint: fake, symbol, name }],
    })
  it.each([
    ['that a well-known token has', 'BONK', /not the well-known BONK/],
    ['with letters of another alphabet', 'USD\u0421', /mixes letters/],
    ['with hidden characters', 'BO\u200BNK', /hidden characters/],
    ['that turns the reading direction', '\u202EKNOB', /hidden characters/],
  ])('%s is marked, and its mint is what counts', (_, symbol, detail) => {
    const { marks, card } = assessed([`buy 1 SOL of ${symbol}`], ...buy(fake, 1), [told(symbol)])
    expect(card?.token).toMatchObject({ mint: fake, verified: false })
    expect(
      marks
        .filter(({ kind }) => kind === 'name')
        .map((mark) => mark.detail)
        .join(' '),
    ).toMatch(detail)
  })
  it('that two mints carry is told of both', () => {
    const other = {
      ...tokens.candidates[0],
      mint: 'Anther11111111111111111111111111111111111111',
      symbol: 'ZORP',
      name: 'Zorp',
    }
    const two = call('solana_resolve_token', { ...tokens, candidates: [{ ...other, mint: fake }, other] })
    const { card } = assessed(['buy 1 SOL of ZORP'], ...buy(fake, 1), [two])
    expect(card?.token?.warnings).toEqual(['2 tokens use the symbol ZORP. Check the mint.'])
  })
  it('comes from what tools told of the mint, and nothing is shown for a mint that nobody named', () => {
    expect(assessed(['x'], ...buy(BONK_MINT, 1)).card?.token).toMatchObject({ symbol: 'BONK', verified: true })
    expect(assessed(['x'], ...buy(fake, 1)).card?.token).toMatchObject({ symbol: null, name: null, verified: false })
    expect(
      assessed(['x'], ...buy(fake, 1), [call('search', { tokens: [{ address: fake, symbol: 'ZORP' }] })]).card?.token,
    ).toMatchObject({ symbol: 'ZORP' })
  })
})

describe('the card', () => {
  it('says what comes back by the preview of the very same trade', () => {
    const preview = call('solana_swap_preview', swap, {
      input_mint: SOL_MINT,
      output_mint: BONK_MINT,
      amount_ui: 0.25,
      mode: 'ExactIn',
    })
    const { card, worth } = assessed(['x'], ...buy(BONK_MINT, 0.25), [preview])
    expect(card).toMatchObject({
      action: 'buy',
      pay: { amount: '0.25', exact: true },
      get: { exact: false },
      impactPct: swap.priceImpactPct,
    })
    expect(Number(card?.get?.amount)).toBeCloseTo(swap.netOutput.amountUi, 3)
    expect(worth?.usd).toBe(swap.valuations.inputUsd)
    const other = assessed(['x'], ...buy(BONK_MINT, 0.5), [preview]).card
    expect(other).toMatchObject({ get: { amount: null }, getAtLeast: null, fee: null, impactPct: null })
  })
  it('of a send says whether anything was sent there before', () => {
    const send = {
      server: 'dexter',
      name: 'solana_send',
      arguments: JSON.stringify({ recipient_value: RECIPIENT, amount_ui: 1, memo: 'rent' }),
      turnId: null,
      wallet: 'Wallet1',
      said: [],
      unsure: [],
      outputs: [],
      wallets,
    }
    expect(assessProposal({ ...send, recipients: [] }).card).toMatchObject({
      action: 'send',
      recipient: { address: RECIPIENT, first: true },
      memo: 'rent',
      get: null,
    })
    expect(assessProposal({ ...send, recipients: [RECIPIENT] }).card?.recipient?.first).toBe(false)
  })
  it('of a tool that nobody knows still finds where the money goes', () => {
    const { card } = assessed(['x'], 'transfer', { toAddress: RECIPIENT, token: BONK_MINT, slippageBps: 250 })
    // The known server has no such tool.
    expect(card).toMatchObject({
      action: 'other',
      pay: null,
      recipient: { address: RECIPIENT },
      token: { symbol: 'BONK' },
      slippagePct: 2.5,
    })
  })
})

it('amounts that a wallet holds are shares of it', () => {
  const [row] = balances.balances
  const wallet = call('solana_list_balances', balances)
  const half = (row?.amountUi ?? 0) / 2
  expect(kinds('sell half of my SOL for USDC', ...swapOf(SOL_MINT, USDC_MINT, half), [wallet])).toEqual([])
})
