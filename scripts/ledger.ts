import { existsSync, writeSync } from 'node:fs'
import { scanLedger } from '../main/journal/ledger-scan'
import { exported } from '../main/journal/trade-export'
import { createTradeIndex } from '../main/journal/trade-index'
import en from '../shared/i18n/en/app'
import { EXPORT_FORMATS } from '../shared/trade-list'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

const USAGE = 'npm run ledger -- verify FILE | export FILE --csv|--json'

// Checks a trade ledger line by line, or prints its trades. Ends with 0 when every line follows from the one before, else with 1.
await runCommand(async () => {
  const [action, path, option, ...more] = process.argv.slice(2)
  if (path === undefined || more.length > 0) throw new Problem(`Usage: ${USAGE}`)
  if (!existsSync(path)) throw new Problem(`${path}: there is no such file.`)
  if (action === 'verify' && option === undefined) return verify(path)
  const format = EXPORT_FORMATS.find((it) => option === `--${it}`)
  if (action !== 'export' || format === undefined) throw new Problem(`Usage: ${USAGE}`)
  const index = createTradeIndex(path)
  const { broken } = index.catchUp()
  for (const text of exported(index.all(), format)) print(text)
  if (broken === null) return 0
  console.error(
    `ledger: line ${broken.line} is not sound: ${en.ledger.fault[broken.reason]}. Only what comes before it was exported.`,
  )
  return 1
})

function verify(path: string): number {
  const { last, torn, broken } = scanLedger(path, ({ seq, at, step, tool, wallet, detail }) => {
    const columns = [seq, new Date(at).toISOString(), step.padEnd(9), tool, wallet ?? '-', detail ?? '']
    print(`${columns.join('  ').trimEnd()}\n`)
  })
  const sound = last?.seq ?? 0
  const whole = broken && { line: broken.line, reason: en.ledger.fault[broken.reason] }
  const problem = whole ?? (torn > 0 ? { line: sound + 1, reason: 'it is not whole' } : null)
  if (problem !== null) {
    console.log(`ledger: line ${problem.line} is not sound: ${problem.reason}. ${sound} lines before it are.`)
    return 1
  }
  console.log(`ledger: ${sound} lines, unbroken${last ? `, newest hash ${last.hash}` : ''}`)
  return 0
}

/** Whole before it returns: what is left in a pipe's buffer would be lost with the process. */
function print(text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null
      // Whoever reads the pipe has seen enough, as `head` has.
      if (code === 'EPIPE') process.exit(0)
      // Or it is slower than this.
      if (code !== 'EAGAIN') throw error
    }
  }
}
