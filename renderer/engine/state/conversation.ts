import { t } from '../../../shared/i18n'
import { type Entry, type EntryOf, MAX_ENTRIES } from '../../../shared/snapshot'
import type { Moment } from '../clock'

/** Of all entries: what nobody asked for must not push out what was asked and answered. */
const MAX_NOTICES = 100
/** Characters of what tools answered among them: the oldest let theirs go. */
const MAX_OUTPUT_CHARS = 16e6
/** The present: a few turns with all that belongs to them. */
const NEWEST = 100

/**
 * What stands in the conversation. Entries are values: a change makes a new one and marks it for the next update.
 * Orders grow with the time of day, so that they go on ascending after a crash of the window.
 */
export function createConversation(time: Readonly<Moment>) {
  const entries = new Map<string, Entry>()
  let changed = new Set<string>()
  const notices = new Set<string>()
  /** Characters of each tool's output, oldest first. */
  const sizes = new Map<string, number>()
  let outputChars = 0
  let order = 0

  /** Whether an entry of another kind has this id. */
  const isOther = (id: string, kind: Entry['kind']) => {
    const known = entries.get(id)?.kind
    return known !== undefined && known !== kind
  }

  const put = (entry: Entry) => {
    entries.set(entry.id, entry)
    changed.add(entry.id)
    if (entry.kind === 'tool' && entry.output !== null) weigh(entry.id, entry.output)
  }

  const remove = (id: string) => {
    entries.delete(id)
    notices.delete(id)
    size(id, 0)
  }

  function size(id: string, chars: number) {
    outputChars += chars - (sizes.get(id) ?? 0)
    if (chars === 0) sizes.delete(id)
    else sizes.set(id, chars)
  }

  function weigh(newest: string, output: string) {
    size(newest, output.length)
    for (const id of sizes.keys()) {
      if (outputChars <= MAX_OUTPUT_CHARS) break
      const old = entries.get(id)
      if (id === newest || old?.kind !== 'tool') continue
      entries.set(id, { ...old, output: t('engine.tool.letGo') })
      changed.add(id)
      size(id, 0)
    }
  }

  return {
    isOther,
    nextOrder: () => {
      order = Math.max(order + 1, Math.floor(time.now))
      return order
    },
    /** A server chooses its ids as it likes: what it calls by the id of something else does not take its place. */
    add(entry: Entry) {
      if (isOther(entry.id, entry.kind)) return
      put(entry)
      if (entry.kind === 'notice') notices.add(entry.id)
      const [oldest] = notices
      if (notices.size > MAX_NOTICES && oldest !== undefined) remove(oldest)
      for (const old of entries.values()) {
        if (entries.size <= MAX_ENTRIES) break
        if (!isAwaited(old)) remove(old.id)
      }
    },
    /** Changes an entry of a known kind; nothing happens when there is none of that kind under this id. */
    change<K extends Entry['kind']>(id: string, kind: K, patch: Partial<EntryOf<K>>) {
      const entry = entries.get(id)
      if (entry?.kind === kind) put({ ...entry, ...patch } as Entry)
    },
    get<K extends Entry['kind']>(id: string, kind: K): EntryOf<K> | null {
      const entry = entries.get(id)
      return entry?.kind === kind ? (entry as EntryOf<K>) : null
    },
    ofTurn(turnId: string): Entry[] {
      return [...entries.values()].filter((entry) => entry.turnId === turnId)
    },
    /** The newest entries, oldest first: enough for whatever is about the present. */
    newest(): Entry[] {
      const from = Math.max(0, entries.size - NEWEST)
      return [...entries.values()].slice(from)
    },
    all(): Entry[] {
      return [...entries.values()]
    },
    takeChanged(): Entry[] {
      const out: Entry[] = []
      for (const id of changed) {
        const entry = entries.get(id)
        if (entry) out.push(entry)
      }
      changed = new Set()
      return out
    },
  }
}

/** The trader can still act on it, or the engine will: it must not vanish, however much was said since. */
function isAwaited(entry: Entry): boolean {
  if (entry.kind === 'approval') return entry.decision === 'pending'
  return entry.kind === 'user' && (entry.resendable || entry.delivery === 'capturing' || entry.delivery === 'sending')
}

export type Conversation = ReturnType<typeof createConversation>
