import type { Facts, ImportFacts } from '../facts'
import { atTime, type Detector, finding, times } from './finding'

/** Imports by session and server; those whose server no row named can't be compared. */
function byServer({ imports }: Facts): ImportFacts[][] {
  const groups = new Map<string, ImportFacts[]>()
  for (const it of imports) {
    if (it.server === null) continue
    const key = `${it.session} ${it.server}`
    groups.set(key, [...(groups.get(key) ?? []), it])
  }
  return [...groups.values()]
}

/** Every accepted update that touches the tools imports the list again. */
export const duplicateToolImport: Detector = (facts) =>
  byServer(facts).flatMap((group) => {
    const [first, second] = group
    if (!first || !second) return []
    const detail = `The tools of "${first.server}" were imported ${group.length} times in one session, begun${atTime(first.begun)} and again${atTime(second.begun)} as ${group.map((it) => it.id).join(', ')}; once is enough.`
    return [finding('duplicate-tool-import', second.begun, detail)]
  })

/** An import that completed, but whose list no row ever shows: `tools: []` stands there until `.completed`. */
export const toolsNeverListed: Detector = (facts) =>
  byServer(facts).flatMap((group) => {
    const completed = group.find((it) => it.completed !== null)
    const end = completed?.completed
    if (!completed || !end || group.some((it) => it.tools > 0)) return []
    // A recording that stops right there can't show the list.
    if (!facts.turns.some((turn) => turn.begun.entry > end.entry)) return []
    const reads = group.flatMap((it) => it.reads)
    const early = reads.filter((read) => read.entry < end.entry).length
    const how =
      reads.length === 0
        ? 'it was never retrieved'
        : `${times(reads.length, 'read', 'reads')} of it (${early} before the import was complete) held 0 tools`
    return [
      finding(
        'tools-never-listed',
        end,
        `The import of the tools of "${completed.server}" completed${atTime(end)}, but ${how}: the client never learnt which tools there are.`,
      ),
    ]
  })
