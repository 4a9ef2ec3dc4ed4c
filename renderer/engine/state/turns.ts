import { isEnded, type Turn } from './turn'

/** Ended turns beyond this leave memory; the log keeps them. */
const MAX_TURNS = 500
/** One is held at a time; more only so that late events find theirs. */
const MAX_CONTINUED = 20

/** The turns of this window, oldest first, and which of them is being spoken. */
export function createTurns() {
  const turns = new Map<string, Turn>()
  /** Asked for with every event: it must not cost a walk over a day's turns. */
  const unended = new Set<Turn>()
  /** Ended turns whose speech is kept. */
  const kept = new Set<Turn>()
  let current: Turn | null = null
  /** Holds that go on with the turn of another. */
  const continued = new Map<string, Turn>()

  const lengthOf = ({ speech }: Turn) => speech.frames.reduce((sum, frame) => sum + frame.length, 0)

  const open = (): Turn[] => {
    if (unended.size === 0) return []
    for (const turn of unended) if (isEnded(turn)) unended.delete(turn)
    return [...unended]
  }

  return {
    add(turn: Turn) {
      turns.set(turn.id, turn)
      unended.add(turn)
      kept.delete(turn)
      current = turn
      for (const [id, old] of turns) {
        if (turns.size <= MAX_TURNS) break
        // What was not sent waits for Resend or Discard, however old it is.
        if (isEnded(old) && old.speech.frames.length === 0) turns.delete(id)
      }
    },
    get: (id: string | null): Turn | undefined => (id === null ? undefined : (turns.get(id) ?? continued.get(id))),
    has: (id: string) => turns.has(id),
    /** What is told of this hold is about that turn. */
    continues(holdId: string, turn: Turn) {
      continued.set(holdId, turn)
      const [oldest] = continued.keys()
      if (continued.size > MAX_CONTINUED && oldest !== undefined) continued.delete(oldest)
    },
    all: () => turns.values(),
    /** Turns that have not ended. */
    open,
    /** The turn whose utterance became this item of the server. */
    byItem(itemId: string): Turn | undefined {
      for (const turn of turns.values()) if (turn.attempt.itemId === itemId) return turn
      return undefined
    },
    /** The speech of an ended turn is kept. Returns the oldest ones that have to go so that at most `maxSamples` are. */
    keep(turn: Turn, maxSamples: number): Turn[] {
      for (const other of kept) if (other.speech.frames.length === 0) kept.delete(other)
      kept.add(turn)
      let total = [...kept].reduce((sum, other) => sum + lengthOf(other), 0)
      const gone: Turn[] = []
      for (const other of kept) {
        if (total <= maxSamples) break
        if (other === turn) continue
        total -= lengthOf(other)
        kept.delete(other)
        gone.push(other)
      }
      return gone
    },
    /** The newest turn. */
    get current() {
      return current
    },
    /** The turn for which the key is held. */
    get holding(): Turn | null {
      for (const turn of unended) if (turn.stage.at === 'holding') return turn
      return null
    },
  }
}
