import { z } from 'zod'
import { ProtocolError, parseWith } from './protocol-error'

/** The eleven events that a client may send. Fields are strict, like the real API's. */

const id = z.string().min(1).max(512)
const status = z.enum(['completed', 'incomplete', 'in_progress']).optional()
const object = z.literal('realtime.item').optional()

const UserPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('input_text'), text: z.string() }),
  z.strictObject({ type: z.literal('input_audio'), audio: z.base64(), transcript: z.string().nullish() }),
  z.strictObject({
    type: z.literal('input_image'),
    image_url: z.string(),
    detail: z.enum(['auto', 'low', 'high']).optional(),
  }),
])
const SystemPart = z.strictObject({ type: z.literal('input_text'), text: z.string() })
const AssistantPart = z.strictObject({ type: z.literal('output_text'), text: z.string() })

const message = { id: id.optional(), object, status, type: z.literal('message') }
export const CreatableItem = z.discriminatedUnion('type', [
  z.discriminatedUnion('role', [
    z.strictObject({ ...message, role: z.literal('user'), content: z.array(UserPart).min(1) }),
    z.strictObject({ ...message, role: z.literal('system'), content: z.array(SystemPart).min(1) }),
    z.strictObject({ ...message, role: z.literal('assistant'), content: z.array(AssistantPart).min(1) }),
  ]),
  z.strictObject({
    id: id.optional(),
    object,
    status,
    type: z.literal('function_call'),
    call_id: id.optional(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.strictObject({
    id: id.optional(),
    object,
    status,
    type: z.literal('function_call_output'),
    call_id: id,
    output: z.string(),
  }),
  z.strictObject({
    id: id.optional(),
    object,
    type: z.literal('mcp_approval_response'),
    approval_request_id: id,
    approve: z.boolean(),
    reason: z.string().nullish(),
  }),
])
export type CreatableItem = z.infer<typeof CreatableItem>

const event_id = z.string().max(512).optional()

const EVENTS = {
  'session.update': z.strictObject({ type: z.literal('session.update'), event_id, session: z.unknown() }),
  'input_audio_buffer.append': z.strictObject({
    type: z.literal('input_audio_buffer.append'),
    event_id,
    audio: z.string(),
  }),
  'input_audio_buffer.commit': z.strictObject({ type: z.literal('input_audio_buffer.commit'), event_id }),
  'input_audio_buffer.clear': z.strictObject({ type: z.literal('input_audio_buffer.clear'), event_id }),
  'output_audio_buffer.clear': z.strictObject({ type: z.literal('output_audio_buffer.clear'), event_id }),
  'conversation.item.create': z.strictObject({
    type: z.literal('conversation.item.create'),
    event_id,
    previous_item_id: id.nullish(),
    item: CreatableItem,
  }),
  'conversation.item.retrieve': z.strictObject({
    type: z.literal('conversation.item.retrieve'),
    event_id,
    item_id: id,
  }),
  'conversation.item.delete': z.strictObject({ type: z.literal('conversation.item.delete'), event_id, item_id: id }),
  'conversation.item.truncate': z.strictObject({
    type: z.literal('conversation.item.truncate'),
    event_id,
    item_id: id,
    content_index: z.number().int().min(0),
    audio_end_ms: z.number().int().min(0),
  }),
  'response.create': z.strictObject({ type: z.literal('response.create'), event_id, response: z.unknown().optional() }),
  'response.cancel': z.strictObject({ type: z.literal('response.cancel'), event_id, response_id: id.optional() }),
} as const

export type ClientEvent = { [Type in keyof typeof EVENTS]: z.infer<(typeof EVENTS)[Type]> }[keyof typeof EVENTS]

/** A client event, or a ProtocolError; `value` is whatever JSON arrived. */
export function parseClientEvent(value: unknown): ClientEvent {
  const { type } = parseWith(z.looseObject({ type: z.string() }), value, '')
  const schema = Object.hasOwn(EVENTS, type) ? EVENTS[type as keyof typeof EVENTS] : undefined
  if (!schema) {
    const known = Object.keys(EVENTS).map((name) => `'${name}'`)
    throw new ProtocolError(
      'invalid_value',
      `Invalid value: '${type}'. Supported values are: ${known.join(', ')}.`,
      'type',
    )
  }
  return parseWith(schema, value, '')
}

/** The `event_id` of something that may not even be an event: errors must name their cause whenever they can. */
export function eventIdOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('event_id' in value)) return null
  return typeof value.event_id === 'string' ? value.event_id : null
}
