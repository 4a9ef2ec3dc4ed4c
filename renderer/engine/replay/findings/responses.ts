import type { ResponseFacts } from '../facts'
import { deadTurns } from './dead-air'
import { atTime, between, type Detector, type Finding, finding, span } from './finding'

/** A user who goes on within this takes the question back. */
const TAKEN_BACK_MS = 2_000

/** A question to which nothing was said, though nobody took it back. */
export const unansweredTurn: Detector = (facts) => {
  const dead = deadTurns(facts)
  const end = facts.recording.events.at(-1)
  return facts.turns.flatMap(({ turn, asked, begun, followed, problem }) => {
    const responses = facts.responses.filter((response) => response.turnId === turn.id)
    const answered = turn.attempt.assistantIds.length > 0 || responses.some((response) => response.spoke)
    const cut = responses.some((response) => response.status === 'cancelled')
    const outcome = turn.stage.at === 'ended' ? turn.stage.outcome : null
    const takenBack = outcome === 'interrupted' || outcome === 'tap' || outcome === 'discarded'
    if (answered || cut || takenBack || dead.has(turn.id)) return []
    if (!asked && outcome !== 'unsent' && outcome !== 'failed') return []
    const from = asked ?? begun
    if (followed) {
      const gap = between(from, followed)
      if (gap !== null && gap < TAKEN_BACK_MS) return []
    }
    const limit = followed ?? end
    const rest = limit ? span(between(from, limit)) : 'no time'
    const until = followed ? 'until the next one' : 'until the recording ends'
    const what = asked
      ? `The question${atTime(from)} got no answer: ${tally(responses)} in the ${rest} ${until}.`
      : `The question begun${atTime(from)} never reached the server whole, so nothing answered it. ${problem ? `The app said: ${problem}` : ''}`.trim()
    return [finding('unanswered-turn', from, what)]
  })
}

const tally = (responses: ResponseFacts[]): string =>
  responses.length === 0
    ? 'no response was begun'
    : `${responses.map((response) => `response ${response.id} ended as ${response.status ?? 'open'} without a word`).join(', ')}`

/** Two responses where one was due: the first was whole, called no tool, and nobody had asked again. */
export const doubleResponse: Detector = (facts) =>
  facts.turns.flatMap(({ turn }) => {
    const responses = facts.responses.filter((response) => response.turnId === turn.id)
    return responses.flatMap((response, index): Finding[] => {
      const before = responses[index - 1]
      if (!before?.spoke || before.calls.size > 0 || before.status !== 'completed') return []
      return [
        finding(
          'double-response',
          response.created,
          `One question was answered twice: response ${before.id} had answered it whole and without a tool${atTime(before.done ?? before.last)}, and response ${response.id} was begun${atTime(response.created)} with no question between them.`,
        ),
      ]
    })
  })

/** A response that began while another was still being made. */
export const overlappingResponses: Detector = ({ responses }) =>
  responses.flatMap((response, index): Finding[] => {
    const other = responses
      .slice(Math.max(0, index - 8), index)
      .find((before) => !before.dropped && (before.done ?? before.last).entry > response.created.entry)
    if (!other) return []
    // What comes of a response after its end (the late output of a tool) is no part of its making.
    const end = other.done ?? other.last
    const later = between(response.created, end)
    const when = later === 0 ? 'in the same moment but later in the log' : `${span(later)} later`
    const detail = `Response ${response.id} was begun${atTime(response.created)} while ${other.id} was still being made: its last event came${atTime(end)}, ${when}.`
    return [finding('overlapping-responses', response.created, detail)]
  })
