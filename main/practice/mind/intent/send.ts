import { ADDRESS, isAddress, isPasted } from '../addresses'
import { findAmount, isShareOfHolding } from '../amounts'
import { wordsOf } from '../words'
import type { Intent, SendAmount } from './intent'
import { incomplete, meant, orderOf } from './meant'
import { ALL, POLITE, SENDING } from './trade-words'
import { paidBy, withoutWallet } from './wallet-said'

/** Tokens to an address; null for what is about something else. An address that is spoken would be heard wrong. */
export function asSend(text: string): Intent | null {
  const { order, memo } = withoutMemo(text)
  const { rest: words, wallet } = withoutWallet(wordsOf(order))
  const at = words.findIndex((word) => !POLITE.has(word))
  if (at < 0 || !SENDING.has(words[at] ?? '')) return null
  const rest = words.slice(at + 1)
  const [recipient, another] = rest.filter(isPasted)
  if (recipient === undefined)
    return incomplete(
      'I only send to an address that you type or paste: one letter misheard, and somebody else gets it.',
    )
  if (another !== undefined) return incomplete('There are two addresses in that. Which one should it go to?')
  if (!isAddress(recipient))
    return incomplete('That is not a Solana address, so nothing is sent. Check it and paste it again.')
  const intent = sendOf(
    rest.filter((word) => word !== recipient && word !== 'to'),
    recipient,
    memo,
  )
  return wallet === null ? intent : paidBy(intent, wallet)
}

function sendOf(order: readonly string[], recipient: string, memo: string | null): Intent {
  const amount = findAmount(order)
  const left = amount ? [...order.slice(0, amount.from), ...order.slice(amount.to)] : [...order]
  if (findAmount(left)) return incomplete('There are two amounts in that. How much should I send?')
  return orderOf(meant(left), 'Which token should I send, and how much of it?', (token) => {
    const howMuch = incomplete(`How much ${token.symbol} should I send?`)
    const send = (much: SendAmount): Intent => ({
      kind: 'trade',
      trade: { side: 'send', token, much, recipient, memo },
      wallet: null,
    })
    if (!amount) return order.some((word) => ALL.has(word)) ? send({ percentage: 100 }) : howMuch
    if (!(amount.value > 0)) return howMuch
    if (amount.kind === 'usd')
      return incomplete(`How much is that in ${token.symbol}? I can’t send an amount in dollars.`)
    if (amount.kind === 'percent') return amount.value <= 100 ? send({ percentage: amount.value }) : howMuch
    return send(isShareOfHolding(order, amount) ? { percentage: amount.value * 100 } : { amount: amount.value })
  })
}

const MEMO = /[,;]?\s*\b(?:with\s+)?(?:an?\s+|the\s+)?(?:memo|note)\b[\s:]*(?:saying\s+|of\s+)?(.*)$/is
const THEN_ADDRESS = new RegExp(`\\s+to\\s+${ADDRESS.source}\\s*[.!]?$`)

/** "… with the memo Thanks!": the memo is all that follows, as it was written, but for an address that comes last. */
function withoutMemo(text: string): { order: string; memo: string | null } {
  const match = MEMO.exec(text)
  if (!match) return { order: text, memo: null }
  const said = match[1] ?? ''
  const address = THEN_ADDRESS.exec(said)?.[0] ?? ''
  const memo = said
    .slice(0, said.length - address.length)
    .trim()
    .replace(/^["“'](.*)["”']$/s, '$1')
  return { order: text.slice(0, match.index) + address, memo: memo || null }
}
