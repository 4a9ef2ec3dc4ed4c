import type { Flag } from '../../../../shared/snapshot'
import { MAX_OUTPUTS } from '../../check'
import { checkAnswer, madeAt, type SpokenAnswer } from '../../evidence'
import type { AnswerFacts, Facts, OutputFacts } from '../facts'

/**
 * What speaks against the answers of a recording, by the checks of the running app. A log that names no day is dated by its
 * first output that does, so that ages within it are true.
 */
export function answerFlags(facts: Facts): { answer: AnswerFacts; flags: Flag[] }[] {
  const shift = shiftOf(facts.outputs)
  const timed = (at: number | null) => (at === null ? null : at + shift)
  return facts.answers.map((answer) => {
    // A server may tell a result after the answer that it led to has begun.
    const own =
      facts.turns.find(({ turn }) => turn.attempt.assistantIds.includes(answer.itemId))?.turn.attempt.toolIds ?? []
    const before = facts.outputs
      .filter(({ itemId, event }) => event.entry < answer.begun.entry || own.includes(itemId))
      .slice(-MAX_OUTPUTS)
    const outputs = before.map(({ name, output, event }) => ({
      name,
      arguments: '',
      output,
      receivedAt: timed(event.at),
    }))
    const at = timed(answer.begun.at)
    const spoken: SpokenAnswer = { text: answer.text, outputs, at: at ?? 0 }
    const flags = checkAnswer(spoken)
    return { answer, flags: at === null ? flags.filter(({ kind }) => kind !== 'stale') : flags }
  })
}

/** What has to be added to a bare time of day to make it epoch milliseconds; 0 where the log names the day. */
function shiftOf(outputs: OutputFacts[]): number {
  for (const { name, output, event } of outputs) {
    const made = event.at === null || event.dated ? null : madeAt(name, output)
    if (made !== null && event.at !== null) return made - event.at
  }
  return 0
}
