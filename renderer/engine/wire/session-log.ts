import type { LogEvent } from '../../../shared/log'
import { redact, redactText } from '../../../shared/redact'
import { safeLine } from '../../../shared/safe-text'

/** Fields that carry base64 audio: the log keeps their length alone. */
const AUDIO_FIELDS = new Map(
  Object.entries({
    'input_audio_buffer.append': 'audio',
    'response.output_audio.delta': 'delta',
    'response.audio.delta': 'delta',
  }),
)

/** Of the name of a row. The longest event that there is has 56 characters. */
const MAX_NAME = 100
/** A secret that is cut in two is no longer known as one: it is masked in more of the name than is shown. */
const LOOKED_AT = 4
/** Nothing that is seen may have changed for long, while rows come: they do not wait for that. */
const MAX_BATCH = 500

/**
 * Characters of the server's events that are logged in full: at once, and then for each millisecond. Masking takes half a
 * microsecond a character: a hundred megabytes of nonsense once kept this thread from the next question until it had been
 * given up. A session's tools have some hundred thousand characters, its speech a few thousand a second; audio is not
 * counted, it is left out anyway.
 */
const FULL_BURST = 4e6
const FULL_PER_MS = 250

interface LogDeps {
  now(): number
  mono(): number
  /** Takes a batch: at `flush`, or when there are many. */
  emit(events: LogEvent[]): void
}

interface RowOf {
  turnId?: string | null
  cause?: string | null
  /** The connection that it passed over. */
  connection?: number
}

/**
 * Rows of the session log, numbered and timed, audio left out and secrets masked before a row exists.
 * Rows wait in a batch until `flush`, so that a row costs no message of its own.
 */
export function createSessionLog({ now, mono, emit }: LogDeps) {
  let seq = 0
  let batch: LogEvent[] = []
  let room = FULL_BURST
  let roomSince = mono()

  const hasRoom = (size: number): boolean => {
    const at = mono()
    room = Math.min(FULL_BURST, room + (at - roomSince) * FULL_PER_MS)
    roomSince = at
    if (size > room) return false
    room -= size
    return true
  }

  const row = (
    direction: LogEvent['direction'],
    name: string,
    data: unknown,
    { turnId = null, cause = null, connection }: RowOf,
  ) => {
    const event: LogEvent = { seq: ++seq, at: now(), mono: mono(), direction, name, turnId, cause, data }
    if (connection !== undefined) event.connection = connection
    batch.push(event)
    if (batch.length >= MAX_BATCH) flush()
  }

  function event(direction: 'in' | 'out', raw: Record<string, unknown>, of: RowOf & { size?: number }) {
    const name = typeof raw.type === 'string' ? raw.type : '(no type)'
    const field = AUDIO_FIELDS.get(name)
    const audio = field === undefined ? undefined : raw[field]
    if (field !== undefined && typeof audio === 'string' && plainAudio(raw)) {
      // Copied without a walk: appends and deltas come a hundred times a second.
      row(direction, name, { ...raw, [field]: audioNote(audio) }, of)
    } else {
      const { size = 0 } = of
      // Before it is masked: that takes as long as the name.
      const known = safeLine(redactText(name.slice(0, MAX_NAME * LOOKED_AT)), MAX_NAME) ?? '(no type)'
      const data = hasRoom(size)
        ? redact(withoutAudio(raw, field))
        : { left_out: `${size.toLocaleString('en-US')} characters: the server sends too much to log.` }
      row(direction, known, data, of)
    }
  }

  function flush() {
    if (batch.length === 0) return
    const events = batch
    batch = []
    emit(events)
  }

  return {
    /**
     * A protocol event as it went (`out`) or came (`in`) over a connection, with the `event_id` of the client event that
     * caused it. `size` is its length in characters, where that is another's choice.
     */
    event,
    /** What happened on this side. */
    app(name: string, data: unknown = {}, turnId: string | null = null) {
      row('app', name, redact(data), { turnId })
    },
    flush,
  }
}

export type SessionLog = ReturnType<typeof createSessionLog>

/** What stands in place of base64 audio: its exact size. */
function audioNote(base64: string): string {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return `(${Math.floor((base64.length * 3) / 4) - padding} bytes of audio)`
}

/** Whether an audio event holds what such events hold and nothing else: then there is no place for a secret. */
function plainAudio(raw: Record<string, unknown>): boolean {
  for (const name in raw) if (!AUDIO_EVENT.has(name)) return false
  return true
}
const AUDIO_EVENT = new Set([
  ...['type', 'event_id', 'audio', 'delta', 'response_id', 'item_id', 'output_index', 'content_index'],
  'obfuscation',
])

/** `conversation.item.create` and retrieved items may hold audio in a content part; `field` is that of the event itself. */
function withoutAudio(value: unknown, field = 'audio'): unknown {
  if (Array.isArray(value)) return value.map((entry) => withoutAudio(entry))
  if (value === null || typeof value !== 'object') return value
  // Not by assignment: `__proto__` is a name like others in JSON, and must not vanish from the log.
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      (key === 'audio' || key === field) && typeof entry === 'string' ? audioNote(entry) : withoutAudio(entry),
    ]),
  )
}
