import { clientEvent, type Dialect } from './dialect'

/** The client events that this engine sends. Each has its case in observe/sent.ts: what it sent is how a rule is content. */
export type SentEvent = (typeof SENT)[number]
const SENT = [
  'session.update',
  'input_audio_buffer.append',
  'input_audio_buffer.clear',
  'input_audio_buffer.commit',
  'conversation.item.create',
  'conversation.item.retrieve',
  'conversation.item.truncate',
  'conversation.item.delete',
  'response.create',
  'response.cancel',
] as const

/** Other clients, in whose logs a replay looks, may send more. */
export const isSentEvent = (type: string): type is SentEvent => SENT.some((known) => known === type)

/** A client event as it goes over the wire. */
export interface ClientEvent extends Record<string, unknown> {
  type: string
  event_id: string
}

/** A client event with its id, as the server's dialect has it. */
export const clientEventOf = (
  dialect: Dialect | null,
  type: string,
  eventId: string,
  fields: Record<string, unknown>,
): ClientEvent => ({ type, event_id: eventId, ...clientEvent(dialect, fields) })

/**
 * The id of an item that this client creates: ours to choose, at most 32 characters. Derived, so that the same thing has
 * the same id whenever it is told, and can't be added twice to one session.
 */
export const itemId = (prefix: string, of: string): string => `${prefix}_${of.replace(/[^A-Za-z0-9]/g, '').slice(-24)}`

/** Begins the id of an item that tells a new session of the past. */
export const PAST = 'past'

/** The item that a client event is about. */
export function itemOf({ item, item_id: id }: Record<string, unknown>): string | null {
  if (typeof id === 'string') return id
  return item !== null && typeof item === 'object' && 'id' in item && typeof item.id === 'string' ? item.id : null
}

/** Samples in base64 of PCM16. */
export function samplesIn(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0
  return (Math.floor((base64.length * 3) / 4) - padding) >> 1
}
