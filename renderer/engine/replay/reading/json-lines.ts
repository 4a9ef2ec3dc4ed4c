import type { RecordedEvent, Unreadable } from '../recording'
import { readJsonRow } from './json-row'

/** JSON Lines: one event per line, as the app writes them. Reads every line that is whole. Never throws. */
export function readJsonLines(text: string): { events: RecordedEvent[]; unreadable: Unreadable[] } {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const event = readJsonRow(parse(line), events.length + 1)
    if (event) events.push(event)
    else unreadable.push({ where: `line ${index + 1}`, reason: 'a line that is not an event as JSON' })
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
