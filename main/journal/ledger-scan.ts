import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { LedgerFault, LedgerLine } from '../../shared/ledger'
import { type Link, readLine } from './ledger-chain'

/** Read at once: few calls, and little memory however long the ledger is. */
const CHUNK = 1 << 20
const LINE_BREAK = 0x0a

/** How far a ledger was read. */
export interface Scanned {
  last: Link | null
  /** When its first line was written, epoch milliseconds. */
  since: number | null
  /** Bytes of whole, sound lines. */
  size: number
  /** Rows of the file, blank ones too: what `broken` counts in. */
  rows: number
  /** Bytes behind the last line break: a line that was torn while it was written. */
  torn: number
  /** The first line that is not sound, counted from 1; nothing behind it is read. */
  broken: { line: number; reason: LedgerFault } | null
}

export const UNREAD: Scanned = { last: null, since: null, size: 0, rows: 0, torn: 0, broken: null }

/** Given each sound line with its place in the file. */
export type TakeLine = (line: LedgerLine, at: number, bytes: number) => void

/**
 * Reads and verifies a ledger in pieces, from where an earlier scan ended, and stops after about `most` bytes. Throws what the
 * file system says.
 */
export function scanLedger(path: string, take: TakeLine, from: Scanned = UNREAD, most = Infinity): Scanned {
  const file = openSync(path, 'r')
  try {
    return scan(file, take, from, most)
  } finally {
    closeSync(file)
  }
}

function scan(file: number, take: TakeLine, from: Scanned, most: number): Scanned {
  let { last, since, size, rows } = from
  let chunk = Buffer.allocUnsafe(CHUNK)
  let held = 0
  const end = fstatSync(file).size
  for (let at = size; at < end && size - from.size < most; ) {
    // A line that is longer than the buffer gets a larger one.
    if (held === chunk.length) chunk = Buffer.concat([chunk], chunk.length * 2)
    const read = readSync(file, chunk, held, Math.min(chunk.length - held, end - at), at)
    if (read === 0) break
    at += read
    held += read
    let start = 0
    for (let stop = chunk.indexOf(LINE_BREAK); stop >= 0 && stop < held; stop = chunk.indexOf(LINE_BREAK, start)) {
      const bytes = stop + 1 - start
      rows += 1
      if (bytes > 1) {
        const line = readLine(chunk.toString('utf8', start, stop), last)
        if (typeof line === 'string') {
          return { last, since, size, rows, torn: 0, broken: { line: rows, reason: line } }
        }
        take(line, size, bytes)
        last = { seq: line.seq, hash: line.hash }
        since ??= line.at
      }
      size += bytes
      start = stop + 1
    }
    chunk.copyWithin(0, start, held)
    held -= start
  }
  return { last, since, size, rows, torn: held, broken: null }
}
