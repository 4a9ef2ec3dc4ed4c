import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Entry, EntryOf, Turn } from '../../shared/snapshot'

/**
 * The conversation as the engine published it. `entries`, `turns` and `answers` are filled in place (a long
 * conversation is never copied for one new word); the values in them are replaced, never changed, so a selector
 * for one value re-renders exactly when that value changed.
 */
export interface ConversationState {
  /** Entry ids from top to bottom; a new array only when an entry came. */
  ids: readonly string[]
  entries: ReadonlyMap<string, Entry>
  turns: ReadonlyMap<string, Turn>
  /** The last answer of each turn (what else was said, where there is none): where the turn's record stands. */
  answers: ReadonlyMap<string, string>
}

export interface Conversation extends StoreApi<ConversationState> {
  /** Adds or replaces entries and turns by id. */
  upsert(entries: readonly Entry[], turns: readonly Turn[]): void
}

/** Creates an empty conversation. */
export function createConversation(): Conversation {
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  const answers = new Map<string, string>()
  const store = createStore<ConversationState>(() => ({ ids: [], entries, turns, answers }))

  function noteAnswer(entry: Entry) {
    if (entry.kind !== 'assistant' || entry.turnId === null) return
    const current = answers.get(entry.turnId)
    const known = current === undefined ? undefined : entries.get(current)
    const better = known?.kind !== 'assistant' || rank(entry) > rank(known)
    if (better || (rank(entry) === rank(known) && entry.order >= known.order)) answers.set(entry.turnId, entry.id)
  }

  return {
    ...store,
    upsert(changedEntries, changedTurns) {
      const added: Entry[] = []
      for (const entry of changedEntries) {
        if (!entries.has(entry.id)) added.push(entry)
        entries.set(entry.id, entry)
        noteAnswer(entry)
      }
      for (const turn of changedTurns) turns.set(turn.id, turn)
      const { ids } = store.getState()
      store.setState({ ids: added.length === 0 ? ids : merge(ids, added, entries) })
    },
  }
}

const rank = ({ phase }: EntryOf<'assistant'>): number => (phase === 'answer' ? 1 : 0)

/** `ids` is sorted already and new entries belong at the end nearly always: sort what came, then join. */
function merge(ids: readonly string[], added: Entry[], entries: ReadonlyMap<string, Entry>): string[] {
  const orderOf = (id: string | undefined) => (id === undefined ? -Infinity : (entries.get(id)?.order ?? -Infinity))
  const sorted = [...new Map(added.map((entry) => [entry.id, entry])).values()].sort((a, b) => a.order - b.order)
  const first = sorted[0]
  if (first && orderOf(ids.at(-1)) <= first.order) return [...ids, ...sorted.map((entry) => entry.id)]
  return [...ids, ...sorted.map((entry) => entry.id)].sort((a, b) => orderOf(a) - orderOf(b))
}
