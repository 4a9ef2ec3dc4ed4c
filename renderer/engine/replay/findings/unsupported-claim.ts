import { checkOutput } from '../../evidence'
import type { Facts, OutputFacts } from '../facts'
import { answerFlags } from './evidence'
import { type Detector, finding } from './finding'

/** A sentence that ranks: what the list must bear out. */
const RANKING = /\b(?:top|most|highest|largest|biggest|leading|best|number one)\b/i
const SENTENCE_END = /(?<=[.!?])\s+|\n+/

/** What an answer says and the tools' figures refute; and a ranking that they refute themselves, whether it is repeated or not. */
export const unsupportedClaim: Detector = (facts) => {
  const refuted = facts.outputs.flatMap((output) => {
    const against = contradictions(output)
    return against.length === 0 ? [] : [{ output, against, answer: answerAfter(facts, output) }]
  })
  const ofOutputs = refuted.map(({ output, against, answer }) => {
    const said = answer ? claimIn(answer.text) : null
    const claim = said ? `The answer says "${said}", but in` : 'In'
    const detail = `${claim} the output of ${output.name} ${against.join('; and ')}.`
    return finding('unsupported-claim', output.event, detail)
  })
  const ofAnswers = answerFlags(facts).flatMap(({ answer, flags }) => {
    // A ranking of refuted rows has been told above.
    const told = refuted.some((it) => it.answer === answer)
    return flags
      .filter(({ kind }) => kind === 'figure' || (kind === 'claim' && !told))
      .map(({ detail }) => finding('unsupported-claim', answer.begun, detail))
  })
  return [...ofOutputs, ...ofAnswers]
}

/** In clauses, to be joined. What the call asked for is no claim of the answer, so it is left out. */
function contradictions({ name, output }: OutputFacts): string[] {
  return checkOutput({ name, arguments: '', output, receivedAt: null })
    .filter(({ kind }) => kind === 'order' || kind === 'totals')
    .map(({ detail }) => `${detail.charAt(0).toLowerCase()}${detail.slice(1).replace(/\.$/, '')}`)
}

const answerAfter = ({ answers }: Facts, output: OutputFacts) =>
  answers.find(({ begun }) => begun.entry > output.event.entry)

/** The ranking sentence of an answer; the last one, since it sums up. */
const claimIn = (text: string): string | null =>
  text
    .split(SENTENCE_END)
    .filter((sentence) => RANKING.test(sentence))
    .at(-1)
    ?.trim() ?? null
