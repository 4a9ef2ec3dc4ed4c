import type { ErrorFacts } from './facts'
import { readLoggedError } from './logged-error'
import type { RecordedEvent } from './recording'

/** Counts the rows of each error: a client may log one several times, raw and wrapped. */
export function createErrorNotes() {
  const errors: ErrorFacts[] = []
  const byId = new Map<string, ErrorFacts>()

  return {
    all: () => errors,
    /** The error as the server sent it, if this row is the first to tell it; null when it is known, or none. */
    told(row: RecordedEvent): { event: Record<string, unknown>; cause: string | null } | null {
      const error = readLoggedError(row.data)
      if (!error) return null
      const { code, param, message, id, cause } = error
      const twin = id === null ? undefined : byId.get(id)
      const raw = error.wrapped ? errors.findLast((it) => it.code === code && it.message === message) : undefined
      const known = twin ?? raw
      if (known) {
        known.rows++
        return null
      }
      const fact = { code, param, message, id, cause, first: row, rows: 1 }
      errors.push(fact)
      if (id !== null) byId.set(id, fact)
      return { event: error.event, cause }
    },
  }
}
