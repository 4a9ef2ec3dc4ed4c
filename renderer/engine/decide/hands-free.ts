import type { Effect } from '../effects'
import { encodePcm, joined, msToSamples } from '../pcm'
import { detectionWanted, isGated, isReady } from '../select'
import type { EngineState } from '../state'
import { detectionUpdate } from '../wire/dialect'

/** Rules about the open microphone: that the server listens for turns, gets what was recorded, and not for ever. */

/** While somebody speaks, or may be about to interrupt, the server hears of it this soon; else in larger batches. */
const URGENT_MS = 40
const BATCH_MS = 100
/** Where no server listens, a pause of this length ends a question. */
const PAUSE_MS = 1_000

/** Milliseconds; the open microphone closes when nobody has spoken for so long. */
const idleMs = ({ settings }: EngineState) => settings.handsFree.idleMinutes * 60_000

/** Monotonic time at which it closes; infinite while it is closed, or somebody speaks. */
export const closesAt = (state: EngineState): number =>
  state.handsFree.on && state.handsFree.speaking === null ? state.handsFree.quietSince + idleMs(state) : Infinity

export function closeOpenMicrophone(state: EngineState): Effect[] {
  return state.time.mono >= closesAt(state) ? [{ do: 'decide', decision: { is: 'hands-free-idle' } }] : []
}

/** Monotonic time at which what is being said has ended, where no server listens; infinite where one does, or nobody speaks. */
export const openSpeechEndsAt = ({ handsFree: { speaking } }: EngineState): number =>
  speaking?.alone ? speaking.alone.voiceAt + PAUSE_MS : Infinity

export function endOpenSpeech(state: EngineState): Effect[] {
  const { speaking } = state.handsFree
  if (speaking === null || state.time.mono < openSpeechEndsAt(state)) return []
  return [{ do: 'decide', decision: { is: 'open-speech-over', turnId: speaking.turn.id } }]
}

/** The server finds turns while the microphone is open and no key is held, and only then. */
export function detectTurns(state: EngineState): Effect[] {
  const { current } = state.connections
  if (current?.status !== 'ready') return []
  const wanted = detectionWanted(state)
  if (current.detection === wanted || JSON.stringify(current.detection) === JSON.stringify(wanted)) return []
  const session = detectionUpdate(current.dialect ?? 'ga', wanted)
  return [{ do: 'send', type: 'session.update', fields: { session }, turnId: null }]
}

/**
 * What the open microphone gave is sent as it comes, some pieces at once: for hours they would else be a hundred events a
 * second.
 */
export function stream(state: EngineState): Effect[] {
  const { handsFree, connections, playback } = state
  if (!handsFree.on || handsFree.length === 0 || !isReady(state) || isGated(state)) return []
  if (connections.current?.detection === null || detectionWanted(state) === null) return []
  const urgent = handsFree.speaking !== null || playback.busy(null)
  const least = msToSamples(urgent ? URGENT_MS : BATCH_MS)
  const sends: Effect[] = []
  let batch: Int16Array[] = []
  let length = 0
  for (const { samples } of handsFree.unsent()) {
    batch.push(samples)
    length += samples.length
    if (length < least) continue
    sends.push({
      do: 'send',
      type: 'input_audio_buffer.append',
      fields: { audio: encodePcm(joined(batch, length)) },
      turnId: null,
    })
    batch = []
    length = 0
  }
  return sends
}
