import { parseArgs } from 'node:util'
import { checkAnswer } from '../renderer/engine/evidence'
import { type Case, falseCases, truthfulCases } from '../tools/corpora/evidence/corpus'

/**
 * The score of the check of spoken answers: 200 true ones must not be flagged, 200 with a mistake that models make must
 * be. The checks were tuned on one half of the templates; the other half is told apart.
 */

const { values } = parseArgs({
  options: {
    verbose: { type: 'boolean', default: false },
    /** Another set of worlds: a check that the score is no lucky match. */
    shift: { type: 'string', default: '0' },
  },
})

const judged = (cases: Case[]) => cases.map((it) => ({ ...it, flags: checkAnswer(it) }))
const started = performance.now()
const truthful = judged(truthfulCases(Number(values.shift)))
const lies = judged(falseCases(Number(values.shift)))
const elapsedMs = performance.now() - started

const flagged = truthful.filter(({ flags }) => flags.length > 0)
const caught = lies.filter(({ flags }) => flags.length > 0)
const half = <T extends Case>(cases: T[], name: Case['half']) => cases.filter((it) => it.half === name)

console.log(`truthful: ${flagged.length}/${truthful.length} flagged`)
console.log(`false: ${caught.length}/${lies.length} caught`)
for (const name of ['tuned', 'held-out'] as const) {
  const of = (cases: Case[]) => half(cases, name).length
  console.log(`  ${name}: truthful ${of(flagged)}/${of(truthful)} flagged, false ${of(caught)}/${of(lies)} caught`)
}
console.log(`  ${(elapsedMs / (truthful.length + lies.length)).toFixed(2)} ms an answer`)
console.log('')
for (const mutation of new Set(lies.map((it) => it.mutation))) {
  const all = lies.filter((it) => it.mutation === mutation)
  const found = all.filter(({ flags }) => flags.length > 0)
  console.log(`${String(found.length).padStart(4)}/${String(all.length).padEnd(4)} ${mutation}`)
}

if (values.verbose) {
  for (const { text, flags, half: of } of flagged) {
    console.log(`\nflagged (${of}): ${text}`)
    for (const { kind, detail } of flags) console.log(`  ${kind}: ${detail}`)
  }
  for (const { text, mutation, half: of } of lies.filter(({ flags }) => flags.length === 0)) {
    console.log(`\nmissed (${of}, ${mutation}): ${text}`)
  }
}
process.exitCode = flagged.length === 0 && caught.length >= 190 ? 0 : 1
