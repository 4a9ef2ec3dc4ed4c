import type { LogEvent } from '../../../shared/log'
import { clearText } from '../../../shared/safe-text'
import { clockTime } from '../figures/format'
import { ARROWS } from './arrows'

/** A row as text, in the manner of a session log: arrow, name, time, JSON. */
export function rowText(event: LogEvent): string {
  return [ARROWS[event.direction], event.name, clockTime(event.at), prettyData(event)].join('\n')
}

/** The event's JSON, indented; characters that are not seen stand in it by their numbers. */
export function prettyData(event: LogEvent): string {
  return clearText(JSON.stringify(event.data, null, 2) ?? 'null')
}
