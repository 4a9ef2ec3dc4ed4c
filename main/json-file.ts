import { copyFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import type { z } from 'zod'

/** A small JSON document on disk; a damaged one is set aside, so that it can be looked at and a fresh one begun. */

/** Ours have a few kilobytes. One that is far larger is somebody else's work, and parsing it would hold up the start. */
const MAX_BYTES = 1024 * 1024
/** Set aside again and again, the last one gives way: a disk is not filled with the same complaint. */
const KEPT_ASIDE = 9

/**
 * Reads a document that has to fit `schema`.
 * @returns its value, null when there is none; `damage.aside` is where a damaged one is kept now, null when it could not
 * be moved
 */
export function readJsonFile<T>(
  path: string,
  schema: z.ZodType<T>,
): { value: T | null; damage: { aside: string | null } | null } {
  if (!existsSync(path)) return { value: null, damage: null }
  try {
    if (statSync(path).size > MAX_BYTES) throw new Error('far too large')
    return { value: schema.parse(JSON.parse(readFileSync(path, 'utf8'))), damage: null }
  } catch {
    return { value: null, damage: { aside: setAside(path, 'damaged') } }
  }
}

/** Copies a document, over what was there; false when that can't be done. */
export function copyOver(path: string, copy: string): boolean {
  try {
    copyFileSync(path, copy)
    return true
  } catch {
    return false
  }
}

/** Renames a document to `PATH.MARK`, or `PATH.MARK-2` and so on; the new path, null when it could not be moved. */
export function setAside(path: string, mark: string): string | null {
  const names = Array.from({ length: KEPT_ASIDE }, (_, at) => `${path}.${mark}${at === 0 ? '' : `-${at + 1}`}`)
  const aside = names.find((name) => !existsSync(name)) ?? names[KEPT_ASIDE - 1] ?? `${path}.${mark}`
  try {
    renameSync(path, aside)
    return aside
  } catch {
    return null
  }
}

/**
 * Writes a document to a new file, flushes it, then renames it over the old one: a power cut leaves one or the other.
 * Settles when it is on disk; throws what the file system says. One at a time for one path.
 */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const fresh = `${path}.new`
  const file = await open(fresh, 'w', 0o600)
  try {
    await file.writeFile(textOf(value))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(fresh, path)
}

/** The same before it returns, for an end that waits for nothing else. Throws what the file system says. */
export function writeJsonFileNow(path: string, value: unknown): void {
  // Not the name that a write under way has.
  const fresh = `${path}.last`
  writeFileSync(fresh, textOf(value), { mode: 0o600, flush: true })
  renameSync(fresh, path)
}

const textOf = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
