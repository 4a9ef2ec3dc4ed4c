import { buildApp } from './build.mjs'
import { installDependencies } from './dependencies.mjs'
import { findElectron } from './electron-runtime.mjs'
import { checkNodeVersion } from './node-version.mjs'
import { checkSystemLibraries } from './system-libraries.mjs'

/**
 * Everything a fresh clone needs before the app can run; what is done already is not done again.
 * @param {{ virtualDesktop: boolean, tests?: boolean }} needs whether the programs of the virtual desktop are needed, too,
 *   and those of single tests, as far as they can be had
 * @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>} settles when the app is built and can start
 */
export async function setUp({ virtualDesktop, tests = false }) {
  checkNodeVersion()
  installDependencies()
  const runtime = await findElectron()
  console.log(runtime.line)
  checkSystemLibraries(runtime.executable, { virtualDesktop, tests })
  buildApp()
  return runtime
}
