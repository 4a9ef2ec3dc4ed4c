import { existsSync, readdirSync } from 'node:fs'
import { currentLocale, t } from '../../shared/i18n'
import {
  type ConversationFormat,
  type ConversationMatches,
  type ConversationPage,
  type ConversationRead,
  type ConversationSearch,
  KEPT_DAYS,
  type KeepConversation,
} from '../../shared/kept-conversation'
import { type Entry, MAX_ENTRIES, type Turn } from '../../shared/snapshot'
import type { ConversationQuestions, ConversationThreadData } from './conversation-questions'
import { createFileThread } from './file-thread'

interface ConversationDeps {
  folder: string
  startedAt: Date
  keep(): KeepConversation
  /** Whether a tool only reads, as far as the session told. */
  onlyReads(tool: { server: string; name: string }): boolean
  now(): number
  /** It can't be written. Told once. */
  onProblem(sentence: string): void
  thread?: URL
}

/** Told in passing: tomorrow nobody wants to know. */
const PASSING: ReadonlySet<string> = new Set([
  'journal',
  'part_gone',
  'press_lost',
  'speech',
  'update_refused',
  'view_gone',
])

/** Whether anything of earlier conversations is kept in this folder. */
export const isConversationKept = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0

const NOTHING: ConversationPage = { entries: [], turns: [], before: null }

/**
 * The conversation over restarts: what is settled is written down, and read back page by page. All of the work is done by a
 * thread. What the trader wants not to be kept is not, and what was kept before is removed.
 */
export function createConversation(deps: ConversationDeps) {
  const { folder, startedAt, keep, onlyReads, now, onProblem } = deps
  const session = startedAt.getTime().toString(36)
  const data = (): ConversationThreadData => ({
    folder,
    session,
    words: {
      approval: t('conversation.kept.lost'),
      question: t('conversation.kept.unanswered'),
      tool: t('conversation.kept.toolUnknown'),
    },
  })
  const thread = createFileThread<ConversationQuestions>(
    deps.thread ?? new URL('./conversation-thread-dev.mjs', import.meta.url),
    data,
  )
  /** What of each was written last; only what differs is written again. */
  const written = new Map<string, string>()
  let failed = false

  const isNew = (id: string, state: string | null): boolean => {
    if (state === null || written.get(id) === state) return false
    written.delete(id)
    written.set(id, state)
    for (const oldest of written.keys()) {
      if (written.size <= 2 * MAX_ENTRIES) break
      written.delete(oldest)
    }
    return true
  }

  const fail = () => {
    if (failed) return
    failed = true
    onProblem(t('conversation.kept.unwritable'))
  }

  /** What is kept no longer goes; where that fails it is said, and tried again at the next start. */
  const drop = (days: number) => {
    thread.ask('clear', { days, now: now() }).catch(() => onProblem(t('conversation.kept.notCleared')))
  }
  // Where it could not be removed before. No thread is begun where there is nothing.
  if (keep() === 'session' && isConversationKept(folder)) drop(0)

  return {
    /** Entries and turns that changed: what is settled of them is kept. */
    note(entries: readonly Entry[], turns: readonly Turn[]) {
      if (failed || keep() === 'session') return
      const settled = entries.filter((entry) => isNew(entry.id, stateOf(entry, onlyReads)))
      const ended = turns.filter((turn) => isNew(`turn ${turn.id}`, turnState(turn)))
      if (settled.length + ended.length > 0)
        thread
          .ask('append', { entries: settled, turns: ended, days: keep() === 'always' ? null : KEPT_DAYS, now: now() })
          .catch(fail)
    },
    /** A page is about to be asked for: until then its thread can begin, and find where everything is. */
    prepare() {
      if (keep() !== 'session') thread.ask('read', { before: null, limit: 1 }).catch(() => {})
    },
    /** A page of what is on disk; rejects when it can't be read. */
    read: (query: ConversationRead): Promise<ConversationPage> =>
      keep() === 'session' ? Promise.resolve(NOTHING) : thread.ask('read', query),
    search: (query: ConversationSearch): Promise<ConversationMatches> =>
      keep() === 'session' ? Promise.resolve({ matches: [], more: false }) : thread.ask('search', query),
    /** Removes what is older than that many days, null for all of it; rejects when that can't be done. */
    clear: (olderThanDays: number | null) => thread.ask('clear', { days: olderThanDays ?? 0, now: now() }),
    /** Writes all of it to a file; `current` is what the app has in hand. Settles with how many entries there are. */
    export: (to: string, format: ConversationFormat, current: Entry[]) =>
      thread.ask('export', { to, format, current, words: markdownWords() }),
    /** The trader chose how long it is kept: what is kept no longer goes. */
    follow(choice: KeepConversation) {
      if (choice === 'always') return
      written.clear()
      drop(choice === 'session' ? 0 : KEPT_DAYS)
    },
    /** Settles when everything is on disk. */
    async close() {
      // It answers in order: after this, what was handed over before is written.
      if (thread.runs) await thread.ask('flush', undefined).catch(() => {})
      await thread.close()
    },
  }
}

const markdownWords = () => ({
  locale: currentLocale(),
  title: t('conversation.label'),
  you: t('conversation.asked.label'),
  dexter: t('conversation.said.label'),
  tool: t('conversation.exported.tool'),
  approval: t('conversation.exported.approval'),
  notice: t('conversation.exported.notice'),
  unknown: t('cards.status.unknown'),
  decisions: {
    pending: t('approval.waiting'),
    approved: t('approval.decision.approved'),
    denied: t('approval.decision.denied'),
    expired: t('approval.decision.expired'),
  },
})

/** What tells two writings of an entry apart; null while it is not to be kept yet, or never. */
function stateOf(entry: Entry, onlyReads: ConversationDeps['onlyReads']): string | null {
  switch (entry.kind) {
    case 'user': {
      const { delivery, transcript, text, problem } = entry
      const open = delivery === 'capturing' || delivery === 'sending' || delivery === 'void' || transcript === 'pending'
      // A tap, say: nothing was said.
      return open || (delivery === 'discarded' && text === null) ? null : `${delivery} ${text?.length} ${problem}`
    }
    case 'assistant':
      return entry.state === 'speaking'
        ? null
        : `${entry.state} ${entry.text.length} ${entry.heardChars} ${entry.unspoken} ${entry.flags.length}`
    // What may move money is kept from its start: if the app ends meanwhile, nobody knows what became of it.
    case 'tool':
      return entry.status === 'queued' ||
        entry.status === 'arguments' ||
        (entry.status === 'running' && onlyReads(entry))
        ? null
        : `${entry.status} ${entry.output?.length} ${entry.error} ${entry.flags.length}`
    case 'approval':
      return `${entry.decision} ${entry.unknown} ${entry.found} ${entry.reason}`
    case 'notice':
      // One whose cause has gone says so.
      if (entry.level === 'info' || PASSING.has(entry.code)) return null
      return String('over' in entry && entry.over === true)
    default:
      return entry satisfies never
  }
}

const turnState = ({ outcome, usage, heard }: Turn): string | null =>
  outcome === null || outcome === 'tap' ? null : `${outcome} ${usage?.input} ${usage?.output} ${heard === ''}`
