import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import { MAX_OUTPUT_CHARS } from '../../../shared/tool-output'
import {
  clip,
  MAX_ARGUMENTS_CHARS,
  MAX_CODE_CHARS,
  MAX_ERROR_CHARS,
  MAX_ID_CHARS,
  MAX_NAME_CHARS,
  MAX_RATE_LIMITS,
  MAX_RESPONSE_ITEMS,
  MAX_TOKENS,
  MAX_TOOLS,
  MAX_WORDS_CHARS,
} from './bounds'
import { gaEventName } from './dialect'

/**
 * The server events, reduced to the fields that the engine reads. Unknown fields are dropped, unknown events are for the
 * log alone. What each may hold is bounded in bounds.ts. The full shapes are the types of the `openai` package (resources/realtime/realtime); that every one of its
 * events has a schema here is checked when this file is compiled.
 */
const cut = (most: number) => z.string().transform((text) => clip(text, most))
/** The first ones of a list; the others are not even read. */
const some = <Schema extends z.ZodType>(schema: Schema, most: number) =>
  z
    .array(z.unknown())
    .transform((all) => all.slice(0, most))
    .pipe(z.array(schema))
/** Of one utterance. */
const MAX_LANGUAGES = 10
/** An event with a longer id is about nothing that is known here. */
const id = z.string().max(MAX_ID_CHARS)
/** Cut, it could be another's. */
const name = z.string().max(MAX_NAME_CHARS)
const code = cut(MAX_CODE_CHARS)
const words = cut(MAX_WORDS_CHARS)

/** Proxies write the HTTP status there, as a number. */
const anyCode = z
  .union([code, z.number().transform(String)])
  .nullish()
  .catch(null)
const NO_WORDS = 'The server reported an error.'
const ErrorBody = z.object({
  type: anyCode,
  code: anyCode,
  message: cut(MAX_ERROR_CHARS)
    .nullish()
    .transform((message) => message ?? NO_WORDS),
  param: code.nullish().catch(null),
  event_id: id.nullish().catch(null),
})
/** Where it is no object of its own: a sentence, or fields of the event itself. */
const ErrorEvent = z
  .looseObject({ error: z.unknown().optional() })
  .transform((event) => {
    if (typeof event.error === 'string')
      return { error: { ...event, type: null, message: event.error, event_id: null } }
    return event.error == null ? { error: { ...event, type: null, event_id: null } } : { error: event.error }
  })
  .pipe(z.object({ error: ErrorBody }))

const ToolDefinition = z.object({
  name,
  annotations: z.object({ readOnlyHint: z.boolean().nullish() }).nullish(),
})

/** One that can't be read must not hide the others. Where there are too many, those that may write come first. */
const ToolDefinitions = z.array(z.unknown()).transform((all) => {
  const tools = all.flatMap((tool) => ToolDefinition.safeParse(tool).data ?? [])
  if (tools.length <= MAX_TOOLS) return tools
  const reads = (tool: (typeof tools)[number]) => Number(tool.annotations?.readOnlyHint === true)
  return tools.sort((a, b) => reads(a) - reads(b)).slice(0, MAX_TOOLS)
})

const ContentPart = z.object({ type: code.nullish(), text: words.nullish(), transcript: words.nullish() })

const anError = cut(MAX_ERROR_CHARS)

export const ItemSchema = z.object({
  id,
  type: code,
  role: code.nullish(),
  status: code.nullish(),
  server_label: name.nullish(),
  name: name.nullish(),
  /** Of a function call: what its output has to name. */
  call_id: id.nullish(),
  arguments: cut(MAX_ARGUMENTS_CHARS).nullish(),
  output: cut(MAX_OUTPUT_CHARS).nullish(),
  /** A string on beta, an object with a message on GA; `code` is the HTTP status or the JSON-RPC error. */
  error: z
    .unknown()
    .transform((error) => (error === '' || error === false || error === undefined ? null : error))
    .pipe(z.union([anError, z.object({ message: anError.nullish(), code: z.unknown().optional() })]).nullable())
    .catch('The tool failed.'),
  approval_request_id: id.nullish(),
  /** Of a message: `commentary`, `final_answer`, or what nobody knows yet. */
  phase: code.nullish().catch(null),
  tools: ToolDefinitions.nullish(),
  content: some(ContentPart, MAX_RESPONSE_ITEMS).nullish(),
})
export type Item = z.infer<typeof ItemSchema>

const count = z.number().nonnegative().max(MAX_TOKENS).nullish()
const Usage = z.object({
  input_tokens: count,
  output_tokens: count,
  input_token_details: z
    .object({
      text_tokens: count,
      audio_tokens: count,
      image_tokens: count,
      cached_tokens: count,
      cached_tokens_details: z.object({ text_tokens: count, audio_tokens: count, image_tokens: count }).nullish(),
    })
    .nullish(),
  output_token_details: z.object({ text_tokens: count, audio_tokens: count }).nullish(),
})
export type BilledUsage = z.infer<typeof Usage>

