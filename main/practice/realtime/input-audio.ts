import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import { transcriptionFamily } from '../../../shared/transcription'
import type { Heard } from '../speech/heard'
import { VAD_FRAME_MS } from '../speech/vad'
import { decodeAudio } from './audio-format'
import type { Kept } from './conversation'
import type { SessionCore } from './core'
import { newId } from './ids'
import { ProtocolError } from './protocol-error'
import { createSampleWindow } from './sample-window'
import type { TurnDetection } from './session-config'
import { createTurnDetector, type TurnDetector } from './turn-detector'

const MIN_COMMIT_MS = 100
/** While nobody speaks, only this much is kept beyond the prefix: enough for a slow voice detector to catch up. */
const IDLE_KEEP_MS = 2000
/** How long semantic_vad waits, by eagerness. It cannot read thoughts here, so it is silence of different lengths. */
const SEMANTIC_SILENCE_MS = { low: 1200, medium: 700, high: 350, auto: 700 }

export interface InputAudio {
  append(base64: string): void
  commit(): void
  clear(): void
  /** The session's turn detection has changed. */
  configure(): void
  close(): void
}

export interface TurnHandlers {
  /** A turn began: whatever is being said may have to stop. */
  started(interrupt: boolean): void
  /** The turn detector committed an item. */
  stopped(createResponse: boolean): void
}

/** The input audio buffer of a session, with or without the server finding the turns. */
export function createInputAudio(core: SessionCore, handlers: TurnHandlers): InputAudio {
  /** All positions are milliseconds of audio appended since the session began. */
  let bufferStartMs = 0
  let detector: TurnDetector | null = null
  let turnItemId: string | null = null
  let turnStartMs = 0
  const ear = core.speech.openEar((first, probabilities) => detect(first, probabilities))
  const samples = createSampleWindow()
  const nowMs = () => samples.end / SAMPLES_PER_MS

  function detect(first: number, probabilities: number[]): void {
    const settings = core.config().audio.input.turn_detection
    if (!detector || !settings) return
    for (const decision of detector.push(first, probabilities)) {
      if (decision.type === 'started') {
        turnItemId = newId('item')
        turnStartMs = Math.max(bufferStartMs, decision.startMs)
        core.send({
          type: 'input_audio_buffer.speech_started',
          item_id: turnItemId,
          audio_start_ms: Math.round(turnStartMs),
        })
        ear.listen(turnStartMs)
        handlers.started(settings.interrupt_response)
      } else {
        const itemId = turnItemId ?? newId('item')
        core.send({ type: 'input_audio_buffer.speech_stopped', item_id: itemId, audio_end_ms: decision.endMs })
        keep(itemId, turnStartMs, decision.endMs)
        handlers.stopped(settings.create_response)
      }
    }
    // By what was listened to, not by what has arrived: a burst of audio arrives long before it is heard.
    const heardMs = (first + probabilities.length) * VAD_FRAME_MS
    if (!detector.speaking) forget(heardMs - prefixOf(settings) - IDLE_KEEP_MS)
  }

  const forget = (beforeMs: number) => {
    ear.drop(beforeMs)
    samples.drop(beforeMs * SAMPLES_PER_MS)
  }

  /** Makes a user message of what lies between two positions. */
  function keep(itemId: string, fromMs: number, toMs: number): void {
    const heard = ear.take(fromMs, toMs)
    // Whoever needs the words awaits them; a failure nobody waits for must not end the process.
    heard.catch(() => undefined)
    const kept: Kept = {
      item: {
        id: itemId,
        object: 'realtime.item',
        type: 'message',
        role: 'user',
        status: 'completed',
        content: [{ type: 'input_audio' }],
      },
      heard,
      audioMs: toMs - fromMs,
    }
    const previous = core.conversation.insert(kept)
    const [from, to] = [Math.round(fromMs * SAMPLES_PER_MS), Math.round(toMs * SAMPLES_PER_MS)]
    core.evidence.heard({
      sessionId: core.sessionId,
      itemId,
      samples: to - from,
      sha256: samples.sha256(from, to),
    })
    samples.drop(to)
    bufferStartMs = toMs
    turnItemId = null
    awaitTurn()
    core.send({ type: 'input_audio_buffer.committed', item_id: itemId, previous_item_id: previous })
    core.send({ type: 'conversation.item.added', item: shown(kept), previous_item_id: previous })
    core.send({ type: 'conversation.item.done', item: shown(kept), previous_item_id: previous })
    if (core.config().audio.input.transcription) void transcribe(core, kept, heard)
  }

  /** Without a turn detector, whatever comes belongs to the next utterance. */
  const awaitTurn = () => ear.listen(detector ? null : bufferStartMs)

  const configure = () => {
    const settings = core.config().audio.input.turn_detection
    detector = settings
      ? createTurnDetector({
          threshold: settings.type === 'server_vad' ? settings.threshold : 0.5,
          prefixPaddingMs: prefixOf(settings),
          silenceDurationMs:
            settings.type === 'server_vad' ? settings.silence_duration_ms : SEMANTIC_SILENCE_MS[settings.eagerness],
          frameMs: VAD_FRAME_MS,
        })
      : null
    turnItemId = null
    awaitTurn()
  }
  configure()

  return {
    append(base64) {
      const pcm = decodeAudio(base64, core.config().audio.input.format, 'audio')
      if (!pcm.length) return
      samples.append(pcm)
      ear.append(pcm)
    },
    commit() {
      const lengthMs = nowMs() - bufferStartMs
      if (lengthMs < MIN_COMMIT_MS) {
        throw new ProtocolError(
          'input_audio_buffer_commit_empty',
          `Error committing input audio buffer: buffer too small. Expected at least ${MIN_COMMIT_MS}ms of audio, but buffer only has ${lengthMs.toFixed(2)}ms of audio.`,
        )
      }
      detector?.reset()
      keep(turnItemId ?? newId('item'), bufferStartMs, nowMs())
    },
    clear() {
      bufferStartMs = nowMs()
      turnItemId = null
      detector?.reset()
      awaitTurn()
      forget(bufferStartMs)
      core.send({ type: 'input_audio_buffer.cleared' })
    },
    configure,
    close: () => ear.close(),
  }
}

