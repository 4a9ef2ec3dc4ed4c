import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { decodeLog, isPacked } from '../renderer/engine/replay/reading/decode'
import { LOOKED_FOR } from '../renderer/engine/replay/reading/read-recording'
import { replay } from '../renderer/engine/replay/replay'
import { reportText } from '../renderer/engine/replay/report-text'
import { Problem, runCommand } from '../tools/setup/problem.mjs'

const USAGE = 'Usage: npm run replay -- FILE [--json]'

/** Exit code for a file in which there is no session. */
const UNREADABLE = 2

// What a session log holds, and what is wrong with it. Started by scripts/run.mjs.
await runCommand(async () => {
  const { file, json } = readArguments(process.argv.slice(2))
  const bytes = readLog(file)
  if (isPacked(bytes)) {
    console.error(`${file} is compressed. Unpack it, and give the file that is in it.`)
    return UNREADABLE
  }
  const report = replay(decodeLog(bytes))
  if (report.events === 0) {
    console.error(`No session was found in ${file}. It was searched for ${LOOKED_FOR}.`)
    return UNREADABLE
  }
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report))
  return 0
})

function readArguments(args: string[]): { file: string; json: boolean } {
  const [file, ...more] = args.filter((arg) => arg !== '--json')
  if (file === undefined || more.length > 0 || file.startsWith('-')) throw new Problem(USAGE)
  return { file, json: args.includes('--json') }
}

/** npm runs scripts in the top folder; the path was typed in the folder that INIT_CWD names. */
function readLog(file: string): Uint8Array {
  const path = resolve(process.env.INIT_CWD ?? '', file)
  try {
    return readFileSync(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem(`The log could not be read: ${reason}\n${USAGE}`)
  }
}
