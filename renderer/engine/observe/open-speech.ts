import { samplesToMs } from '../pcm'
import type { EngineState } from '../state'
import { recorded, type Turn } from '../state/turn'
import { createVoiceSense } from '../state/voice-sense'

/** The question that is being spoken into the open microphone, where no server is to find its end any more. */

/** It is not spoken with the key held. */
export const isSpokenOpenly = ({ handsFree }: EngineState, turn: Turn): boolean => handsFree.speaking?.turn === turn

/** The session is gone: what is being said is recorded to its end all the same, and asked of the next one. */
export function openSessionLost(state: EngineState): void {
  // First: where it ended is a place in what the lost session was sent.
  takeUp(state)
  state.handsFree.unsend()
  state.handsFree.streamFrom = 0
  state.handsFree.forsaken.clear()
}

/** It becomes one that is brought to the server whole, as if a key had been held; null when nobody speaks any more. */
export function takeUp(state: EngineState): Turn | null {
  const { handsFree, delivery, time } = state
  const { speaking } = handsFree
  if (speaking === null) return null
  const { turn } = speaking
  if (speaking.alone !== null) return turn
  forsake(state, speaking.itemId)
  delivery.queue.push(turn)
  if (turn.stage.at === 'holding') {
    take(state, turn, handsFree.length)
    Object.assign(speaking, { itemId: null, alone: { sense: createVoiceSense(), voiceAt: time.mono } })
    return turn
  }
  // It has ended already, and only the server's word for that is missing.
  take(state, turn, handsFree.before(speaking.end ?? Number.POSITIVE_INFINITY))
  handsFree.speaking = null
  recorded(turn, 'question', { ...time })
  state.responses.giveWay()
  state.conversation.change(turn.id, 'user', { durationMs: samplesToMs(turn.speech.captured), delivery: 'sending' })
  return null
}

/** So many of the first samples that are kept are what the turn said. */
export function take({ handsFree }: EngineState, turn: Turn, count: number): void {
  const { speech } = turn
  for (let left = Math.min(count, handsFree.length); left > 0; ) {
    const [piece] = handsFree.pieces
    if (piece === undefined) break
    const samples = piece.samples.subarray(0, left)
    left -= samples.length
    speech.frames.push(samples)
    speech.captured += samples.length
    speech.before += samples.length
    handsFree.drop(samples.length)
  }
  speech.sounded = true
}

/** What the server makes of an item is no question any more, or never was one: it is brought there in another way, or not wanted. */
export function forsake({ handsFree }: EngineState, itemId: string | null): void {
  // In a log of somebody else's the server made questions by itself.
  if (itemId !== null && handsFree.streams > 0) handsFree.forsaken.add(itemId)
}
