import { z } from 'zod'
import type { Entry, Turn } from './snapshot'

/** What of the conversation outlives the app, and how it is asked for. */

/** How long it is kept on disk; `session`: not at all. */
export const KEEP_CONVERSATION = ['session', '30 days', 'always'] as const
export type KeepConversation = (typeof KEEP_CONVERSATION)[number]

/** Days that `30 days` means, and that "older" means where it is cleared. */
export const KEPT_DAYS = 30

/** Entries of one page, at most. */
export const LONGEST_PAGE = 1_000

/** Entries with an order below `before`, the newest of them; null begins at the end. */
const before = z.number().nullable()
const limit = z.number().int().min(1).max(LONGEST_PAGE)

export const ConversationReadSchema = z.strictObject({ before, limit })
export const ConversationSearchSchema = z.strictObject({ text: z.string().min(1).max(200), before, limit })
export const ConversationClearSchema = z.strictObject({ olderThanDays: z.number().int().min(1).nullable() })
export const CONVERSATION_FORMATS = ['md', 'json'] as const
export type ConversationFormat = (typeof CONVERSATION_FORMATS)[number]
export const ConversationExportSchema = z.strictObject({ format: z.enum(CONVERSATION_FORMATS) })

export type ConversationRead = z.infer<typeof ConversationReadSchema>
export type ConversationSearch = z.infer<typeof ConversationSearchSchema>

/** Oldest first, with the turns that they belong to. `before`: what to ask for the next page with; null when this is the last. */
export interface ConversationPage {
  entries: Entry[]
  turns: Turn[]
  before: number | null
}

/** Newest first. `more`: the limit was reached, or another search came in between. */
export interface ConversationMatches {
  matches: { id: string; order: number }[]
  more: boolean
}

/** Ids of an earlier run of the app have this before them: the engine's begin anew with each run. */
const KEPT = 'kept:'
export const keptId = (session: string, id: string): string => `${KEPT}${session}:${id}`
/** It is of an earlier run: nothing of it can be acted on, and no session knows it. */
export const isKept = ({ id }: Pick<Entry, 'id'>): boolean => id.startsWith(KEPT)

/** Text as it is searched: without case and diacritics. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()

/** The texts of an entry by which it is found. */
export function searchable(entry: Entry): (string | null)[] {
  switch (entry.kind) {
    case 'user':
    case 'assistant':
    case 'notice':
      return [entry.text]
    case 'tool':
      return [entry.name.replaceAll('_', ' '), entry.arguments, entry.output, entry.error]
    case 'approval':
      return [entry.name.replaceAll('_', ' '), entry.heard, entry.arguments, entry.reason, entry.card?.memo ?? null]
    default:
      return entry satisfies never
  }
}

/** Nothing about it goes on: it may be cleared. */
export function isSettled(entry: Entry): boolean {
  switch (entry.kind) {
    case 'user':
      return !entry.resendable && entry.delivery !== 'capturing' && entry.delivery !== 'sending'
    case 'assistant':
      return entry.state !== 'speaking'
    case 'tool':
      return entry.status === 'done' || entry.status === 'failed'
    case 'approval':
      return entry.decision !== 'pending'
    case 'notice':
      return true
    default:
      return entry satisfies never
  }
}
