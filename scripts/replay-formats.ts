import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeLog } from '../renderer/engine/replay/reading/decode'
import { type ReplayReport, replay } from '../renderer/engine/replay/replay'
import { otherLogs } from '../tools/corpora/session-logs/other-logs'
import { RECORDED, recordedRows } from '../tools/corpora/session-logs/recorded'
import { runCommand } from '../tools/setup/problem.mjs'

/**
 * Writes the recorded session in every format that other tools use, reads each file again, and prints what was counted:
 * `node scripts/run.mjs scripts/replay-formats.ts`. Ends with 1 when one counts other than the session's text.
 */
await runCommand(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dexter-formats-'))
  const expected = countsOf(replay(RECORDED))
  const rows = otherLogs(recordedRows()).map(({ tool, bytes }) => {
    const file = join(folder, tool.replace(/\W+/g, '-'))
    writeFileSync(file, bytes)
    const report = replay(decodeLog(readFileSync(file)))
    return { tool, counts: countsOf(report), events: report.events }
  })
  print('its text', replay(RECORDED).events, expected)
  for (const { tool, events, counts } of rows) print(tool, events, counts)
  const same = rows.filter(({ counts }) => counts === expected).length
  console.log(`\n${same}/${rows.length} formats count the same as the text; the files are in ${folder}`)
  return same === rows.length ? 0 : 1
})

function countsOf({ conversation, tools, errors, usage, unreadable }: ReplayReport): string {
  const rows = errors.reduce((sum, { count }) => sum + count, 0)
  return `${conversation.length} messages, ${tools.length} tools, ${errors.length} errors in ${rows} rows, ${usage.total_tokens} tokens in ${usage.responses} responses, ${unreadable} unreadable`
}

function print(tool: string, events: number, counts: string): void {
  console.log(`${tool.padEnd(46)} ${String(events).padStart(3)} events  ${counts}`)
}
