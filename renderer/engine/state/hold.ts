import type { Hearing } from './voice-level'
import { createVoiceLevel } from './voice-level'
import type { createVoiceSense } from './voice-sense'

/**
 * A hold of the talk key while a trade waits for a word. Held alone, in silence and for long enough on a card that was
 * wholly in sight, and let go, it approves; with a voice in it, at any moment of it, it is a new question, and a new
 * question refuses. A tap refuses. What can't be told (a microphone that is muted, a key that something else may have
 * pressed) decides nothing, and asks nothing.
 */
export interface Hold {
  /** The card that is held on; null when the hold is on none, and can decide nothing. */
  requestId: string | null
  /** Of the card as it stood when the key went down: what changed since is not what is held on. */
  binding: string
  since: number
  /** Why it can't approve, in one sentence; null when it can. */
  obstacle: string | null
  /** Milliseconds of speech, without what the speaker left in the room. */
  voicedMs: number
  /** null until the finger has let go of it; an end by other means never tells. */
  heldMs: number | null
  aborted: boolean
  /** Its yes is on its way: what becomes of it ends the hold. */
  judged: boolean
}

/** What is heard while the key is held. */
export function createHolds() {
  const level = createVoiceLevel()
  const hearings = new Map<string, Hearing>()
  return {
    /** By turn; more than one while the tail of an earlier one is still on its way. */
    byTurn: new Map<string, Hold>(),
    hearingOf(turnId: string): Hearing {
      const known = hearings.get(turnId) ?? level.turn()
      hearings.set(turnId, known)
      return known
    },
    /** A turn is over: nothing more is heard of it. */
    forget: (turnId: string) => void hearings.delete(turnId),
    otherMicrophone: () => level.forget(),
    /** The hold whose silence is watched, since when nobody spoke in it (monotonic), and until when it is not judged. */
    watched: null as {
      turnId: string
      lastVoice: number
      notBefore: number
      sense: ReturnType<typeof createVoiceSense>
    } | null,
    /** A hold that was set aside in silence, of which main has not said yet that it is over: the key may be down still. */
    doubtful: null as string | null,
  }
}
