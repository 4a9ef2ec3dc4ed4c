import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAULTS, isFaultName } from './faults'
import { type Options, readOptions } from './options'
import { createPracticeServer } from './server'
import { prepareData } from './speech/data'

/** The practice backend without the app: `npm run practice -- [PORT] [options]`, see options.ts. Guests may mint without a bearer. */

const MODELS = join(import.meta.dirname, '..', '..', 'out', 'practice-data')

async function serve({ port, behaviour, faults, userinfo }: Options): Promise<void> {
  const server = await createPracticeServer({
    dataDir: await prepareData(MODELS),
    port,
    behaviour,
    faults,
    guestMint: 'open',
    ...(userinfo === null ? {} : { userinfo }),
    log: (line) => console.log(line),
    onSpeech: (speech) => console.log(speech.state === 'failed' ? speech.message : `voice ${speech.state}`),
  })
  // The bearer is a password: it goes into a file that only this user can read, never onto the screen.
  const bearerFile = join(await mkdtemp(join(tmpdir(), 'dexter-practice-')), 'bearer')
  await writeFile(bearerFile, server.bearer, { mode: 0o600 })
  console.log(`practice backend: ${server.baseUrl}`)
  console.log(`realtime:         ${server.realtimeUrl}`)
  console.log(`bearer in:        ${bearerFile}`)
  if (userinfo !== null) console.log(`accounts of:      ${userinfo}`)
  for (const name of Object.keys(faults).filter(isFaultName))
    console.log(
      `armed:            ${name} (${faults[name] === Number.POSITIVE_INFINITY ? 'always' : faults[name]}): ${FAULTS[name].does}`,
    )
  const stop = () => void server.close().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

const read = readOptions(process.argv.slice(2))
if (!read.ok) {
  console.error(read.message)
  process.exitCode = 1
} else {
  await serve(read.options).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  })
}
