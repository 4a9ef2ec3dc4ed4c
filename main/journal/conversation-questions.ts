import type {
  ConversationFormat,
  ConversationMatches,
  ConversationPage,
  ConversationRead,
  ConversationSearch,
} from '../../shared/kept-conversation'
import type { Entry, Turn } from '../../shared/snapshot'
import type { MarkdownWords } from './conversation-export'

/** What the thread that keeps the conversation is asked, and what it answers. */
export type ConversationQuestions = {
  /** `days`: what is older goes; null for nothing. */
  append: { input: { entries: Entry[]; turns: Turn[]; days: number | null; now: number }; answer: undefined }
  /** Settles when everything that was asked before is done. */
  flush: { input: undefined; answer: undefined }
  read: { input: ConversationRead; answer: ConversationPage }
  search: { input: ConversationSearch; answer: ConversationMatches }
  /** Removes days that lie so far back; all of them for 0. */
  clear: { input: { days: number; now: number }; answer: undefined }
  /** Writes it to a file; `current` is what the app has in hand. Answers how many entries there are. */
  export: {
    input: { to: string; format: ConversationFormat; current: Entry[]; words: MarkdownWords }
    answer: number
  }
}

/** What the thread is told of its place. */
export interface ConversationThreadData {
  folder: string
  /** This run of the app. */
  session: string
  /** What an earlier run left open is said to have become of it. */
  words: EndWords
}

/** In the language of the app. */
export interface EndWords {
  approval: string
  question: string
  tool: string
}
