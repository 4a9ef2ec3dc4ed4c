import type { EntryOf } from '../../../shared/snapshot'
import { toolWords } from './tool-words'
export function ToolCard({ entry }: { entry: EntryOf<'tool'> }) {
  return <p>{toolWords(entry.name)} {entry.status}</p>
}
