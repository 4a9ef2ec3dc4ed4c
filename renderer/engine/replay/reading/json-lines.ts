import { type RecordedEvent, UNREADABLE_CHARS, type Unreadable } from '../recording'
import { readRow } from './object-stream'

/** JSON Lines: one event per line, as the app writes them. Reads every line that is whole. Never throws. */
export function readJsonLines(text: string): { events: RecordedEvent[]; unreadable: Unreadable[] } {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const event = readRow(parse(line), events.length + 1)
    if (event) events.push(event)
    else {
      const reason = 'a line that is not an event as JSON'
      unreadable.push({ where: `line ${index + 1}`, reason, text: line.slice(0, UNREADABLE_CHARS) })
    }
  }
  return { events, unreadable }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
