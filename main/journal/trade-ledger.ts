import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { listed, t } from '../../shared/i18n'
import type { MoneyFact } from '../../shared/ledger'
import { redactText } from '../../shared/redact'
import type { Withdraw } from '../notice'
import { chained, type Link } from './ledger-chain'
import { createStanding, type LedgerStart, readStart } from './ledger-start'

/** Facts that wait for a disk to have room again; the oldest go first, and the chain says nothing of them. */
const MAX_WAITING = 1_000
/** What helps, by the system's code; every other fault is the disk's own. */
const REMEDIES: Partial<Record<string, 'noSpace' | 'readOnly' | 'noPermission'>> = {
  ENOSPC: 'noSpace',
  EDQUOT: 'noSpace',
  EROFS: 'readOnly',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
}

const GONE = {
  app: { inLedger: 'The app', said: 'app.ledger.unknownApp' },
  audio: { inLedger: 'The audio part of the app', said: 'app.ledger.unknownAudio' },
} as const

interface LedgerOptions {
  now?: () => number
  /** Reads what is in the file elsewhere; what happens meanwhile waits. Left out, it is read before the ledger is returned. */
  read?: (path: string) => Promise<LedgerStart>
  /** Nothing can be saved, and so nothing approved: one sentence. Taken back once it can. Left out, it is a problem like others. */
  tellUnsaved?: (sentence: string) => Withdraw
  /** A fact is on disk. */
  onWritten?: (fact: MoneyFact) => void
}

/** How a ledger was found. */
export interface Found {
  /** It could be read, or there was none. */
  read: boolean
  /** It was broken, and put aside. */
  broken: boolean
  /** The newest limits in it, as their JSON; null where a sound ledger holds none, and after one that was not sound. */
  limits: string | null
}

/**
 * The trade ledger on disk: append-only JSON Lines, each line chained to the one before and flushed before it counts. A
 * ledger that does not verify at start is kept aside under another name, said, and a new one begun: nothing is appended
 * to a chain that is broken. A last line that was torn while it was written (a full disk, a power cut) is cut off and said:
 * it never counted. While the disk takes nothing, what happens waits in memory, and is written once it does. What was
 * approved or called and whose end the app did not live to see is `unknown`, and said at the next start. Limits outlive a
 * ledger that was put aside or deleted while the app ran: the new one begins with them.
 */
