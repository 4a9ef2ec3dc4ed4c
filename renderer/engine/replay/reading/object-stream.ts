import {
  isProtocolName,
  isRecord,
  isShallow,
  type RecordedEvent,
  UNREADABLE_CHARS,
  type Unreadable,
} from '../recording'
import { closingBrace } from './braces'
import { directionIn } from './directions'
import { momentOf, readJsonRow, toldDirection } from './json-row'
import { parseLiteral } from './literal'
import { momentIn } from './time'

/** Characters looked at in search of whole objects, as a multiple of the file: enough for damage, bounded for noise. */
const MAX_PASSES = 20
/** No logger writes more before a message; of a line that does, the last part is looked at. */
const LONGEST_PREFIX = 400
/** Something that begins like a message and can't be read is told; a brace in other words of a log is not. */
const LIKE_A_MESSAGE = /^\{\s*['"]?(?:type|event_id|event|direction|dir|seq|eventName)\b/

/**
 * Objects one after another with anything between them: what `jq` prints, and the lines of a log, each with a time, a level,
 * an arrow before its message. Lines without a message are passed over. Reads every object that is whole. Never throws.
 */
export function readObjectStream(text: string): { events: RecordedEvent[]; unreadable: Unreadable[] } {
  const events: RecordedEvent[] = []
  const unreadable: Unreadable[] = []
  let budget = text.length * MAX_PASSES
  let lineStart = 0
  let lineEnd = endOfLine(text, 0)
  let line = 1
  /** The end of what was read last. */
  let from = 0
  /** Within a broken object its parts look like objects; the name of an event tells them apart. */
  let broken = false

  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
    for (; lineEnd < open; lineEnd = endOfLine(text, lineStart)) {
      lineStart = lineEnd + 1
      line++
    }
    const begin = Math.max(from, lineStart)
    CELL.lastIndex = open
    const quoted = text.startsWith(QUOTED, open)
      ? quotedWords(text, begin, open, lineEnd)
      : CELL.test(text)
        ? cellWords(text, begin, open, lineEnd)
        : null
    const inner = quoted?.words ? readObjectStream(quoted.words).events[0] : undefined
    if (quoted && inner) {
      const moment =
        inner.at === null ? momentIn(text.slice(lineStart, Math.min(open, lineStart + LONGEST_PREFIX))) : {}
      events.push({ ...inner, ...moment, entry: events.length + 1 })
      from = quoted.end
      continue
    }
    const { end, seen } = closingBrace(text, open)
    budget -= Math.max(seen, quoted?.end ?? 0) - open
    const value = end === null ? undefined : parse(text.slice(open, end))
    if (end !== null && isRecord(value) && isShallow(value)) {
      const prefix = text.slice(Math.max(from, lineStart, open - LONGEST_PREFIX), open)
      const event = readMessage(value, prefix, events.length + 1, broken)
      if (event) {
        events.push(event)
        broken = false
      }
      // What is no message may hold some: its inside is looked at once it was found broken, and else not.
      from = event || !broken ? end : open + 1
    } else {
      const like = LIKE_A_MESSAGE.test(text.slice(open, open + LONGEST_PREFIX))
      if (like && !broken) {
        const reason = 'a message that is broken or cut off'
        unreadable.push({ where: `line ${line}`, reason, text: text.slice(open, open + UNREADABLE_CHARS) })
      }
      broken ||= like
      from = open + 1
    }
    if (budget > 0) continue
    unreadable.push({ where: `line ${line}`, reason: 'the rest, which is too broken to search', text: '' })
    break
  }
  return { events, unreadable }
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** Fields in which a logger that writes JSON keeps the words of a line. */
const WORDS_OF_A_LINE = ['msg', 'message', 'log', 'text', 'textPayload', 'line', 'MESSAGE', '@message'] as const

/**
 * One JSON value of a log as an event: a row or a protocol event (see json-row.ts), or the row of a logger whose words hold
 * one, as Docker, pino and others write it. Null when it is none of these.
 */
export function readRow(value: unknown, entry: number): RecordedEvent | null {
  const row = readJsonRow(value, entry)
  if (row !== null && isSure(row, value)) return row
  return (isRecord(value) ? readLoggedWords(value, entry) : null) ?? row
}

const isSure = (row: RecordedEvent, value: unknown): boolean =>
  row.seq !== null || isProtocolName(row.name) || (isRecord(value) && toldDirection(value) !== undefined)

function readLoggedWords(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  for (const name of WORDS_OF_A_LINE) {
    const words = value[name]
    if (typeof words !== 'string' || !words.includes('{')) continue
    const [event] = readObjectStream(words).events
    if (event) return { ...event, ...(event.at === null ? momentOf(value) : {}), entry }
  }
  return null
}

/** How a text in quotes begins that has the quotes of a message escaped, and a cell of a table (CSV) that has them doubled. */
const QUOTED = '{\\"'
const CELL = /\{""\w/y

/**
 * The words of a line that stand in quotes around a message, as `msg="<<< {\\"type\\": …}"` of logfmt; null when there are
 * none. `end` is how far was looked.
 */
function quotedWords(text: string, from: number, open: number, lineEnd: number): { words: string | null; end: number } {
  let end = open + QUOTED.length
  while (end < lineEnd && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  const before = text.slice(Math.max(from, open - LONGEST_PREFIX), open)
  const quote = before.lastIndexOf('"')
  const words = quote < 0 || end >= lineEnd ? undefined : parse(before.slice(quote) + text.slice(open, end + 1))
  return { words: typeof words === 'string' ? words : null, end: Math.min(end + 1, lineEnd) }
}

/** The words of a cell, from where its row begins, so that another cell can tell the way and the time (RFC 4180). */
function cellWords(text: string, from: number, open: number, lineEnd: number): { words: string; end: number } {
  let end = open
  while (end < lineEnd && (text[end] !== '"' || text[end + 1] === '"')) end += text[end] === '"' ? 2 : 1
  return { words: text.slice(Math.max(from, open - LONGEST_PREFIX), end).replaceAll('""', '"'), end: end + 1 }
}

/** A message with what stood before it on its line; null when it is none. */
function readMessage(
  value: Record<string, unknown>,
  prefix: string,
  entry: number,
  strict: boolean,
): RecordedEvent | null {
  const row = readRow(value, entry)
  const told = directionIn(prefix)
  const moment = momentIn(prefix)
  if (row && isSure(row, value)) return { ...row, ...(row.at === null ? moment : {}) }
  // What a session was asked for with has no type; the arrow says that it passed over the line.
  if (strict || told === undefined || typeof value.type === 'string') return null
  return { ...moment, entry, direction: told, name: 'message', turnId: null, seq: null, data: value }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return parseLiteral(text)
  }
}
