import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import { redactText } from '../../shared/redact'
import { chained, verifyLedger } from './ledger-chain'

/**
 * The trade ledger on disk: append-only JSON Lines, each line chained to the one before and flushed before it counts. A
 * ledger that does not verify at start is kept aside under another name, said, and a new one begun: nothing is appended
 * to a chain that is broken.
 */
export function createTradeLedger(path: string, onProblem: (sentence: string) => void) {
  let last: LedgerLine | null = null
  let file: number | null = null

  try {
    mkdirSync(dirname(path), { recursive: true })
    if (existsSync(path)) {
      const verdict = verifyLedger(readFileSync(path, 'utf8'))
      if (verdict.ok) last = verdict.lines.at(-1) ?? null
      else {
        const aside = `${path}.broken-${Date.now()}`
        renameSync(path, aside)
        onProblem(
          `The trade ledger was changed or cut (line ${verdict.line}: ${verdict.reason}). It is kept as ${aside}.`,
        )
      }
    }
    file = openSync(path, 'a', 0o600)
  } catch {
    onProblem('The trade ledger can not be written to disk: what is traded now is not recorded.')
  }

  return {
    /** Appends facts in order; they are on disk when this returns. */
    append(facts: MoneyFact[]) {
      for (const fact of facts) {
        const line = chained({ ...fact, detail: fact.detail === null ? null : redactText(fact.detail) }, last)
        if (file === null) return
        try {
          writeSync(file, `${JSON.stringify(line)}\n`)
          fsyncSync(file)
          last = line
        } catch {
          onProblem('The trade ledger can not be written to disk: what is traded now is not recorded.')
          file = null
        }
      }
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}
