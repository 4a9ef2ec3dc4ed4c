import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './checkout.mjs'
import { Problem } from './problem.mjs'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry */

/**
 * Installs the packages of package-lock.json, unless they are installed already.
 *
 * npm keeps its own record of what it installed (node_modules/.package-lock.json); it is compared entry by entry
 * with package-lock.json, so neither file times nor an install made by hand mislead us.
 */
export function installDependencies() {
  if (installedAsLocked()) return
  console.log('Installing dependencies (npm ci) …')
  // No package here needs its install script: the native ones carry their binaries in the tarball, and Electron
  // is fetched by electron-runtime.mjs. Without scripts nothing runs that we did not ask for.
  const result = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], checkout)
  if (result !== 0) throw new Problem('npm ci failed: see its message above.')
}

/**
 * Runs npm with its output shown.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {number} npm's exit code
 */
export function runNpm(args, cwd) {
  return spawnNpm(args, cwd, 'inherit').status ?? 1
}

/**
 * Runs npm and keeps what it prints to itself.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {string} what it printed as its result
 */
export function readNpm(args, cwd) {
  return spawnNpm(args, cwd, 'pipe').stdout.toString()
}

/**
 * @param {string[]} args
 * @param {string} cwd
 * @param {'inherit' | 'pipe'} output
 */
function spawnNpm(args, cwd, output) {
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd, stdio: ['ignore', output, output], maxBuffer: 64e6 }
  // npm_execpath is the npm that started us; without it (node scripts/start.mjs) take the one on the PATH.
  const npmCli = process.env.npm_execpath
  const result = npmCli?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npmCli, ...args], options)
    : // Windows' npm is a .cmd file, which only a shell can start; the arguments are ours and hold no spaces.
      spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (result.error) throw new Problem(`npm could not be started: ${result.error.message}`)
  return result
}

function installedAsLocked() {
  const locked = readLock(join(checkout, 'package-lock.json'))
  const installed = readLock(join(checkout, 'node_modules', '.package-lock.json'))
  if (!locked) throw new Problem('package-lock.json is missing: restore it with `git checkout package-lock.json`.')
  if (!installed) return false
  return Object.entries(locked).every(([path, entry]) => {
    // No version: this project itself, or a link into another package's folder.
    if (path === '' || entry.version === undefined) return true
    const found = installed[path]
    // Optional packages are other platforms' binaries: npm leaves them out here.
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity && existsSync(join(checkout, path))
  })
}

/**
 * @param {string} path
 * @returns {Record<string, LockEntry> | undefined} entries by their folder, undefined when there is no such file
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}
