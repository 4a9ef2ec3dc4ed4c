import { atTime, type Detector, type Finding, finding, times } from './finding'

/** A session, or a part of its record, that is gone. */
export const lostSession: Detector = (facts) => {
  const { recording, losses, errors, responses, sessions, strangers, malformed } = facts
  const out: Finding[] = []
  const add = (event: Parameters<typeof finding>[1], detail: string) => out.push(finding('lost-session', event, detail))

  for (const { event, code, message } of losses) add(event, `The connection was lost (${code}): ${message}`)
  for (const error of errors) {
    if (error.code === 'session_expired')
      add(error.first, `The server ended the session (${error.code}): ${error.message}`)
  }
  if (recording.events.length === 0) add(null, 'The file holds no event that could be read.')
  for (const gap of recording.gaps) add(null, gap)
  const broken = recording.unreadable
  if (broken.length > 0) {
    const shown = broken.slice(0, 3).map(({ where, reason }) => `${where}: ${reason}`)
    const more = broken.length > shown.length ? `; and ${broken.length - shown.length} more` : ''
    const part = times(broken.length, 'part of the file', 'parts of the file')
    add(
      null,
      `${part} could not be read, ${times(recording.events.length, 'entry was', 'entries were')}: ${shown.join('; ')}${more}.`,
    )
  }
  const [shape] = malformed
  if (shape) {
    add(
      shape.event,
      `${times(malformed.length, 'event does', 'events do')} not have the shape of the protocol, the first is: ${shape.reason}.`,
    )
  }
  const open = responses.filter((response) => response.done === null && !response.dropped)
  for (const response of open) {
    add(
      response.last,
      `Response ${response.id} was begun${atTime(response.created)} but the recording holds no end of it.`,
    )
  }
  const [stranger] = strangers
  if (stranger) {
    const [id, event] = stranger
    add(
      event,
      `${times(strangers.size, 'response is', 'responses are')} spoken of before any response.created, the first is ${id} in ${event.name}: rows are missing or displaced.`,
    )
  }
  const spoken = facts.turns.length > 0 || responses.length > 0 || strangers.size > 0
  if (sessions.length === 0 && spoken) {
    add(recording.events[0] ?? null, 'The recording holds turns but no session.created: its beginning is missing.')
  }
  return out
}
