import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes a folder for the life of this process, and removes those of processes that were killed before they could.
 * @param {string} parent
 * @param {string} prefix what the folders of this kind are called
 * @returns {string} path of the new folder
 */
export function makeOwnedFolder(parent, prefix) {
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(`${prefix}-`) ? /^(\d+)-/.exec(name.slice(prefix.length + 1))?.[1] : undefined
    if (pid !== undefined && !isAlive(Number(pid))) remove(join(parent, name))
  }
  return mkdtempSync(join(parent, `${prefix}-${process.pid}-`))
}

/** @param {string} path */
function remove(path) {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Another user's: theirs to remove.
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Another user's process can't be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
