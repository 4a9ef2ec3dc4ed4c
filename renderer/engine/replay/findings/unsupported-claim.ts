import type { Facts, OutputFacts } from '../facts'
import { rankedStreams } from '../tool-json'
import { type Detector, finding } from './finding'
import { contradictions } from './ranking'

/** A sentence that ranks: what the list must bear out. */
const RANKING = /[^.!?\n]*\b(?:top|most|highest|largest|biggest|leading|best|number one)\b[^.!?\n]*[.!?]?/gi

/** A ranking that the tool's own figures refute, whether the answer repeats it or not. */
export const unsupportedClaim: Detector = (facts) =>
  facts.outputs.flatMap((output) => {
    const summary = rankedStreams(output)
    const against = summary ? contradictions(summary) : []
    if (against.length === 0) return []
    const said = claimFrom(facts, output)
    const claim = said ? `The answer says "${said}", but in` : 'In'
    return [
      finding('unsupported-claim', output.event, `${claim} the output of ${output.name} ${against.join('; and ')}.`),
    ]
  })

/** The ranking sentence of the first answer after the output; the last one, since it sums up. */
function claimFrom({ answers }: Facts, output: OutputFacts): string | null {
  const answer = answers.find(({ begun }) => begun.entry > output.event.entry)
  return answer?.text.match(RANKING)?.at(-1)?.trim() ?? null
}
