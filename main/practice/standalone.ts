import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPracticeServer } from './server'
import { prepareData } from './speech/data'

/** The practice backend without the app: `npm run practice -- [port]`. Guests may mint without a bearer. */

const MODELS = join(import.meta.dirname, '..', '..', 'out', 'practice-data')

/** A free one when none is given; null when it is no port. */
function portOf(argument = '0'): number | null {
  const port = Number(argument)
  return /^\d+$/.test(argument) && port <= 65_535 ? port : null
}

async function serve(port: number): Promise<void> {
  const server = await createPracticeServer({
    dataDir: await prepareData(MODELS),
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
}

const port = portOf(process.argv[2])
if (port === null) {
  console.error(`"${process.argv[2]}" is not a port: give a number from 1 to 65535, or none for a free one.`)
  process.exitCode = 1
} else {
  await serve(port).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  })
}
