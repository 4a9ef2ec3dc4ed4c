import { SILENCE_MS } from '../../decide/silence'
import type { Facts, RoundFacts } from '../facts'
import type { RecordedEvent } from '../recording'
import { atTime, between, type Detector, finding, span } from './finding'

/** A user who speaks sooner than this interrupts; later, he has waited. */
const INTERRUPTS_MS = 2_000

/** A round of tools ended, and nothing spoke by itself afterwards: the engine would have asked for a continuation. */
export const deadAir: Detector = ({ rounds, recording }) =>
  rounds.flatMap((round) => {
    const silence = silenceAfter(round, recording.events.at(-1))
    if (silence === null) return []
    return [finding('dead-air', round.due, `Every tool of the response had ended${atTime(round.due)}, but ${silence}.`)]
  })

/** The turns whose answer never came because of dead air. */
export const deadTurns = ({ rounds, recording }: Facts): Set<string> =>
  new Set(rounds.filter((round) => silenceAfter(round, recording.events.at(-1)) !== null).map((round) => round.turnId))

/** What came instead of an answer; null when the answer came in time, or the user did not wait for it. */
function silenceAfter({ due, continued, userNext }: RoundFacts, end: RecordedEvent | undefined): string | null {
  if (continued) {
    const silent = between(due, continued)
    if (silent === null || silent < SILENCE_MS) return null
    return `the response that went on began only ${span(silent)} later, more than ${span(SILENCE_MS)}`
  }
  if (userNext) {
    const waited = between(due, userNext)
    if (waited !== null && waited < INTERRUPTS_MS) return null
    return `no response followed by itself: the user spoke again after ${span(waited)}`
  }
  const rest = end ? between(due, end) : null
  if (rest === null || rest < SILENCE_MS) return null
  return `no response followed in the ${span(rest)} that the recording goes on`
}
