import type { SendReceipt } from '../../../shared/market'
import type { Market } from './market'
import { isBase58Address } from './noise'
import { signatureFor } from './swap'
import { ToolRefusal } from './tool-refusal'
import { type PaperWallet, toRaw, toUi } from './wallets'

/** Above this a send must be confirmed, as Dexter's does. */
const CONFIRM_ABOVE_USD = 50

export interface SendOrder {
  wallet: PaperWallet
  recipient: string
  mint: string
  amountUi: number
  memo: string | null
  confirmed: boolean
}

/** Takes paper money out of the wallet. Throws ToolRefusal; then nothing has moved. */
export function sendTokens(market: Market, order: SendOrder): SendReceipt {
  const token = market.find(order.mint)
  if (!token)
    throw new ToolRefusal('unknown_token', `No token with mint ${order.mint} is listed in the practice market.`)
  if (!isBase58Address(order.recipient))
    throw new ToolRefusal('invalid_recipient', 'The recipient is not a Solana address.')
  const raw = toRaw(order.amountUi, token)
  const valueUsd = order.amountUi * market.priceUsd(token)
  if (valueUsd > CONFIRM_ABOVE_USD && !order.confirmed) {
    throw new ToolRefusal(
      'confirmation_required',
      `This sends ${valueUsd.toFixed(2)} USD: call again with confirm: true.`,
    )
  }
  const held = order.wallet.balance(token.mint)
  if (raw <= 0n || held < raw) {
    throw new ToolRefusal('insufficient_funds', `${order.wallet.label} holds ${toUi(held, token)} ${token.symbol}.`)
  }
  order.wallet.change(token.mint, -raw)
  return {
    walletAddress: order.wallet.address,
    recipient: order.recipient,
    mint: token.mint,
    symbol: token.symbol,
    amountUi: toUi(raw, token),
    valueUsd,
    memo: order.memo,
    signature: signatureFor(order.wallet, market.now()),
    solscanUrl: null,
    practice: true,
  }
}
