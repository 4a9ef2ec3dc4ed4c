import { type PumpStreamSummary, PumpStreamSummarySchema } from '../../../shared/market'
import { isRecord } from './recording'

/** How often JSON may be wrapped in JSON: a server that encodes twice is real, more is not. */
const MAX_DEPTH = 4

/** The value inside a tool's output: plain JSON, JSON encoded twice, or MCP content. `undefined` when it is not JSON. */
export function toolJson(output: string): unknown {
  return unwrap(output, MAX_DEPTH)
}

function unwrap(value: unknown, depth: number): unknown {
  if (depth === 0) return value
  if (typeof value === 'string') {
    try {
      return unwrap(JSON.parse(value), depth - 1)
    } catch {
      return depth === MAX_DEPTH ? undefined : value
    }
  }
  if (Array.isArray(value)) {
    const [only] = value
    return value.length === 1 && isRecord(only) && typeof only.text === 'string' ? unwrap(only.text, depth - 1) : value
  }
  if (isRecord(value) && value.structuredContent) return unwrap(value.structuredContent, depth - 1)
  if (isRecord(value) && Array.isArray(value.content)) return unwrap(value.content, depth - 1)
  return value
}

/** The ranked list of `pumpstream_live_summary`; null for another tool, or where the output has another shape. */
export function rankedStreams({ name, output }: { name: string; output: string }): PumpStreamSummary | null {
  if (name !== 'pumpstream_live_summary') return null
  const parsed = PumpStreamSummarySchema.safeParse(toolJson(output))
  return parsed.success ? parsed.data : null
}
