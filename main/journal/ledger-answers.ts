import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { pastTrades } from '../../shared/past-trades'
import type { Asked, Question } from './ledger-questions'
import { type Scanned, scanLedger, UNREAD } from './ledger-scan'
import { createStanding, factOf } from './ledger-start'
import { exported, proofOf } from './trade-export'
import { createTradeIndex } from './trade-index'
import { listTrades } from './trade-query'

/** Verified at once, so that a question that comes meanwhile waits some 50 ms at most. */
const SLICE_BYTES = 4 << 20
/** Written to an export at once. */
const PIECE_CHARS = 1 << 18

type Answers = { [Q in Question]: (input: Asked[Q]['input']) => Asked[Q]['answer'] | Promise<Asked[Q]['answer']> }

/** Answers what is asked of the ledger, from an index that grows with it. Rejects with what the file system says. */
export function createLedgerAnswers(path: string) {
  const standing = createStanding()
  const index = createTradeIndex(path, (line) => standing.follow(factOf(line)))

  const answers: Answers = {
    start() {
      const scanned = index.catchUp()
      return { ...scanned, open: standing.open(), limits: standing.limits() }
    },
    list(query) {
      index.catchUp()
      return listTrades(index.rows(), query)
    },
    get(of) {
      index.catchUp()
      const seq = 'seq' in of ? of.seq : index.rows().findLast(({ requestId }) => requestId === of.requestId)?.seq
      const trade = seq === undefined ? null : index.recorded(seq)
      return trade && { record: trade.record, lines: trade.lines.map(proofOf) }
    },
    past({ now, backend }) {
      index.catchUp()
      return pastTrades(index.rows(), now, backend)
    },
    async verify() {
      let scanned: Scanned = UNREAD
      while (existsSync(path)) {
        const before = scanned.size
        scanned = scanLedger(path, () => {}, scanned, SLICE_BYTES)
        if (scanned.broken !== null || scanned.size === before) break
        await new Promise(setImmediate)
      }
      const { last, since, broken } = scanned
      return { entries: last?.seq ?? 0, since, newestHash: last?.hash ?? null, broken, problem: null }
    },
    export({ to, format }) {
      index.catchUp()
      const unfinished = `${to}.part`
      const file = openSync(unfinished, 'w', 0o600)
      try {
        let piece = ''
        for (const text of exported(index.all(), format)) {
          piece += text
          if (piece.length < PIECE_CHARS) continue
          writeSync(file, piece)
          piece = ''
        }
        writeSync(file, piece)
        closeSync(file)
        renameSync(unfinished, to)
      } catch (error) {
        rmSync(unfinished, { force: true })
        throw error
      }
      return { broken: index.scanned.broken }
    },
  }

  return {
    async ask<Q extends Question>(question: Q, input: Asked[Q]['input']): Promise<Asked[Q]['answer']> {
      return answers[question](input)
    },
    /** How many entries were read. */
    entries: () => index.scanned.last?.seq ?? 0,
  }
}
