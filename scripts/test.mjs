import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout } from './setup/checkout.mjs'
import { runNpm } from './setup/dependencies.mjs'
import { exitCode } from './setup/launch.mjs'
import { runCommand } from './setup/problem.mjs'
import { setUp } from './setup/setup.mjs'
import { tally } from './tally.mjs'

// `npm test`: every test, after setting up what a fresh clone lacks, and the checks of `npm run check`.
// Arguments after `--` go to vitest and choose tests; then the checks are left out.
await runCommand(async () => {
  const chosen = process.argv.slice(2)
  await setUp({ virtualDesktop: process.platform === 'linux' })
  const checked = chosen.length > 0 || runNpm(['run', '--silent', 'check'], checkout) === 0

  const dir = mkdtempSync(join(tmpdir(), 'dexter-test-'))
  const report = join(dir, 'report.json')
  try {
    const ended = await runVitest(['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...chosen])
    const { line, sound } = tally(readReport(report))
    if (!checked) console.log('npm run check failed: see its messages above the tests.')
    if (ended !== 0 && sound) console.log('The tests passed, but vitest met an error outside of them: see above.')
    console.log(line)
    return ended !== 0 ? ended : checked && sound ? 0 : 1
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})

/** @param {string[]} args */
function runVitest(args) {
  const tool = join(checkout, 'node_modules', 'vitest', 'vitest.mjs')
  return exitCode(spawn(process.execPath, [tool, 'run', ...args], { cwd: checkout, stdio: 'inherit' }))
}

/**
 * @param {string} path
 * @returns {unknown} undefined when vitest ended before it wrote one
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
