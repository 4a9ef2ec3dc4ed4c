import type { LogEvent } from '../../shared/log'

/** What the activity view shows. Empty fields let everything through; all that are set must match. */
export interface LogFilter {
  directions: ReadonlySet<LogEvent['direction']>
  errorsOnly: boolean
  /** Words, `name:part` and `turn:id`, parted by spaces. */
  text: string
}

export const NO_FILTER: LogFilter = { directions: new Set(['out', 'in', 'app']), errorsOnly: false, text: '' }

// "error", "mcp_list_tools.failed", "pumpstream_http_error", "link.error"
const ERROR_NAME = /(?:^|[._-])(?:error|failed)$/i

/** Whether a row tells of something that went wrong. */
export function isError(event: LogEvent): boolean {
  return ERROR_NAME.test(event.name)
}

/** First and last row that name a turn, by their numbers. */
export interface SeqRange {
  first: number
  last: number
}

/** Whether a row belongs to a turn: it names it, or is what the server told between the turn's first row and its last. */
export const isOfTurn = ({ turnId, seq }: LogEvent, wanted: string, range: SeqRange | undefined): boolean =>
  turnId === wanted || (turnId === null && range !== undefined && range.first < seq && seq < range.last)

/** The `event_id` of a client event; null where there is none. */
export function eventIdOf({ data }: LogEvent): string | null {
  const id = data !== null && typeof data === 'object' && 'event_id' in data ? data.event_id : null
  return typeof id === 'string' ? id : null
}

/** Compiles a filter; null when everything matches. Matching ignores case. `ranges` are looked up when a row is matched. */
export function matcher(
  filter: LogFilter,
  ranges: ReadonlyMap<string, SeqRange> = new Map(),
): ((event: LogEvent) => boolean) | null {
  const written = filter.text.split(/\s+/).filter(Boolean)
  const terms = written.map((term) => term.toLowerCase())
  const names = terms.filter((term) => term.startsWith('name:')).map((term) => term.slice(5))
  // Ids are compared as they are written.
  const turns = written.filter((term) => /^turn:/i.test(term)).map((term) => term.slice(5))
  const words = terms.filter((term) => !term.startsWith('name:') && !term.startsWith('turn:'))
  const { directions, errorsOnly } = filter
  if (directions.size === 3 && !errorsOnly && terms.length === 0) return null
  return (event) => {
    if (!directions.has(event.direction)) return false
    if (errorsOnly && !isError(event)) return false
    if (!turns.every((wanted) => isOfTurn(event, wanted, ranges.get(wanted)))) return false
    if (names.length === 0 && words.length === 0) return true
    const name = event.name.toLowerCase()
    if (!names.every((part) => name.includes(part))) return false
    const rest = words.filter((word) => !name.includes(word))
    if (rest.length === 0) return true
    const data = (JSON.stringify(event.data) ?? '').toLowerCase()
    return rest.every((word) => data.includes(word))
  }
}