const prefixOf = (settings: TurnDetection) => (settings.type === 'server_vad' ? settings.prefix_padding_ms : 300)

/** A user item as it goes out: `transcript: null` until it is known, as the real server has it. */
export function shown(kept: Kept): Kept['item'] {
  const { item } = kept
  if (item.type !== 'message' || item.role !== 'user') return item
  return {
    ...item,
    // The type says `transcript?: string`, the wire says null: the wire is the authority for what clients meet.
    content: item.content.map((part) =>
      part.type === 'input_audio' ? { type: 'input_audio', transcript: (part.transcript ?? null) as string } : part,
    ),
  }
}

const withBytes = (it: Heard['logprobs'][number]) => ({ ...it, bytes: [...Buffer.from(it.token)] })

/** Tells the client what was heard. The transcript becomes part of the item. */
export async function transcribe(core: SessionCore, kept: Kept, heard: Promise<Heard>): Promise<void> {
  const item_id = kept.item.id
  const family = transcriptionFamily(core.config().audio.input.transcription?.model ?? '')
  try {
    const { text: transcript, logprobs } = await heard
    if (kept.item.type === 'message' && kept.item.role === 'user') {
      const part = kept.item.content.find((candidate) => candidate.type === 'input_audio')
      if (part) part.transcript = transcript
    }
    for (const delta of transcript.match(/\S+\s*/g) ?? []) {
      core.send({ type: 'conversation.item.input_audio_transcription.delta', item_id, content_index: 0, delta })
    }
    core.send({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id,
      content_index: 0,
      transcript,
      usage: { type: 'duration', seconds: Math.ceil(kept.audioMs / 1000) },
      // The newer models tell which languages they heard; this ear knows one.
      ...(core.config().include?.length ? { logprobs: logprobs.map(withBytes) } : {}),
      ...(family.hints ? { languages: [{ code: 'en' }] } : {}),
    })
  } catch (error) {
    core.send({
      type: 'conversation.item.input_audio_transcription.failed',
      item_id,
      content_index: 0,
      error: {
        type: 'transcription_error',
        code: 'audio_unintelligible',
        message: error instanceof Error ? error.message : String(error),
      },
    })
  }
}
