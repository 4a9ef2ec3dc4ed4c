import type { LedgerLine } from '../../shared/ledger'
import { sideText, type TradeSide } from '../../shared/trade'
import type { TradeRecord } from '../../shared/trade-history'
import type { ExportFormat, ProofLine } from '../../shared/trade-list'
import { type Moved, sumOf } from '../../shared/trade-result'

/** One trade with the lines that it was read from. */
export interface RecordedTrade {
  record: TradeRecord
  lines: LedgerLine[]
}

/** What of a line proves the trade. */
export const proofOf = ({ seq, at, step, detail, hash }: LedgerLine): ProofLine => ({ seq, at, step, detail, hash })

/** The trades as a file, piece by piece. */
export function* exported(trades: Iterable<RecordedTrade>, format: ExportFormat): Generator<string> {
  yield* format === 'csv' ? csvOf(trades) : jsonOf(trades)
}

/** Every trade whole, whatever became of it. */
function* jsonOf(trades: Iterable<RecordedTrade>): Generator<string> {
  let before = '[\n'
  for (const { record, lines } of trades) {
    yield `${before}${JSON.stringify({ ...record, lines: lines.map(proofOf) })}`
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/**
 * The columns of Koinly's universal format, which other tax programs take too, then our own. Amounts that were received are
 * before the fee: such programs take the fee off themselves.
 * https://support.koinly.io/en/articles/9489976-how-to-create-a-custom-csv-file-with-your-data
 */
const COLUMNS: readonly [string, (row: Executed) => string][] = [
  ['Date', ({ at }) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')],
  ['Sent Amount', ({ sent }) => sent?.amount ?? ''],
  ['Sent Currency', ({ sent }) => currency(sent)],
  ['Received Amount', ({ received }) => received?.amount ?? ''],
  ['Received Currency', ({ received }) => currency(received)],
  ['Fee Amount', ({ fee }) => fee?.amount ?? ''],
  ['Fee Currency', ({ fee }) => currency(fee)],
  ['Net Worth Amount', ({ usd }) => (usd === null ? '' : plain(usd))],
  ['Net Worth Currency', ({ usd }) => (usd === null ? '' : 'USD')],
  ['Label', () => ''],
  ['Description', ({ record, simulated }) => text(`${simulated ? 'Simulated: ' : ''}${describe(record)}`)],
  ['TxHash', ({ record }) => text(record.signature)],
  ['Backend', ({ record }) => text(record.backend)],
  ['Simulated', ({ simulated }) => (simulated ? 'yes' : 'no')],
  ['Wallet', ({ record }) => text(record.wallet)],
  ['Recipient', ({ record }) => text(record.result?.recipient ?? record.card.recipient?.address)],
  ['Memo', ({ record }) => text(record.result?.memo ?? record.card.memo)],
  ['Outcome', ({ record }) => record.outcome],
  ['Sent Mint', ({ sent }) => text(sent?.mint)],
  ['Received Mint', ({ received }) => text(received?.mint)],
  ['Fee Mint', ({ fee }) => text(fee?.mint)],
  ['Said', ({ record }) => text(record.heard)],
  ['Tool', ({ record }) => text(record.tool)],
  ['Proposed', ({ record }) => new Date(record.at).toISOString()],
  ['Ledger Entries', ({ record }) => record.seqs.join(' ')],
  ['Ledger Hash', ({ hash }) => hash],
]

interface Executed {
  record: TradeRecord
  hash: string
  at: number
  simulated: boolean
  sent: Moved | null
  received: Moved | null
  fee: Moved | null
  usd: number | null
}

/** Trades that ran and succeeded, a row each. */
function* csvOf(trades: Iterable<RecordedTrade>): Generator<string> {
  yield csvRow(COLUMNS.map(([name]) => name))
  for (const { record, lines } of trades) {
    const row = executed(record, lines)
    if (row !== null) yield csvRow(COLUMNS.map(([, cell]) => cell(row)))
  }
}

function executed(record: TradeRecord, lines: readonly LedgerLine[]): Executed | null {
  const { result, card } = record
  if (record.end !== 'succeeded' || card.action === 'wallet') return null
  // A tool that told nothing of its trade leaves what the arguments say.
  const sent = result?.sent ?? given(card.pay)
  const net = result?.received ?? given(card.get)
  if (sent === null && net === null) return null
  const fee = result?.fee ?? null
  return {
    record,
    hash: lines.at(-1)?.hash ?? '',
    at: record.endedAt ?? record.at,
    simulated: result?.practice === true || record.backend === 'practice',
    sent,
    received: net !== null && fee?.mint === net.mint ? { ...net, amount: sumOf(net.amount, fee.amount) } : net,
    fee,
    usd: result?.usd ?? record.worthUsd,
  }
}

function given(side: TradeSide | null): Moved | null {
  if (side === null || side.amount === null || side.token === null || !side.exact) return null
  return { amount: side.amount, symbol: side.token.symbol, mint: side.token.mint, usd: side.usd }
}

function describe({ card, tool, deviations }: TradeRecord): string {
  const about = card.action === 'other' ? tool : card.action
  const asked = [sideText(card.pay), sideText(card.get)].filter(Boolean).join(' for ')
  return [`${about} ${asked}`.trim(), ...deviations].join(' ')
}

const currency = (moved: Moved | null): string => text(moved === null ? null : (moved.symbol ?? moved.mint))

const cents = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 10 })
const plain = (value: number) => cents.format(value)

/** Beginnings that a spreadsheet takes for a formula (OWASP, CSV injection), the full-width ones with them. */
const FORMULA = /^\s*[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/

/** A text of somebody else. */
const text = (given: string | null | undefined): string => (given ? (FORMULA.test(given) ? `'${given}` : given) : '')

/** RFC 4180: quoted where it has to be, and a line break of two characters. */
const csvRow = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`
