import { Worker } from 'node:worker_threads'

/** A thread that nobody asks is ended after so long. */
const REST_MS = 60_000
/** Rows of some hundred bytes live long; left alone, V8 lets young garbage grow by tens of MB. */
const YOUNG_MB = 8

/** Names of questions, with what is given and what is answered. */
type Questions<Q> = { [N in keyof Q]: { input: unknown; answer: unknown } }

/** What the thread answers. `heavy`: it has read so much that beginning anew takes more than a moment. */
export type ThreadReply =
  | { id: number; ok: true; value: unknown; heavy: boolean }
  | { id: number; ok: false; code: string | null; message: string }

/** It could not be done; `code` is the system's, where it has one. */
class ThreadFailed extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message)
    this.name = 'ThreadFailed'
  }
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * A thread that works on files, begun by the first question and ended when nobody asks. `ask` settles with the answer; it
 * rejects when that failed, or when the thread has died: the next question starts another one. `workerData` is asked for when it
 * begins.
 */
export function createFileThread<Q extends Questions<Q>>(thread: URL, workerData: () => unknown) {
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

  const abandon = (why: string) => {
    for (const { reject } of waiting.values()) reject(new ThreadFailed(why, null))
    waiting.clear()
  }

  const answered = (reply: ThreadReply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (!reply.ok) return asked?.reject(new ThreadFailed(reply.message, reply.code))
    asked?.resolve(reply.value)
    if (rest !== null) clearTimeout(rest)
    if (waiting.size > 0 || reply.heavy) return
    rest = setTimeout(end, REST_MS)
    rest.unref()
  }

  const begin = (): Worker => {
    const begun = new Worker(thread, {
      workerData: workerData(),
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    begun.unref()
    const died = (why: string) => {
      if (worker !== begun) return
      worker = null
      abandon(why)
    }
    begun.on('message', answered)
    begun.on('error', (error: Error) => died(error.message))
    begun.on('exit', () => died('The thread has ended.'))
    return begun
  }

  return {
    ask<N extends keyof Q & string>(question: N, input: Q[N]['input']): Promise<Q[N]['answer']> {
      worker ??= begin()
      if (rest !== null) clearTimeout(rest)
      const id = nextId++
      const asked = new Promise<Q[N]['answer']>((resolve, reject) => {
        // The thread is ours, and answers what it was asked.
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
      })
      worker.postMessage({ id, question, input })
      return asked
    },
    /** Whether it runs: what it wrote is not all on disk before it has answered. */
    get runs() {
      return worker !== null
    },
    /** Settles when the thread is gone. */
    async close() {
      await end()
      abandon('The app is quitting.')
    },
  }
}
