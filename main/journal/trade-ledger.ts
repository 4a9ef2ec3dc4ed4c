import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import { redactText } from '../../shared/redact'
import { chained, verifyLedger } from './ledger-chain'

/** Steps after which money may move: an approved call may run although nobody saw it announced. */
const OPENS: readonly MoneyFact['step'][] = ['approved', 'called']
/** Steps after which nothing more can come of a request, as far as anybody will know. */
const ENDS: readonly MoneyFact['step'][] = ['denied', 'expired', 'succeeded', 'failed', 'unknown']

/** Facts that wait for a disk to have room again; the oldest go first, and the chain says nothing of them. */
const MAX_WAITING = 1_000
/** What helps, by the system's code; every other fault is the disk's own. */
const REMEDIES: Record<string, string> = {
  ENOSPC: 'Free some space on the disk.',
  EDQUOT: 'Free some space on the disk.',
  EROFS: 'The disk is read-only.',
  EACCES: 'Allow the app to write to its profile folder.',
  EPERM: 'Allow the app to write to its profile folder.',
}

/**
 * The trade ledger on disk: append-only JSON Lines, each line chained to the one before and flushed before it counts. A
 * ledger that does not verify at start is kept aside under another name, said, and a new one begun: nothing is appended
 * to a chain that is broken. A last line that was torn while it was written (a full disk, a power cut) is cut off and said:
 * it never counted. While the disk takes nothing, what happens waits in memory, and is written once it does. What was
 * approved or called and whose end the app did not live to see is `unknown`, and said at the next start.
 */
export function createTradeLedger(
  path: string,
  onProblem: (sentence: string) => void,
  now: () => number = () => Date.now(),
) {
  let last: LedgerLine | null = null
  let file: number | null = null
  /** Bytes of whole lines: what is behind them is a line that was torn. */
  let size = 0
  let waiting: MoneyFact[] = []
  let failing = false
  /** What stood in the file was read and verified. */
  let ready = false
  let closed = false
  /** What was approved or called and has not ended, by request. */
  const open = new Map<string, MoneyFact>()

  const follow = (fact: MoneyFact) => {
    if (OPENS.includes(fact.step)) open.set(fact.requestId, fact)
    if (ENDS.includes(fact.step)) open.delete(fact.requestId)
  }

  /** Nothing is appended to a ledger of which it is not known what stands in it. */
  const putAside = (what: string) => {
    const aside = `${path}.broken-${Date.now()}`
    renameSync(path, aside)
    onProblem(`The trade ledger ${what}. It is kept as ${aside}, and a new one was begun.`)
  }

  const begin = () => {
    mkdirSync(dirname(path), { recursive: true })
    last = null
    size = 0
    if (!existsSync(path)) return
    const bytes = readFileSync(path)
    // Every line ends with its line break, which is written with it.
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
    const verdict = verifyLedger(whole.toString('utf8'))
    // What is sound of a broken ledger still tells what ran.
    for (const line of verdict.lines) follow({ ...line, server: line.server ?? '' })
    if (!verdict.ok) return putAside(`was changed or cut (line ${verdict.line}: ${verdict.reason})`)
    last = verdict.lines.at(-1) ?? null
    size = whole.length
    if (whole.length === bytes.length) return
    truncateSync(path, size)
    onProblem(
      'The app stopped while it was writing to the trade ledger. The unfinished last line never counted and was removed.',
    )
  }

  /** The file is open for the next line, whatever became of it since the last. */
  const opened = (): number => {
    const now = file === null ? null : fstatSync(file)
    if (file !== null && now !== null && (now.nlink === 0 || now.size !== size)) {
      closeSync(file)
      file = null
      ready = false
      if (now.nlink === 0) onProblem('The trade ledger was deleted while the app was running. A new one was begun.')
      else putAside('was changed by another program while the app was running')
    }
    // A pipe or a device in its place would be read or waited for without end.
    if (file === null && existsSync(path) && !statSync(path).isFile()) throw new Error('The ledger is no file.')
    if (!ready) begin()
    ready = true
    file ??= openSync(path, 'a', 0o600)
    return file
  }

  /** One line, whole and on disk, or nothing of it. */
  const write = (fact: MoneyFact) => {
    const into = opened()
    const line = chained({ ...fact, detail: fact.detail === null ? null : redactText(fact.detail) }, last)
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    for (let at = 0; at < bytes.length; ) at += writeSync(into, bytes, at)
    fsyncSync(into)
    last = line
    size += bytes.length
  }

  /** Takes back what a failed write left of its line; the file is opened anew by the next one. */
  const takeBack = () => {
    try {
      if (file !== null) closeSync(file)
    } catch {
      // It is gone either way.
    }
    file = null
    try {
      if (existsSync(path) && statSync(path).size > size) truncateSync(path, size)
    } catch {
      // The next start cuts it off.
    }
  }

  /** Said once for as long as it lasts. */
  const fail = (error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const remedy = REMEDIES[code] ?? 'Check the disk.'
    if (!failing) onProblem(`The trade ledger can’t be saved, so nothing can be approved. ${remedy}`)
    failing = true
  }

  /** True when everything that happened is on disk. */
  const flush = (): boolean => {
    if (closed || waiting.length === 0) return !closed && !failing
    try {
      // Nothing to write is no proof that it can be written.
      if (failing) opened()
      for (; waiting[0] !== undefined; waiting.shift()) write(waiting[0])
      if (failing) onProblem('The trade ledger can be saved again, and nothing is missing from it.')
      failing = false
      return true
    } catch (error) {
      takeBack()
      fail(error)
      waiting = waiting.slice(-MAX_WAITING)
      return false
    }
  }

  /** Appends facts in order; true when they are on disk, and all that was before them. */
  const append = (facts: MoneyFact[]): boolean => {
    for (const fact of facts) follow(fact)
    waiting.push(...facts)
    return flush()
  }

  try {
    // Whether it can be written is known before anything is traded.
    opened()
  } catch (error) {
    fail(error)
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
    onProblem(`${who} stopped while money may have moved (${what}): the outcome is unknown. Check your wallet.`)
  }
  say('The app', giveUp('The app'))

  return {
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
      flush()
      if (file !== null) closeSync(file)
      file = null
      closed = true
    },
  }
}
