import { type Detector, finding, times } from './finding'

/** Items named in the sentence; of more their number tells enough. */
const MAX_NAMED = 5

/** Spoken questions of which nobody knows the words. */
export const missingUserTranscript: Detector = (facts) => {
  const spoken = facts.turns.filter((turn) => turn.work.source === 'voice' && turn.asked && turn.work.itemId !== null)
  // The words may come late: only where the session went on afterwards is their absence known.
  const answered = new Set(facts.responses.filter((response) => response.done).map((response) => response.turnId))
  const silent = spoken.filter(({ work, followed }) => !work.heard && (followed !== null || answered.has(work.id)))
  const first = silent[0]
  if (!first) return []
  const settings = facts.sessions.at(-1)
  const why = settings?.transcribes
    ? 'although the session asks for one'
    : settings
      ? "the session's transcription setting is null"
      : 'and no session settings are recorded'
  const named = silent.slice(0, MAX_NAMED).map(({ work }) => work.itemId)
  const items = [...named, ...(silent.length > MAX_NAMED ? [`${silent.length - MAX_NAMED} more`] : [])].join(', ')
  return [
    finding(
      'missing-user-transcript',
      first.asked,
      `${silent.length} of ${times(spoken.length, 'spoken question has', 'spoken questions have')} no transcript (${items}): ${why}.`,
    ),
  ]
}
