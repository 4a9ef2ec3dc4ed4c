import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useAppState, useConversation } from '../app-context'
import { useTheme } from '../panel/theme'
import { Flagged } from './flagged'
import { isPending, Proposed } from './proposed'
import { Voice } from './voice'
import './hud.css'

/**
 * The small window that floats above everything (main/app/app-state.ts says when): while the key is held, what is heard;
 * for as long as a request waits for the trader, what would be approved; and what of an answer does not hold. The panel may
 * be closed, and nobody approves or believes what he has not seen.
 */
export function Hud() {
  useTheme()
  const listening = useAppState((app) => app.status.state === 'listening')
  const held = useConversation(({ ids, entries }) => newestOf(ids, entries, isHeld))
  const pending = useConversation(({ ids, entries }) => newestOf(ids, entries, isPending))
  const flagged = useConversation(({ ids, entries }) => newestOf(ids, entries, isFlagged))
  // Whoever speaks refuses, and goes on.
  const card = held ?? (listening ? null : pending)
  if (card) return <Proposed card={card} />
  if (flagged && !listening) return <Flagged flags={flagged.flags} />
  return <Voice />
}

const isHeld = (entry: Entry | undefined): entry is EntryOf<'approval'> => isPending(entry) && entry.heldSince !== null

const isFlagged = (entry: Entry | undefined): entry is EntryOf<'assistant'> | EntryOf<'tool'> =>
  (entry?.kind === 'assistant' || entry?.kind === 'tool') && entry.flags.length > 0

function newestOf<E extends Entry>(
  ids: readonly string[],
  entries: ReadonlyMap<string, Entry>,
  wanted: (entry: Entry | undefined) => entry is E,
): E | null {
  return ids.map((id) => entries.get(id)).findLast(wanted) ?? null
}