/** A day; what is told of more is no utterance. */
const MAX_UTTERANCE_SECONDS = 86_400
/** Of one transcription: tokens, or the length of the audio, by the model's own way of billing. */
const TranscriptionUsage = z.object({
  input_tokens: count,
  output_tokens: count,
  seconds: z.number().nonnegative().max(MAX_UTTERANCE_SECONDS).nullish(),
})
export type BilledTranscription = z.infer<typeof TranscriptionUsage>
const Languages = some(z.object({ code }), MAX_LANGUAGES)

const ResponseSchema = z.object({
  id,
  status: code.nullish(),
  status_details: z
    .object({
      type: code.nullish(),
      reason: code.nullish(),
      error: z.object({ code: code.nullish(), message: anError.nullish(), type: code.nullish() }).nullish(),
    })
    .nullish(),
  output: some(ItemSchema, MAX_RESPONSE_ITEMS).nullish(),
  usage: Usage.nullish().catch(null),
  /** What the client had put on its `response.create`. */
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
})

/** A year; `reset_seconds` is shown as a time of day. */
const MAX_RESET_SECONDS = 366 * 86_400
const Limit = z
  .object({
    name: code,
    limit: z.number(),
    remaining: z.number(),
    reset_seconds: z.number().nonnegative().max(MAX_RESET_SECONDS),
  })
  .partial()

const nothing = z.object({ event_id: z.unknown() }).partial()
const session = z.object({ session: z.looseObject({ id: id.nullish() }) })
const item = z.object({ item: ItemSchema })
const itemId = z.object({ item_id: id })
const ofResponse = z.object({ response_id: id, item_id: id })
const outputItem = item.extend({
  response_id: id,
  output_index: z.number().int().nonnegative().max(MAX_RESPONSE_ITEMS).nullish().catch(null),
})

const EVENTS = {
  'session.created': session,
  'session.updated': session,
  'error': ErrorEvent,
  'conversation.created': nothing,
  'conversation.item.added': item,
  'conversation.item.done': item,
  'conversation.item.retrieved': item,
  'conversation.item.deleted': itemId,
  'conversation.item.truncated': itemId,
  'conversation.item.input_audio_transcription.delta': itemId.extend({ delta: words.nullish() }),
  'conversation.item.input_audio_transcription.segment': itemId.extend({ text: words }),
  'conversation.item.input_audio_transcription.completed': itemId.extend({
    transcript: words,
    usage: TranscriptionUsage.nullish().catch(null),
    languages: Languages.nullish().catch(null),
  }),
  'conversation.item.input_audio_transcription.failed': itemId.extend({ error: ErrorBody.nullish() }),
  // Some servers acknowledge and name no item: it is '' then.
  'input_audio_buffer.committed': z.object({ item_id: id.nullish().transform((named) => named ?? '') }),
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
  'response.output_item.added': outputItem,
  'response.output_item.done': outputItem,
  'response.content_part.added': ofResponse,
  'response.content_part.done': ofResponse.extend({ part: ContentPart.nullish() }),
  'response.output_audio.delta': ofResponse.extend({ delta: z.string() }),
  'response.output_audio.done': ofResponse,
  'response.output_audio_transcript.delta': ofResponse.extend({ delta: words }),
  'response.output_audio_transcript.done': ofResponse.extend({ transcript: words }),
  'response.output_text.delta': ofResponse.extend({ delta: words }),
  'response.output_text.done': ofResponse.extend({ text: words }),
  'response.function_call_arguments.delta': itemId.extend({ delta: cut(MAX_ARGUMENTS_CHARS) }),
  'response.function_call_arguments.done': itemId.extend({ arguments: cut(MAX_ARGUMENTS_CHARS) }),
  'response.mcp_call_arguments.delta': itemId.extend({ delta: cut(MAX_ARGUMENTS_CHARS) }),
  'response.mcp_call_arguments.done': itemId.extend({ arguments: cut(MAX_ARGUMENTS_CHARS) }),
  'response.mcp_call.in_progress': itemId,
  'response.mcp_call.completed': itemId,
  'response.mcp_call.failed': itemId,
  'mcp_list_tools.in_progress': itemId,
  'mcp_list_tools.completed': itemId,
  'mcp_list_tools.failed': itemId,
  'rate_limits.updated': z.object({ rate_limits: some(Limit, MAX_RATE_LIMITS).catch([]) }),
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
  return {
    kind: 'malformed',
    reason: `${raw.type}: ${clip(issue?.path.join('.') ?? '', MAX_CODE_CHARS)} ${issue?.message ?? ''}`,
  }
}
