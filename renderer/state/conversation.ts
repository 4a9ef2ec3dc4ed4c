import { createStore, type StoreApi } from 'zustand/vanilla'
import { type ConversationPage, isSettled } from '../../shared/kept-conversation'
import type { Entry, EntryOf, Turn } from '../../shared/snapshot'

/**
 * The conversation as the engine published it, and as far back as it was read from disk. `entries`, `turns` and `answers` are
 * filled in place (a long conversation is never copied for one new word); the values in them are replaced, never changed, so a
 * selector for one value re-renders exactly when that value changed.
 */
export interface ConversationState {
  /** Entry ids from top to bottom; a new array only when an entry came, or went. */
  ids: readonly string[]
  entries: ReadonlyMap<string, Entry>
  turns: ReadonlyMap<string, Turn>
  /** The last answer of each turn (what else was said, where there is none): where the turn's record stands. */
  answers: ReadonlyMap<string, string>
  /** Requests that wait for an answer, from the oldest. */
  waiting: readonly string[]
  /** Turns in which something had to be approved. */
  approved: ReadonlySet<string>
  /** Whether there is more on disk before the first entry; `unread` before anybody asked. */
  older: 'unread' | 'reading' | 'more' | 'none' | 'failed'
  /** Cards that wait for an answer and are on screen, at least most of each. */
  inSight: ReadonlySet<string>
  /** An entry that somebody wants to see: `times` tells one wish from the next. */
  wanted: { id: string; times: number; focus: boolean } | null
}

export interface Conversation extends StoreApi<ConversationState> {
  /** Adds or replaces entries and turns by id. */
  upsert(entries: readonly Entry[], turns: readonly Turn[]): void
  /** Reads one page before the first entry; at once when that is under way or there is none. */
  readOlder(read: (before: number | null) => Promise<ConversationPage>): Promise<void>
  /** Removes what is settled: all of it, or what was before a time (epoch milliseconds). */
  clear(before: number): void
  /** Whether most of a card is on screen. */
  see(id: string, seen: boolean): void
  /** Brings an entry into view, and the focus to it unless that stays where it is. */
  reveal(id: string, focus?: boolean): void
}

/** Creates an empty conversation. */
export function createConversation(): Conversation {
  const entries = new Map<string, Entry>()
  const turns = new Map<string, Turn>()
  const answers = new Map<string, string>()
  const approved = new Set<string>()
  /** What the next page lies before; undefined before the first. */
  let before: number | null | undefined
  /** Up to when it was cleared (epoch milliseconds): a page that was read before that brings nothing of it back. */
  let clearedBefore = Number.NEGATIVE_INFINITY
  const store = createStore<ConversationState>(() => ({
    ids: [],
    entries,
    turns,
    answers,
    waiting: [],
    approved,
    older: 'unread',
    inSight: new Set(),
    wanted: null,
  }))

  function noteAnswer(entry: Entry) {
    if (entry.kind !== 'assistant' || entry.turnId === null) return
    const current = answers.get(entry.turnId)
    const known = current === undefined ? undefined : entries.get(current)
    const better = known?.kind !== 'assistant' || rank(entry) > rank(known)
    if (better || (rank(entry) === rank(known) && entry.order >= known.order)) answers.set(entry.turnId, entry.id)
  }

  function noteApproval({ id, turnId, decision }: EntryOf<'approval'>) {
    if (turnId !== null) approved.add(turnId)
    const { waiting } = store.getState()
    if (waiting.includes(id) === (decision === 'pending')) return
    store.setState({ waiting: decision === 'pending' ? [...waiting, id] : waiting.filter((it) => it !== id) })
  }

  /** Puts entries in, and returns all ids; those of `state` when none is new. */
  function put(changed: readonly Entry[]): readonly string[] {
    const added: Entry[] = []
    for (const entry of changed) {
      if (!entries.has(entry.id)) added.push(entry)
      entries.set(entry.id, entry)
      noteAnswer(entry)
      if (entry.kind === 'approval') noteApproval(entry)
    }
    const { ids } = store.getState()
    return added.length === 0 ? ids : merge(ids, added, entries)
  }

  return {
    ...store,
    upsert(changedEntries, changedTurns) {
      const ids = put(changedEntries)
      for (const turn of changedTurns) turns.set(turn.id, turn)
      store.setState({ ids })
    },
    async readOlder(read) {
      const { older, ids } = store.getState()
      if (older === 'reading' || older === 'none') return
      store.setState({ older: 'reading' })
      clearedBefore = Number.NEGATIVE_INFINITY
      const first = entries.get(ids[0] ?? '')?.order ?? null
      const page = await read(before === undefined ? first : before).catch(() => null)
      if (page === null) return store.setState({ older: 'failed' })
      // What was published is newer than what was written.
      const unknown = page.entries.filter(({ id, at }) => !entries.has(id) && at >= clearedBefore)
      for (const turn of page.turns) if (!turns.has(turn.id)) turns.set(turn.id, turn)
      before = page.before
      store.setState({ ids: put(unknown), older: before === null ? 'none' : 'more' })
    },
    clear(before) {
      const { ids } = store.getState()
      clearedBefore = Math.max(clearedBefore, before)
      for (const [id, entry] of entries) if (entry.at < before && isSettled(entry)) entries.delete(id)
      store.setState({ ids: ids.filter((id) => entries.has(id)) })
    },
    see(id, seen) {
      const { inSight } = store.getState()
      if (inSight.has(id) === seen) return
      const now = new Set(inSight)
      if (seen) now.add(id)
      else now.delete(id)
      store.setState({ inSight: now })
    },
    reveal(id, focus = true) {
      store.setState(({ wanted }) => ({ wanted: { id, times: (wanted?.times ?? 0) + 1, focus } }))
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
