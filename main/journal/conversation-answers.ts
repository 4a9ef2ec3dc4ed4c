import { closeSync, openSync, writeSync } from 'node:fs'
import type { z } from 'zod'
import {
  type ConversationMatches,
  type ConversationPage,
  type ConversationRead,
  type ConversationSearch,
  folded,
  isKept,
  keptId,
  searchable,
} from '../../shared/kept-conversation'
import { redact } from '../../shared/redact'
import { type Entry, EntrySchema, type Turn, TurnSchema } from '../../shared/snapshot'
import { asJson, asMarkdown } from './conversation-export'
import { type ConversationFiles, createConversationFiles, type Head } from './conversation-files'
import { asHistory, turnAsHistory } from './conversation-history'
import type { ConversationQuestions, ConversationThreadData } from './conversation-questions'

/** A line that is longer is some tool's own dump: what it answered is left out. */
const LONGEST_LINE = 2_000_000
/** Written at once while it is exported. */
const EXPORT_LINES = 500
/** Entries that are looked at before others get their turn. */
const SEARCH_SLICE = 500
/** Beginning anew with more than this takes a noticeable moment. */
const HEAVY = 20_000

type Answers = {
  [N in keyof ConversationQuestions]: (
    input: ConversationQuestions[N]['input'],
  ) => ConversationQuestions[N]['answer'] | Promise<ConversationQuestions[N]['answer']>
}

/** What the thread answers; without a thread in tests. */
export function createConversationAnswers({ folder, session, words }: ConversationThreadData) {
  const files = createConversationFiles(folder)
  let searches = 0
  let present = ''

  const entriesAt = (places: ReturnType<ConversationFiles['entries']>): Entry[] =>
    files.read(places).flatMap((json, at) => {
      const entry = parsed(json, EntrySchema)
      const place = places[at]
      if (entry === null || place === undefined) return []
      return [place.session === session ? entry : asHistory(entry, place.session, words)]
    })

  const turnsOf = (places: ReturnType<ConversationFiles['entries']>, entries: readonly Entry[]): Turn[] => {
    const wanted = new Set(entries.map(({ turnId }) => turnId))
    const sessions = new Set(places.map((place) => place.session))
    const found = [...sessions].flatMap((of) => {
      const ids = entries.flatMap(({ turnId }) => rawId(turnId, of, session))
      return [...new Set(ids)].flatMap((id) => files.turn(of, id) ?? [])
    })
    return files
      .read(found)
      .flatMap((json, at) => {
        const turn = parsed(json, TurnSchema)
        const of = found[at]?.session
        if (turn === null || of === undefined) return []
        return [of === session ? turn : turnAsHistory(turn, of)]
      })
      .filter(({ id }) => wanted.has(id))
  }

  const answers: Answers = {
    append({ entries, turns, days, now }) {
      const file = files.append(
        [
          ...entries.map((entry) => lineOf(session, 'entry', entry.order, entry)),
          ...turns.map((turn) => lineOf(session, 'turn', 0, { ...turn, tools: [], said: '' })),
        ],
        now,
      )
      // The first lines of a run, of a day, or of a file that is full before its day is over.
      if (file !== present) {
        files.prune()
        if (days !== null) files.clear(days, now)
      }
      present = file
      return undefined
    },
    flush: () => undefined,
    read({ before, limit }: ConversationRead): ConversationPage {
      const all = files.entries()
      const end = endBefore(all, before)
      let first = Math.max(0, end - limit)
      // Those of one order stay together: the next page begins below it.
      while (first > 0 && all[first]?.order === all[first - 1]?.order) first -= 1
      const places = all.slice(first, end)
      const entries = entriesAt(places)
      // By the place, not by what could be read of it.
      return { entries, turns: turnsOf(places, entries), before: first > 0 ? (places[0]?.order ?? null) : null }
    },
    async search({ text, before, limit }: ConversationSearch): Promise<ConversationMatches> {
      searches += 1
      const search = searches
      const wanted = folded(text)
      // A quotation mark, say, is written otherwise in JSON.
      const written = folded(JSON.stringify(text).slice(1, -1))
      const all = files.entries()
      const matches: ConversationMatches['matches'] = []
      for (let end = endBefore(all, before); end > 0; end -= SEARCH_SLICE) {
        const places = all.slice(Math.max(0, end - SEARCH_SLICE), end)
        const lines = files.read(places)
        for (let at = places.length - 1; at >= 0; at -= 1) {
          const json = lines[at]
          const place = places[at]
          if (json == null || place === undefined || !folded(json).includes(written)) continue
          const entry = parsed(json, EntrySchema)
          if (entry === null || !searchable(entry).some((it) => it !== null && folded(it).includes(wanted))) continue
          if (matches.length === limit) return { matches, more: true }
          const id = place.session === session ? place.id : keptId(place.session, place.id)
          matches.push({ id, order: place.order })
        }
        // What is kept meanwhile, and a newer search, come first.
        await new Promise(setImmediate)
        if (search !== searches) return { matches, more: true }
      }
      return { matches, more: false }
    },
    clear({ days, now }) {
      files.clear(days, now)
      return undefined
    },
    export({ to, format, current, words }) {
      const now = current.map((entry) => masked(entry))
      const known = new Set(now.map(({ id }) => id))
      let count = 0
      function* everything(): Generator<Entry> {
        const all = files.entries()
        for (let at = 0; at < all.length; at += EXPORT_LINES)
          yield* entriesAt(all.slice(at, at + EXPORT_LINES)).filter((entry) => !known.has(entry.id))
        yield* now
      }
      function* counted() {
        for (const entry of everything()) {
          count += 1
          yield entry
        }
      }
      const file = openSync(to, 'w', 0o600)
      try {
        for (const piece of format === 'json' ? asJson(counted()) : asMarkdown(counted(), words)) writeSync(file, piece)
      } finally {
        closeSync(file)
      }
      return count
    },
  }
  return {
    ask: <N extends keyof ConversationQuestions>(question: N, input: ConversationQuestions[N]['input']) =>
      answers[question](input),
    heavy: () => files.indexed() > HEAVY,
  }
}

