import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What one line is about. `session` names the run of the app: ids are unique in one alone. */
export interface Head {
  session: string
  kind: 'entry' | 'turn'
  id: string
  /** Position in the conversation; of a turn, nothing. */
  order: number
}

/** A line as it lies on disk; a later one about the same takes its place. */
interface Place extends Head {
  file: string
  from: number
  bytes: number
}

export interface ConversationLimits {
  /** Of all files together. */
  bytes: number
  /** A file of this length is followed by a next part. */
  partBytes: number
}
export const CONVERSATION_LIMITS: ConversationLimits = { bytes: 200e6, partBytes: 10e6 }

/** `2026-11-30.001.jsonl` and so on: a day in parts (UTC), and their names sort by age. */
const NAME = /^\d{4}-\d\d-\d\d\.\d{3}\.jsonl$/
const CHUNK = 1 << 20
const LINE_BREAK = 0x0a
/** The beginning of a line, which alone is read to know where everything is. */
const HEAD = /^\{"s":"([^"\\]*)","k":"(entry|turn)","o":(-?[\d.e+]+),"i":("(?:[^"\\]|\\.)*"),"v":/
/** Bytes of a beginning: of most of them, and with an id as long as the bridge lets one be. */
const SHORT_HEAD = 160
const LONGEST_HEAD = 1_500
const DAY_MS = 86_400_000

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const keyOf = ({ session, kind, id }: Head) => `${kind} ${session} ${id}`

/**
 * The kept conversation on disk: lines are appended, and found again by an index of their places, which is made when something
 * is read first. A line that was torn by a crash is passed over. Throws what the file system says.
 */
export function createConversationFiles(folder: string, limits: ConversationLimits = CONVERSATION_LIMITS) {
  let index: Index | null = null

  const names = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .sort()
  }

  /** The file that is appended to now: today's last part, or its next one. */
  const present = (now: number) => {
    const day = dayOf(now)
    const parts = names().filter((name) => name.startsWith(day))
    const last = parts.at(-1)
    if (last !== undefined && statSync(join(folder, last)).size < limits.partBytes) return last
    return `${day}.${String(parts.length + 1).padStart(3, '0')}.jsonl`
  }

  const remove = (gone: readonly string[]) => {
    for (const name of gone) rmSync(join(folder, name), { force: true })
    if (gone.length > 0) index?.forget(new Set(gone))
  }

  const found = () => {
    if (index !== null) return index
    const made = createIndex()
    for (const name of names()) scan(folder, name, made.add)
    index = made
    return made
  }

  return {
    /** Adds lines, `json` is what each says; returns the name of the file that they went to. */
    append(lines: readonly { head: Head; json: string }[], now: number): string {
      const name = present(now)
      const path = join(folder, name)
      const file = openSync(path, 'a+', 0o600)
      try {
        let at = endOf(file)
        for (const { head, json } of lines) {
          const { session, kind, order, id } = head
          const start = JSON.stringify({ s: session, k: kind, o: order, i: id }).slice(0, -1)
          const line = Buffer.from(`${start},"v":${json}}\n`)
          for (let done = 0; done < line.length; ) done += writeSync(file, line, done)
          index?.add({ session, kind, id, order, file: name, from: at, bytes: line.length })
          at += line.length
        }
      } finally {
        closeSync(file)
      }
      return name
    },
    /** Places of entries, in the order of the conversation. */
    entries: (): readonly Place[] => found().entries(),
    turn: (session: string, id: string): Place | null => found().turn(session, id),
    /** How many lines it has found; 0 before anything was read. */
    indexed: () => index?.size() ?? 0,
    /** The JSON text of lines, in the order in which they were asked for; null where it can't be read. */
    read(places: readonly Place[]): (string | null)[] {
      const open = new Map<string, number>()
      try {
        return places.map((place) => {
          const file = open.get(place.file) ?? opened(join(folder, place.file))
          if (file === null) return null
          open.set(place.file, file)
          const line = Buffer.allocUnsafe(place.bytes)
          const text = line.toString('utf8', 0, readSync(file, line, 0, place.bytes, place.from))
          const head = HEAD.exec(text)
          return head === null ? null : text.slice(head[0].length).replace(/\}\n?$/, '')
        })
      } finally {
        for (const file of open.values()) closeSync(file)
      }
    },
    /** Removes days that lie so far back; all of them for 0. */
    clear(days: number, now: number) {
      const first = dayOf(now - days * DAY_MS)
      remove(names().filter((name) => days === 0 || name < first))
    },
    /** Removes the oldest until all together are within the limit. */
    prune() {
      const files = names().map((name) => ({ name, bytes: statSync(join(folder, name)).size }))
      let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      const gone: string[] = []
      for (const file of files.slice(0, -1)) {
        if (bytes <= limits.bytes) break
        bytes -= file.bytes
        gone.push(file.name)
      }
      remove(gone)
    },
  }
}

