import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

/** How much of the past is kept on disk. */
export interface FileLimits {
  sessions: number
  /** Of all files together, the one that is being written too. */
  bytes: number
  /** A file of this length is followed by a next part. */
  partBytes: number
}

export const FILE_LIMITS: FileLimits = { sessions: 20, bytes: 200e6, partBytes: 100e6 }

/** `session-<start>.jsonl`, then `session-<start>.part-002.jsonl` and so on: their names sort by age. */
const NAME = /^(session-.+?)(?:\.part-\d+)?\.jsonl$/

interface SessionFile {
  name: string
  session: string
  bytes: number
  /** Settles when a part that is full has reached the disk; null for what was there before. */
  closed: Promise<void> | null
}

/**
 * The files of the session logs: each start of the app begins one, a long session goes on in parts, and the oldest are
 * deleted whenever there are too many or too much. The first failure of the disk is told, and ends the writing.
 */
export function createSessionFiles(folder: string, startedAt: Date, onFailure: () => void, limits: FileLimits) {
  const session = `session-${startedAt.toISOString().replace(/[:.]/g, '-')}`
  let files: SessionFile[] = []
  let stream: WriteStream | null = null
  let parts = 0
  let failed = false
  /** What is still on its way to the disk. */
  const closing: Promise<void>[] = []

  const fail = () => {
    stream = null
    if (failed) return
    failed = true
    onFailure()
  }

  const endPart = () => {
    const ended = stream
    const file = files.at(-1)
    if (!ended || !file) return
    stream = null
    file.closed = new Promise<void>((resolve) => ended.end(() => resolve()))
    closing.push(file.closed)
  }

  const beginPart = () => {
    endPart()
    parts += 1
    const name = parts === 1 ? `${session}.jsonl` : `${session}.part-${String(parts).padStart(3, '0')}.jsonl`
    files.push({ name, session, bytes: 0, closed: null })
    stream = createWriteStream(join(folder, name), { flags: 'a', mode: 0o600 })
    stream.on('error', fail)
  }

  /** Deletes the oldest until what is left is within the limits; never the one that is being written. */
  const prune = () => {
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    let sessions = new Set(files.map((file) => file.session)).size
    while (files.length > 1 && (bytes > limits.bytes || sessions > limits.sessions)) {
      const [oldest, next] = files
      if (!oldest) return
      files.shift()
      bytes -= oldest.bytes
      if (next?.session !== oldest.session) sessions -= 1
      const remove = () => rmSync(join(folder, oldest.name), { force: true })
      if (oldest.closed) closing.push(oldest.closed.then(remove).catch(fail))
      else remove()
    }
  }

  try {
    mkdirSync(folder, { recursive: true })
    files = readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const of = NAME.exec(name)?.[1]
        return of === undefined ? [] : [{ name, session: of, bytes: statSync(join(folder, name)).size, closed: null }]
      })
    beginPart()
    prune()
  } catch {
    fail()
  }

  return {
    /** Adds whole lines to the present file. */
    write(lines: string, bytes: number) {
      const present = files.at(-1)
      if (!stream || !present || bytes === 0) return
      stream.write(lines)
      present.bytes += bytes
      try {
        if (present.bytes >= limits.partBytes) beginPart()
        prune()
      } catch {
        fail()
      }
    },
    /** Settles when everything is on disk. */
    async close() {
      endPart()
      await Promise.all(closing)
    },
  }
}
