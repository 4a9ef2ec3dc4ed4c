import {
  isProtocolName,
  type RecordedEvent,
  type Recording,
  type RecordingFormat,
  UNREADABLE_CHARS,
  type Unreadable,
} from '../recording'
import { looksLikeArrowText, readArrowText } from './arrow-text'
import { readJsonArray } from './json-array'
import { readJsonLines } from './json-lines'
import { readObjectStream } from './object-stream'
import { inOrder } from './order'

/** What is looked for in a file, for whoever gave one in which there is none of it. */
export const LOOKED_FOR =
  'text copied from Activity, JSON events (a list, one on each line, or one after another), log lines with JSON in them, and HAR files with WebSocket messages'

/** What else a file may be that looks like something else, in this order. */
const OTHERWISE = ['json-array', 'log'] as const

/** Reads a session log in any of its formats. What is broken is told in `unreadable`; never throws. */
export function readRecording(text: string): Recording {
  const unmarked = unquoted(text.startsWith('\uFEFF') ? text.slice(1) : text)
  // Old Macs, and terminals that were recorded, end lines by CR alone.
  const clean = unmarked.includes('\n') ? unmarked : unmarked.replaceAll('\r', '\n')
  const likely = formatOf(clean)
  const first = READERS[likely](clean)
  const tries: [RecordingFormat, Read][] = [[likely, first]]
  for (const format of OTHERWISE) {
    if (format !== likely && !tries.some(isSession)) tries.push([format, READERS[format](clean)])
  }
  const found = tries.find(isSession)
  if (found === undefined) {
    const unreadable = first.unreadable.length > 0 ? first.unreadable : nothing(clean)
    return { format: 'unknown', events: [], unreadable, gaps: [] }
  }
  const [format, read] = found
  const { events, gaps } = inOrder(read.events)
  return { format, events, unreadable: read.unreadable, gaps: [...(read.gaps ?? []), ...gaps] }
}

/** A log that was copied as one JSON string, as browsers keep it and `copy(JSON.stringify(…))` gives it. */
function unquoted(text: string): string {
  if (!/^\s*"/.test(text)) return text
  try {
    const inner: unknown = JSON.parse(text)
    return typeof inner === 'string' ? inner : text
  } catch {
    return text
  }
}

/** Any JSON has objects with a `type`; a session log has some that are of the protocol, or rows of our own. */
const isSession = ([format, { events }]: [RecordingFormat, Read]): boolean =>
  events.some(({ seq, name }) => format === 'text' || seq !== null || isProtocolName(name))

const nothing = (text: string): Unreadable[] => [
  { where: 'the file', reason: 'none of the formats of a session log', text: text.slice(0, UNREADABLE_CHARS) },
]

interface Read {
  events: RecordedEvent[]
  unreadable: Unreadable[]
  gaps?: string[]
}

const READERS: Record<RecordingFormat, (text: string) => Read> = {
  'text': readArrowText,
  'jsonl': readJsonLines,
  'json-array': readJsonArray,
  'har': readJsonArray,
  'log': readObjectStream,
  'unknown': (text) => ({ events: [], unreadable: nothing(text) }),
}

/** An HTTP archive, or a part of one. */
const HAR = /^[[{]\s*(?:"log"\s*:\s*\{|(?:\{\s*)?"_webSocketMessages")/
/** JSON that is not one object per line: an object that holds the array, or an array that lost its bracket. */
const HOLDS_A_LIST = /^\{(?:\s*\n|\s*"(?:events|log|entries|rows|messages|frames)"\s*:\s*\[)/
/** An object that ends where another begins, which in an array a comma would part. */
const ONE_AFTER_ANOTHER = /^\}[ \t\r]*\n\s*\{|^\{.*\}[ \t]*\{/m
/** A line that has something before its object which no line of JSON begins with: a time, a level, an arrow, a tag. */
const PREFIXED = /^[ \t]*(?:[^\s{}[\]",:]|\[(?!\s*[[{"\]]))[^\n]*\{/m
/** A first line that no damage makes of JSON: a heading, a sentence, the fence of a paste. */
const PROSE = /^[^\n{}[\]":]+\n/

function formatOf(text: string): RecordingFormat {
  const start = text.trimStart()
  if (/^[▲▼●][ \t]*\r?\n/.test(start)) return 'text'
  if (HAR.test(start) || (/^[[{"]/.test(start) && start.includes('"_webSocketMessages"'))) return 'har'
  if (/^\[\s*(?:[[{"\]]|$)/.test(start)) return 'json-array'
  if (HOLDS_A_LIST.test(start)) {
    if (looksLikeArrowText(start)) return 'text'
    return ONE_AFTER_ANOTHER.test(start) ? 'log' : 'json-array'
  }
  // The first entry may be damaged: what follows it tells.
  if (looksLikeArrowText(start)) return 'text'
  if (start.startsWith('{')) return /^\{\s*["}]/.test(start) && !ONE_AFTER_ANOTHER.test(start) ? 'jsonl' : 'log'
  if (/^\{"/m.test(start)) return PROSE.test(start) ? 'log' : 'jsonl'
  if (PREFIXED.test(start)) return 'log'
  return /[[,]\s*\{\s*"/.test(start) ? 'json-array' : 'unknown'
}
