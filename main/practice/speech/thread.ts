import { Worker } from 'node:worker_threads'
import type { LoadingReply, SpeechWorkerData } from './messages'

/** What a reply is to; the asking is told apart by its id. */
type Answer<Value> = { id: number; value: Value } | { id: number; problem: string }

export interface Thread<Request, Value> {
  ready: Promise<void>
  post(request: Request): void
  ask(build: (id: number) => Request): Promise<Value>
  close(): Promise<void>
}

/** The threads compute in WebAssembly; left alone, V8 lets the little garbage of their JavaScript grow by tens of MB. */
const YOUNG_MB = 4

/** A worker whose requests wait in its message queue until it has loaded, and fail once it has died. */
export function startThread<Request, Reply extends { type: string }, Value>(
  url: URL,
  workerData: SpeechWorkerData,
  read: (reply: Reply) => Answer<Value> | null,
): Thread<Request, Value> {
  const worker = new Worker(url, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
  const waiting = new Map<number, { resolve: (value: Value) => void; reject: (error: Error) => void }>()
  let nextId = 1
  let dead: Error | null = null

  const die = (error: Error) => {
    dead ??= error
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }

  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: Reply | LoadingReply) => {
      if (isLoading(reply)) {
        if (reply.type === 'ready') return resolve()
        const error = new Error(`The practice voice could not be loaded: ${reply.message}`)
        die(error)
        return reject(error)
      }
      const answer = read(reply)
      const asked = answer && waiting.get(answer.id)
      if (!asked) return
      waiting.delete(answer.id)
      if ('value' in answer) asked.resolve(answer.value)
      else asked.reject(new Error(answer.problem))
    })
    const stopped = (error: Error) => {
      die(error)
      reject(error)
    }
    worker.on('error', (error: Error) => stopped(new Error(`The practice voice has stopped: ${error.message}`)))
    worker.on('exit', () => stopped(new Error('The practice voice has stopped.')))
  })
  // Whoever needs the voice hears of its failure; nobody else has to.
  ready.catch(() => undefined)

  return {
    ready,
    post(request) {
      if (!dead) worker.postMessage(request)
    },
    ask(build) {
      if (dead) return Promise.reject(dead)
      const id = nextId++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.postMessage(build(id))
      })
    },
    async close() {
      await worker.terminate()
    },
  }
}

const isLoading = (reply: { type: string }): reply is LoadingReply => reply.type === 'ready' || reply.type === 'failed'
