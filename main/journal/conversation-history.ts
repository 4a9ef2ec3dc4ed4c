import { keptId } from '../../shared/kept-conversation'
import type { Entry, Turn } from '../../shared/snapshot'
import type { EndWords } from './conversation-questions'

/**
 * An entry of an earlier run, as history: its ids belong to that run, nothing can be sent again or decided, and what was open
 * when the app ended is said to be over.
 */
export function asHistory(entry: Entry, session: string, words: EndWords): Entry {
  const id = keptId(session, entry.id)
  const turnId = entry.turnId === null ? null : keptId(session, entry.turnId)
  switch (entry.kind) {
    case 'user': {
      const open = entry.delivery === 'capturing' || entry.delivery === 'sending'
      return {
        ...entry,
        id,
        turnId,
        resendable: false,
        ...(open && { delivery: 'unsent' as const, problem: words.question }),
        transcript: entry.transcript === 'pending' ? 'unavailable' : entry.transcript,
      }
    }
    case 'assistant':
      return { ...entry, id, turnId, state: entry.state === 'speaking' ? 'interrupted' : entry.state }
    case 'tool':
      return entry.status === 'done' || entry.status === 'failed'
        ? { ...entry, id, turnId }
        : {
            ...entry,
            id,
            turnId,
            status: 'failed',
            error: words.tool,
            unknown: true,
            endedAt: entry.endedAt ?? entry.at,
          }
    case 'approval': {
      const waited = entry.decision === 'pending'
      return {
        ...entry,
        id,
        turnId,
        heldSince: null,
        seenSince: null,
        expiresAt: null,
        ...(waited && { decision: 'expired' as const, hindrance: null, reason: words.approval }),
      }
    }
    case 'notice':
      return { ...entry, id, turnId }
    default:
      return entry satisfies never
  }
}

/** The same of a turn. */
export const turnAsHistory = (turn: Turn, session: string): Turn => ({
  ...turn,
  id: keptId(session, turn.id),
  phase: 'ended',
})
