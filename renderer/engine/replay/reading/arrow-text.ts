import { isRecord, type RecordedEvent, type Unreadable } from '../recording'
import { isShallow } from './nesting'
import { readMoment } from './time'

/**
 * The grammar of a log that was copied from a screen: again and again an arrow line (▲ sent, ▼ received, ● happened
 * here), a name line, a time line, and pretty-printed JSON, without blank lines between.
 */
const DIRECTIONS: Record<string, RecordedEvent['direction']> = { '▲': 'out', '▼': 'in', '●': 'app' }

/** Whether a text looks like such a log, even if its beginning is damaged. */
export const looksLikeArrowText = (text: string): boolean => /^[▲▼●][ \t\r]*$/m.test(text)

/** Reads every entry that is whole. Never throws. */
export function readArrowText(text: string): { events: RecordedEvent[]; unreadable: Unreadable[] } {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  for (const part of split(text)) {
    const where = `line ${part.line}`
    if (part.direction === null) {
      unreadable.push({ where, reason: 'text that belongs to no entry' })
      continue
    }
    const [name = '', time = '', ...json] = part.lines
    const data = parseRecord(json.join('\n'))
    const moment = readMoment(time)
    if (name === '' || data === null || moment.at === null) {
      const reason = moment.at === null ? 'an entry without a time' : 'an entry whose JSON is broken or cut off'
      unreadable.push({ where, reason: name === '' ? reason : `${reason} (${name.slice(0, 60)})` })
      continue
    }
    events.push({
      ...moment,
      entry: events.length + 1,
      direction: part.direction,
      name,
      turnId: null,
      seq: null,
      data,
    })
  }
  return { events, unreadable }
}

interface Part {
  /** Line of the arrow, counted from 1. */
  line: number
  direction: RecordedEvent['direction'] | null
  lines: string[]
}

function split(text: string): Part[] {
  const parts: Part[] = []
  let part: Part | null = null
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    const direction = DIRECTIONS[line]
    if (direction !== undefined) {
      part = { line: index + 1, direction, lines: [] }
      parts.push(part)
    } else if (part) {
      // Blank lines are not of the grammar, but an editor may have added some.
      if (line !== '') part.lines.push(raw.endsWith('\r') ? raw.slice(0, -1) : raw)
    } else if (line !== '') {
      part = { line: index + 1, direction: null, lines: [] }
      parts.push(part)
    }
  }
  return parts
}

function parseRecord(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) && isShallow(value) ? value : null
  } catch {
    return null
  }
}
