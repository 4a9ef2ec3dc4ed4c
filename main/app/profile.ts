import { accessSync, constants, lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Why nothing can be written into the profile, as a code of the system; null when it can. Makes the folder. */
export function whyUnwritable(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}

/** Chromium's lock in a profile: a link on Linux and macOS, a file on Windows. */
const LOCKS = ['SingletonLock', 'lockfile']

/** Whether an instance that could still write has locked the profile. */
export const isLocked = (folder: string): boolean =>
  LOCKS.some((name) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined)
