import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { checkout } from '../tools/setup/checkout.mjs'
import { exitCode } from '../tools/setup/launch.mjs'
import { runCommand } from '../tools/setup/problem.mjs'
import { setUp } from '../tools/setup/setup.mjs'

// Runs a TypeScript file of this checkout that starts the built app: `node scripts/run-app.mjs FILE [arguments]`.
await runCommand(async () => {
  const [file = '', ...args] = process.argv.slice(2)
  const { executable } = await setUp({ virtualDesktop: process.platform === 'linux' })
  const env = { ...process.env, DEXTER_ELECTRON: executable }
  return exitCode(
    spawn(process.execPath, ['--import', 'tsx', resolve(checkout, file), ...args], { stdio: 'inherit', env }),
  )
})
