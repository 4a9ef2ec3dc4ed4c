import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPracticeServer } from './server'
import { prepareData } from './speech/data'

/** The practice backend without the app: `tsx main/practice/standalone.ts [port]`. Guests may mint without a bearer. */
const port = Number(process.argv[2] ?? 0)
const dataDir = await prepareData(join(tmpdir(), 'dexter-practice-data'))

try {
  const server = await createPracticeServer({
    dataDir,
    port,
    guestMint: 'open',
    log: (line) => console.log(line),
    onSpeech: (speech) => console.log(speech.state === 'failed' ? speech.message : `voice ${speech.state}`),
  })
  // The bearer is a password: it goes into a file that only this user can read, never onto the screen.
  const bearerFile = join(await mkdtemp(join(tmpdir(), 'dexter-practice-')), 'bearer')
  await writeFile(bearerFile, server.bearer, { mode: 0o600 })
  console.log(`practice backend: ${server.baseUrl}`)
  console.log(`realtime:         ${server.realtimeUrl}`)
  console.log(`bearer in:        ${bearerFile}`)
  const stop = () => void server.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