/** The id that a turn has in its own run; nothing for one of another run. */
function rawId(turnId: string | null, of: string, session: string): string[] {
  if (turnId === null) return []
  if (of === session) return isKept({ id: turnId }) ? [] : [turnId]
  const prefix = keptId(of, '')
  return turnId.startsWith(prefix) ? [turnId.slice(prefix.length)] : []
}

function masked(entry: Entry): Entry {
  const told = EntrySchema.safeParse(redact(entry))
  // What is no entry any more after masking said nothing else.
  return told.success ? told.data : { ...base(entry), kind: 'notice', level: 'info', code: 'masked', text: '' }
}

const base = ({ id, turnId, order, at }: Entry) => ({ id, turnId, order, at })

function lineOf(session: string, kind: Head['kind'], order: number, value: Entry | Omit<Turn, never>) {
  const head: Head = { session, kind, id: value.id, order }
  const json = JSON.stringify(redact(value))
  if (json.length <= LONGEST_LINE || !('kind' in value) || value.kind !== 'tool') return { head, json }
  return { head, json: JSON.stringify(redact({ ...value, output: TOO_LONG })) }
}
const TOO_LONG = JSON.stringify({ note: 'This answer was too long to keep.' })

function parsed<T>(json: string | null, schema: z.ZodType<T>): T | null {
  if (json === null) return null
  try {
    const { success, data } = schema.safeParse(JSON.parse(json))
    return success ? data : null
  } catch {
    return null
  }
}

/** How many of the places have an order below `before`. */
function endBefore(all: readonly { order: number }[], before: number | null): number {
  if (before === null) return all.length
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((all[middle]?.order ?? 0) < before) low = middle + 1
    else high = middle
  }
  return low
}
