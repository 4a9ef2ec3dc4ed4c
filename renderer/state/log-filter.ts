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

/** Compiles a filter; null when everything matches. Matching ignores case. */
export function matcher(filter: LogFilter): ((event: LogEvent) => boolean) | null {
  const terms = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  const names = terms.filter((term) => term.startsWith('name:')).map((term) => term.slice(5))
  const turns = terms.filter((term) => term.startsWith('turn:')).map((term) => term.slice(5))
  const words = terms.filter((term) => !term.startsWith('name:') && !term.startsWith('turn:'))
  const { directions, errorsOnly } = filter
  if (directions.size === 3 && !errorsOnly && terms.length === 0) return null
  return (event) => {
    if (!directions.has(event.direction)) return false
    if (errorsOnly && !isError(event)) return false
    if (turns.length > 0) {
      const turn = event.turnId?.toLowerCase()
      if (turn === undefined || !turns.every((wanted) => turn === wanted)) return false
    }
    if (names.length === 0 && words.length === 0) return true
    const name = event.name.toLowerCase()
    if (!names.every((part) => name.includes(part))) return false
    const rest = words.filter((word) => !name.includes(word))
    if (rest.length === 0) return true
    const data = (JSON.stringify(event.data) ?? '').toLowerCase()
    return rest.every((word) => data.includes(word))
  }
}
