import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replay } from '../../../renderer/engine/replay/replay'

/** The recorded guest session, its secret replaced by one of the same shape that never was one. */
export const RECORDED = readFileSync(join(import.meta.dirname, 'recorded-session.txt'), 'utf8')

/** One entry of the recorded session. */
export interface RecordedRow {
  direction: 'in' | 'out'
  name: string
  at: string
  data: Record<string, unknown>
}

/** The session's entries, read by a reader of three lines that is not the one under test. */
export function recordedRows(): RecordedRow[] {
  return RECORDED.split(/^(?=[▲▼]$)/m).map((part) => {
    const [arrow, name = '', at = '', ...json] = part.trimEnd().split('\n')
    return { direction: arrow === '▲' ? 'out' : 'in', name, at, data: JSON.parse(json.join('\n')) }
  })
}

/** Its text again, of other rows or in another order. */
export const asText = (rows: RecordedRow[]): string =>
  rows
    .map(({ direction, name, at, data }) =>
      [direction === 'out' ? '▲' : '▼', name, at, JSON.stringify(data, null, 2)].join('\n'),
    )
    .join('\n')

const FIRST_MS = Date.parse('2025-10-01T00:26:55Z')

/** Epoch of a row: its time of day on the day that the payload names. */
export function epochOf({ at }: RecordedRow): number {
  const [, minutes = 0, seconds = 0] = at.split(/[: ]/).map(Number)
  return FIRST_MS + ((minutes - 26) * 60 + seconds - 55) * 1000
}

/** As the app's own log would have written it. */
export const asJsonLines = (rows: RecordedRow[]): string =>
  rows
    .map((row, index) => {
      const { direction, name, data } = row
      const at = epochOf(row)
      return `${JSON.stringify({ seq: index + 1, at, mono: at - FIRST_MS, direction, name, turnId: null, data })}\n`
    })
    .join('')

/** The kinds of what is found, each once, sorted. */
export const kinds = (text: string): string[] => [...new Set(replay(text).findings.map(({ kind }) => kind))].sort()

/** The eight faults of the recorded session. */
export const RECORDED_KINDS = [
  'dead-air',
  'duplicate-tool-import',
  'missing-user-transcript',
  'prompt-only-read-only',
  'rejected-update',
  'secret-in-log',
  'tools-never-listed',
  'unsupported-claim',
]
