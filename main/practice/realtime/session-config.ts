import { z } from 'zod'
import { canReason, EFFORTS } from '../../../shared/models/reasoning'
import { ProtocolError, parseWith } from './protocol-error'
import { Transcription } from './transcription-config'

/** What a client may say about a session. Strict throughout: one unknown field rejects the whole, as the real API does. */

const Format = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).default(24_000) }),
  z.strictObject({ type: z.literal('audio/pcmu') }),
  z.strictObject({ type: z.literal('audio/pcma') }),
])

const TurnDetection = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('server_vad'),
    threshold: z.number().min(0).max(1).default(0.5),
    prefix_padding_ms: z.number().int().min(0).max(5000).default(300),
    silence_duration_ms: z.number().int().min(0).max(10_000).default(200),
    idle_timeout_ms: z.number().int().min(5000).max(30_000).nullable().default(null),
    create_response: z.boolean().default(true),
    interrupt_response: z.boolean().default(true),
  }),
  z.strictObject({
    type: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']).default('auto'),
    create_response: z.boolean().default(true),
    interrupt_response: z.boolean().default(true),
  }),
])
export type TurnDetection = z.infer<typeof TurnDetection>

const NoiseReduction = z.strictObject({
  type: z.enum(['near_field', 'far_field']).optional(),
  strength: z.number().nonnegative().optional(),
})

const Voice = z.union([z.string().min(1), z.strictObject({ id: z.string() })])

const ToolFilter = z.strictObject({ tool_names: z.array(z.string()).optional(), read_only: z.boolean().optional() })
export type ToolFilter = z.infer<typeof ToolFilter>

const McpTool = z.strictObject({
  type: z.literal('mcp'),
  server_label: z.string().min(1),
  server_url: z.string().nullish(),
  server_description: z.string().nullish(),
  connector_id: z.string().nullish(),
  tunnel_id: z.string().nullish(),
  authorization: z.string().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  allowed_tools: z.union([z.array(z.string()), ToolFilter]).nullish(),
  allowed_callers: z.array(z.enum(['direct', 'programmatic'])).nullish(),
  require_approval: z
    .union([
      z.enum(['always', 'never']),
      z.strictObject({ always: ToolFilter.optional(), never: ToolFilter.optional() }),
    ])
    .nullish(),
  defer_loading: z.boolean().optional(),
})
export type McpTool = z.infer<typeof McpTool>

const FunctionTool = z.strictObject({
  type: z.literal('function'),
  name: z.string().min(1),
  description: z.string().optional(),
  parameters: z.unknown().optional(),
})

const Tools = z.array(z.discriminatedUnion('type', [FunctionTool, McpTool]))
const ToolChoice = z.union([
  z.enum(['auto', 'none', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
  z.strictObject({ type: z.literal('mcp'), server_label: z.string(), name: z.string().nullish() }),
])
const Modalities = z.array(z.enum(['text', 'audio'])).length(1)
const MaxTokens = z.union([z.literal('inf'), z.number().int().min(1).max(4096)])
const Prompt = z.strictObject({
  id: z.string(),
  version: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
})
const Reasoning = z.strictObject({ effort: z.enum(EFFORTS).optional() })

const SessionFields = z.strictObject({
  type: z.literal('realtime'),
  model: z.string().optional(),
  instructions: z.string().optional(),
  output_modalities: Modalities.optional(),
  audio: z
    .strictObject({
      input: z
        .strictObject({
          format: Format.optional(),
          noise_reduction: NoiseReduction.nullish(),
          transcription: Transcription.nullish(),
          turn_detection: TurnDetection.nullish(),
        })
        .optional(),
      output: z
        .strictObject({
          format: Format.optional(),
          voice: Voice.optional(),
          speed: z.number().min(0.25).max(1.5).optional(),
        })
        .optional(),
    })
    .optional(),
  tools: Tools.optional(),
  tool_choice: ToolChoice.optional(),
  parallel_tool_calls: z.boolean().optional(),
  max_output_tokens: MaxTokens.optional(),
  reasoning: Reasoning.optional(),
  truncation: z
    .union([
      z.enum(['auto', 'disabled']),
      z.strictObject({
        type: z.literal('retention_ratio'),
        retention_ratio: z.number().min(0).max(1),
        token_limits: z.strictObject({ post_instructions: z.number().int().min(0).optional() }).optional(),
      }),
    ])
    .optional(),
  prompt: Prompt.nullish(),
  tracing: z
    .union([
      z.literal('auto'),
      z.strictObject({
        group_id: z.string().optional(),
        metadata: z.unknown().optional(),
        workflow_name: z.string().optional(),
      }),
    ])
    .nullish(),
  include: z.array(z.literal('item.input_audio_transcription.logprobs')).nullish(),
})
export type SessionFields = z.infer<typeof SessionFields>

/** What a `response.create` may override. */
const ResponseFields = z.strictObject({
  conversation: z.enum(['auto', 'none']).optional(),
  input: z.array(z.unknown()).optional(),
  instructions: z.string().optional(),
  output_modalities: Modalities.optional(),
  audio: z
    .strictObject({ output: z.strictObject({ format: Format.optional(), voice: Voice.optional() }).optional() })
    .optional(),
  max_output_tokens: MaxTokens.optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
  parallel_tool_calls: z.boolean().optional(),
  prompt: Prompt.nullish(),
  reasoning: Reasoning.optional(),
  tool_choice: ToolChoice.optional(),
  tools: Tools.optional(),
})
export type ResponseFields = z.infer<typeof ResponseFields>

/** A session as it stands: every field decided. */
export interface SessionConfig {
  type: 'realtime'
  model: string
  instructions: string
  output_modalities: ('text' | 'audio')[]
  audio: {
    input: {
      format: z.infer<typeof Format>
      noise_reduction: z.infer<typeof NoiseReduction> | null
      transcription: z.infer<typeof Transcription> | null
      turn_detection: TurnDetection | null
    }
    output: { format: z.infer<typeof Format>; voice: z.infer<typeof Voice>; speed: number }
  }
  tools: z.infer<typeof Tools>
  tool_choice: z.infer<typeof ToolChoice>
  max_output_tokens: z.infer<typeof MaxTokens>
  truncation: NonNullable<SessionFields['truncation']>
  prompt: z.infer<typeof Prompt> | null
  tracing: SessionFields['tracing']
  include: SessionFields['include']
  parallel_tool_calls?: boolean | undefined
  reasoning?: z.infer<typeof Reasoning> | undefined
}

export const DEFAULT_MODEL = 'gpt-realtime-2.1'

export function defaultConfig(): SessionConfig {
  return {
    type: 'realtime',
    model: DEFAULT_MODEL,
    instructions: '',
    output_modalities: ['audio'],
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        noise_reduction: null,
        transcription: null,
        turn_detection: TurnDetection.parse({ type: 'server_vad' }),
      },
      output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'alloy', speed: 1 },
    },
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    truncation: 'auto',
    prompt: null,
    tracing: null,
    include: null,
  }
}

