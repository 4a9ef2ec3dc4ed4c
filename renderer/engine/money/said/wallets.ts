import { t } from '../../../../shared/i18n'
import { visible } from '../../../../shared/safe-text'
import { likeness, sounded } from '../../../../shared/sound'
import type { Mark } from '../../../../shared/trade'
import { NEAR, type SaidAgainst } from './against'
import { doubtOf } from './order'
import type { Utterance } from './utterance'

/** Whether the wallet that pays, or that is chosen, is the one that was spoken of. */
export function walletMarks(utterances: readonly Utterance[], { trade, card, wallets, latched }: SaidAgainst): Mark[] {
  const address = trade.action === 'wallet' ? card.wallet : (trade.wallet ?? card.wallet)
  const spoken = utterances[0]?.letters.some((word) => WALLET.test(word)) ?? false
  const named = utterances.flatMap((it) => wallets.filter(({ label }) => label !== null && saysLabel(it, label)))
  const [said] = named
  const other = named.find((it) => it.address !== address)
  if (trade.action === 'wallet') {
    const [newest] = utterances
    const doubt = newest ? doubtOf(newest) : null
    if (doubt !== null) return [{ kind: 'wallet', detail: doubt }]
    if (address !== null && said !== undefined && other === undefined) return []
    return [{ kind: 'wallet', detail: t('money.mark.walletNotNamed') }]
  }
  if (said === undefined || address === null || other === undefined) {
    if (trade.wallet !== null && latched !== null && trade.wallet !== latched && said === undefined) {
      return [{ kind: 'wallet', detail: t('money.mark.walletNotInUse') }]
    }
    // A wallet was spoken of, and nobody knows which.
    const unclear = spoken && said === undefined
    return unclear ? [{ kind: 'wallet', detail: t('money.mark.walletUnclear') }] : []
  }
  return [{ kind: 'wallet', detail: t('money.mark.walletOther', { wallet: visible(other.label ?? '') }) }]
}

export const WALLET = /^(?:wallets?|accounts?|billetera|cartera|brieftasche|portefeuille|carteira|portafoglio)$/

const NEAR_WALLET = new Set(['from', 'to', 'use', 'using', 'with', 'on', 'via', 'switch'])

/** The words that tell a wallet from the others: "degen" of "Paper degen", when "degen" was said beside "wallet" or alone. */
function saysLabel({ letters }: Utterance, label: string): boolean {
  const parts = label
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2)
  const telling = parts.slice(-1)[0]
  if (telling === undefined) return false
  return letters.some((word, at) => {
    const heard = word === telling || (word.length > 3 && likeness(sounded(word), sounded(telling)) >= NEAR + 0.05)
    return (
      heard && letters.slice(Math.max(0, at - 3), at + 4).some((near) => WALLET.test(near) || NEAR_WALLET.has(near))
    )
  })
}

/** Whether the address was said, all of it. */
export function recipientMarks(utterances: readonly Utterance[], { trade, wallets }: SaidAgainst): Mark[] {
  const { recipient } = trade
  const ordered = utterances.findIndex(({ sides }) => sides.size > 0)
  const about = ordered < 0 ? utterances : utterances.slice(0, ordered + 1)
  if (recipient === null || about.some((it) => isSentTo(it, recipient))) return []
  // One of the trader's own wallets by its name, and no other.
  const own = wallets.filter(({ label }) => label !== null && about.some((it) => saysLabel(it, label)))
  if (own.length > 0 && own.every(({ address }) => address === recipient)) return []
  return [{ kind: 'recipient', detail: t('money.mark.recipient') }]
}

/** The whole of the address, and not as where it comes from. */
const isSentTo = ({ words }: Utterance, recipient: string): boolean =>
  words.some(({ text }, at) => text === recipient && words[at - 1]?.lower !== 'from')
