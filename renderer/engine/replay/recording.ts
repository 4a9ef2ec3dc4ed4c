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
