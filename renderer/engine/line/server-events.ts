import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import { gaEventName } from './dialect'

/**
 * The server events, reduced to the fields that the engine reads. Unknown fields are dropped, unknown events are for the
 * log alone. The full shapes are the types of the `openai` package (resources/realtime/realtime); that every one of its
 * events has a schema here is checked when this file is compiled.
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

const ContentPart = z.object({ type: optionalText, text: optionalText, transcript: optionalText })

export const ItemSchema = z.object({
  id: text,
  type: text,
  role: optionalText,
  status: optionalText,
  server_label: optionalText,
  name: optionalText,
  /** Of a function call: what its output has to name. */
  call_id: optionalText,
  arguments: optionalText,
  output: optionalText,
  /** A string on beta, an object with a message on GA; `code` is the HTTP status or the JSON-RPC error. */
  error: z.union([z.string(), z.object({ message: optionalText, code: z.unknown().optional() })]).nullish(),
  approval_request_id: optionalText,
  tools: z.array(ToolDefinition).nullish(),
  content: z.array(ContentPart).nullish(),
})
export type Item = z.infer<typeof ItemSchema>

const count = z.number().nonnegative().nullish()
const Usage = z.object({
  input_tokens: count,
  output_tokens: count,
  input_token_details: z
    .object({
      text_tokens: count,
      audio_tokens: count,
      cached_tokens: count,
      cached_tokens_details: z.object({ text_tokens: count, audio_tokens: count }).nullish(),
    })
    .nullish(),
  output_token_details: z.object({ text_tokens: count, audio_tokens: count }).nullish(),
})
export type BilledUsage = z.infer<typeof Usage>

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
  usage: Usage.nullish().catch(null),
  /** What the client had put on its `response.create`. */
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
})

const Limit = z.object({ name: text, limit: z.number(), remaining: z.number(), reset_seconds: z.number() }).partial()

const nothing = z.object({ event_id: optionalText })
const session = z.object({ session: z.looseObject({ id: optionalText }) })
const item = z.object({ item: ItemSchema })
const itemId = z.object({ item_id: text })
const ofResponse = z.object({ response_id: text, item_id: text })

const EVENTS = {
  'session.created': session,
  'session.updated': session,
  'error': z.object({ error: ErrorBody }),
  'conversation.created': nothing,
  'conversation.item.added': item,
  'conversation.item.done': item,
  'conversation.item.retrieved': item,
  'conversation.item.deleted': itemId,
  'conversation.item.truncated': itemId,
  'conversation.item.input_audio_transcription.delta': itemId.extend({ delta: optionalText }),
  'conversation.item.input_audio_transcription.segment': itemId.extend({ text }),
  'conversation.item.input_audio_transcription.completed': itemId.extend({ transcript: text }),
  'conversation.item.input_audio_transcription.failed': itemId.extend({ error: ErrorBody.nullish() }),
  'input_audio_buffer.committed': itemId,
  'input_audio_buffer.cleared': nothing,
  'input_audio_buffer.speech_started': nothing,
  'input_audio_buffer.speech_stopped': nothing,
  'input_audio_buffer.timeout_triggered': nothing,
  'input_audio_buffer.dtmf_event_received': nothing,
  'output_audio_buffer.started': nothing,
  'output_audio_buffer.stopped': nothing,
  'output_audio_buffer.cleared': nothing,
  'response.created': z.object({ response: ResponseSchema }),
  'response.done': z.object({ response: ResponseSchema }),
  'response.output_item.added': item.extend({ response_id: text }),
  'response.output_item.done': item.extend({ response_id: text }),
  'response.content_part.added': ofResponse,
  'response.content_part.done': ofResponse.extend({ part: ContentPart.nullish() }),
  'response.output_audio.delta': ofResponse.extend({ delta: text }),
  'response.output_audio.done': ofResponse,
  'response.output_audio_transcript.delta': ofResponse.extend({ delta: text }),
  'response.output_audio_transcript.done': ofResponse.extend({ transcript: text }),
  'response.output_text.delta': ofResponse.extend({ delta: text }),
  'response.output_text.done': ofResponse.extend({ text }),
  'response.function_call_arguments.delta': itemId.extend({ delta: text }),
  'response.function_call_arguments.done': itemId.extend({ arguments: text }),
  'response.mcp_call_arguments.delta': itemId.extend({ delta: text }),
  'response.mcp_call_arguments.done': itemId.extend({ arguments: text }),
  'response.mcp_call.in_progress': itemId,
  'response.mcp_call.completed': itemId,
  'response.mcp_call.failed': itemId,
  'mcp_list_tools.in_progress': itemId,
  'mcp_list_tools.completed': itemId,
  'mcp_list_tools.failed': itemId,
  'rate_limits.updated': z.object({ rate_limits: z.array(Limit).catch([]) }),
  // `conversation.item.created` is beta's name of `added`: the dialect has renamed it before it comes here.
} satisfies Record<Exclude<RealtimeServerEvent['type'], 'conversation.item.created'>, z.ZodType>

type Name = keyof typeof EVENTS
export type ServerEvent = { [N in Name]: { type: N } & z.infer<(typeof EVENTS)[N]> }[Name]

export const SERVER_EVENTS = Object.keys(EVENTS)

const isKnown = (name: string): name is Name => Object.hasOwn(EVENTS, name)

type Reading =
  | { kind: 'event'; event: ServerEvent }
  /** An event that the engine does not know. */
  | { kind: 'other'; name: string }
  | { kind: 'malformed'; reason: string }

/** Reads one decoded message of the socket. Never throws. */
export function readServerEvent(raw: Record<string, unknown>): Reading {
  if (typeof raw.type !== 'string') return { kind: 'malformed', reason: 'The event has no type.' }
  const type = gaEventName(raw.type)
  if (!isKnown(type)) return { kind: 'other', name: raw.type }
  // Audio comes dozens of times a second: checked by hand, the schemas are for the rest.
  if (
    type === 'response.output_audio.delta' &&
    typeof raw.response_id === 'string' &&
    typeof raw.item_id === 'string' &&
    typeof raw.delta === 'string'
  ) {
    return { kind: 'event', event: { type, response_id: raw.response_id, item_id: raw.item_id, delta: raw.delta } }
  }
  const parsed = EVENTS[type].safeParse(raw)
  // What the record pairs, the compiler can't see through an index.
  if (parsed.success) return { kind: 'event', event: { type, ...parsed.data } as ServerEvent }
  const issue = parsed.error.issues[0]
  return { kind: 'malformed', reason: `${raw.type}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` }
}
