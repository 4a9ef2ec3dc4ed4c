import type { EntryOf } from '../../../shared/snapshot'
export function ApprovalCard({ entry }: { entry: EntryOf<'approval'> }) {
  return <p>{entry.name}</p>
}
