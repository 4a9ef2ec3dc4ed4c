import { exactNumber, inEnglish } from './i18n'
import { NO_PAST, type PastTrades, type RecentTrade } from './limits'
import { PAID_IN } from './tokens'
import { sideText, type TradeCard } from './trade'
import { type TradeOutcome, type TradeRecord, tokenTraded } from './trade-history'
import type { Moved } from './trade-result'

/** A trade in a list: what is seen of it at a glance, and what limits and searches need. */
export interface TradeRow {
  seq: number
  at: number
  approvedAt: number | null
  backend: string
  tool: string
  action: TradeCard['action']
  outcome: TradeOutcome
  /** What the newest look at an unknown outcome found; null before one. */
  looked: string | null
  end: TradeRecord['end']
  mayHaveRun: boolean
  simulated: boolean
  requestId: string
  heard: string | null
  /** "0.5 SOL": as it was told when it had run, else as it was proposed. */
  paid: string | null
  got: string | null
  /** Both in English, as a model is told them. */
  english: { paid: string | null; got: string | null }
  token: { symbol: string | null; mint: string } | null
  tokenName: string | null
  /** Of both sides. */
  mints: string[]
  /** What moved, else what it was thought to be worth. */
  usd: number | null
  /** What it was worth when it was proposed or approved. */
  worthUsd: number | null
  wallet: string | null
  recipient: string | null
  fee: string | null
  feeUsd: number | null
  signature: string | null
  marks: number
  /** It sold for less than was paid; null while that is not known. */
  loss: boolean | null
}

/** Characters of what was said that a list shows; the record has all of it. */
const MAX_HEARD = 300

const movedText = (moved: Moved | null | undefined): string | null =>
  moved ? `${exactNumber(moved.amount)} ${moved.symbol ?? moved.mint}` : null

/** One trade for a list. `loss` comes from {@link createCosts}. */
export function tradeRow(record: TradeRecord, loss: boolean | null): TradeRow {
  const { card, result } = record
  const { token } = card
  const sides = () => ({
    paid: movedText(result?.sent) ?? sideText(card.pay),
    got: movedText(result?.received) ?? sideText(card.get),
  })
  return {
    seq: record.seq,
    at: record.at,
    approvedAt: record.approvedAt,
    backend: record.backend,
    tool: record.tool,
    action: card.action,
    outcome: record.outcome,
    looked: record.looked.at(-1)?.detail ?? null,
    end: record.end,
    mayHaveRun: record.mayHaveRun,
    simulated: result?.practice === true || record.backend === 'practice',
    requestId: record.requestId,
    heard: record.heard?.slice(0, MAX_HEARD) ?? null,
    ...sides(),
    english: inEnglish(sides),
    token: token === null ? tokenOf(record) : { symbol: token.symbol, mint: token.mint },
    tokenName: token?.name ?? null,
    mints: mintsOf(record),
    usd: result?.usd ?? record.worthUsd,
    worthUsd: record.worthUsd,
    wallet: record.wallet,
    recipient: result?.recipient ?? card.recipient?.address ?? null,
    fee: movedText(result?.fee) ?? card.fee,
    feeUsd: result?.fee?.usd ?? null,
    signature: record.signature,
    marks: record.marks.length,
    loss,
  }
}

const mintsOf = ({ card, result }: TradeRecord): string[] => [
  ...new Set(
    [result?.sent?.mint, result?.received?.mint, card.pay?.token?.mint, card.get?.token?.mint, card.token?.mint].filter(
      (mint) => mint !== undefined,
    ),
  ),
]

function tokenOf({ result }: TradeRecord): TradeRow['token'] {
  const mint = tokenTraded(result?.sent?.mint, result?.received?.mint)
  const moved = [result?.sent, result?.received].find((it) => it?.mint === mint)
  return moved ? { symbol: moved.symbol, mint: moved.mint } : null
}

// --- losses -----------------------------------------------------------------------------------------------------------

/** A balance that is smaller than this part of what was bought is rounding. */
const ROUNDING = 1e-9

/**
 * Average cost in US dollars per token and backend, over trades that succeeded. `settle` takes them in the order in which they
 * ended, each once, and tells whether one sold for less than was paid: null when it sold nothing, more than is known to have
 * been bought, or when a price is missing.
 */
