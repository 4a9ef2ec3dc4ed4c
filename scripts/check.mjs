import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from '../tools/setup/checkout.mjs'
import { installDependencies } from '../tools/setup/dependencies.mjs'
import { checkNodeVersion } from '../tools/setup/node-version.mjs'
import { runCommand } from '../tools/setup/problem.mjs'

// `npm run check`: what can be known without running the app. Each check runs even when the one before has failed.
const CHECKS = [
  { name: 'types', tool: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint and format', tool: '@biomejs/biome/bin/biome', args: ['ci', '.', '--max-diagnostics=100'] },
  { name: 'unused code', tool: 'knip/bin/knip.js', args: [] },
]

await runCommand(async () => {
  checkNodeVersion()
  installDependencies()
  const failed = CHECKS.filter(({ tool, args }) => {
    const path = join(checkout, 'node_modules', tool)
    const { status } = spawnSync(process.execPath, [path, ...args], { cwd: checkout, stdio: 'inherit' })
    return status !== 0
  })
  const names = failed.map(({ name }) => name)
  // Loaded when the packages are there: it reads the report with one of them.
  const { audit } = await import('../tools/setup/audit.mjs')
  if (!audit()) names.push('audit')
  console.log(names.length === 0 ? 'check: all fine' : `check: failed for ${names.join(', ')}`)
  return names.length === 0 ? 0 : 1
})
