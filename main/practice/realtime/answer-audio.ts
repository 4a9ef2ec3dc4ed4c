import { SAMPLES_PER_MS } from '../../../shared/sample-rate'
import type { FliteVoice } from '../speech/synthesis'
import { encodeAudio } from './audio-format'
import type { SessionCore } from './core'
import { breaths } from './sentences'
import type { SessionConfig } from './session-config'

const CHUNK_MS = 200
/** Sent at once, before the pace applies: a player's buffer fills. */
const HEAD_START_MS = 600

export interface SpokenPiece {
  /** Words that belong to the audio, or '' when more audio of the same words follows. */
  text: string
  audio: Buffer
  audioMs: number
}

/**
 * An answer as speech, piece by piece, at the session's pace: a sentence is made while the one before is being sent.
 * Ends early when `signal` aborts; throws when synthesis fails.
 */
export async function* speakAnswer(
  core: SessionCore,
  text: string,
  output: SessionConfig['audio']['output'],
  signal: AbortSignal,
): AsyncGenerator<SpokenPiece> {
  const parts = breaths(text)
  const voice = fliteVoice(output.voice)
  const make = (index: number) => {
    const part = parts[index]
    if (part === undefined) return null
    const pcm = core.speech.speak(part, voice, output.speed)
    // Awaited below unless the answer is cut off first.
    pcm.catch(() => undefined)
    return pcm
  }

  const startedAt = core.clock.now()
  let sentMs = 0
  let next = make(0)
  for (const [index, part] of parts.entries()) {
    const pcm = await next
    if (!pcm || signal.aborted) return
    next = make(index + 1)
    let words = part
    for (let at = 0; at < pcm.length || words; at += CHUNK_MS * SAMPLES_PER_MS) {
      const chunk = pcm.subarray(at, at + CHUNK_MS * SAMPLES_PER_MS)
      const aheadMs = sentMs - HEAD_START_MS - (core.clock.now() - startedAt) * core.behaviour.audioPace
      if (aheadMs > 0) await core.clock.wait(aheadMs / core.behaviour.audioPace, signal)
      if (signal.aborted) return
      yield { text: words, audio: encodeAudio(chunk, output.format), audioMs: chunk.length / SAMPLES_PER_MS }
      sentMs += chunk.length / SAMPLES_PER_MS
      words = ''
    }
  }
}

/** OpenAI's voices, by what they are nearest to. */
function fliteVoice(voice: SessionConfig['audio']['output']['voice']): FliteVoice {
  const name = typeof voice === 'string' ? voice : ''
  if (name === 'slt' || name === 'rms' || name === 'awb' || name === 'kal') return name
  if (['echo', 'ash', 'cedar', 'ballad'].includes(name)) return 'rms'
  return name === 'verse' ? 'awb' : 'slt'
}
