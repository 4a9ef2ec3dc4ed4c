import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { z } from 'zod'
import type { Backend } from './backend'
import { fetchWallets } from './dexter-wallets'
import { type Fetch, problem } from './http-json'
import { mintPractice, type PracticeEndpoint } from './practice-mint'

/** What the practice process says; its other half is main/practice/process.ts. */
const FromPractice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), baseUrl: z.string(), realtimeUrl: z.string(), bearer: z.string() }),
  z.object({
    type: z.literal('speech'),
    state: z.enum(['loading', 'ready', 'failed', 'resting']),
    message: z.string().optional(),
  }),
  z.object({ type: z.literal('fatal'), message: z.string() }),
])

interface PracticeDeps {
  fetch: Fetch
  /** Where the models lie. */
  dataDir: string
  /** The voice of the practice backend is being loaded, is ready, can't be, or has left memory until it is needed. */
  onSpeech(state: 'loading' | 'ready' | 'failed' | 'resting', message: string | null): void
  /** It can be asked. */
  onReady(): void
  /** It ended by itself after it had been ready. The next mint starts it again. */
  onExit(): void
}

/** It loads no model before it says that it is ready: slower than this means that it never will. */
const START_LIMIT_MS = 15_000

/** The embedded backend: a process of its own, started at the first need, on loopback with a fresh bearer. */
export function createPracticeBackend({ fetch, dataDir, onSpeech, onReady, onExit }: PracticeDeps): Backend {
  let child: Electron.UtilityProcess | null = null
  let endpoint: Promise<PracticeEndpoint> | null = null

  const start = () =>
    new Promise<PracticeEndpoint>((resolve, reject) => {
      const process = utilityProcess.fork(join(import.meta.dirname, 'practice.js'), [], {
        serviceName: 'Dexter Voice practice',
        stdio: 'pipe',
      })
      process.stdout?.resume()
      process.stderr?.resume()
      child = process
      let ready = false
      const fail = (message: string) => {
        // Nothing that could not start is left running.
        process.kill()
        reject(new Error(message))
      }
      const timer = setTimeout(() => fail('The practice backend did not start in time.'), START_LIMIT_MS)
      process.on('spawn', () => process.postMessage({ type: 'start', dataDir }))
      process.on('message', (raw: unknown) => {
        const parsed = FromPractice.safeParse(raw)
        if (!parsed.success) return
        const message = parsed.data
        if (message.type === 'ready') {
          clearTimeout(timer)
          ready = true
          resolve({ baseUrl: message.baseUrl, realtimeUrl: message.realtimeUrl, bearer: message.bearer })
          onReady()
        }
        if (message.type === 'speech') onSpeech(message.state, message.message ?? null)
        if (message.type === 'fatal') fail(message.message)
      })
      process.on('exit', () => {
        clearTimeout(timer)
        reject(new Error('The practice backend ended.'))
        if (child !== process) return
        child = null
        endpoint = null
        if (ready) onExit()
      })
    })

  /** Does something with the running backend, which is started if need be. */
  async function running<T>(use: (endpoint: PracticeEndpoint) => Promise<T>) {
    endpoint ??= start()
    const mine = endpoint
    try {
      return await use(await mine)
    } catch (error) {
      if (endpoint === mine) endpoint = null
      const why = error instanceof Error ? error.message : 'The practice backend could not start.'
      return problem('practice_failed', why, 'later')
    }
  }

  return {
    id: 'practice',
    note: 'Practice: prices, streams and wallets are simulated on this computer.',
    mint: () => running((it) => mintPractice(fetch, it)),
    // A list alone is no reason to start it: that is the first session's matter, which then tells by `onReady`.
    async wallets() {
      if (endpoint === null)
        return problem('not_started', 'The practice backend starts with the first question.', 'later')
      return running((it) => fetchWallets(fetch, it.baseUrl, it.bearer))
    },
    async stop() {
      const ending = child
      child = null
      endpoint = null
      ending?.kill()
    },
  }
}
