import { safeLine } from '../../shared/safe-text'
import type { EntryOf } from '../../shared/snapshot'
import type { Clock } from './clock'
import type { Conversation } from './conversation'

/** Of one kind within `WINDOW_MS`, each by itself; those beyond are counted in one. */
const MAX_SHOWN = 5
const WINDOW_MS = 10 * 60_000
/** Characters that are shown: two or three lines. */
const LONGEST = 400

type Notice = EntryOf<'notice'>

/**
 * Sentences in the conversation that nobody asked for. A server can cause them without end, and they must not push out what
 * was asked and answered: of each kind a few are shown, and one more that counts the others.
 */
export function createNotices(clock: Pick<Clock, 'now' | 'mono'>, conversation: Conversation) {
  const kinds = new Map<string, { since: number; count: number; summary: string | null }>()
  let count = 0

  const add = (notice: Pick<Notice, 'level' | 'code' | 'text' | 'turnId'>): string => {
    const id = `notice-${Math.floor(clock.now())}-${++count}`
    conversation.add({ kind: 'notice', id, order: conversation.nextOrder(), at: clock.now(), ...notice })
    return id
  }

  const tell = (
    kind: string,
    notice: Pick<Notice, 'level' | 'code' | 'text' | 'turnId'>,
    summary: (n: number) => string,
  ) => {
    const known = kinds.get(kind)
    const now = clock.mono()
    const seen = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0, summary: null }
    kinds.set(kind, seen)
    seen.count++
    if (seen.count <= MAX_SHOWN) add({ ...notice, text: safeLine(notice.text, LONGEST) ?? '' })
    else if (seen.summary === null) seen.summary = add({ ...notice, turnId: null, text: summary(seen.count) })
    else conversation.change(seen.summary, 'notice', { text: summary(seen.count) })
  }

  return {
    /** One sentence of our own; `code` is one of a fixed set. */
    notice: (level: Notice['level'], code: string, text: string, turnId: string | null) =>
      tell(
        code,
        { level, code, text, turnId },
        (n) => `This came ${counted(n)} times: Activity shows what the server said.`,
      ),
    /** What a server reports as an error; `code` is the server's. */
    error: (code: string, text: string, turnId: string | null) =>
      tell(
        'error of the server',
        { level: 'error', code, text, turnId },
        (n) => `This server keeps reporting errors: ${counted(n)} so far.`,
      ),
  }
}

const counted = (count: number): string => count.toLocaleString('en-US')
