import { visible } from '../../../shared/safe-text'
import type { Entry, EntryOf } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { toolWords } from '../cards/tool-words'
import { FLAG_WORDS } from '../flags/flags'
import { dealSentence, plainText } from './trade-words'

/**
 * Tells screen readers what needs the trader: approvals, speech that was not sent, problems, figures that do not
 * hold. Not the answers: those are spoken aloud already, and two voices at once help nobody.
 */
export function Announcer() {
  const sentence = useConversation((state) => {
    const id = state.ids.at(-1)
    const entry = id === undefined ? undefined : state.entries.get(id)
    return entry ? announcement(entry) : ''
  })
  return (
    <p className="seen-by-readers-only" aria-live="assertive">
      {sentence}
    </p>
  )
}

function announcement(entry: Entry): string {
  if (entry.kind === 'notice') return entry.text
  if (entry.kind === 'user' && entry.delivery === 'unsent') return `Not sent. ${entry.problem ?? ''}`
  if (entry.kind === 'approval' && entry.decision === 'pending') return approvalNeeded(entry)
  if (entry.kind === 'assistant' && entry.unspoken) return `This answer came without sound. ${entry.text}`
  if (entry.kind === 'assistant' || entry.kind === 'tool')
    return entry.flags.map(({ kind, detail }) => `${FLAG_WORDS[kind]}. ${detail}`).join(' ')
  return ''
}

/** What it is about, and what is wrong with it; the card itself says the rest to whoever goes there. */
function approvalNeeded(entry: EntryOf<'approval'>): string {
  const deal = entry.card === null ? '' : plainText(dealSentence(entry.card))
  const marks = entry.marks.map(({ detail }) => visible(detail))
  return [`Approval needed: ${toolWords(entry)}.`, deal === '' ? '' : `${deal}.`, ...marks].filter(Boolean).join(' ')
}
