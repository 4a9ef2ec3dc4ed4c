import { type Recording, type RecordingFormat, UNREADABLE_CHARS } from '../recording'
import { looksLikeArrowText, readArrowText } from './arrow-text'
import { readJsonArray } from './json-array'
import { readJsonLines } from './json-lines'
import { inOrder } from './order'

/** Reads a session log in any of the three formats. What is broken is told in `unreadable`; never throws. */
export function readRecording(text: string): Recording {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text
  const format = formatOf(clean)
  const { events: read, unreadable } = READERS[format](clean)
  const { events, gaps } = inOrder(read)
  return { format, events, unreadable, gaps }
}

const READERS = {
  'text': readArrowText,
  'jsonl': readJsonLines,
  'json-array': readJsonArray,
  'unknown': (text: string) => ({
    events: [],
    unreadable: [
      { where: 'the file', reason: 'none of the formats of a session log', text: text.slice(0, UNREADABLE_CHARS) },
    ],
  }),
}

function formatOf(text: string): RecordingFormat {
  const start = text.trimStart()
  if (/^[▲▼●]/.test(start)) return 'text'
  if (start.startsWith('[')) return 'json-array'
  // JSON that is not one object per line: an object that holds the array, or an array that lost its bracket.
  if (/^\{(?:\s*\n|\s*"(?:events|log|entries|rows)"\s*:\s*\[)/.test(start))
    return looksLikeArrowText(start) ? 'text' : 'json-array'
  if (start.startsWith('{') && !looksLikeArrowText(start)) return 'jsonl'
  // The first entry may be damaged: what follows it tells.
  if (looksLikeArrowText(start)) return 'text'
  return /^\{"/m.test(start) ? 'jsonl' : /[[,]\s*\{\s*"/.test(start) ? 'json-array' : 'unknown'
}
