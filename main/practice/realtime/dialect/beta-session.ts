import type { RealtimeResponse } from 'openai/resources/realtime/realtime'
import { z } from 'zod'
import { parseWith } from '../protocol-error'
import type { ShownSession } from '../session-config'
import { betaItem } from './beta-item'

/** The flat session of the beta dialect, and what it is called in GA. Shapes: the recorded session, and OpenAI's beta types. */

const AudioFormat = z.enum(['pcm16', 'g711_ulaw', 'g711_alaw'])
type AudioFormat = z.infer<typeof AudioFormat>
const GA_FORMAT = {
  pcm16: { type: 'audio/pcm', rate: 24_000 },
  g711_ulaw: { type: 'audio/pcmu' },
  g711_alaw: { type: 'audio/pcma' },
} as const
const BETA_FORMAT: Record<string, AudioFormat> = {
  'audio/pcm': 'pcm16',
  'audio/pcmu': 'g711_ulaw',
  'audio/pcma': 'g711_alaw',
}

/** Audio is always transcribed, which beta calls two modalities and GA calls one. */
const Modalities = z.array(z.enum(['text', 'audio'])).min(1)
const gaModalities = (modalities: readonly string[]) => [modalities.includes('audio') ? 'audio' : 'text']
const betaModalities = (modalities: readonly string[]) => (modalities.includes('audio') ? ['audio', 'text'] : ['text'])

const Temperature = z.number().min(0.6).max(1.2)

/** What is unknown here is passed on: its own schema in GA decides, and its complaint is put into beta's terms. */
const BetaSession = z.strictObject({
  model: z.unknown().optional(),
  modalities: Modalities.optional(),
  instructions: z.unknown().optional(),
  voice: z.unknown().optional(),
  input_audio_format: AudioFormat.optional(),
  output_audio_format: AudioFormat.optional(),
  input_audio_transcription: z.unknown().optional(),
  input_audio_noise_reduction: z.unknown().optional(),
  turn_detection: z.unknown().optional(),
  tools: z.unknown().optional(),
  tool_choice: z.unknown().optional(),
  temperature: Temperature.optional(),
  max_response_output_tokens: z.unknown().optional(),
  speed: z.unknown().optional(),
  tracing: z.unknown().optional(),
  truncation: z.unknown().optional(),
  prompt: z.unknown().optional(),
  include: z.unknown().optional(),
})

const BetaResponse = z.strictObject({
  conversation: z.unknown().optional(),
  input: z.array(z.unknown()).optional(),
  instructions: z.unknown().optional(),
  modalities: Modalities.optional(),
  voice: z.unknown().optional(),
  output_audio_format: AudioFormat.optional(),
  temperature: Temperature.optional(),
  max_response_output_tokens: z.unknown().optional(),
  metadata: z.unknown().optional(),
  tool_choice: z.unknown().optional(),
  tools: z.unknown().optional(),
})

/** The `session` of a beta mint or update as GA fields. Throws ProtocolError. */
export function gaSession(value: unknown): { session: Record<string, unknown>; temperature: number | undefined } {
  const beta = parseWith(BetaSession, value, 'session')
  const { modalities, max_response_output_tokens, temperature, voice, speed, ...rest } = beta
  const { input_audio_format, output_audio_format, ...named } = rest
  const { input_audio_transcription, input_audio_noise_reduction, turn_detection, ...same } = named
  const session = {
    type: 'realtime',
    ...same,
    output_modalities: modalities && gaModalities(modalities),
    max_output_tokens: max_response_output_tokens,
    audio: {
      input: given({
        format: input_audio_format && GA_FORMAT[input_audio_format],
        transcription: input_audio_transcription,
        noise_reduction: input_audio_noise_reduction,
        turn_detection,
      }),
      output: given({ format: output_audio_format && GA_FORMAT[output_audio_format], voice, speed }),
    },
  }
  return { session: given(session), temperature }
}

/** The `response` of a beta `response.create` as GA fields, its input items apart. Throws ProtocolError. */
export function gaResponse(value: unknown): { response: Record<string, unknown>; input: unknown[] | undefined } {
  const beta = parseWith(BetaResponse, value, 'response')
  const { modalities, voice, output_audio_format, temperature: _, max_response_output_tokens, input, ...same } = beta
  const output = given({ voice, format: output_audio_format && GA_FORMAT[output_audio_format] })
  const response = {
    ...same,
    output_modalities: modalities && gaModalities(modalities),
    max_output_tokens: max_response_output_tokens,
    audio: Object.keys(output).length ? { output } : undefined,
  }
  return { response: given(response), input }
}

/** A session as beta shows it, field by field in the recorded session's order. */
export function betaSession(session: ShownSession, temperature: number): Record<string, unknown> {
  const { input, output } = session.audio
  return {
    object: session.object,
    id: session.id,
    model: session.model,
    modalities: betaModalities(session.output_modalities),
    instructions: session.instructions,
    voice: output.voice,
    output_audio_format: BETA_FORMAT[output.format.type],
    tools: session.tools,
    tool_choice: session.tool_choice,
    temperature,
    max_response_output_tokens: session.max_output_tokens,
    turn_detection: input.turn_detection,
    speed: output.speed,
    tracing: session.tracing ?? null,
    truncation: session.truncation,
    prompt: session.prompt,
    expires_at: session.expires_at,
    input_audio_noise_reduction: input.noise_reduction,
    input_audio_format: BETA_FORMAT[input.format.type],
    input_audio_transcription: input.transcription,
    client_secret: null,
    include: session.include ?? null,
  }
}

export function betaResponse(response: RealtimeResponse, temperature: number): Record<string, unknown> {
  const { output_modalities, audio, output, ...same } = response
  return {
    ...same,
    output: (output ?? []).map(betaItem),
    modalities: betaModalities(output_modalities ?? ['audio']),
    voice: audio?.output?.voice,
    output_audio_format: BETA_FORMAT[audio?.output?.format?.type ?? 'audio/pcm'],
    temperature,
  }
}

/** Without the fields that nobody gave: absent and undefined are one on the wire, but not for a strict schema. */
const given = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const RENAMED: readonly [ga: RegExp, beta: string][] = [
  [/\baudio\.input\.format(\.type)?\b/g, 'input_audio_format'],
  [/\baudio\.input\.transcription\b/g, 'input_audio_transcription'],
  [/\baudio\.input\.noise_reduction\b/g, 'input_audio_noise_reduction'],
  [/\baudio\.input\.turn_detection\b/g, 'turn_detection'],
  [/\baudio\.output\.format(\.type)?\b/g, 'output_audio_format'],
  [/\baudio\.output\.(voice|speed)\b/g, '$1'],
  [/\boutput_modalities\b/g, 'modalities'],
  [/\bmax_output_tokens\b/g, 'max_response_output_tokens'],
]

/** A path, or a sentence with one, that names fields as beta does. */
export const betaTerms = (text: string): string => RENAMED.reduce((said, [ga, beta]) => said.replace(ga, beta), text)
