import {
  close,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  write,
  writeSync,
} from 'node:fs'
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
  let part: Part | null = null
  let parts = 0
  let failed = false
  /** What is still on its way to the disk. */
  const closing: Promise<void>[] = []

  const fail = () => {
    part = null
    if (failed) return
    failed = true
    onFailure()
  }

  const endPart = () => {
    const ended = part
    const file = files.at(-1)
    if (!ended || !file) return
    part = null
    file.closed = ended.close()
    closing.push(file.closed)
  }

  const beginPart = () => {
    endPart()
    parts += 1
    const name = parts === 1 ? `${session}.jsonl` : `${session}.part-${String(parts).padStart(3, '0')}.jsonl`
    files.push({ name, session, bytes: 0, closed: null })
    part = openPart(join(folder, name), fail)
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
      if (!part || !present || bytes === 0) return
      part.write(lines)
      present.bytes += bytes
      try {
        if (present.bytes >= limits.partBytes) beginPart()
        prune()
      } catch {
        fail()
      }
    },
    /** Hands what is left to the system before it returns, for an end that waits for nothing else. */
    flushNow: () => part?.flushNow(),
    /** Settles when everything is on disk. */
    async close() {
      endPart()
      await Promise.all(closing)
    },
  }
}

type Part = ReturnType<typeof openPart>

/**
 * A file that lines are added to: a slow disk holds up nobody, and what has come meanwhile is written at once. Each byte has
 * its place from the first, so that what is on its way can be written once more. Throws when it can't be opened; `onFailure` is
 * called when it can't be written to.
 */
function openPart(path: string, onFailure: () => void) {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600)
  let place = fstatSync(file).size
  /** From `place` on; nothing before it is on its way. */
  let bytes = Buffer.alloc(0)
  let waiting = ''
  let writing = false
  let onIdle: (() => void) | null = null

  const take = () => {
    const lines = Buffer.from(waiting)
    waiting = ''
    return lines
  }
  const written = (count: number) => {
    place += count
    bytes = bytes.subarray(count)
  }

  const pump = () => {
    if (writing) return
    if (bytes.length === 0) bytes = take()
    if (bytes.length === 0) return onIdle?.()
    writing = true
    write(file, bytes, 0, bytes.length, place, (error, count) => {
      writing = false
      written(error ? bytes.length : count)
      if (error) onFailure()
      pump()
    })
  }

  return {
    write(lines: string) {
      waiting += lines
      pump()
    },
    /** What the system has in hand is written too: it may never get to it. */
    flushNow() {
      bytes = Buffer.concat([bytes, take()])
      try {
        for (let done = 0; done < bytes.length; )
          done += writeSync(file, bytes, done, bytes.length - done, place + done)
        // What is on its way moves on by its own count.
        if (!writing) written(bytes.length)
      } catch {
        onFailure()
      }
    },
    /** Settles when everything is written, and the file is closed. */
    close: () =>
      new Promise<void>((resolve) => {
        onIdle = () => close(file, () => resolve())
        pump()
      }),
  }
}
