import { existsSync, readFileSync } from 'node:fs'
import { scanForSecrets } from '../tools/secrets/scan'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

/** Shorter ones are found by chance. */
const SHORTEST = 8

// Looks for known secrets (one per line of a file) in everything below some folders. Ends with 1 when one is found.
await runCommand(async () => {
  const [known, ...folders] = process.argv.slice(2)
  if (known === undefined || folders.length === 0) throw new Problem('Usage: npm run secrets -- KNOWN_FILE FOLDER…')
  for (const path of [known, ...folders]) if (!existsSync(path)) throw new Problem(`${path}: there is no such file.`)
  const secrets = [...new Set(readFileSync(known, 'utf8').split('\n'))].filter((line) => line.length >= SHORTEST)
  if (secrets.length === 0) throw new Problem(`${known} names no secret of at least ${SHORTEST} characters.`)
  const { files, bytes, leaks } = await scanForSecrets(folders, secrets)
  for (const { secret, form, file } of leaks) console.log(`secret ${secret} stands as ${form} in ${file}`)
  const size = `${files} files, ${Math.round(bytes / 1e6)} MB`
  console.log(
    `secrets: ${secrets.length} known, ${size}: ${leaks.length === 0 ? 'none found' : `${leaks.length} found`}`,
  )
  return leaks.length === 0 ? 0 : 1
})
