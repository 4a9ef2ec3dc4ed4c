import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { z } from 'zod'
import { t } from '../../shared/i18n'
import type { Done } from '../../shared/ipc'
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
  z.object({
    type: z.literal('money'),
    problem: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('damaged'), aside: z.string().nullable() }),
      z.object({ kind: z.literal('unsaved'), why: z.string() }),
    ]),
  }),
  z.object({ type: z.literal('fatal'), message: z.string() }),
])

interface PracticeDeps {
  fetch: Fetch
  /** Where the models lie. */
  dataDir: string
  /** The voice of the practice backend is being loaded, is ready, can't be, or has left memory until it is needed. */
  onSpeech(state: 'loading' | 'ready' | 'failed' | 'resting', message: string | null): void
  /** Where the paper money is kept over restarts. */
  moneyFile: string
  /** Whether its model may ask the app for the latest trades. */
  recentTrades(): boolean
  /** Whether its model may set price alerts in the app. */
  priceAlerts(): boolean
  /** Something about the paper money, in one sentence. */
  onMoney(text: string): void
  /** It can be asked. */
  onReady(): void
  /** It ended by itself after it had been ready. The next mint starts it again. */
  onExit(): void
}

export interface PracticeBackend extends Backend {
  /** Forgets the paper money: the next session finds every wallet as it was at first. Never rejects. */
  reset(): Promise<Done>
  /** Where its market answers by MCP, and what opens it; null while it does not run. It is not started for that. */
  market(): { url: string; bearer: string } | null
}

/** It loads no model before it says that it is ready: slower than this means that it never will. */
const START_LIMIT_MS = 15_000

/** The embedded backend: a process of its own, started at the first need, on loopback with a fresh bearer. */
export function createPracticeBackend(deps: PracticeDeps): PracticeBackend {
  const { fetch, dataDir, moneyFile, recentTrades, priceAlerts, onSpeech, onMoney, onReady, onExit } = deps
  let child: Electron.UtilityProcess | null = null
  let endpoint: Promise<PracticeEndpoint> | null = null
  let market: { url: string; bearer: string } | null = null
  /** A session that is lost by a reset is minted anew at once: not before the old money is gone. */
  let resetting: Promise<unknown> = Promise.resolve()

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
      const timer = setTimeout(() => fail(t('backends.practice.slow')), START_LIMIT_MS)
      process.on('spawn', () => process.postMessage({ type: 'start', dataDir, moneyFile }))
      process.on('message', (raw: unknown) => {
        const parsed = FromPractice.safeParse(raw)
        if (!parsed.success) return
        const message = parsed.data
        if (message.type === 'ready') {
          clearTimeout(timer)
          ready = true
          market = { url: `${message.baseUrl}/mcp`, bearer: message.bearer }
          resolve({ baseUrl: message.baseUrl, realtimeUrl: message.realtimeUrl, bearer: message.bearer })
          onReady()
        }
        if (message.type === 'speech') onSpeech(message.state, message.message ?? null)
        if (message.type === 'money') onMoney(moneyText(message.problem))
        if (message.type === 'fatal') {
          console.error(`practice: ${message.message}`)
          fail(t('backends.practice.notStarted'))
        }
      })
      process.on('exit', () => {
        clearTimeout(timer)
        reject(new Error(t('backends.practice.ended')))
        if (child !== process) return
        child = null
        endpoint = null
        market = null
        if (ready) onExit()
      })
    })

  async function remove(ending: Electron.UtilityProcess | null): Promise<Done> {
    // It writes the file after each trade: only what has ended writes no more.
    if (ending?.kill()) await new Promise<void>((resolve) => ending.once('exit', () => resolve()))
    try {
      await rm(moneyFile, { force: true })
      return { ok: true }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return { ok: false, message: t('backends.practice.moneyNotRemoved', { why }) }
    }
  }

  /** Does something with the running backend, which is started if need be. */
  async function running<T>(use: (endpoint: PracticeEndpoint) => Promise<T>) {
    await resetting
    endpoint ??= start()
    const mine = endpoint
    try {
      return await use(await mine)
    } catch (error) {
      if (endpoint === mine) endpoint = null
      const why = error instanceof Error ? error.message : t('backends.practice.notStarted')
      return problem('practice_failed', why, 'later')
    }
  }

  /** From now on it is nobody's: its end is no news, and the next need starts another. */
  function leave(): Electron.UtilityProcess | null {
    const ending = child
    child = null
    endpoint = null
    market = null
    return ending
  }

  return {
    id: 'practice',
    get note() {
      return t('backends.practice.note')
    },
    mint: () => running((it) => mintPractice(fetch, it, { recentTrades: recentTrades(), priceAlerts: priceAlerts() })),
    // A list alone is no reason to start it: that is the first session's matter, which then tells by `onReady`.
    async wallets() {
      if (endpoint === null) return problem('not_started', t('backends.practice.startsLater'), 'later')
      return running((it) => fetchWallets(fetch, it.baseUrl, it.bearer))
    },
    market: () => market,
    async stop() {
      leave()?.kill()
    },
    reset() {
      const done = remove(leave())
      resetting = done
      return done
    },
  }
}

function moneyText(problem: Extract<z.infer<typeof FromPractice>, { type: 'money' }>['problem']): string {
  if (problem.kind === 'unsaved') return t('backends.practice.moneyNotSaved', { why: problem.why })
  const { aside } = problem
  return aside === null ? t('backends.practice.moneyDamaged') : t('backends.practice.moneyDamagedKept', { file: aside })
}
