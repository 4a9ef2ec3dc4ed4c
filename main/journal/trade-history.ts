import { Worker } from 'node:worker_threads'
import type { Asked, Question, Reply } from './ledger-questions'

/** A thread that nobody asks is ended after so long, where its next start takes no more than a moment. */
const REST_MS = 60_000
const RESTS_BELOW = 5_000
/** Rows of some hundred bytes live long; left alone, V8 lets young garbage grow by tens of MB. */
const YOUNG_MB = 8

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The ledger could not be read; `code` is the system's, where it has one. */
class LedgerUnread extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message)
    this.name = 'LedgerUnread'
  }
}

/**
 * The trade ledger as it is read, in a thread of its own that begins with the first question. `ask` settles with the answer;
 * it rejects when the file can't be read, or when the thread has died: the next question starts another one.
 */
export function createTradeHistory(path: string, thread = new URL('./ledger-thread-dev.mjs', import.meta.url)) {
  let worker: Worker | null = null
  let nextId = 1
  let rest: NodeJS.Timeout | null = null
  const waiting = new Map<number, Waiting>()

  const end = () => {
    if (rest !== null) clearTimeout(rest)
    rest = null
    const ending = worker
    worker = null
    return ending?.terminate()
  }

  const answered = (reply: Reply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (!reply.ok) return asked?.reject(new LedgerUnread(reply.message, reply.code))
    asked?.resolve(reply.value)
    if (rest !== null) clearTimeout(rest)
    if (waiting.size > 0 || reply.entries > RESTS_BELOW) return
    rest = setTimeout(end, REST_MS)
    rest.unref()
  }

  const begin = (): Worker => {
    const begun = new Worker(thread, { workerData: { path }, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    begun.unref()
    const died = (why: string) => {
      if (worker !== begun) return
      worker = null
      for (const { reject } of waiting.values()) reject(new LedgerUnread(why, null))
      waiting.clear()
    }
    begun.on('message', answered)
    begun.on('error', (error: Error) => died(error.message))
    begun.on('exit', () => died('The thread that reads the ledger has ended.'))
    return begun
  }

  return {
    ask<Q extends Question>(question: Q, input: Asked[Q]['input']): Promise<Asked[Q]['answer']> {
      worker ??= begin()
      const id = nextId++
      const asked = new Promise<Asked[Q]['answer']>((resolve, reject) => {
        // The thread is ours, and answers what it was asked.
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      })
      worker.postMessage({ id, question, input })
      return asked
    },
    /** Settles when the thread is gone. */
    async close() {
      await end()
      for (const { reject } of waiting.values()) reject(new LedgerUnread('The app is quitting.', null))
      waiting.clear()
    },
  }
}

export type TradeHistory = ReturnType<typeof createTradeHistory>
