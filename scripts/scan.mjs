import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ANSWERS } from '../tools/scan/answers.mjs'
import { answered, findingsOf } from '../tools/scan/findings.mjs'
import { buildApp } from '../tools/setup/build.mjs'
import { checkout } from '../tools/setup/checkout.mjs'
import { installDependencies, runNpm } from '../tools/setup/dependencies.mjs'
import { checkNodeVersion } from '../tools/setup/node-version.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

// Not a dependency: it brings four hundred packages of an older day, which nothing else here needs.
const SCANNER = '@doyensec/electronegativity@1.10.3'

// `npm run scan`: what a static scan for Electron's known mistakes finds in the built bundles, each finding with its answer
// (scan/answers.mjs). Fails for a finding without one, and for an answer to what is found no more. Needs the registry.
await runCommand(async () => {
  checkNodeVersion()
  installDependencies()
  buildApp()
  const scratch = mkdtempSync(join(tmpdir(), 'dexter-scan-'))
  try {
    // The scanner knows no other ending of a script.
    const bundles = join(scratch, 'out')
    cpSync(join(checkout, 'out'), bundles, { recursive: true, filter: (path) => !path.includes('practice-data') })
    renameSync(join(bundles, 'preload', 'index.cjs'), join(bundles, 'preload', 'index.js'))
    const report = join(scratch, 'report.sarif')
    const { devDependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))
    const scan = ['-i', bundles, '-e', devDependencies.electron, '-o', report]
    const exec = ['exec', '--yes', '--ignore-scripts', `--package=${SCANNER}`, '--', 'electronegativity', ...scan]
    if (runNpm(exec, scratch) !== 0) throw new Problem(`${SCANNER} did not run: see its message above.`)
    const { lines, failed } = answered(findingsOf(JSON.parse(readFileSync(report, 'utf8'))), ANSWERS)
    for (const line of lines) console.log(line)
    return failed ? 1 : 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
})
