import { type Detector, finding, times } from './finding'

/** Items named in the sentence; of more their number tells enough. */
const MAX_NAMED = 5

/** Spoken questions of which nobody knows the words. */
export const missingUserTranscript: Detector = (facts) => {
  const spoken = facts.turns.filter(
    ({ turn, asked }) => turn.source === 'voice' && asked && turn.attempt.itemId !== null,
  )
  // The words may come late: only where the session went on afterwards is their absence known.
  const answered = new Set(facts.responses.filter((response) => response.done).map((response) => response.turnId))
  const silent = spoken.filter(
    ({ turn, followed }) => turn.heard === null && (followed !== null || answered.has(turn.id)),
  )
  const first = silent[0]
  if (!first) return []
  const settings = facts.sessions.at(-1)
  const why = settings?.transcribes
    ? 'although the session asks for one'
    : settings
      ? "the session's transcription setting is null"
      : 'and no session settings are recorded'
  const named = silent.slice(0, MAX_NAMED).map(({ turn }) => turn.attempt.itemId)
  const items = [...named, ...(silent.length > MAX_NAMED ? [`${silent.length - MAX_NAMED} more`] : [])].join(', ')
  return [
    finding(
      'missing-user-transcript',
      first.asked,
      `${silent.length} of ${times(spoken.length, 'spoken question has', 'spoken questions have')} no transcript (${items}): ${why}.`,
    ),
  ]
}