export function createTradeLedger(
  path: string,
  onProblem: (sentence: string) => void,
  { now = Date.now, read, onWritten, tellUnsaved = never(onProblem) }: LedgerOptions = {},
) {
  let last: Link | null = null
  let file: number | null = null
  /** Bytes of whole lines: what is behind them is a line that was torn. */
  let size = 0
  let waiting: MoneyFact[] = []
  /** Takes back that nothing can be saved; null while it can. */
  let failing: Withdraw | null = null
  /** What stood in the file was read and verified. */
  let ready = false
  let closed = false
  /** Another thread has read the file, and nothing was done with it yet. */
  let elsewhere: LedgerStart | null = null
  /** What has to wait until the file was read. */
  let early: (() => void)[] | null = read === undefined ? null : []
  const standing = createStanding()
  const found: Found = { read: false, broken: false, limits: null }
  let onRead = (_: Found) => {}
  const wasRead = new Promise<Found>((resolve) => {
    onRead = resolve
  })

  /** Nothing is appended to a ledger of which it is not known what stands in it. */
  const putAside = (sentence: (file: string) => string) => {
    const aside = `${path}.broken-${Date.now()}`
    renameSync(path, aside)
    onProblem(sentence(aside))
  }

  /** What was read elsewhere counts only while the file is as long as it was then. */
  const contents = (): LedgerStart => {
    const told = elsewhere
    elsewhere = null
    const length = existsSync(path) ? statSync(path).size : 0
    return told !== null && told.broken === null && told.size + told.torn === length ? told : readStart(path)
  }

  const begin = () => {
    mkdirSync(dirname(path), { recursive: true })
    last = null
    size = 0
    if (!existsSync(path)) return
    const start = contents()
    // What is sound of a broken ledger still tells what ran.
    for (const fact of start.open) standing.follow(fact)
    if (start.broken !== null) {
      found.broken = true
      const { line, reason } = start.broken
      const fault = t(`app.ledger.fault.${reason}`)
      return putAside((file) => t('app.ledger.tampered', { line: String(line), fault, file }))
    }
    found.limits = start.limits
    if (start.limits !== null) standing.follow(limitsFact(start.limits, now()))
    last = start.last
    size = start.size
    if (start.torn === 0) return
    truncateSync(path, size)
    onProblem(t('app.ledger.torn'))
  }

  const reopened = (): number => {
    // A pipe or a device in its place would be read or waited for without end.
    if (file === null && existsSync(path) && !statSync(path).isFile()) throw new Error('The ledger is no file.')
    if (!ready) begin()
    ready = true
    found.read = true
    onRead(found)
    file ??= openSync(path, 'a', 0o600)
    return file
  }

  /** The file is open for the next line, whatever became of it since the last. */
  const opened = (): number => {
    const into = reopened()
    const now = fstatSync(into)
    if (now.nlink > 0 && now.size === size) return into
    closeSync(into)
    file = null
    ready = false
    if (now.nlink === 0) onProblem(t('app.ledger.deleted'))
    else putAside((file) => t('app.ledger.changed', { file }))
    return reopened()
  }

  /** One line, whole and on disk, or nothing of it. */
  const writeLine = (fact: MoneyFact) => {
    const into = opened()
    const line = chained({ ...fact, detail: fact.detail === null ? null : redactText(fact.detail) }, last)
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    for (let at = 0; at < bytes.length; ) at += writeSync(into, bytes, at)
    fsyncSync(into)
    last = { seq: line.seq, hash: line.hash }
    size += bytes.length
    onWritten?.(fact)
  }

  const write = (fact: MoneyFact) => {
    opened()
    const limits = standing.limits()
    if (last === null && limits !== null && fact.step !== 'limits') writeLine(limitsFact(limits, now()))
    writeLine(fact)
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
    failing ??= tellUnsaved(t(`app.ledger.${REMEDIES[code] ?? 'notSaved'}`))
  }

  const recovered = () => {
    if (failing === null) return
    failing()
    failing = null
    onProblem(t('app.ledger.savedAgain'))
  }

  /** True when everything that happened is on disk. */
  const flush = (): boolean => {
    if (closed || waiting.length === 0) return !closed && failing === null
    try {
      // Nothing to write is no proof that it can be written.
      if (failing !== null) opened()
      for (; waiting[0] !== undefined; waiting.shift()) write(waiting[0])
      recovered()
      return true
    } catch (error) {
      takeBack()
      fail(error)
      waiting = waiting.slice(-MAX_WAITING)
      return false
    }
  }

  const append = (facts: MoneyFact[]): boolean => {
    for (const fact of facts) standing.follow(fact)
    waiting.push(...facts)
    return flush()
  }

  const appendOrDrop = (fact: MoneyFact): boolean => {
    if (closed || (waiting.length > 0 && !flush())) return false
    try {
      write(fact)
    } catch (error) {
      takeBack()
      fail(error)
      return false
    }
    standing.follow(fact)
    recovered()
    return true
  }

  /**
   * Whoever waited for these requests is gone: what became of them nobody will tell. Answers their last known steps. What goes
   * into the ledger is English, whatever the app is in.
   */
  const giveUp = (who: keyof typeof GONE): MoneyFact[] => {
    const lost = standing.open()
    append(
      lost.map((request) => {
        const when = request.step === 'called' ? 'while it ran' : 'before it was seen to run'
        return { ...request, at: now(), step: 'unknown', detail: `${GONE[who].inLedger} stopped ${when}.`, terms: null }
      }),
    )
    return lost
  }

  const say = (who: keyof typeof GONE, lost: MoneyFact[]) => {
    if (lost.length === 0) return
    const tools = listed([...new Set(lost.map(({ tool }) => tool))])
    onProblem(t(GONE[who].said, { tools }))
  }

  /** The file is open, what it tells is known, and what waited for that happens. */
  const start = () => {
    try {
      // Whether it can be written is known before anything is traded.
      opened()
    } catch (error) {
      fail(error)
    }
    say('app', giveUp('app'))
    const waited = early ?? []
    early = null
    for (const happen of waited) happen()
  }

  const startNow = () => {
    if (early !== null) start()
  }

  /** Settles once `act` was done, at once where the file is read. */
  const whenRead = <T>(act: () => T): Promise<T> =>
    new Promise((resolve) => {
      const happen = () => resolve(act())
      if (early === null) happen()
      else early.push(happen)
    })

  if (read === undefined) start()
  const begun = whenRead(() => ({ ...found }))
  if (read !== undefined)
    read(path).then(
      (contents) => {
        elsewhere = contents
        startNow()
      },
      // It is read here instead, which says what is wrong with it.
      startNow,
    )

  return {
    /** Settles once what stood in the file is known, or why it is not. */
    begun,
    /** Settles once the file could be read. */
    wasRead,
    /** Appends facts in order; true when they are on disk, and all that was before them. Settles once that is known. */
    append: (facts: MoneyFact[]): Promise<boolean> => whenRead(() => append(facts)),
    /** Appends one fact, or forgets it: true when it is on disk. */
    appendOrDrop: (fact: MoneyFact): Promise<boolean> => whenRead(() => appendOrDrop(fact)),
    /** The engine is gone: whatever it had approved or called, and did not see end, is `unknown` from now on. */
    engineGone() {
      void whenRead(() => {
        const lost = giveUp('audio')
        // What was called says so where it stands in the conversation; what was only approved does not stand there.
        say(
          'audio',
          lost.filter(({ step }) => step === 'approved'),
        )
      })
    },
    /** Before it returns, all that happened is written. */
    close() {
      startNow()
      flush()
      if (file !== null) closeSync(file)
      file = null
      closed = true
    },
  }
}

const never = (tell: (sentence: string) => void) => (sentence: string) => {
  tell(sentence)
  return () => {}
}

export type TradeLedger = ReturnType<typeof createTradeLedger>

/** The limits that hold from here on, as the ledger has them. */
export const limitsFact = (limits: string, at: number): MoneyFact => ({
  at,
  step: 'limits',
  backend: '',
  turnId: null,
  requestId: 'limits',
  server: '',
  tool: 'limits',
  arguments: limits,
  wallet: null,
  detail: null,
  terms: null,
})
