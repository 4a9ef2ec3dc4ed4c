import { LogEventSchema } from '../../../../shared/log'
import { isProtocolName, isRecord, isShallow, type RecordedEvent } from '../recording'
import { directionWord } from './directions'
import { NO_MOMENT, readMoment } from './time'

/** What only a client sends; every other protocol event comes from the server. */
const CLIENT_EVENTS: ReadonlySet<string> = new Set([
  'session.update',
  'input_audio_buffer.append',
  'input_audio_buffer.commit',
  'input_audio_buffer.clear',
  'conversation.item.create',
  'conversation.item.delete',
  'conversation.item.retrieve',
  'conversation.item.truncate',
  'response.create',
  'response.cancel',
  'output_audio_buffer.clear',
])

/**
 * One JSON value of a log as an event: a row of our own log, a raw protocol event, or one in a wrapper such as
 * `{direction, name, at, data}`. Null when it is none of these.
 */
export function readJsonRow(value: unknown, entry: number): RecordedEvent | null {
  // A list may hold its events as JSON text.
  const record = asRecord(value)
  if (record === null || !isShallow(record)) return null
  if (record.opcode !== undefined) return readFrame(record, entry)
  return ownRow(record, entry) ?? wrapped(record, entry) ?? raw(record, entry)
}

function ownRow(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  // Asked of every row of a log of anything: the schema is for those that may be ours.
  if (typeof value.seq !== 'number') return null
  const parsed = LogEventSchema.safeParse(value)
  if (!parsed.success) return null
  const { seq, at, mono, direction, name, turnId, connection, data } = parsed.data
  return { ...readMoment(at), entry, direction, name, turnId, seq, mono, connection, data: isRecord(data) ? data : {} }
}

/** Fields in which a wrapper keeps its event, as an object or as JSON text; the first three always, the others when told. */
const HOLDERS = [
  'data',
  'event',
  'eventData',
  'payload',
  'message',
  'frame',
  'body',
  'raw',
  'content',
  'msg',
  'json',
] as const
const SURE_HOLDERS = 3

function wrapped(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  const held = HOLDERS.map((name, index) => ({ index, data: asRecord(value[name]) })).find(({ data }) => data !== null)
  const data = held?.data
  const told = toldDirection(value)
  // An `error` row may carry its error in `message`: then the row itself is the event.
  if (!data || !(told !== undefined || held.index < SURE_HOLDERS || isProtocolName(data.type))) return null
  const name = nameOf(value, data)
  if (name === null) return null
  return { ...momentOf(value), entry, direction: told ?? directionOf(name), name, turnId: null, seq: null, data }
}

/** A wrapper's own name may have more to it ("session.update after_guardrail"), or be the way of the message. */
function nameOf(value: Record<string, unknown>, data: Record<string, unknown>): string | null {
  if (isProtocolName(data.type)) return data.type
  const words = [value.type, value.name, value.eventName, value.event, data.type]
  return words.find((word): word is string => typeof word === 'string' && directionWord(word) === undefined) ?? null
}

/** The way that a wrapper names, in whatever field; undefined when it names none. */
export function toldDirection(value: Record<string, unknown>): RecordedEvent['direction'] | undefined {
  const { direction, dir, type, source, from, sender, side, origin } = value
  const word = [direction, dir, type, source, from, sender, side, origin]
    .map(directionWord)
    .find((way) => way !== undefined)
  if (word !== undefined) return word
  const flag = [value.outgoing, value.sent, value.fromClient].find((it) => typeof it === 'boolean')
  const against = [value.incoming, value.received, value.fromServer].find((it) => typeof it === 'boolean')
  if (flag === undefined && against === undefined) return undefined
  return (flag ?? !against) ? 'out' : 'in'
}

/**
 * A message of a WebSocket as an HTTP archive keeps it: `{type: 'send' | 'receive', time, opcode, data}`, binary ones
 * (opcode 2) in base64. One without a type is an event, too: it passed over the line of a session. Null when it is no JSON.
 */
export function readFrame(value: unknown, entry: number): RecordedEvent | null {
  if (!isRecord(value)) return null
  const data = asRecord(value.opcode === 2 ? fromBase64(value.data) : value.data)
  if (data === null) return null
  const name = nameOf({}, data) ?? 'message'
  const direction = directionWord(value.type) ?? directionOf(name)
  return { ...momentOf(value), entry, direction, name, turnId: null, seq: null, data }
}

function fromBase64(data: unknown): unknown {
  try {
    const bytes = Uint8Array.from(atob(String(data)), (sign) => sign.charCodeAt(0))
    return new TextDecoder().decode(bytes)
  } catch {
    return null
  }
}

function raw(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  if (typeof value.type !== 'string') return null
  const { type } = value
  return { ...momentOf(value), entry, direction: directionOf(type), name: type, turnId: null, seq: null, data: value }
}

const directionOf = (type: string): RecordedEvent['direction'] => (CLIENT_EVENTS.has(type) ? 'out' : 'in')

/** Fields in which loggers keep the time; the last is journald's. */
const TIMES = ['at', 'timestamp', 'time', 'ts', '@timestamp', 'date', 'datetime', '__REALTIME_TIMESTAMP'] as const

export const momentOf = (value: Record<string, unknown>) =>
  TIMES.map((name) => readMoment(value[name])).find((moment) => moment.at !== null) ?? NO_MOMENT

function asRecord(value: unknown): Record<string, unknown> | null {
  if (isRecord(value)) return value
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null
  try {
    const inner: unknown = JSON.parse(value)
    return isRecord(inner) && isShallow(inner) ? inner : null
  } catch {
    return null
  }
}
