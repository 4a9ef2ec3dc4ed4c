import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const PREFIX = 'dexter-diagnosis-'
/** A diagnosis takes seconds: what is older is nobody's. */
const LEFT_BEHIND_MS = 600_000

/**
 * A profile for one run of `--diagnose`, which may run beside the app whose profile is locked. Chromium writes into it even while
 * it ends, so that no run can remove its own: it removes those of the runs before.
 */
export function makeOwnFolder(parent: string, now = Date.now()): string {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(parent, name)
    try {
      if (now - statSync(folder).mtimeMs > LEFT_BEHIND_MS) rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's, or gone meanwhile.
    }
  }
  return mkdtempSync(join(parent, PREFIX))
}
