import { createHash } from 'node:crypto'
import { type LedgerFault, type LedgerLine, LedgerLineSchema, type MoneyFact } from '../../shared/ledger'

/** What the first line follows. */
export const GENESIS = '0'.repeat(64)

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The hash of a line: over its own fields in this order, the hash of the line before among them. Older lines have no server and no terms. */
const hashOf = (line: Omit<LedgerLine, 'hash'>): string =>
  sha256(
    JSON.stringify([
      line.seq,
      line.previous,
      line.at,
      line.step,
      line.backend,
      line.turnId,
      line.requestId,
      line.tool,
      line.arguments,
      line.argumentsHash,
      line.wallet,
      line.detail,
      ...(line.server === undefined ? [] : [line.server]),
      ...(line.terms === undefined ? [] : [line.terms]),
    ]),
  )

/** Where a chain ends. */
export type Link = Pick<LedgerLine, 'seq' | 'hash'>

/** The line that follows `last`; null begins a ledger. */
export function chained(fact: MoneyFact, last: Link | null): LedgerLine {
  const line = {
    ...fact,
    seq: (last?.seq ?? 0) + 1,
    argumentsHash: sha256(fact.arguments),
    previous: last?.hash ?? GENESIS,
  }
  return { ...line, hash: hashOf(line) }
}

/** Reads one row of a ledger that follows `last`; answers why it does not. */
export function readLine(row: string, last: Link | null): LedgerLine | LedgerFault {
  let raw: unknown
  try {
    raw = JSON.parse(row)
  } catch {
    return 'json'
  }
  const parsed = LedgerLineSchema.safeParse(raw)
  if (!parsed.success) return 'fields'
  const line = parsed.data
  if (line.seq !== (last?.seq ?? 0) + 1) return 'number'
  if (line.previous !== (last?.hash ?? GENESIS)) return 'order'
  if (line.argumentsHash !== sha256(line.arguments)) return 'arguments'
  if (line.hash !== hashOf(line)) return 'content'
  return line
}

export type Verdict =
  | { ok: true; lines: LedgerLine[] }
  | { ok: false; line: number; reason: LedgerFault; lines: LedgerLine[] }

/**
 * Checks a ledger's text from its first line on. `lines` are those that are sound; `line` is the number of the first that
 * is not, counted from 1. A ledger that was cut at its end is sound as far as it goes: only a copy of its newest hash
 * kept elsewhere could tell.
 */
export function verifyLedger(text: string): Verdict {
  const lines: LedgerLine[] = []
  for (const [index, row] of text.split('\n').entries()) {
    if (row === '') continue
    const line = readLine(row, lines.at(-1) ?? null)
    if (typeof line === 'string') return { ok: false, line: index + 1, reason: line, lines }
    lines.push(line)
  }
  return { ok: true, lines }
}
