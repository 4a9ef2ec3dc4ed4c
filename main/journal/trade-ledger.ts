import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import { redactText } from '../../shared/redact'
import { chained, verifyLedger } from './ledger-chain'

/** Steps after which money may move: an approved call may run although nobody saw it announced. */
const OPENS: readonly MoneyFact['step'][] = ['approved', 'called']
/** Steps after which nothing more can come of a request, as far as anybody will know. */
const ENDS: readonly MoneyFact['step'][] = ['denied', 'expired', 'succeeded', 'failed', 'unknown']

/**
 * The trade ledger on disk: append-only JSON Lines, each line chained to the one before and flushed before it counts. A
 * ledger that does not verify at start is kept aside under another name, said, and a new one begun: nothing is appended
 * to a chain that is broken. What was approved or called and whose end the app did not live to see is `unknown`, and said
 * at the next start.
 */
export function createTradeLedger(
  path: string,
  onProblem: (sentence: string) => void,
  now: () => number = () => Date.now(),
) {
  let last: LedgerLine | null = null
  let file: number | null = null
  /** What was approved or called and has not ended, by request. */
  const open = new Map<string, MoneyFact>()

  const follow = (fact: MoneyFact) => {
    if (OPENS.includes(fact.step)) open.set(fact.requestId, fact)
    if (ENDS.includes(fact.step)) open.delete(fact.requestId)
  }

  try {
    mkdirSync(dirname(path), { recursive: true })
    if (existsSync(path)) {
      const verdict = verifyLedger(readFileSync(path, 'utf8'))
      // What is sound of a broken ledger still tells what ran.
      for (const line of verdict.lines) follow(line)
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

  const append = (facts: MoneyFact[]) => {
    for (const fact of facts) {
      follow(fact)
      const line = chained({ ...fact, detail: fact.detail === null ? null : redactText(fact.detail) }, last)
      if (file === null) continue
      try {
        writeSync(file, `${JSON.stringify(line)}\n`)
        fsyncSync(file)
        last = line
      } catch {
        onProblem('The trade ledger can not be written to disk: what is traded now is not recorded.')
        file = null
      }
    }
  }

  /** Whoever waited for these requests is gone: what became of them nobody will tell. Answers their last known steps. */
  const giveUp = (who: string): MoneyFact[] => {
    const lost = [...open.values()]
    append(
      lost.map((request) => {
        const when = request.step === 'called' ? 'while it ran' : 'before it was seen to run'
        return { ...request, at: now(), step: 'unknown', detail: `${who} stopped ${when}.` }
      }),
    )
    return lost
  }

  const say = (who: string, lost: MoneyFact[]) => {
    if (lost.length === 0) return
    const what = [...new Set(lost.map(({ tool }) => tool))].join(', ')
    onProblem(`${who} stopped while money may have moved (${what}): the outcome is unknown. Check the wallet.`)
  }
  say('The app', giveUp('The app'))

  return {
    /** Appends facts in order; they are on disk when this returns. */
    append,
    /** The engine is gone: whatever it had approved or called, and did not see end, is `unknown` from now on. */
    engineGone() {
      const who = 'The audio part of the app'
      // What was called says so where it stands in the conversation; what was only approved does not stand there.
      say(
        who,
        giveUp(who).filter(({ step }) => step === 'approved'),
      )
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}
