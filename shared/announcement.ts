import { t } from './i18n'
import { clearText } from './safe-text'
import type { Entry, EntryOf, Turn } from './snapshot'
import { toolWords } from './tool-words'
import { dealSentence, plainText } from './trade-sentence'

/** What tells whether anybody has heard an answer. */
export interface Hearing {
  turn: Pick<Turn, 'source' | 'samples'> | undefined
  /** Answers make no sound. */
  muted: boolean
}

/**
 * What somebody who doesn't see the conversation is told of an entry as it stands now; empty for nothing. Not an answer that
 * is spoken: two voices at once help nobody.
 */
export function announcement(entry: Entry, hearing: Hearing): string {
  switch (entry.kind) {
    case 'notice':
      return entry.over ? '' : readable(entry.text)
    case 'user':
      return undelivered(entry)
    case 'approval':
      return approval(entry)
    case 'assistant':
      return [answer(entry, hearing), doubts(entry)].filter(Boolean).join(' ')
    case 'tool':
      return doubts(entry)
    default:
      return entry satisfies never
  }
}

/** What can wait until whatever is being read has been read: it asks nothing of the trader. */
export const isCalm = (entry: Entry): boolean =>
  entry.kind === 'assistant' && !entry.unspoken && entry.flags.length === 0

function undelivered({ delivery, problem }: EntryOf<'user'>): string {
  if (delivery === 'unsent') return t('conversation.announce.notSent', { problem: readable(problem ?? '') })
  if (delivery === 'unanswered') return t('conversation.announce.notAnswered', { problem: readable(problem ?? '') })
  return ''
}

/** What it is about, and what is wrong with it; the card itself says the rest to whoever goes there. */
function approval(entry: EntryOf<'approval'>): string {
  const what = toolWords(entry)
  if (entry.unknown) return entry.found === null ? t('conversation.announce.unknown', { what }) : readable(entry.found)
  // Whoever approved or denied it knows.
  if (entry.decision === 'expired') return t('conversation.announce.expired', { what })
  if (entry.decision !== 'pending') return ''
  const deal = entry.card === null ? '' : plainText(dealSentence(entry.card))
  const marks = entry.marks.map(({ detail }) => readable(detail))
  return [t('conversation.announce.approval', { what }), deal === '' ? '' : `${deal}.`, ...marks]
    .filter(Boolean)
    .join(' ')
}

function answer({ phase, state, text, unspoken }: EntryOf<'assistant'>, { turn, muted }: Hearing): string {
  if (text === '') return ''
  if (unspoken) return t('conversation.announce.unspoken', { text: readable(text) })
  const written = turn?.source === 'text' && turn.samples.played === 0
  return phase === 'answer' && state === 'done' && (written || muted) ? readable(text) : ''
}

/** As it is read aloud, and stands in a notification: lines run on, an emoji stays one. */
const readable = (text: string): string => clearText(text).replace(/\s+/g, ' ').trim()

const doubts = ({ flags }: EntryOf<'assistant' | 'tool'>): string =>
  flags
    .map(({ kind, detail }) =>
      t('conversation.announce.doubt', { what: t(`flags.kind.${kind}`), detail: readable(detail) }),
    )
    .join(' ')
