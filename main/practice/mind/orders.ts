import { BalancesSchema, WalletListSchema } from '../../../shared/market'
import { soundOf } from '../../../shared/sound'
import type { SendAmount, Trade } from './intent/index'
import { amountIn, previewAnswer, sendAnswer, UNREADABLE, walletsAnswer } from './phrasing'
import { call, type Step, say, type View } from './view'

/** The way of an order: the wallet if one was named, the balance where it decides, the preview, and the request to approve. */

const GUEST = 'As a guest you can only preview: sign in to trade.'

/** The first look of a trade; `wallet` is the address of the one that was named. */
export function tradeIn(trade: Trade, wallet: string | null): Step {
  const from = wallet === null ? {} : { wallet_address: wallet }
  switch (trade.side) {
    case 'sell-share':
      return call('solana_preview_sell_all', { mint: trade.token.mint, percentage: trade.percentage, ...from })
    case 'swap':
      return call('solana_swap_preview', {
        input_mint: trade.input.mint,
        output_mint: trade.output.mint,
        ...(trade.exact === 'input'
          ? { amount_ui: trade.amount, mode: 'ExactIn' }
          : { desired_output_ui: trade.amount, mode: 'ExactOut' }),
        ...from,
      })
    case 'swap-share':
    case 'send':
      return call('solana_list_balances', from)
    default:
      return trade satisfies never
  }
}

/** Of an order whose amount, or whose payer, the balances tell. */
export function afterTradeBalances(trade: Trade, args: Record<string, unknown>, output: unknown, view: View): Step[] {
  const read = BalancesSchema.safeParse(output)
  if (!read.success) return [say(UNREADABLE)]
  const { walletAddress, walletLabel, balances } = read.data
  const held = (mint: string) => balances.find((row) => row.mint === mint)
  const none = (symbol: string) => [say(`${walletLabel ?? 'Your wallet'} holds no ${symbol}, so nothing is done.`)]
  if (trade.side === 'swap-share') {
    const row = held(trade.input.mint)
    if (!row) return none(trade.input.symbol)
    const amount_ui = shareOf(row.amountUi, trade.percentage, row.decimals)
    return [
      call('solana_swap_preview', {
        input_mint: trade.input.mint,
        output_mint: trade.output.mint,
        amount_ui,
        mode: 'ExactIn',
        ...(args.wallet_address === undefined ? {} : { wallet_address: args.wallet_address }),
      }),
    ]
  }
  if (trade.side !== 'send') return [say(UNREADABLE)]
  const { token, much, recipient, memo } = trade
  const row = held(token.mint)
  if (!row) return none(token.symbol)
  const amount_ui = amountOf(much, row.amountUi, row.decimals)
  if (amount_ui > row.amountUi)
    return [
      say(`${walletLabel ?? 'Your wallet'} holds only ${amountIn(row.amountUi)} ${token.symbol}, so nothing is sent.`),
    ]
  if (!view.tools.has('solana_send')) return [say(GUEST)]
  const valueUsd = row.valueUsd === null ? null : (row.valueUsd * amount_ui) / row.amountUi
  return [
    say(sendAnswer({ amount: amount_ui, symbol: token.symbol, valueUsd, recipient, wallet: walletLabel ?? null })),
    call('solana_send', {
      recipient_type: 'address',
      recipient_value: recipient,
      mint: token.mint,
      amount_ui,
      ...(memo === null ? {} : { memo }),
      // The tool wants it said that a larger sum is meant, and the trader is about to approve exactly this call.
      ...(valueUsd !== null && valueUsd < CONFIRMED_ABOVE_USD ? {} : { confirm: true }),
      wallet_address: walletAddress,
    }),
  ]
}

/** Below the tool's own bound: by the time it is approved, the price has moved. */
const CONFIRMED_ABOVE_USD = 40

const amountOf = (much: SendAmount, held: number, decimals: number) =>
  'amount' in much ? much.amount : shareOf(held, much.percentage, decimals)

/** Rounded down to what the token can be split into: a share is never more than is held. */
function shareOf(held: number, percentage: number, decimals: number): number {
  const unit = 10 ** decimals
  const share = percentage === 100 ? held : Math.floor((held * percentage * unit) / 100) / unit
  return Math.min(held, share)
}

/**
 * The preview is spoken, and a trade that was asked for is then put before the client for approval: exactly what was
 * previewed, with its wallet, because an approval must name all that it approves.
 */
export function afterPreview(tool: string, args: Record<string, unknown>, output: unknown, view: View): Step[] {
  const { text, preview, affordable } = previewAnswer(output)
  if (!preview || !affordable) return [say(text)]
  const execute = tool === 'solana_preview_sell_all' ? 'solana_execute_sell' : 'solana_swap_execute'
  if (!view.tools.has(execute)) return [say(`${text} ${GUEST}`)]
  const bound = { wallet_address: preview.walletAddress, slippage_bps: preview.quote.slippageBps }
  return [say(`${text} Approve it to go ahead.`), call(execute, { ...args, ...bound })]
}

/** A label's own word, or one that sounds like it. */
const sameWord = (said: string, label: string) => said === label || soundOf(said) === soundOf(label)

/** Goes on with the wallet of that name, or asks which one is meant. */
export function chooseWallet(output: unknown, name: string, goOn: (address: string) => Step): Step[] {
  const listed = WalletListSchema.safeParse(output)
  const wallets = listed.success ? listed.data.wallets : []
  const said = name.split(' ').filter((word) => word.length > 2)
  const found = wallets.filter(({ label }) => {
    const own = (label ?? '')
      .toLowerCase()
      .split(' ')
      .filter((word) => word !== 'paper')
    return own.some((word) => said.some((heard) => sameWord(heard, word)))
  })
  const [wallet] = found
  if (wallet === undefined || found.length > 1)
    return [say(`I could not tell which wallet you mean. ${walletsAnswer(output)}`)]
  return [goOn(wallet.address)]
}
