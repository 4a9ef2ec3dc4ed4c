import type { LogEvent } from '../../shared/log'

/** A part of a turn's time. `you` is the trader's own: speaking, and deciding about a trade. */
export interface Span {
  kind: 'you' | 'sending' | 'thinking' | 'tool' | 'speaking'
  /** The tool's name; empty for all other kinds. */
  name: string
  /** Milliseconds since the turn's first event. */
  from: number
  to: number
}

const idIn = (data: unknown, ...path: string[]): string | null => {
  let value: unknown = data
  for (const key of path) value = value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined
  return typeof value === 'string' ? value : null
}

/**
 * A turn's time, part by part, from its rows of the session log (oldest first), of either dialect. A part whose end was not
 * told lasts until the turn's last row.
 */
export function waterfallOf(events: readonly LogEvent[]): Span[] {
  const [first] = events
  const last = events.at(-1)
  if (!first || !last) return []
  const spans: Span[] = []
  const since = (event: LogEvent) => Math.max(0, event.mono - first.mono)
  /** Parts that have begun, by what ends them. */
  const open = new Map<string, Span>()
  const begin = (key: string, kind: Span['kind'], event: LogEvent, name = '') => {
    if (open.has(key)) return
    const span: Span = { kind, name, from: since(event), to: since(last) }
    open.set(key, span)
    spans.push(span)
  }
  const end = (key: string, event: LogEvent) => {
    const span = open.get(key)
    if (span) span.to = since(event)
    open.delete(key)
  }
  const names = new Map<string, string>()
  for (const event of events) {
    const { name, data } = event
    const item = idIn(data, 'item_id') ?? idIn(data, 'item', 'id') ?? ''
    if (idIn(data, 'item', 'name') !== null) names.set(item, idIn(data, 'item', 'name') ?? '')
    if (name === 'talk.press') begin('hold', 'you', event)
    else if (name === 'talk.release') {
      end('hold', event)
      begin('commit', 'sending', event)
    } else if (name === 'input_audio_buffer.commit') end('commit', event)
    else if (name === 'response.create') begin('response', 'thinking', event)
    else if (/^response\.(?:output_)?audio\.delta$/.test(name)) {
      end('response', event)
      begin(`audio ${item}`, 'speaking', event)
    } else if (/^response\.(?:output_)?audio\.done$/.test(name)) end(`audio ${item}`, event)
    else if (name === 'response.done') end('response', event)
    else if (name === 'response.mcp_call.in_progress') begin(`tool ${item}`, 'tool', event, names.get(item) ?? '')
    else if (name === 'response.mcp_call.completed' || name === 'response.mcp_call.failed') end(`tool ${item}`, event)
    else if (name === 'approval.decided') end(`approval ${idIn(data, 'requestId') ?? ''}`, event)
    if (idIn(data, 'item', 'type') === 'mcp_approval_request') begin(`approval ${item}`, 'you', event)
  }
  return spans
}

/** The value below which `part` (0 to 1) of the values lie; null for none. Nearest rank. */
export function percentile(values: readonly number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null
}
