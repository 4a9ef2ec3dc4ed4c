import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { checkout } from './setup/checkout.mjs'
import { installDependencies } from './setup/dependencies.mjs'
import { exitCode } from './setup/launch.mjs'
import { checkNodeVersion } from './setup/node-version.mjs'
import { runCommand } from './setup/problem.mjs'

// Runs a TypeScript file of this checkout that needs no Electron: `node scripts/run.mjs FILE [arguments]`.
await runCommand(async () => {
  const [file = '', ...args] = process.argv.slice(2)
  checkNodeVersion()
  installDependencies()
  return exitCode(spawn(process.execPath, ['--import', 'tsx', resolve(checkout, file), ...args], { stdio: 'inherit' }))
})
