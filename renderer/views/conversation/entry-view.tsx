import { type JSX, memo } from 'react'
import type { Entry } from '../../../shared/snapshot'
import { useConversation } from '../app-context'
import { ToolCard } from '../cards/tool-card'
import { ApprovalCard } from './approval-card'
import { AssistantEntry } from './assistant-entry'
import { CopyEntry } from './entry-copy'
import { Notice } from './notice'
import { UserEntry } from './user-entry'

/** One entry, drawn anew when it alone changed. */
export const EntryView = memo(function EntryView({ id }: { id: string }) {
  const entry = useConversation((state) => state.entries.get(id))
  const tapped = useConversation(({ turns }) => entry?.turnId != null && turns.get(entry.turnId)?.outcome === 'tap')
  // Nothing was said: what a tap, or a shortcut, did is told by other entries, if at all.
  if (entry?.kind === 'user' && (entry.delivery === 'void' || tapped)) return null
  if (entry?.kind === 'notice' && entry.over) return null
  return entry ? (
    <div className="entry" data-kind={entry.kind}>
      {draw(entry)}
      {/* Nothing lies over what waits to be approved. */}
      {(entry.kind !== 'approval' || entry.decision !== 'pending') && <CopyEntry entry={entry} />}
    </div>
  ) : null
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
      return <Notice entry={entry} />
  }
}
