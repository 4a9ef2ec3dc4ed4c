import type { Entry } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { toolWords } from '../cards/tool-words'
import { FLAG_WORDS } from '../flags/flags'

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
  if (entry.kind === 'approval' && entry.decision === 'pending') return `Approval needed: ${toolWords(entry)}.`
  if (entry.kind === 'assistant' && entry.unspoken) return `This answer came without sound. ${entry.text}`
  if (entry.kind === 'assistant' || entry.kind === 'tool')
    return entry.flags.map(({ kind, detail }) => `${FLAG_WORDS[kind]}. ${detail}`).join(' ')
  return ''
}
