import { t } from '../../shared/i18n'
import type { LogEvent } from '../../shared/log'
import { createSessionFiles, FILE_LIMITS, type FileLimits } from './session-files'

/** Kept in memory for the activity view, whichever is reached first; older rows are on disk alone. */
interface MemoryLimits {
  events: number
  /** Of the rows' JSON text: near enough to what they take. */
  bytes: number
}

const MEMORY_LIMITS: MemoryLimits = { events: 100_000, bytes: 64e6 }

/**
 * The session log in main: the newest rows in memory, all of them on disk as JSON Lines. The rows come masked and without
 * audio from the engine. A disk that can't be written to costs the file, not the session; it is told once.
 */
export function createSessionJournal(
  folder: string,
  startedAt: Date,
  onProblem: (sentence: string) => void,
  memory: MemoryLimits = MEMORY_LIMITS,
  disk: FileLimits = FILE_LIMITS,
) {
  /** Oldest first, their numbers without a gap; `sizes` are the bytes of each. */
  const events: LogEvent[] = []
  const sizes: number[] = []
  let held = 0
  let lastSeq = 0
  const files = createSessionFiles(folder, startedAt, () => onProblem(t('app.journal')), disk)

  const forgetOldest = () => {
    let count = 0
    while (events.length - count > memory.events || held > memory.bytes) {
      held -= sizes[count] ?? 0
      count += 1
    }
    events.splice(0, count)
    sizes.splice(0, count)
  }

  return {
    /** Takes rows and numbers them: the engine begins at 1 again after a crash of its window. Returns them as they now stand. */
    append(rows: LogEvent[]): LogEvent[] {
      const batch = rows.map((row) => ({ ...row, seq: ++lastSeq }))
      const lines = batch.map((event) => `${JSON.stringify(event)}\n`)
      let written = 0
      for (const [index, event] of batch.entries()) {
        const bytes = Buffer.byteLength(lines[index] ?? '')
        events.push(event)
        sizes.push(bytes)
        written += bytes
      }
      held += written
      forgetOldest()
      files.write(lines.join(''), written)
      return batch
    },
    /** Rows with `seq >= from`, or the newest for null, oldest first. */
    read(from: number | null, limit: number): LogEvent[] {
      if (from === null) return events.slice(-limit)
      const first = Math.max(0, from - (events[0]?.seq ?? from))
      return events.slice(first, first + limit)
    },
    /** See {@link createSessionFiles}. */
    flushNow: files.flushNow,
    /** Settles when everything is on disk. */
    close: files.close,
  }
}
