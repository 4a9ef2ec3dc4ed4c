import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { type LedgerLine, LedgerLineSchema } from '../../shared/ledger'
import { createCosts, type TradeRow, tradeRow } from '../../shared/past-trades'
import { createTradeGroups, tradeRecord } from '../../shared/trade-history'
import { type Scanned, scanLedger, UNREAD } from './ledger-scan'
import type { RecordedTrade } from './trade-export'

/** Trades whose lines are kept until they end; of older ones they are read again. */
const MAX_OPEN = 200

interface Kept {
  /** Where its lines are: offset and length, one pair after the other. */
  places: number[]
  row: TradeRow | null
  loss: boolean | null
}

/**
 * The trades of a ledger as rows for a list, with the places of their lines: some hundred bytes for each. Only reads; what was
 * appended since is read, and verified, by `catchUp`. A file that is another one by now is read anew.
 */
export function createTradeIndex(path: string, alsoTake: (line: LedgerLine) => void = () => {}) {
  let scanned: Scanned = UNREAD
  let inode: number | null = null
  /** The file as it was when it was found broken: nothing new comes of reading it again. */
  let brokenAs = ''
  let trades: Kept[] = []
  let place = createTradeGroups()
  let costs = createCosts()
  /** Lines of trades that may go on, by the trade's number; the oldest first. */
  const open = new Map<number, LedgerLine[]>()

  const reset = () => {
    scanned = UNREAD
    trades = []
    place = createTradeGroups()
    costs = createCosts()
    open.clear()
  }

  const readFrom = (file: number, { places }: Kept): LedgerLine[] => {
    const lines: LedgerLine[] = []
    for (let at = 0; at + 1 < places.length; at += 2) {
      const bytes = Buffer.allocUnsafe(places[at + 1] ?? 0)
      readSync(file, bytes, 0, bytes.length, places[at] ?? 0)
      lines.push(LedgerLineSchema.parse(JSON.parse(bytes.toString('utf8'))))
    }
    return lines
  }

  const readAgain = (kept: Kept): LedgerLine[] => {
    const file = openSync(path, 'r')
    try {
      return readFrom(file, kept)
    } finally {
      closeSync(file)
    }
  }

  const whole = (lines: LedgerLine[]): RecordedTrade | null => {
    const record = tradeRecord(lines)
    return record && { record, lines }
  }

  const settle = (number: number) => {
    const kept = trades[number]
    const lines = open.get(number)
    open.delete(number)
    if (kept === undefined || lines === undefined) return
    const record = tradeRecord(lines)
    if (record === null) return
    // Told twice it is one sale.
    if (record.end === 'succeeded' && kept.row?.end !== 'succeeded') kept.loss = costs.settle(record)
    kept.row = tradeRow(record, kept.loss)
  }

  const take = (line: LedgerLine, at: number, bytes: number) => {
    alsoTake(line)
    const number = place(line)
    if (number === null) return
    const kept = trades[number] ?? { places: [], row: null, loss: null }
    trades[number] = kept
    const lines = open.get(number) ?? (kept.places.length > 0 ? readAgain(kept) : [])
    kept.places.push(at, bytes)
    lines.push(line)
    open.set(number, lines)
    // Costs go by the order in which trades ended.
    if (line.step === 'succeeded') settle(number)
    const [oldest] = open.keys()
    if (open.size > MAX_OPEN && oldest !== undefined) settle(oldest)
  }

  return {
    /** Reads what is new; answers how far the ledger is sound. No file is an empty ledger. Throws what the file system says. */
    catchUp(): Scanned {
      if (!existsSync(path)) {
        reset()
        inode = null
        return scanned
      }
      const now = statSync(path)
      // A pipe or a device would be read without end.
      if (!now.isFile()) throw new Error('The ledger is no file.')
      if (now.ino !== inode || now.size < scanned.size) reset()
      inode = now.ino
      const as = `${now.size} ${now.mtimeMs}`
      if (scanned.broken === null || as !== brokenAs) scanned = scanLedger(path, take, scanned)
      if (scanned.broken !== null && as !== brokenAs) {
        // Maybe it was read just before a line that could not be flushed was taken back.
        brokenAs = as
        reset()
        scanned = scanLedger(path, take, scanned)
      }
      for (const number of [...open.keys()]) settle(number)
      return scanned
    },
    /** How far it was read. */
    get scanned(): Scanned {
      return scanned
    },
    /** Oldest first. */
    rows: (): TradeRow[] => trades.flatMap(({ row }) => row ?? []),
    /** The trade that begins with this line; null when there is none. */
    recorded(seq: number): RecordedTrade | null {
      const kept = trades.find(({ row }) => row?.seq === seq)
      return kept === undefined ? null : whole(readAgain(kept))
    },
    /** Every trade whole, oldest first, read from disk one after the other. */
    *all(): Generator<RecordedTrade> {
      if (trades.length === 0) return
      const file = openSync(path, 'r')
      try {
        for (const kept of trades) {
          const trade = whole(readFrom(file, kept))
          if (trade !== null) yield trade
        }
      } finally {
        closeSync(file)
      }
    },
  }
}
