import { LogEventSchema } from '../../../../shared/log'
import { isRecord, type RecordedEvent } from '../recording'
import { isShallow } from './nesting'
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

const DIRECTION_WORDS: Record<string, RecordedEvent['direction']> = {
  'out': 'out',
  'in': 'in',
  'app': 'app',
  'client': 'out',
  'server': 'in',
  'sent': 'out',
  'received': 'in',
  'outgoing': 'out',
  'incoming': 'in',
  'outbound': 'out',
  'inbound': 'in',
  'send': 'out',
  'recv': 'in',
  'receive': 'in',
  'up': 'out',
  'down': 'in',
  '▲': 'out',
  '▼': 'in',
  '●': 'app',
}

/**
 * One JSON value of a log as an event: a row of our own log, a raw protocol event, or one in a wrapper such as
 * `{direction, name, at, data}`. Null when it is none of these.
 */
export function readJsonRow(value: unknown, entry: number): RecordedEvent | null {
  if (!isRecord(value) || !isShallow(value)) return null
  return ownRow(value, entry) ?? wrapped(value, entry) ?? raw(value, entry)
}

function ownRow(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  const parsed = LogEventSchema.safeParse(value)
  if (!parsed.success) return null
  const { seq, at, direction, name, turnId, data } = parsed.data
  return { ...readMoment(at), entry, direction, name, turnId, seq, data: isRecord(data) ? data : {} }
}

function wrapped(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  const data = [value.data, value.event, value.payload, value.message].map(asRecord).find((inner) => inner !== null)
  const told = value.direction ?? value.dir
  // An `error` row may carry its error in `message`: then the row itself is the event.
  if (!data || (told === undefined && value.data === undefined && value.event === undefined)) return null
  const name = [value.type, value.name, value.event, data.type].find((word) => typeof word === 'string')
  if (typeof name !== 'string') return null
  return {
    ...momentOf(value),
    entry,
    direction: (typeof told === 'string' ? DIRECTION_WORDS[told.toLowerCase()] : undefined) ?? directionOf(name),
    name,
    turnId: null,
    seq: null,
    data,
  }
}

function raw(value: Record<string, unknown>, entry: number): RecordedEvent | null {
  if (typeof value.type !== 'string') return null
  const { type } = value
  return { ...momentOf(value), entry, direction: directionOf(type), name: type, turnId: null, seq: null, data: value }
}

const directionOf = (type: string): RecordedEvent['direction'] => (CLIENT_EVENTS.has(type) ? 'out' : 'in')

function momentOf({ at, timestamp, time, ts }: Record<string, unknown>) {
  return [at, timestamp, time, ts].map(readMoment).find((moment) => moment.at !== null) ?? NO_MOMENT
}

function asRecord(value: unknown): Record<string, unknown> | null {
  if (isRecord(value)) return value
  if (typeof value !== 'string' || !value.startsWith('{')) return null
  try {
    const inner: unknown = JSON.parse(value)
    return isRecord(inner) && isShallow(inner) ? inner : null
  } catch {
    return null
  }
}
