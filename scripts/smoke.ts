import { mkdirSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'
import { prepareLines } from '../tools/demo/speech'
import { checkout } from '../tools/setup/checkout.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'
import { CHECKS, type Check, type Result, runChecks } from '../tools/smoke/checks'
import { openStage, packagedExecutable } from '../tools/smoke/system'

/*
 * `npm run smoke -- [EXECUTABLE] [--may-fail=CHECK,…]`: runs the packaged app of this system as a trader does, and tells what
 * it did. What it printed stands in smoke/result.json as well. The workflow runs it on a machine of each system.
 */
const QUESTION = 'What is the price of SOL?'

await runCommand(async () => {
  const args = process.argv.slice(2)
  const optional = (args.find((it) => it.startsWith('--may-fail='))?.slice('--may-fail='.length) ?? '').split(',')
  const unknown = optional.filter((name) => name !== '' && !(name in CHECKS))
  if (unknown.length > 0) throw new Problem(`${unknown.join(', ')}: the checks are ${Object.keys(CHECKS).join(', ')}.`)
  const executable = packagedExecutable(args.find((it) => !it.startsWith('--')))
  const out = join(checkout, 'smoke')
  mkdirSync(out, { recursive: true })
  const stage = await openStage()
  try {
    const [line] = await prepareLines([{ kind: 'spoken', words: QUESTION }], out)
    if (line?.kind !== 'speak') throw new Problem('The question could not be spoken.')
    const results: Result[] = []
    await runChecks(stage, executable, line.speech, results).catch((error) => console.error(error))
    const missing = (Object.keys(CHECKS) as Check[]).filter(
      (check) => !results.some((result) => result.check === check),
    )
    const system = { platform: process.platform, arch: process.arch, release: release() }
    writeFileSync(join(out, 'result.json'), `${JSON.stringify({ system, executable, results, missing }, null, 2)}\n`)
    const failed = results.filter(({ check, passed }) => !passed && !optional.includes(check))
    const passed = results.filter(({ passed }) => passed).length
    console.log(`smoke: ${passed}/${Object.keys(CHECKS).length} checks passed on ${process.platform} ${process.arch}`)
    return failed.length + missing.length === 0 ? 0 : 1
  } finally {
    await stage.close()
  }
})
