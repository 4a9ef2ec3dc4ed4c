import { createPracticeServer, type PracticeServer } from './server'

/**
 * The practice backend as a process of the app. The parent says where the models lie; it is told the address and the
 * bearer, and what the voice is doing. It ends with the app.
 */
interface ParentPort {
  on(event: 'message', listener: (message: { data: { type: string; dataDir?: string; seed?: number } }) => void): void
  postMessage(message: unknown): void
}
const parent = (process as unknown as { parentPort: ParentPort }).parentPort

let server: Promise<PracticeServer> | null = null

async function start(dataDir: string, seed: number | undefined) {
  try {
    server = createPracticeServer({
      dataDir,
      ...(seed === undefined ? {} : { seed }),
      speechWorker: new URL('./practice-speech.js', import.meta.url),
      onSpeech: ({ state, ...more }) => parent.postMessage({ type: 'speech', state, ...more }),
    })
    const { baseUrl, realtimeUrl, bearer } = await server
    parent.postMessage({ type: 'ready', baseUrl, realtimeUrl, bearer })
  } catch (error) {
    parent.postMessage({ type: 'fatal', message: error instanceof Error ? error.message : String(error) })
  }
}

parent.on('message', ({ data }) => {
  if (data.type === 'start' && data.dataDir !== undefined && server === null) void start(data.dataDir, data.seed)
  if (data.type === 'stop') void server?.then((running) => running.close()).finally(() => process.exit(0))
})
