import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { checkout } from '../tools/setup/checkout.mjs'
import { installDependencies } from '../tools/setup/dependencies.mjs'
import { exitCode } from '../tools/setup/launch.mjs'
import { checkNodeVersion } from '../tools/setup/node-version.mjs'
import { runCommand } from '../tools/setup/problem.mjs'

// Runs a TypeScript file of this checkout that needs no Electron: `node scripts/run.mjs FILE [arguments]`.
await runCommand(async () => {
  const [file = '', ...args] = process.argv.slice(2)
  checkNodeVersion()
  installDependencies()
  return exitCode(spawn(process.execPath, ['--import', 'tsx', resolve(checkout, file), ...args], { stdio: 'inherit' }))
})
