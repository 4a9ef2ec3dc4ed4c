import { heldOut } from '../tools/corpora/redaction/held-out'
import { type Score, scoreOf } from '../tools/corpora/redaction/score'
import { tuned } from '../tools/corpora/redaction/tuned'

/** What the log's redaction masks, and what it leaves readable. Ends with 1 when anything is missed. */

let missed = 0
for (const [title, cases] of Object.entries({ tuned, 'held out': heldOut })) {
  const { secrets, innocents } = scoreOf(cases)
  if (secrets.length + innocents.length === 0) continue
  print(`Secrets (${title})`, secrets, 'masked')
  print(`Look-alikes (${title})`, innocents, 'untouched')
}
for (const [title, cases] of Object.entries({ tuned, 'held out': heldOut })) {
  const { secrets, innocents } = scoreOf(cases)
  if (secrets.length + innocents.length === 0) continue
  console.log(`${title}: ${total(secrets)} kinds of secrets masked, ${total(innocents)} kinds of look-alikes untouched`)
}
process.exitCode = missed === 0 ? 0 : 1

function print(title: string, scores: Score[], right: string): void {
  console.log(`\n${title}`)
  for (const { kind, places, misses } of scores) {
    console.log(
      `  ${misses.length === 0 ? 'yes' : 'NO '}  ${kind} (${right} in ${places - misses.length} of ${places} places)`,
    )
    for (const { stands, became } of misses)
      console.log(`         ${JSON.stringify(stands)}\n      -> ${JSON.stringify(became)}`)
    missed += misses.length
  }
}

function total(scores: Score[]): string {
  return `${scores.filter(({ misses }) => misses.length === 0).length}/${scores.length}`
}
