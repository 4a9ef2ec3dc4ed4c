import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkout } from '../tools/setup/checkout.mjs'
import { runNpm } from '../tools/setup/dependencies.mjs'
import { exitCode } from '../tools/setup/launch.mjs'
import { runCommand } from '../tools/setup/problem.mjs'
import { setUp } from '../tools/setup/setup.mjs'
import { tally } from '../tools/tally.mjs'

// `npm test`: every test, after setting up what a fresh clone lacks, and the checks of `npm run check`.
// Arguments after `--` go to vitest and choose tests; then the checks are left out.
await runCommand(async () => {
  const chosen = process.argv.slice(2)
  await setUp({ virtualDesktop: process.platform === 'linux', tests: process.platform === 'linux' })
  const checked = chosen.length > 0 || runNpm(['run', '--silent', 'check'], checkout) === 0

  const dir = mkdtempSync(join(tmpdir(), 'dexter-test-'))
  const report = join(dir, 'report.json')
  // What the apps under test leave behind is kept, and searched for the secrets that the tests gave them.
  process.env.DEXTER_TEST_TRACES = dir
  try {
    // They are of a virtual desktop with devices of its own, which macOS and Windows have none of; there the packed app is run
    // (`npm run smoke`).
    const projects = process.platform === 'linux' || chosen.length > 0 ? [] : ['--project', 'unit', '--project', 'view']
    if (projects.length > 0) console.log('The end-to-end tests need Linux: not here.')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const ended = await runVitest([...reporters, ...projects, ...chosen])
    const leakless = await noSecretLeft(dir)
    const { line, sound } = tally(readReport(report))
    if (!checked) console.log('npm run check failed: see its messages above the tests.')
    if (ended !== 0 && sound) console.log('The tests passed, but vitest met an error outside of them: see above.')
    console.log(line)
    return ended !== 0 ? ended : checked && sound && leakless ? 0 : 1
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
 * @param {string} dir where the tests noted the secrets that they used, and kept what the apps left behind
 * @returns {Promise<boolean>} false when a secret was found; true also when no test that ran used one
 */
async function noSecretLeft(dir) {
  const [known, traces] = [join(dir, 'known-secrets'), join(dir, 'traces')]
  if (!existsSync(known) || !existsSync(traces)) return true
  const scan = ['--import', 'tsx', join(checkout, 'scripts', 'secrets.ts'), known, traces]
  return (await exitCode(spawn(process.execPath, scan, { cwd: checkout, stdio: 'inherit' }))) === 0
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
