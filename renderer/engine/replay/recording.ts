/** A session that was written down: what the formats have in common. */
export interface Recording {
  format: RecordingFormat
  /** In the order of time, as far as it could be told. */
  events: RecordedEvent[]
  /** Parts of the file that could not be read, in their order; the rest was. */
  unreadable: Unreadable[]
  /** What the file's own numbers and times say is missing or displaced, one sentence each. */
  gaps: string[]
}

/** `log`: objects one after another, with anything between them. `har`: an HTTP archive. */
export type RecordingFormat = 'text' | 'jsonl' | 'json-array' | 'log' | 'har' | 'unknown'

export interface RecordedEvent {
  /** Position among the entries in the order of time, the first is 1. */
  entry: number
  /** Milliseconds. Comparable within one recording; from the epoch only when `dated`. Null when no time was written. */
  at: number | null
  /** Whether `at` counts from the epoch: a bare time of day doesn't tell the day. */
  dated: boolean
  /** The time as it stands in the file, or ISO 8601 for a number. */
  when: string | null
  direction: 'out' | 'in' | 'app'
  name: string
  /** The turn that our own log names; null in others. */
  turnId: string | null
  /** Number of the row in our own log; null in others. */
  seq: number | null
  /** Monotonic milliseconds, and the connection that it passed over: in our own log alone. */
  mono?: number
  connection?: number | undefined
  data: Record<string, unknown>
}

export interface Unreadable {
  /** Where it stands, e.g. "line 12" or "entry 3". */
  where: string
  reason: string
  /** Its beginning as it stands there. */
  text: string
}

/** Kept of each unreadable part: enough to look for what must not be in a log. */
export const UNREADABLE_CHARS = 20_000

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

const FAMILIES =
  'session|transcription_session|conversation|input_audio_buffer|output_audio_buffer|response|rate_limits|mcp_list_tools'
const NAME = new RegExp(`^(?:${FAMILIES})\\.[a-z_.]+$`)

/** Whether this is the type of an event of the Realtime protocol, in either dialect. */
export const isProtocolName = (name: unknown): name is string =>
  typeof name === 'string' && (name === 'error' || NAME.test(name))

/** Protocol events nest less than ten levels; what nests deeper is damage that would exhaust the stack. */
const MAX_LEVELS = 64

/** Whether a JSON value can be walked safely. */
export function isShallow(value: unknown, levels = MAX_LEVELS): boolean {
  if (value === null || typeof value !== 'object') return true
  return levels > 0 && Object.values(value).every((entry) => isShallow(entry, levels - 1))
}
