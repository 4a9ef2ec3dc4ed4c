import type { RecordedEvent } from '../recording'
import { acrossMidnight } from './time'

/** Missing rows are told one by one up to here; a file of gaps is told as such. */
const MAX_GAPS = 5

/**
 * Brings events into the order in which they happened, by the row numbers of our own log, else by time; equal times keep
 * their places. Tells what was displaced, and which row numbers are missing.
 */
export function inOrder(read: RecordedEvent[]): { events: RecordedEvent[]; gaps: string[] } {
  const events = acrossMidnight(read).map((event) => ({ ...event }))
  const numbered = events.length > 0 && events.every((event) => event.seq !== null)
  const key = (event: RecordedEvent) => (numbered ? event.seq : event.at)
  const displaced = countDisplaced(events.map(key))
  const gaps: string[] = []
  if (displaced > 0) {
    gaps.push(
      `${displaced} of ${events.length} entries stand after a later one; they were put in order by ${numbered ? 'row number' : 'time'}.`,
    )
    // Entries without a time stay behind the one that they follow.
    const keys = new Map<RecordedEvent, number>()
    let last = Number.NEGATIVE_INFINITY
    for (const event of events) {
      last = key(event) ?? last
      keys.set(event, last)
    }
    events.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
    for (const [index, event] of events.entries()) event.entry = index + 1
  }
  if (numbered) gaps.push(...missingRows(events.map((event) => event.seq ?? 0)))
  return { events, gaps }
}

function countDisplaced(keys: (number | null)[]): number {
  let highest = Number.NEGATIVE_INFINITY
  let displaced = 0
  for (const key of keys) {
    if (key === null) continue
    if (key < highest) displaced++
    else highest = key
  }
  return displaced
}

function missingRows(seqs: number[]): string[] {
  const gaps: string[] = []
  let expected = 1
  for (const seq of seqs) {
    if (seq > expected) gaps.push(seq - expected === 1 ? `row ${expected}` : `rows ${expected} to ${seq - 1}`)
    expected = Math.max(expected, seq + 1)
  }
  if (gaps.length === 0) return []
  const shown = gaps.slice(0, MAX_GAPS).join(', ')
  const more = gaps.length > MAX_GAPS ? `, and ${gaps.length - MAX_GAPS} more gaps` : ''
  return [`Missing by their numbers: ${shown}${more}.`]
}
