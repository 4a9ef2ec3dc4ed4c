import { scenarios } from '../tools/faults/index'
import { type Row, rowOf } from '../tools/faults/scenario'
import { releases, releaseTable } from '../tools/hotkey/releases'
import { runCommand } from '../tools/setup/problem.mjs'

/**
 * `npm run faults`: what each fault does to the trader. Arguments choose rows by words of their names; `releases` prints how
 * whatever is said ends instead, by each cause, in each mode and from each source of the talk key. Ends with 1 when
 * speech was lost or doubled, a trade was doubled, or a row did not go as it has to.
 */

/** Most of a row is waiting; more at once and the waiting would be for the processor. */
const AT_ONCE = 6
const SAW_WIDTH = 90

await runCommand(async () => {
  const wanted = process.argv.slice(2)
  if (wanted[0] === 'releases') return printReleases()
  const chosen = scenarios.filter(({ fault }) => wanted.length === 0 || wanted.some((word) => fault.includes(word)))
  const queue = [...chosen.filter(({ where }) => where === 'engine').entries()]
  const rows: Row[] = []
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) rows[next[0]] = await rowOf(next[1])
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  // One at a time: two cores can't keep two apps within their latencies.
  for (const scenario of chosen.filter(({ where }) => where === 'app')) rows.push(await rowOf(scenario))
  print(rows)

  const lost = rows.reduce((sum, row) => sum + row.lost, 0)
  const doubled = rows.reduce((sum, row) => sum + row.doubled, 0)
  const doubledTrades = rows.reduce((sum, row) => sum + row.doubledTrades, 0)
  const failed = rows.filter(({ problem }) => problem !== null).length
  const utterances = `${lost} lost utterances${doubled > 0 ? `, ${doubled} doubled utterances` : ''}`
  const others = failed > 0 ? `, ${failed} rows not as they have to be` : ''
  console.log(`\n${rows.length} faults: ${utterances}, ${doubledTrades} doubled trades${others}`)
  return rows.every(({ ok }) => ok) ? 0 : 1
})

function printReleases(): number {
  const rows = releases()
  console.log(releaseTable(rows))
  const late = rows.filter(({ ok }) => !ok).length
  console.log(`\n${rows.length} releases: ${late} not as they have to be`)
  return late === 0 ? 0 : 1
}

function print(rows: Row[]): void {
  const cells = rows.map((row) => [
    row.fault,
    row.problem ?? (row.saw.join(' → ') || 'nothing'),
    String(row.lost),
    String(row.doubled),
    String(row.doubledTrades),
    row.ok ? 'ok' : 'NOT OK',
  ])
  const head = ['fault', 'what the trader saw', 'lost', 'doubled', 'doubled trades', 'ok']
  const widths = head.map((title, column) =>
    column === 1 ? SAW_WIDTH : Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  for (const row of [head, ...cells]) {
    const [first = '', ...more] = wrapped(row[1] ?? '')
    const line = row.with(1, first).map((cell, column) => cell.padEnd(widths[column] ?? 0))
    console.log(line.join('  ').trimEnd())
    for (const rest of more) console.log(' '.repeat((widths[0] ?? 0) + 2) + rest)
  }
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= SAW_WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
