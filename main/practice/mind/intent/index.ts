import { wordsOf } from '../words'
import { asBalances } from './balances'
import { asFacts } from './facts'
import type { Intent } from './intent'
import { asAnswer } from './meant'
import { asPlainRequest } from './plain-request'
import { asPriceAlert } from './price-alert'
import { asRecentTrades } from './recent-trades'
import { asBoard, asRow } from './streams'
import { asTrade } from './trade'
import { asWallet } from './wallets'

export type { Aspect, Intent, SendAmount, StreamSort, Trade } from './intent'

/** Pure. `before` is the intent of the user's last turn: a follow-up leans on it. */
export function intentOf(text: string, before: Intent | null = null): Intent {
  const words = wordsOf(text)
  if (words.length === 0) return { kind: 'silence' }
  const said = words.join(' ')

  return (
    asAnswer(said, words, before) ??
    asPriceAlert(said, words) ??
    asPlainRequest(said, words) ??
    asRecentTrades(said) ??
    asTrade(text, words, before) ??
    asWallet(said, words) ??
    asRow(said, words, before) ??
    asBoard(said, words, before) ??
    asBalances(said, words) ??
    asFacts(said, words, before) ?? { kind: 'unknown' }
  )
}
