import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from '../setup/checkout.mjs'
import { exitCode } from '../setup/launch.mjs'

/**
 * Runs scripts/demo.ts, which may be TypeScript since by now the dependencies are there.
 * @param {import('../setup/electron-runtime.mjs').ElectronRuntime} runtime
 * @param {string[]} args the demo's own arguments
 * @returns {Promise<number>} its exit code
 */
export function runDemo(runtime, args) {
  const demo = spawn(process.execPath, ['--import', 'tsx', join(checkout, 'scripts', 'demo.ts'), ...args], {
    stdio: 'inherit',
    // The demo must run the Electron that was just announced.
    env: { ...process.env, DEXTER_ELECTRON: runtime.executable },
  })
  return exitCode(demo)
}
