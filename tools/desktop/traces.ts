import { appendFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'

/**
 * What the tests leave behind, to be searched for secrets when all have run: `npm test` names a folder, and looks through
 * it at the end. Without one nothing is kept.
 */
const folder = process.env.DEXTER_TEST_TRACES

/** The file that lists the secrets which the tests used. */
const knownFile = folder ? join(folder, 'known-secrets') : null
const kept = folder ? join(folder, 'traces') : null

/** Tells of a secret that must be found nowhere: one that only main and the keychain may know. */
export function noteSecret(secret: string): string {
  if (knownFile !== null) appendFileSync(knownFile, `${secret}\n`)
  return secret
}

/** Keeps a folder that would be removed: profiles with settings, logs, ledger, stores of the browser and crash dumps. */
export function keepTraces(dir: string): void {
  if (kept === null || !existsSync(dir)) return
  mkdirSync(kept, { recursive: true })
  renameSync(dir, join(kept, basename(dir)))
}
