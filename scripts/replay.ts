import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { replay } from '../renderer/engine/replay/replay'
import { reportText } from '../renderer/engine/replay/report-text'
import { Problem, runCommand } from './setup/problem.mjs'

const USAGE = 'Usage: npm run replay -- FILE [--json]'

// What a session log holds, and what is wrong with it. Started by scripts/run.mjs.
await runCommand(async () => {
  const { file, json } = readArguments(process.argv.slice(2))
  const report = replay(readLog(file))
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report))
  return 0
})

function readArguments(args: string[]): { file: string; json: boolean } {
  const [file, ...more] = args.filter((arg) => arg !== '--json')
  if (file === undefined || more.length > 0 || file.startsWith('-')) throw new Problem(USAGE)
  return { file, json: args.includes('--json') }
}

/** npm runs scripts in the top folder; the path was typed in the folder that INIT_CWD names. */
function readLog(file: string): string {
  const path = resolve(process.env.INIT_CWD ?? '', file)
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(`The log could not be read: ${reason}\n${USAGE}`)
  }
}
