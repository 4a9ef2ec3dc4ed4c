import type { MoneyProblem } from './market/kept-money'
import { createPracticeServer, type PracticeServer } from './server'

/**
 * The practice backend in a utility process of its own. The parent starts and stops it by messages; when the parent
 * goes, Electron ends this process with it.
 */

export type PracticeCommand = { type: 'start'; dataDir: string; moneyFile: string } | { type: 'stop' }

export type PracticeReport =
  | { type: 'ready'; baseUrl: string; realtimeUrl: string; bearer: string }
  | { type: 'speech'; state: 'loading' | 'ready' | 'failed' | 'resting'; message?: string }
  | { type: 'money'; problem: MoneyProblem }
  | { type: 'fatal'; message: string }

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: PracticeReport): void
}

const port = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort
let server: PracticeServer | null = null

async function start(command: Extract<PracticeCommand, { type: 'start' }>): Promise<void> {
  try {
    // Voices load after the port is open: the first session can be minted while they do.
    server = await createPracticeServer({
      dataDir: command.dataDir,
      moneyFile: command.moneyFile,
      onMoneyProblem: (problem) => port?.postMessage({ type: 'money', problem }),
      speechWorker: new URL('./practice-speech.js', import.meta.url),
      onSpeech: (speech) => port?.postMessage({ type: 'speech', ...speech }),
      log: (line) => console.log(`[practice] ${line}`),
    })
    const { baseUrl, realtimeUrl, bearer } = server
    port?.postMessage({ type: 'ready', baseUrl, realtimeUrl, bearer })
  } catch (error) {
    fatal(error)
  }
}

function fatal(error: unknown): void {
  port?.postMessage({ type: 'fatal', message: error instanceof Error ? error.message : String(error) })
}

port?.on('message', ({ data }) => {
  const command = data as PracticeCommand
  if (command.type === 'start' && !server) void start(command)
  if (command.type === 'stop') void (server?.close() ?? Promise.resolve()).finally(() => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
process.on('uncaughtException', fatal)
process.on('unhandledRejection', fatal)
