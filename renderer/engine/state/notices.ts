import { t } from '../../../shared/i18n'
import { safeLine } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import type { Moment } from '../clock'
import type { Conversation } from './conversation'

/** Of one kind within `WINDOW_MS`, each by itself; those beyond are counted in one. */
const MAX_SHOWN = 5
const WINDOW_MS = 10 * 60_000
/** Characters that are shown: two or three lines. */
const LONGEST = 400

type Notice = Pick<EntryOf<'notice'>, 'level' | 'code' | 'text' | 'turnId'>

/**
 * Sentences in the conversation that nobody asked for. A server can cause them without end, and they must not push out what
 * was asked and answered: of each kind a few are shown, and one more that counts the others.
 */
export function createNotices(time: Readonly<Moment>, conversation: Conversation) {
  const kinds = new Map<string, { since: number; count: number; summary: string | null }>()
  let count = 0

  const add = (notice: Notice): string => {
    const id = `notice-${Math.floor(time.now)}-${++count}`
    const text = safeLine(notice.text, LONGEST) ?? ''
    conversation.add({ kind: 'notice', id, order: conversation.nextOrder(), at: time.now, ...notice, text })
    return id
  }

  const limited = (kind: string, notice: Notice, summary: (times: number) => string) => {
    const known = kinds.get(kind)
    const now = time.mono
    const seen = known && now - known.since < WINDOW_MS ? known : { since: now, count: 0, summary: null }
    kinds.set(kind, seen)
    seen.count++
    if (seen.count <= MAX_SHOWN) return add(notice)
    const text = summary(seen.count)
    if (seen.summary === null) seen.summary = add({ ...notice, turnId: null, text })
    else conversation.change(seen.summary, 'notice', { text })
  }

  return {
    /** What the trader did, or this app: as often as it happens. */
    own: add,
    /** What a server did; `code` is one of a fixed set. */
    ofServer: (notice: Notice) =>
      limited(notice.code, notice, (times) => t('engine.problem.repeated', { sentence: notice.text, times })),
    /** What a server reports as an error; `code` is its own. */
    error: (notice: Notice) =>
      limited('error of the server', notice, (times) => t('engine.problem.keepsReporting', { times })),
  }
}
