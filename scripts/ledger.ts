import { existsSync, readFileSync } from 'node:fs'
import { verifyLedger } from '../main/journal/ledger-chain'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

const USAGE = 'npm run ledger -- verify FILE'

// Checks a trade ledger line by line. Ends with 0 when every line follows from the one before, else with 1.
await runCommand(async () => {
  const [action, path, ...more] = process.argv.slice(2)
  if (action !== 'verify' || path === undefined || more.length > 0) throw new Problem(`Usage: ${USAGE}`)
  if (!existsSync(path)) throw new Problem(`${path}: there is no such file.`)
  const verdict = verifyLedger(readFileSync(path, 'utf8'))
  for (const { seq, at, step, tool, wallet, detail } of verdict.lines) {
    console.log(
      [seq, new Date(at).toISOString(), step.padEnd(9), tool, wallet ?? '-', detail ?? ''].join('  ').trimEnd(),
    )
  }
  if (verdict.ok) {
    const newest = verdict.lines.at(-1)
    console.log(`ledger: ${verdict.lines.length} lines, unbroken${newest ? `, newest hash ${newest.hash}` : ''}`)
    return 0
  }
  console.log(
    `ledger: line ${verdict.line} is not sound: ${verdict.reason}. ${verdict.lines.length} lines before it are.`,
  )
  return 1
})
