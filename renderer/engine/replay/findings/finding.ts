import type { Facts } from '../facts'
import type { RecordedEvent } from '../recording'

export type FindingKind =
  | 'rejected-update'
  | 'duplicate-tool-import'
  | 'tools-never-listed'
  | 'dead-air'
  | 'missing-user-transcript'
  | 'unsupported-claim'
  | 'prompt-only-read-only'
  | 'secret-in-log'
  | 'stale-figure'
  | 'unanswered-turn'
  | 'double-response'
  | 'overlapping-responses'
  | 'lost-session'

export interface Finding {
  kind: FindingKind
  /** The time as the recording writes it, ISO 8601 where it holds a number; null where it has no times. */
  at: string | null
  /** One sentence that says what was compared. */
  detail: string
}

export type Detector = (facts: Facts) => Finding[]

export const finding = (kind: FindingKind, event: RecordedEvent | null, detail: string): Finding => ({
  kind,
  at: event?.when ?? null,
  detail,
})

/** Milliseconds from one event to another; null when either has no time. */
export const between = (from: RecordedEvent, to: RecordedEvent): number | null =>
  from.at === null || to.at === null ? null : to.at - from.at

/** "3 s", "0.4 s", or words where there are no times. */
export const span = (ms: number | null): string => (ms === null ? 'an unknown time' : `${Math.round(ms / 100) / 10} s`)

export const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** " at 8:27:04 PM", or nothing where there are no times. */
export const atTime = (event: RecordedEvent): string => (event.when === null ? '' : ` at ${event.when}`)
