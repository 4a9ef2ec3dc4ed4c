import { type JSX, memo } from 'react'
import type { Entry } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { ToolCard } from '../cards/tool-card'
import { Foreign } from '../foreign'
import { ApprovalCard } from './approval-card'
import { AssistantEntry } from './assistant-entry'
import { UserEntry } from './user-entry'

/** One entry, drawn anew when it alone changed. */
export const EntryView = memo(function EntryView({ id }: { id: string }) {
  const entry = useConversation((state) => state.entries.get(id))
  if (entry?.kind === 'user' && entry.delivery === 'void') return null
  return entry ? <div className="entry">{draw(entry)}</div> : null
})

function draw(entry: Entry): JSX.Element {
  switch (entry.kind) {
    case 'user':
      return <UserEntry entry={entry} />
    case 'assistant':
      return <AssistantEntry entry={entry} />
    case 'tool':
      return <ToolCard entry={entry} />
    case 'approval':
      return <ApprovalCard entry={entry} />
    case 'notice':
      return (
        <p className="notice" data-level={entry.level}>
          <Foreign lines>{entry.text}</Foreign>
        </p>
      )
  }
}
