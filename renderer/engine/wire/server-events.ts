import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import { t } from '../../../shared/i18n'
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
const ErrorBody = z.object({
  type: anyCode,
  code: anyCode,
  message: cut(MAX_ERROR_CHARS)
    .nullish()
    .transform((message) => message ?? t('engine.problem.reported')),
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
  // What can't be read is no promise that it only reads; left out of the list it could write unseen.
  annotations: z
    .object({ readOnlyHint: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
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

/** JSON as such, where its text is due: some servers and proxies decode it. */
const decoded = (most: number) =>
  z.unknown().transform((value) => clip(`${JSON.stringify(value)}${isExact(value) ? '' : '…'}`, most))
/**
 * Whether no number has lost digits when it was decoded: an amount in lamports has more than a number holds. A text that is
 * cut is unreadable, and what can't be read can't be approved.
 */
function isExact(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)
  return value === null || typeof value !== 'object' || Object.values(value).every(isExact)
}

export const ItemSchema = z.object({
  id,
  type: code,
  role: code.nullish().catch(null),
  status: code.nullish().catch(null),
  server_label: name.nullish(),
  name: name.nullish(),
  /** Of a function call: what its output has to name. */
  call_id: id.nullish(),
  arguments: z.union([cut(MAX_ARGUMENTS_CHARS), decoded(MAX_ARGUMENTS_CHARS)]).nullish(),
  output: z.union([cut(MAX_OUTPUT_CHARS), decoded(MAX_OUTPUT_CHARS)]).nullish(),
  /** A string on beta, an object with a message on GA; `code` is the HTTP status or the JSON-RPC error. */
  error: z
    .unknown()
    .transform((error) => (error === '' || error === false || error === undefined ? null : error))
    .pipe(z.union([anError, z.object({ message: anError.nullish(), code: z.unknown().optional() })]).nullable())
    .catch(() => t('engine.tool.failed')),
  approval_request_id: id.nullish(),
  /** Of a message: `commentary`, `final_answer`, or what nobody knows yet. */
  phase: code.nullish().catch(null),
  tools: ToolDefinitions.nullish().catch(null),
  content: some(ContentPart, MAX_RESPONSE_ITEMS).nullish().catch(null),
})
export type Item = z.infer<typeof ItemSchema>

/** A part that can't be read must not make the rest cost nothing. */
const count = z.number().nonnegative().max(MAX_TOKENS).nullish().catch(null)
const Usage = z.object({
  total_tokens: count,
  input_tokens: count,
  output_tokens: count,
  input_token_details: z
    .object({
      text_tokens: count,
      audio_tokens: count,
      image_tokens: count,
      cached_tokens: count,
      cached_tokens_details: z
        .object({ text_tokens: count, audio_tokens: count, image_tokens: count })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  output_token_details: z.object({ text_tokens: count, audio_tokens: count }).nullish().catch(null),
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

/** Types of items that can't be read. */
const UNREADABLE_CALL = 'unreadable mcp_call'
const UNREADABLE = 'unreadable item'
/** One that can't be read keeps its place: it must not make the end of the response, and with it the answer, unheard. */
const ItemOfResponse = z.unknown().transform((told): Item => {
  const item = ItemSchema.safeParse(told).data
  return item ?? { id: '', type: isCall(told) ? UNREADABLE_CALL : UNREADABLE, error: null }
})
export const hasUnreadableCall = ({ output }: { output?: Item[] | null | undefined }): boolean =>
  output?.some(({ type }) => type === UNREADABLE_CALL) ?? false
export const isCall = (item: unknown): boolean =>
  item !== null && typeof item === 'object' && 'type' in item && item.type === 'mcp_call'

const ResponseSchema = z.object({
  id,
  status: code.nullish(),
  status_details: z
    .object({
      type: code.nullish().catch(null),
      reason: code.nullish().catch(null),
      error: z
        .object({ code: anyCode, message: anError.nullish().catch(null), type: anyCode })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
  output: some(ItemOfResponse, MAX_RESPONSE_ITEMS).nullish().catch(null),
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
const spoken = z.object({ item_id: id.nullish().transform((named) => named ?? '') })
/** In the session's audio. */
const milliseconds = z.number().nonnegative().catch(0)
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
    logprobs: z
      .array(z.object({ token: words, logprob: z.number() }))
      .nullish()
      .catch(null),
  }),
  'conversation.item.input_audio_transcription.failed': itemId.extend({ error: ErrorBody.nullish() }),
  // Some servers acknowledge and name no item: it is '' then.
  'input_audio_buffer.committed': z.object({ item_id: id.nullish().transform((named) => named ?? '') }),
  'input_audio_buffer.cleared': nothing,
  'input_audio_buffer.speech_started': spoken.extend({ audio_start_ms: milliseconds }),
  'input_audio_buffer.speech_stopped': spoken.extend({ audio_end_ms: milliseconds }),
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
