import { spawn, spawnSync } from 'node:child_process'
import { checkout } from './checkout.mjs'

/**
 * The arguments that start the app of this checkout, for {@link import('./electron-runtime.mjs').ElectronRuntime}.
 * @param {string[]} args the app's own switches
 * @returns {string[]}
 */
export function appArguments(args) {
  return [checkout, ...(whyNoSandbox() ? ['--no-sandbox'] : []), ...args]
}

/**
 * Chromium's sandbox needs an ordinary user who may create user namespaces.
 * @returns {string | undefined} why it can't be had here; undefined when it can
 */
export function whyNoSandbox() {
  if (process.platform !== 'linux') return undefined
  if (process.getuid?.() === 0) return 'root can not use it'
  if (spawnSync('unshare', ['--user', 'true']).status !== 0) return 'this system forbids user namespaces'
  return undefined
}

/**
 * Runs the app until it ends. Signals sent to this process reach the app.
 * @param {string} executable
 * @param {string[]} args the app's own switches
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runApp(executable, args) {
  const reason = whyNoSandbox()
  if (reason) console.log(`The Chromium sandbox is off: ${reason}.`)
  const child = spawn(executable, appArguments(args), { cwd: checkout, stdio: 'inherit' })
  return exitCode(child)
}

/** @type {NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} settles when the child has ended; rejects when it could not be started
 */
export function exitCode(child) {
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal)
  for (const signal of FORWARDED) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward)
      const number = Object.entries(SIGNAL_NUMBERS).find(([name]) => name === signal)?.[1]
      resolve(code ?? 128 + (number ?? 0))
    })
  })
}
