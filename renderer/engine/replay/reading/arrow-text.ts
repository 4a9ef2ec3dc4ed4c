import { isRecord, isShallow, type RecordedEvent, UNREADABLE_CHARS, type Unreadable } from '../recording'
import { NO_MOMENT, readMoment } from './time'

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
    const lose = (reason: string) =>
      unreadable.push({ where, reason, text: part.lines.join('\n').slice(0, UNREADABLE_CHARS) })
    if (part.direction === null) {
      lose('text that belongs to no entry')
      continue
    }
    const begins = part.lines.findIndex((line) => line.startsWith('{'))
    const head = begins < 0 ? part.lines : part.lines.slice(0, begins)
    const data = begins < 0 ? null : parseRecord(part.lines.slice(begins).join('\n'))
    const moment = head.map(readMoment).find((it) => it.at !== null) ?? NO_MOMENT
    const name = head.find((line) => readMoment(line).at === null) ?? data?.type
    if (data === null || typeof name !== 'string') {
      const named = typeof name === 'string' ? ` (${name.slice(0, 60)})` : ''
      lose(`an entry whose JSON is broken or cut off${named}`)
      continue
    }
    if (head.length !== 2 || moment.at === null) {
      lose(`the name or time above an entry; the rest of it was read (${name.slice(0, 60)})`)
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
      part = { line: index + 1, direction: null, lines: [line] }
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
