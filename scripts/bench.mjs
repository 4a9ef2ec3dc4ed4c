import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from './setup/checkout.mjs'
import { exitCode } from './setup/launch.mjs'
import { runCommand } from './setup/problem.mjs'
import { setUp } from './setup/setup.mjs'

// `npm run bench`: the latencies of the voice path, each beside a floor of the same run.
await runCommand(async () => {
  const runtime = await setUp({ virtualDesktop: process.platform === 'linux' })
  const bench = spawn(
    process.execPath,
    ['--import', 'tsx', join(checkout, 'scripts', 'bench.ts'), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { ...process.env, DEXTER_ELECTRON: runtime.executable },
    },
  )
  return exitCode(bench)
})
