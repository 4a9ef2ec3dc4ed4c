import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from './checkout.mjs'
import { Problem } from './problem.mjs'

/** What the bundles are made from. */
const INPUTS = [
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'build',
  'main',
  'preload',
  'renderer',
  'shared',
]
const STAMP = join(checkout, 'out', '.inputs')

/** Builds the app into out/, unless nothing that it is made from has changed since the last build. */
export function buildApp() {
  const inputs = fingerprint()
  if (inputs === lastBuild()) return
  console.log('Building the app …')
  const tool = join(checkout, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const build = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'warn'], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (build.status !== 0) throw new Problem(`The build failed:\n${build.stdout}${build.stderr}`)
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, inputs)
}

function lastBuild() {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    return ''
  }
}

/** A hash over names, sizes and times of all inputs: a few milliseconds, where hashing the contents takes longer. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const input of INPUTS) {
    for (const path of filesUnder(join(checkout, input))) {
      const { size, mtimeMs } = statSync(path)
      hash.update(`${path}\0${size}\0${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]} the file itself, or all files below the folder; empty when there is no such thing
 */
function filesUnder(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return []
  if (stats.isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
