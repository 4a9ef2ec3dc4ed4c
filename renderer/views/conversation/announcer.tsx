import { t } from '../../../shared/i18n'
import { isKept } from '../../../shared/kept-conversation'
import { visible } from '../../../shared/safe-text'
import type { Entry, EntryOf, VoiceState } from '../../../shared/snapshot'
import { useAppState, useConversation } from '../app-context'
import { toolWords } from '../cards/tool-words'
import { flagWord } from '../flags/flags'
import { dealSentence, plainText } from './trade-words'

/**
 * Tells screen readers what needs the trader: approvals, speech that was not sent, problems, figures that do not
 * hold; and, when nothing else is told, what the app does. Not the answers: those are spoken aloud already, and two voices at
 * once help nobody.
 */
export function Announcer() {
  const sentence = useConversation((state) => {
    const id = state.ids.at(-1)
    const entry = id === undefined ? undefined : state.entries.get(id)
    return entry && !isKept(entry) ? announcement(entry) : ''
  })
  const state = useAppState((app) => app.status.state)
  const detail = useAppState((app) => app.status.detail) ?? ''
  return (
    <>
      <p className="seen-by-readers-only" aria-live="assertive">
        {sentence}
      </p>
      <p className="seen-by-readers-only" role="status">
        {state !== null && stateWords(state, visible(detail))}
      </p>
    </>
  )
}

/** What is heard by itself, the voice that speaks, is not announced. */
function stateWords(state: VoiceState, detail: string): string {
  switch (state) {
    case 'listening':
      return t('conversation.announce.listening')
    case 'working':
      return t('conversation.announce.working')
    case 'offline':
      return t('conversation.announce.offline', { detail })
    case 'error':
      return t('conversation.announce.error', { detail })
    default:
      return ''
  }
}

function announcement(entry: Entry): string {
  if (entry.kind === 'notice') return entry.over ? '' : entry.text
  if (entry.kind === 'user' && entry.delivery === 'unsent')
    return t('conversation.announce.notSent', { problem: entry.problem ?? '' })
  if (entry.kind === 'approval' && entry.decision === 'pending') return approvalNeeded(entry)
  if (entry.kind === 'assistant' && entry.unspoken) return t('conversation.announce.unspoken', { text: entry.text })
  if (entry.kind === 'assistant' || entry.kind === 'tool')
    return entry.flags
      .map(({ kind, detail }) => t('conversation.announce.doubt', { what: flagWord(kind), detail }))
      .join(' ')
  return ''
}

/** What it is about, and what is wrong with it; the card itself says the rest to whoever goes there. */
function approvalNeeded(entry: EntryOf<'approval'>): string {
  const deal = entry.card === null ? '' : plainText(dealSentence(entry.card))
  const marks = entry.marks.map(({ detail }) => visible(detail))
  return [t('conversation.announce.approval', { what: toolWords(entry) }), deal === '' ? '' : `${deal}.`, ...marks]
    .filter(Boolean)
    .join(' ')
}
