import type { TurnWork } from './turn'

/** Ended turns beyond this leave memory; the log keeps them. */
const MAX_TURNS = 500

/** The turns of this window, oldest first, and which of them is being spoken. */
export function createTurnBook() {
  const turns = new Map<string, TurnWork>()
  /** Asked for with every event: it must not cost a walk over a day's turns. */
  const unended = new Set<TurnWork>()
  /** Ended turns whose speech is kept. */
  const kept = new Set<TurnWork>()
  let current: TurnWork | null = null
  let capturing: TurnWork | null = null

  const lengthOf = (turn: TurnWork) => turn.frames.reduce((sum, frame) => sum + frame.length, 0)

  return {
    add(turn: TurnWork) {
      turns.set(turn.id, turn)
      unended.add(turn)
      kept.delete(turn)
      current = turn
      for (const [id, old] of turns) {
        if (turns.size <= MAX_TURNS) break
        // What was not sent waits for Resend or Discard, however old it is.
        if (old.outcome !== null && old.frames.length === 0) turns.delete(id)
      }
    },
    get: (id: string) => turns.get(id),
    has: (id: string) => turns.has(id),
    /** Turns that have not ended. */
    open(): TurnWork[] {
      for (const turn of unended) if (turn.outcome !== null) unended.delete(turn)
      return [...unended]
    },
    /** The turn whose utterance became this item of the server. */
    byItem(itemId: string): TurnWork | undefined {
      for (const turn of turns.values()) if (turn.itemId === itemId) return turn
      return undefined
    },
    /** The speech of an ended turn is kept. Returns the oldest ones that have to go so that at most `maxSamples` are. */
    keep(turn: TurnWork, maxSamples: number): TurnWork[] {
      for (const other of kept) if (other.frames.length === 0) kept.delete(other)
      kept.add(turn)
      let total = [...kept].reduce((sum, other) => sum + lengthOf(other), 0)
      const gone: TurnWork[] = []
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
    get capturing() {
      return capturing
    },
    set capturing(turn: TurnWork | null) {
      capturing = turn
    },
  }
}

export type TurnBook = ReturnType<typeof createTurnBook>
