/**
 * Decides from speech probabilities when a user's turn begins and ends. Pure: frames in, decisions out.
 */
export interface TurnDetectorSettings {
  threshold: number
  prefixPaddingMs: number
  silenceDurationMs: number
  frameMs: number
}

export type TurnDecision = { type: 'started'; startMs: number } | { type: 'stopped'; endMs: number }

/** Speech must last this many frames to count: a click is one. */
const FRAMES_TO_START = 2
/** Once speaking, a frame ends speech only well below the threshold that began it (Silero's own hysteresis). */
const HYSTERESIS = 0.15

export interface TurnDetector {
  readonly speaking: boolean
  /** `first` is the number of the first frame since the stream began. */
  push(first: number, probabilities: readonly number[]): TurnDecision[]
  /** The buffer was committed or cleared by the client: whatever turn was running is over. */
  reset(): void
}

export function createTurnDetector(settings: TurnDetectorSettings): TurnDetector {
  const { threshold, prefixPaddingMs, silenceDurationMs, frameMs } = settings
  let speaking = false
  let above = 0
  let silentFrames = 0
  return {
    get speaking() {
      return speaking
    },
    push(first, probabilities) {
      const decisions: TurnDecision[] = []
      probabilities.forEach((probability, index) => {
        const frame = first + index
        if (!speaking) {
          above = probability >= threshold ? above + 1 : 0
          if (above < FRAMES_TO_START) return
          speaking = true
          silentFrames = 0
          decisions.push({
            type: 'started',
            startMs: Math.max(0, Math.round((frame + 1 - above) * frameMs - prefixPaddingMs)),
          })
          return
        }
        silentFrames = probability < Math.max(0.01, threshold - HYSTERESIS) ? silentFrames + 1 : 0
        if (silentFrames * frameMs < Math.max(frameMs, silenceDurationMs)) return
        speaking = false
        above = 0
        decisions.push({ type: 'stopped', endMs: Math.round((frame + 1) * frameMs) })
      })
      return decisions
    },
    reset() {
      speaking = false
      above = 0
      silentFrames = 0
    },
  }
}
