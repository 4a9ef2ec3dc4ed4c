import type { Facts, OutputFacts } from '../facts'
import { rankedStreams } from '../tool-json'
import { type Detector, finding } from './finding'
import { contradictions } from './ranking'

/** A sentence that ranks: what the list must bear out. */
const RANKING = /\b(?:top|most|highest|largest|biggest|leading|best|number one)\b/i
const SENTENCE_END = /(?<=[.!?])\s+|\n+/

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
  return (
    answer?.text
      .split(SENTENCE_END)
      .filter((sentence) => RANKING.test(sentence))
      .at(-1)
      ?.trim() ?? null
  )
}