export function createCosts() {
  const held = new Map<string, { amount: number; usd: number | null }>()

  const bought = (key: string, { amount, usd }: Moved) => {
    const before = held.get(key) ?? { amount: 0, usd: 0 }
    held.set(key, {
      amount: before.amount + Number(amount),
      usd: usd === null || before.usd === null ? null : before.usd + usd,
    })
  }

  /** What leaves costs its share; null when that is not known. */
  const gone = (key: string, amount: number): number | null => {
    const before = held.get(key)
    if (before === undefined) return null
    const left = before.amount - amount
    const cost = before.usd === null ? null : (before.usd * amount) / before.amount
    if (left <= before.amount * ROUNDING) held.delete(key)
    else held.set(key, { amount: left, usd: before.usd === null || cost === null ? null : before.usd - cost })
    return left < -before.amount * ROUNDING ? null : cost
  }

  return {
    settle({ backend, end, result }: Pick<TradeRecord, 'backend' | 'end' | 'result'>): boolean | null {
      if (end !== 'succeeded' || result === null) return null
      const { sent, received } = result
      const key = ({ mint }: Moved) => `${backend} ${mint}`
      const about = tokenTraded(sent?.mint, received?.mint)
      let loss: boolean | null = null
      if (sent && (!PAID_IN.has(sent.mint) || sent.mint === about)) {
        const cost = gone(key(sent), Number(sent.amount))
        const proceeds = received?.usd ?? null
        if (received && cost !== null && proceeds !== null) loss = proceeds < cost
      }
      if (received && (!PAID_IN.has(received.mint) || received.mint === about)) {
        // What it cost is what was paid for it, the fee with it.
        bought(key(received), { ...received, usd: sent?.usd ?? result.usd })
      }
      return loss
    },
  }
}

// --- what limits go by ------------------------------------------------------------------------------------------------

const DAY_MS = 86_400_000
const MAX_RECENT = 20

/**
 * What the ledger knows for the limits. They count every trade that was approved within the last 24 hours, and every one that
 * ran unasked with a known worth, over all backends; not the choice of a wallet, nor what is known to have failed. A failure
 * that may have gone through all the same counts. A clock that was set frees nothing: a time in the future is now, and no
 * trade is older than one before it.
 *
 * An address is known once something was sent there and arrived: of one that is unknown nobody has seen that it was right.
 */
export function pastTrades(rows: readonly TradeRow[], now: number, backend: string): PastTrades {
  const trades: PastTrades['trades'] = []
  const recipients = new Set<string>()
  let latest = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    if (row.action === 'send' && row.end === 'succeeded' && row.recipient !== null) recipients.add(row.recipient)
    const told = row.approvedAt ?? row.at
    if (told <= now) latest = Math.max(latest, told)
    const at = told > now ? now : Math.max(told, latest)
    if (row.action === 'wallet' || !row.mayHaveRun || at <= now - DAY_MS) continue
    if (row.approvedAt === null && row.usd === null) continue
    // Whoever told what moved may have told too little.
    const usd = row.usd === null || row.worthUsd === null ? row.usd : Math.max(row.usd, row.worthUsd)
    trades.push({ at, recordedAt: told, requestId: row.requestId, usd, mint: row.token?.mint ?? null, loss: row.loss })
  }
  const own = rows.filter((row) => row.backend === backend && row.action !== 'wallet')
  return {
    ...NO_PAST,
    trades: trades.sort((one, other) => one.at - other.at),
    recipients: [...recipients],
    recent: own.slice(-MAX_RECENT).reverse().map(recentTrade),
  }
}

const OUTCOMES: Record<TradeOutcome, string> = {
  proposed: 'proposed, not decided',
  approved: 'approved, its result is not known yet',
  denied: 'denied, nothing was traded',
  expired: 'expired, nothing was traded',
  called: 'running, nobody was asked',
  succeeded: 'succeeded',
  failed: 'failed',
  unknown: 'unknown: it may have gone through',
  deviated: 'what ran is not what was approved',
}

function outcomeText({ outcome, looked }: TradeRow): string {
  return outcome === 'unknown' && looked !== null ? `unknown at first, then looked up: ${looked}` : OUTCOMES[outcome]
}

const recentTrade = (row: TradeRow): RecentTrade => ({
  at: new Date(row.at).toISOString(),
  action: row.action === 'other' ? row.tool : row.action,
  said: row.heard,
  ...row.english,
  token: row.token,
  worthUsd: row.usd,
  wallet: row.wallet,
  recipient: row.recipient,
  signature: row.signature,
  outcome: outcomeText(row),
})
