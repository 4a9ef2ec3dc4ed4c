import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../setup/build.mjs'

const root = join(import.meta.dirname, '../..')
const app = join(root, 'dist', 'linux-unpacked')
const INPUTS = ['out/.inputs', 'electron-builder.yml', 'build/after-remove.sh', 'build/update-key.pub']
/** Of what the newest package was made. */
const STAMP = join(root, 'dist', '.inputs')

/**
 * Builds the package of this checkout and its deb beside it in dist/, unless they are of this very build already. Settles
 * with the folder of the app; rejects with what the build printed.
 */
export async function packagedApp(): Promise<string> {
  buildApp()
  const inputs = INPUTS.map((path) => readFileSync(join(root, path), 'utf8')).join()
  if (existsSync(STAMP) && existsSync(app) && readFileSync(STAMP, 'utf8') === inputs) return app
  const child = spawn(process.execPath, ['scripts/package.mjs', 'dir', 'deb'], { cwd: root })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stderr.on('data', (chunk) => (printed += chunk))
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the package could not be built:\n${printed}`)
  writeFileSync(STAMP, inputs)
  return app
}
