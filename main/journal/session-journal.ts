import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { LogEvent } from '../../shared/log'

/** Kept in memory for the activity view; older rows are on disk alone. */
const MAX_EVENTS = 100_000
/** Older sessions' files are deleted at start. */
const MAX_FILES = 20

/**
 * The session log in main: the newest rows in memory, all of them on disk as JSON Lines, one file per start. The rows
 * come masked and without audio from the engine. A disk that can't be written to costs the file, not the session.
 */
export function createSessionJournal(folder: string, startedAt: Date, onProblem: (sentence: string) => void) {
  const events: LogEvent[] = []
  let lastSeq = 0
  const file = join(folder, `session-${startedAt.toISOString().replace(/[:.]/g, '-')}.jsonl`)
  let stream: ReturnType<typeof createWriteStream> | null = null
  try {
    mkdirSync(folder, { recursive: true })
    // Their names begin with the time: the last in order are the newest.
    const old = readdirSync(folder)
      .filter((name) => /^session-.*\.jsonl$/.test(name))
      .sort()
      .slice(0, 1 - MAX_FILES)
    for (const name of old) rmSync(join(folder, name))
    stream = createWriteStream(file, { flags: 'a', mode: 0o600 })
    stream.on('error', () => {
      stream = null
      onProblem('The session log can not be written to disk; it is kept in memory alone.')
    })
  } catch {
    onProblem('The session log can not be written to disk; it is kept in memory alone.')
  }

  return {
    file,
    /** Takes rows and numbers them: the engine begins at 1 again after a crash of its window. Returns them as they now stand. */
    append(rows: LogEvent[]): LogEvent[] {
      const batch = rows.map((row) => ({ ...row, seq: ++lastSeq }))
      for (const event of batch) events.push(event)
      if (events.length > MAX_EVENTS * 1.1) events.splice(0, events.length - MAX_EVENTS)
      stream?.write(batch.map((event) => `${JSON.stringify(event)}\n`).join(''))
      return batch
    },
    /** Rows with `seq >= from`, oldest first. */
    read(from: number, limit: number): LogEvent[] {
      const first = events.findIndex((event) => event.seq >= from)
      return first < 0 ? [] : events.slice(first, first + limit)
    },
    /** Settles when everything is on disk. */
    close: () => new Promise<void>((resolve) => (stream ? stream.end(() => resolve()) : resolve())),
  }
}