/** Parses the `session` of a mint or an update. Throws ProtocolError with `param` under `session`. */
export function parseSession(value: unknown): SessionFields {
  const fields = parseWith(SessionFields, value, 'session')
  checkTools(fields.tools ?? [], 'session.tools')
  return fields
}

export function parseResponse(value: unknown): ResponseFields {
  const fields = parseWith(ResponseFields, value, 'response')
  checkTools(fields.tools ?? [], 'response.tools')
  return fields
}

function checkTools(tools: z.infer<typeof Tools>, path: string): void {
  const labels = new Set<string>()
  tools.forEach((tool, index) => {
    if (tool.type !== 'mcp') return
    const at = `${path}[${index}]`
    if (labels.has(tool.server_label)) {
      throw new ProtocolError(
        'invalid_value',
        `Duplicate MCP server label: '${tool.server_label}'.`,
        `${at}.server_label`,
      )
    }
    labels.add(tool.server_label)
    const sources = [tool.server_url, tool.connector_id].filter((source) => source != null)
    if (sources.length !== 1) {
      throw new ProtocolError('invalid_value', "Exactly one of 'server_url' or 'connector_id' is required.", at)
    }
    if (tool.authorization && Object.keys(tool.headers ?? {}).some((name) => name.toLowerCase() === 'authorization')) {
      throw new ProtocolError(
        'invalid_value',
        "Give either 'authorization' or a header 'Authorization', not both.",
        `${at}.authorization`,
      )
    }
  })
}

/**
 * The session after an update: named fields replace what stood there, audio settings one by one. Throws ProtocolError for
 * what this model does not take.
 */
export function mergeSession(config: SessionConfig, fields: SessionFields): SessionConfig {
  const { audio, type: _, ...rest } = fields
  const model = fields.model ?? config.model
  if (fields.reasoning !== undefined && !canReason(model))
    throw new ProtocolError(
      'unsupported_parameter',
      `Unsupported parameter: 'reasoning' is not supported with the model '${model}'.`,
      'session.reasoning',
    )
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...config,
    ...given,
    audio: {
      input: { ...config.audio.input, ...defined(audio?.input) },
      output: { ...config.audio.output, ...defined(audio?.output) },
    },
  }
}

function defined<T extends object>(value: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

export interface ShownSession extends SessionConfig {
  object: 'realtime.session'
  id: string
  /** Epoch seconds; 0 means unknown. */
  expires_at: number
}

/** The session as the client may see it: what opens an MCP server is not echoed. */
export function showSession(config: SessionConfig, id: string, expiresAt: number): ShownSession {
  return {
    object: 'realtime.session',
    id,
    expires_at: expiresAt,
    ...config,
    tools: config.tools.map((tool) =>
      tool.type === 'mcp'
        ? {
            ...tool,
            authorization: tool.authorization ? '<redacted>' : null,
            headers: tool.headers
              ? Object.fromEntries(Object.keys(tool.headers).map((name) => [name, '<redacted>']))
              : null,
          }
        : tool,
    ),
  }
}
