import { listed, numberFormat, t } from '../../shared/i18n'
import type { Entry } from '../../shared/snapshot'
import { approval, notice, tool, user, WALLET } from './fixtures/entries'
import {
  BONK,
  JUP_MINT,
  quoted,
  SOL,
  STRANGE_MINT,
  side,
  token,
  trade,
  USDC,
  untoldTrade,
} from './fixtures/trade-cards'

/** Cards that wait, or were decided, each after the words that led to it. */
const worth = { usd: 107.68, from: t('money.worth.swapPreview'), at: 0 }
const RECIPIENT = '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2'
const buyArguments = (mint: string) =>
  JSON.stringify({ mint, amount_sol: 0.5, slippage_bps: 100, wallet_address: WALLET })
const ask = (heard: string, over: Parameters<typeof approval>[0] = {}): Entry[] => [
  user({ text: heard, durationMs: 1840 }),
  approval({ name: 'solana_execute_buy', arguments: buyArguments(BONK.mint), heard, card: trade(), worth, ...over }),
]
const said = 'Buy half a SOL of Bonk'
const STRANGE = token(STRANGE_MINT, {
  symbol: 'BONК',
  name: 'Bonk\u202e',
  warnings: [t('money.name.mixed', { name: 'BONК' })],
})
const TWO_NAMES = token(STRANGE_MINT, {
  symbol: 'BONK',
  name: 'Bonk',
  warnings: [t('money.name.shared', { count: 2, symbol: 'BONK' })],
})
const LIMIT = '$1,076.80 is above your limit of $1,000 per trade.'

export const PROPOSALS: Record<string, () => Entry[]> = {
  buy: () => ask(said),
  buyWaitsForSilence: () => ask(said, { expiresAt: null }),
  exactOut: () =>
    ask('Get me exactly a thousand Jupiter', {
      name: 'solana_swap_execute',
      arguments: JSON.stringify({
        mode: 'ExactOut',
        input_mint: USDC.mint,
        output_mint: JUP_MINT,
        desired_output_ui: 1000,
        slippage_bps: 50,
      }),
      card: trade({
        action: 'swap',
        get: side('1000', token(JUP_MINT), { usd: 214.1 }),
        pay: quoted('214.52', USDC, 214.52),
        payAtMost: quoted('215.6001', USDC),
        getAtLeast: null,
        token: token(JUP_MINT),
        slippagePct: 0.5,
        route: 'Jupiter, 2 hops',
      }),
    }),
  sellAll: () =>
    ask('Sell all my Bonk', {
      name: 'solana_execute_sell',
      arguments: JSON.stringify({ mint: BONK.mint, percentage: 100 }),
      card: trade({
        action: 'sell',
        pay: side(null, BONK, { percent: 100, usd: 93.4 }),
        get: quoted('0.4337', SOL, 93.1),
        getAtLeast: quoted('0.42936', SOL),
        slippagePct: null,
      }),
      worth: { ...worth, usd: 93.4 },
    }),
  sendFirst: () =>
    ask('Send one SOL to my ledger', {
      name: 'solana_send',
      arguments: JSON.stringify({
        recipient_type: 'wallet',
        recipient_value: RECIPIENT,
        amount_ui: 1,
        memo: 'rent',
        confirm: true,
      }),
      card: untoldTrade({
        action: 'send',
        pay: side('1', SOL, { usd: 215.36 }),
        get: null,
        token: SOL,
        recipient: { address: RECIPIENT, first: true },
        memo: 'rent',
      }),
      worth: { usd: 215.36, from: t('money.worth.balances'), at: 0 },
      byButton: t('money.limit.strangerByButton'),
    }),
  walletChoice: () =>
    ask('Use my swing wallet', {
      name: 'set_session_wallet_override',
      arguments: JSON.stringify({ wallet_address: RECIPIENT }),
      card: untoldTrade({ action: 'wallet', pay: null, get: null, token: null, wallet: RECIPIENT }),
      worth: null,
    }),
  limitHit: () =>
    ask('Buy five SOL of Bonk', {
      arguments: JSON.stringify({ mint: BONK.mint, amount_sol: 5, slippage_bps: 100 }),
      card: trade({
        pay: side('5', SOL, { usd: 1076.8 }),
        get: quoted('48430001', BONK),
        getAtLeast: quoted('47945701', BONK),
      }),
      worth: { ...worth, usd: 1076.8 },
      limit: LIMIT,
      hindrance: LIMIT,
    }),
  mismatch: () =>
    ask('Buy half a solvent with', {
      name: 'solana_swap_execute',
      arguments: JSON.stringify({
        mode: 'ExactIn',
        input_mint: USDC.mint,
        output_mint: SOL.mint,
        amount_ui: 107.99,
        slippage_bps: 100,
      }),
      card: trade({
        action: 'swap',
        pay: side('107.99', USDC, { usd: 107.99 }),
        get: quoted('0.5', SOL, 107.68),
        getAtLeast: quoted('0.495', SOL),
        token: SOL,
      }),
      marks: [
        { kind: 'token', detail: t('money.mark.alsoSaid', { words: 'with', token: listed(['SOL', 'USDC']) }) },
        {
          kind: 'amount',
          detail: t('money.mark.amountDiffers', { said: '½', amount: `${numberFormat().format(107.99)} USDC` }),
        },
      ],
      byButton: t('engine.hold.marked'),
    }),
  ambiguous: () =>
    ask('Buy half a SOL of Bonk', {
      arguments: buyArguments(STRANGE_MINT),
      card: trade({ get: quoted('4843000.12', TWO_NAMES), getAtLeast: quoted('4794570', TWO_NAMES), token: TWO_NAMES }),
      marks: TWO_NAMES.warnings.map((detail) => ({ kind: 'name', detail })),
      byButton: t('money.limit.unverifiedByButton', { token: '5z3E…mrRC' }),
    }),
  lookAlike: () =>
    ask('Buy half a SOL of Bonk', {
      arguments: buyArguments(STRANGE_MINT),
      card: trade({ get: quoted('4843000.12', STRANGE), getAtLeast: quoted('4794570', STRANGE), token: STRANGE }),
      marks: STRANGE.warnings.map((detail) => ({ kind: 'name', detail })),
      byButton: t('money.limit.unverifiedByButton', { token: '5z3E…mrRC' }),
    }),
  nameless: () =>
    ask('Buy that one', {
      arguments: buyArguments(STRANGE_MINT),
      card: untoldTrade({ get: quoted(null, token(STRANGE_MINT)), token: token(STRANGE_MINT) }),
      worth: null,
      marks: [{ kind: 'token', detail: t('money.mark.notNamed', { token: '5z3E…mrRC' }) }],
      byButton: t('money.limit.unverifiedByButton', { token: '5z3E…mrRC' }),
    }),
  unknownWorth: () => ask(said, { card: untoldTrade(), worth: null }),
  unheard: () =>
    ask('', {
      heard: null,
      marks: [
        {
          kind: 'unheard',
          detail: t('money.mark.unheard'),
        },
      ],
      byButton: t('engine.hold.marked'),
    }),
  expired: () => ask(said, { decision: 'expired', reason: t('engine.denied.notConfirmed') }),
  unknownOutcome: () => [
    ...ask(said, { decision: 'approved' }),
    tool({
      name: 'solana_execute_buy',
      arguments: buyArguments(BONK.mint),
      status: 'failed',
      error: t('engine.tool.lostWrite'),
      unknown: true,
    }),
    notice({
      level: 'warning',
      code: 'outcome_unknown',
      text: t('engine.tool.mayHaveRun', { reason: t('engine.tool.lost') }),
    }),
  ],
}