export type ConversationFiles = ReturnType<typeof createConversationFiles>

/** null where it was cleared since its places were asked for: a search goes on over several turns of the thread. */
function opened(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Where the next line begins: what a crash tore is ended by a line break of its own. */
function endOf(file: number): number {
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  if (size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === LINE_BREAK)) return size
  return size + writeSync(file, '\n')
}

function scan(folder: string, name: string, take: (place: Place) => void) {
  const file = openSync(join(folder, name), 'r')
  try {
    let chunk = Buffer.allocUnsafe(CHUNK)
    let held = 0
    let base = 0
    for (;;) {
      // A line that is longer than the buffer gets a larger one.
      if (held === chunk.length) chunk = Buffer.concat([chunk], chunk.length * 2)
      const read = readSync(file, chunk, held, chunk.length - held, base + held)
      if (read === 0) return
      held += read
      let start = 0
      for (let stop = chunk.indexOf(LINE_BREAK); stop >= 0 && stop < held; stop = chunk.indexOf(LINE_BREAK, start)) {
        const text = (bytes: number) => chunk.toString('utf8', start, Math.min(stop, start + bytes))
        const head = HEAD.exec(text(SHORT_HEAD)) ?? HEAD.exec(text(LONGEST_HEAD))
        const place = head && placeOf(head, name, base + start, stop + 1 - start)
        if (place) take(place)
        start = stop + 1
      }
      chunk.copyWithin(0, start, held)
      held -= start
      base += start
    }
  } finally {
    closeSync(file)
  }
}

function placeOf(head: RegExpExecArray, file: string, from: number, bytes: number): Place | null {
  const [, session, kind, order, id] = head
  if (session === undefined || id === undefined || !Number.isFinite(Number(order))) return null
  try {
    const told = String(JSON.parse(id))
    return { session, kind: kind === 'turn' ? 'turn' : 'entry', id: told, order: Number(order), file, from, bytes }
  } catch {
    return null
  }
}

type Index = ReturnType<typeof createIndex>

function createIndex() {
  const places = new Map<string, Place>()
  /** By order; made anew when one came that is not the newest. */
  let sorted: Place[] | null = null

  return {
    add(place: Place) {
      const key = keyOf(place)
      const before = places.get(key)
      if (before !== undefined) return void Object.assign(before, place)
      places.set(key, place)
      if (place.kind === 'turn' || sorted === null) return
      const last = sorted.at(-1)
      if (last === undefined || last.order <= place.order) sorted.push(place)
      else sorted = null
    },
    forget(files: ReadonlySet<string>) {
      for (const [key, { file }] of places) if (files.has(file)) places.delete(key)
      sorted = null
    },
    entries(): readonly Place[] {
      sorted ??= [...places.values()]
        .filter(({ kind }) => kind === 'entry')
        .sort((one, other) => one.order - other.order)
      return sorted
    },
    size: () => places.size,
    turn: (session: string, id: string) => places.get(keyOf({ session, kind: 'turn', id, order: 0 })) ?? null,
  }
}
