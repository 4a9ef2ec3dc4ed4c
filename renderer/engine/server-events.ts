import { z } from 'zod'
import { gaEventName } from './dialect'

/**
 * The server events that the engine acts upon, reduced to the fields that it reads. Unknown fields are dropped, unknown
 * events are for the log alone. The full shapes are the types of the `openai` package (resources/realtime/realtime).
 */
const text = z.string()
const optionalText = z.string().nullish()

const ErrorBody = z.object({
  type: optionalText,
  code: optionalText,
  message: z.string().default('The server reported an error.'),
  param: optionalText,
  event_id: optionalText,
})

const ToolDefinition = z.object({
  name: text,
  annotations: z.object({ readOnlyHint: z.boolean().nullish() }).nullish(),
})

export const ItemSchema = z.object({
  id: text,
  type: text,
  role: optionalText,
  status: optionalText,
  server_label: optionalText,
  name: optionalText,
  arguments: optionalText,
  output: optionalText,
  /** A string on beta, an object with a message on GA. */
  error: z.union([z.string(), z.object({ message: optionalText, code: z.unknown().optional() })]).nullish(),
  approval_request_id: optionalText,
  tools: z.array(ToolDefinition).nullish(),
  content: z.array(z.object({ type: optionalText, text: optionalText, transcript: optionalText })).nullish(),
})
export type Item = z.infer<typeof ItemSchema>

const Usage = z.object({ input_tokens: z.number().nullish(), output_tokens: z.number().nullish() }).nullish()

const ResponseSchema = z.object({
  id: text,
  status: optionalText,
  status_details: z
    .object({
      type: optionalText,
      reason: optionalText,
      error: z.object({ code: optionalText, message: optionalText, type: optionalText }).nullish(),
    })
    .nullish(),
  output: z.array(ItemSchema).nullish(),
  usage: Usage,
})

const itemOnly = { item_id: text }

const ServerEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.created'), session: z.looseObject({ id: optionalText }) }),
  z.object({ type: z.literal('session.updated'), session: z.looseObject({ id: optionalText }) }),
  z.object({ type: z.literal('error'), error: ErrorBody }),
  z.object({ type: z.literal('input_audio_buffer.committed'), item_id: text }),
  z.object({ type: z.literal('conversation.item.added'), item: ItemSchema }),
  z.object({ type: z.literal('conversation.item.done'), item: ItemSchema }),
  z.object({ type: z.literal('conversation.item.retrieved'), item: ItemSchema }),
  z.object({ type: z.literal('conversation.item.input_audio_transcription.delta'), ...itemOnly, delta: optionalText }),
  z.object({ type: z.literal('conversation.item.input_audio_transcription.completed'), ...itemOnly, transcript: text }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.failed'),
    ...itemOnly,
    error: ErrorBody.nullish(),
  }),
  z.object({ type: z.literal('response.created'), response: ResponseSchema }),
  z.object({ type: z.literal('response.done'), response: ResponseSchema }),
  z.object({ type: z.literal('response.output_item.added'), response_id: text, item: ItemSchema }),
  z.object({ type: z.literal('response.output_item.done'), response_id: text, item: ItemSchema }),
  z.object({ type: z.literal('response.output_audio.delta'), response_id: text, ...itemOnly, delta: text }),
  z.object({ type: z.literal('response.output_audio.done'), response_id: text, ...itemOnly }),
  z.object({ type: z.literal('response.output_audio_transcript.delta'), response_id: text, ...itemOnly, delta: text }),
  z.object({
    type: z.literal('response.output_audio_transcript.done'),
    response_id: text,
    ...itemOnly,
    transcript: text,
  }),
  z.object({ type: z.literal('response.output_text.delta'), response_id: text, ...itemOnly, delta: text }),
  z.object({ type: z.literal('response.output_text.done'), response_id: text, ...itemOnly, text }),
  z.object({ type: z.literal('response.mcp_call_arguments.delta'), ...itemOnly, delta: text }),
  z.object({ type: z.literal('response.mcp_call_arguments.done'), ...itemOnly, arguments: text }),
  z.object({ type: z.literal('response.mcp_call.in_progress'), ...itemOnly }),
  z.object({ type: z.literal('response.mcp_call.completed'), ...itemOnly }),
  z.object({ type: z.literal('response.mcp_call.failed'), ...itemOnly }),
  z.object({ type: z.literal('mcp_list_tools.in_progress'), ...itemOnly }),
  z.object({ type: z.literal('mcp_list_tools.completed'), ...itemOnly }),
  z.object({ type: z.literal('mcp_list_tools.failed'), ...itemOnly }),
])
export type ServerEvent = z.infer<typeof ServerEventSchema>

const KNOWN: ReadonlySet<string> = new Set(ServerEventSchema.options.map((option) => option.shape.type.value))

export type Reading =
  | { kind: 'event'; event: ServerEvent }
  /** An event that the engine does not act upon. */
  | { kind: 'other'; name: string }
  | { kind: 'malformed'; reason: string }

/** Reads one decoded message of the socket. Never throws. */
export function readServerEvent(raw: Record<string, unknown>): Reading {
  if (typeof raw.type !== 'string') return { kind: 'malformed', reason: 'The event has no type.' }
  const type = gaEventName(raw.type)
  if (!KNOWN.has(type)) return { kind: 'other', name: raw.type }
  // Audio comes dozens of times a second: checked by hand, the schema is for the rest.
  if (
    type === 'response.output_audio.delta' &&
    typeof raw.response_id === 'string' &&
    typeof raw.item_id === 'string' &&
    typeof raw.delta === 'string'
  ) {
    return { kind: 'event', event: { type, response_id: raw.response_id, item_id: raw.item_id, delta: raw.delta } }
  }
  const parsed = ServerEventSchema.safeParse(type === raw.type ? raw : { ...raw, type })
  if (parsed.success) return { kind: 'event', event: parsed.data }
  const issue = parsed.error.issues[0]
  return { kind: 'malformed', reason: `${raw.type}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` }
}
