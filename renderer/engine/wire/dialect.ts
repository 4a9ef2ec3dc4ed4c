import type { RealtimeSessionCreateRequest } from 'openai/resources/realtime/realtime'
import { SAMPLE_RATE } from '../../../shared/sample-rate'
import { promptOf, type Transcription } from '../../../shared/transcription'
import type { TurnDetection } from '../../../shared/turn-detection'

/**
 * The engine speaks GA. This module stands at the rim: it tells which dialect a server speaks, renames what beta calls
 * otherwise, and shapes the one update that each dialect accepts.
 * Source: OpenAI's "beta to GA" migration guide; the beta shapes are those of the recorded session.
 */
export type Dialect = 'ga' | 'beta'

const BETA_TO_GA = new Map(
  Object.entries({
    'conversation.item.created': 'conversation.item.added',
    'response.audio.delta': 'response.output_audio.delta',
    'response.audio.done': 'response.output_audio.done',
    'response.audio_transcript.delta': 'response.output_audio_transcript.delta',
    'response.audio_transcript.done': 'response.output_audio_transcript.done',
    'response.text.delta': 'response.output_text.delta',
    'response.text.done': 'response.output_text.done',
  }),
)

/** The GA name of an event; a GA name is its own. */
export const gaEventName = (name: string): string => BETA_TO_GA.get(name) ?? name

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object'

/** Infers the dialect from the session of `session.created`, before anything is sent; null when it looks like neither. */
export function inferDialect(session: unknown): Dialect | null {
  if (!isRecord(session)) return null
  if (session.type === 'realtime' || isRecord(session.audio)) return 'ga'
  if (session.object === 'realtime.session' || 'modalities' in session || 'turn_detection' in session) return 'beta'
  return null
}

/** A client event as a dialect has it: beta calls what an assistant wrote `text`, and output modalities `modalities`. */
export function clientEvent(dialect: Dialect | null, fields: Record<string, unknown>): Record<string, unknown> {
  const { item, response } = fields
  if (dialect === 'beta' && isRecord(response) && 'output_modalities' in response) {
    const { output_modalities: modalities, ...rest } = response
    return { ...fields, response: { ...rest, modalities } }
  }
  if (dialect !== 'beta' || !isRecord(item) || !Array.isArray(item.content)) return fields
  const content = item.content.map((part) => (part?.type === 'output_text' ? { ...part, type: 'text' } : part))
  return { ...fields, item: { ...item, content } }
}

/** Which dialect each server turned out to speak, so that it is asked in the right one at once from then on. */
export function createDialectMemory() {
  const known = new Map<string, Dialect>()
  return {
    of: (host: string): Dialect | null => known.get(host) ?? null,
    learn(host: string, dialect: Dialect) {
      known.set(host, dialect)
    },
  }
}

/**
 * The `session` of the one `session.update`: hold to talk, a transcript of the trader, 24 kHz PCM. Everything else stays as
 * it was minted, above all the tools; the transcription, too, where it is null.
 */
export function sessionUpdate(dialect: Dialect, transcription: Transcription | null): Record<string, unknown> {
  if (dialect === 'beta') {
    return {
      input_audio_format: 'pcm16',
      output_audio_format: 'pcm16',
      ...(transcription === null ? {} : { input_audio_transcription: betaTranscription(transcription) }),
      turn_detection: null,
    }
  }
  const session = {
    type: 'realtime',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: SAMPLE_RATE },
        ...(transcription === null ? {} : { transcription }),
        turn_detection: null,
      },
      output: { format: { type: 'audio/pcm', rate: SAMPLE_RATE } },
    },
  } satisfies RealtimeSessionCreateRequest
  return session
}

/**
 * The `session` that has a server find turns in the audio that it is sent, or no more. It asks for no response and cuts
 * none by itself (`create_response`, `interrupt_response`): which wallet an answer is about, and what was heard of the one
 * before, is known here, and one party decides.
 */
export function detectionUpdate(dialect: Dialect, detection: TurnDetection): Record<string, unknown> {
  const turnDetection = detection && {
    ...(detection.type === 'semantic_vad'
      ? { type: detection.type, eagerness: detection.eagerness }
      : {
          type: detection.type,
          threshold: detection.threshold,
          prefix_padding_ms: detection.prefixMs,
          silence_duration_ms: detection.silenceMs,
        }),
    create_response: false,
    interrupt_response: false,
  }
  if (dialect === 'beta') return { turn_detection: turnDetection }
  return { type: 'realtime', audio: { input: { turn_detection: turnDetection } } }
}

/** Beta knew one language and no keywords, which the prompt carried. */
function betaTranscription({ model, language, languages, keywords, prompt }: Transcription) {
  const spoken = language ?? (languages?.length === 1 ? languages[0] : undefined)
  const words = prompt ?? (keywords && promptOf(keywords))
  return {
    model,
    ...(spoken === undefined ? {} : { language: spoken }),
    ...(words === undefined ? {} : { prompt: words }),
  }
}
