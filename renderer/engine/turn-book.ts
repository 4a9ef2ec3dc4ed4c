import type { TurnWork } from './turn'

/** Ended turns beyond this leave memory; the log keeps them. */
const MAX_TURNS = 500

/** The turns of this window, oldest first, and which of them is being spoken. */
export function createTurnBook() {
  const turns = new Map<string, TurnWork>()
  /** Asked for with every event: it must not cost a walk over a day's turns. */
  const unended = new Set<TurnWork>()
  let current: TurnWork | null = null
  let capturing: TurnWork | null = null

  return {
    add(turn: TurnWork) {
      turns.set(turn.id, turn)
      unended.add(turn)
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
    byItem: (itemId: string) => [...turns.values()].find((turn) => turn.itemId === itemId),
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
