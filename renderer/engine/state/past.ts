import { NO_PAST, type PastTrades, type RecentTrade } from '../../../shared/limits'
import type { Moment } from '../clock'
import { type CountedTrade, DAY_MS } from '../money/limits'

interface Trade extends Omit<CountedTrade, 'ageMs'> {
  requestId: string
  /** When it was approved, by both clocks. */
  since: Moment
}

/**
 * The trades that limits count: what the ledger told, and what was approved since. Once known, a trade is forgotten by its
 * age alone, which is by whichever clock is less: a computer whose clock is set forward frees nothing.
 */
export function createPast() {
  const trades = new Map<string, Trade>()
  let recent: RecentTrade[] = NO_PAST.recent
  let recipients: string[] = NO_PAST.recipients
  /** Nobody knows what the ledger holds: it is being read, or can't be. */
  let unread = false
  const keyOf = (requestId: string, recordedAt: number) => `${recordedAt} ${requestId}`
  return {
    /** What the ledger knows now. */
    told(past: PastTrades, time: Moment) {
      unread = false
      recent = past.recent
      recipients = [...new Set([...recipients, ...past.recipients])]
      for (const { at, recordedAt = at, requestId, usd, mint, loss } of past.trades) {
        const key = keyOf(requestId, recordedAt)
        const since = trades.get(key)?.since ?? { now: at, mono: time.mono - Math.max(0, time.now - at) }
        trades.set(key, { requestId, usd, mint, loss, since })
      }
    },
    /** One was approved; `at` is the time of its line in the ledger. */
    approved(requestId: string, at: number, usd: number | null, mint: string | null, time: Moment) {
      trades.set(keyOf(requestId, at), { requestId, usd, mint, loss: null, since: { now: at, mono: time.mono } })
    },
    /** The newest one of this request is known to have moved nothing. */
    failed(requestId: string) {
      const key = [...trades].findLast(([, trade]) => trade.requestId === requestId)?.[0]
      if (key !== undefined) trades.delete(key)
    },
    counted(time: Moment): CountedTrade[] {
      for (const [key, { since }] of trades) if (ageBy(since, time) >= DAY_MS) trades.delete(key)
      return [...trades.values()].map(({ usd, mint, loss, since }) => ({ usd, mint, loss, ageMs: ageBy(since, time) }))
    },
    /** The ledger was not read yet. */
    lost() {
      unread = true
    },
    isUnread: () => unread,
    recent: () => recent,
    recipients: () => recipients,
  }
}

/** A clock that was set back makes nothing older than it was, and one that was set forward neither. */
const ageBy = (since: Moment, time: Moment): number =>
  Math.max(0, Math.min(time.now - since.now, time.mono - since.mono))
