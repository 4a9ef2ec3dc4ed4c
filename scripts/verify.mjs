import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { verifySignature } from 'electron-updater/out/windowsExecutableCodeSignatureVerifier.js'
import { holdsApp, objection, questionsFor, whyStranded } from '../tools/package/signatures.mjs'
import { checkout } from '../tools/setup/checkout.mjs'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

// `npm run verify`: asks the system whether the packages in dist/ are signed, and notarised, as it wants them.
const KITS = 'C:/Program Files (x86)/Windows Kits/10/bin'

await runCommand(async () => {
  const dist = join(checkout, 'dist')
  const inside = (/** @type {string} */ folder) =>
    existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  const files = [
    ...inside(dist),
    ...inside(dist)
      .filter((path) => holdsApp(basename(path)))
      .flatMap(inside),
  ]
  const helpers = files
    .filter((path) => path.endsWith('.app'))
    .flatMap((app) => inside(join(app, 'Contents', 'Frameworks')))
  const questions = questionsFor(
    process.platform,
    [...files, ...helpers],
    process.platform === 'win32' ? signtool() : '',
  )
  if (questions.length === 0) {
    if (process.platform !== 'linux') throw new Problem('There is no package in dist/ that could be signed.')
    console.log('verify: packages of Linux bear no signature; their lists of updates do (npm run sign)')
    return 0
  }
  let failed = 0
  for (const question of questions) {
    const { status, stdout, stderr } = spawnSync(question.command, question.args, { encoding: 'utf8' })
    const why = status === 0 ? objection(question, `${stdout}${stderr}`) : `${stdout}${stderr}`.trim()
    console.log(
      `${why === null ? 'fine  ' : 'FAILED'}  ${question.command} ${question.args.join(' ')}${why ? `\n${why}` : ''}`,
    )
    if (why !== null) failed += 1
  }
  let asked = questions.length
  if (process.platform === 'win32')
    for (const told of files.map((path) => join(path, 'app-update.yml')).filter((path) => existsSync(path)))
      for (const installer of inside(dist).filter((path) => path.endsWith('.exe'))) {
        const why = await whyStranded(readFileSync(told, 'utf8'), installer, verifySignature)
        console.log(
          `${why === null ? 'fine  ' : 'FAILED'}  ${installer} as an update of ${told}${why ? `\n${why}` : ''}`,
        )
        asked += 1
        if (why !== null) failed += 1
      }
  console.log(`verify: ${asked - failed}/${asked} fine`)
  return failed === 0 ? 0 : 1
})

/** The newest of the SDK: no runner has it on its PATH. */
function signtool() {
  const versions = existsSync(KITS)
    ? readdirSync(KITS)
        .filter((name) => /^10\./.test(name))
        .sort()
    : []
  const newest = versions.reverse().find((name) => existsSync(join(KITS, name, 'x64', 'signtool.exe')))
  if (newest === undefined) throw new Problem('signtool is not here: install the Windows SDK.')
  return join(KITS, newest, 'x64', 'signtool.exe')
}
