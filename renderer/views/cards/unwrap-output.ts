/** How often JSON may be wrapped in JSON before we stop looking: a server that encodes twice is real, more is not. */
const DEPTH = 4

/**
 * The value inside a tool's answer. Servers differ: plain JSON, JSON encoded twice, or MCP content
 * (`{content:[{type:'text',text}], structuredContent?}` or its bare array). `undefined` when it is not JSON.
 */
export function unwrapOutput(output: string): unknown {
  try {
    return unwrap(JSON.parse(output), DEPTH)
  } catch {
    return undefined
  }
}

function unwrap(value: unknown, depth: number): unknown {
  if (depth === 0) return value
  if (typeof value === 'string') {
    try {
      return unwrap(JSON.parse(value), depth - 1)
    } catch {
      return value
    }
  }
  if (Array.isArray(value)) {
    const [only] = value
    return value.length === 1 && isText(only) ? unwrap(only.text, depth - 1) : value
  }
  if (typeof value === 'object' && value !== null) {
    if ('structuredContent' in value && value.structuredContent) return unwrap(value.structuredContent, depth - 1)
    if ('content' in value && Array.isArray(value.content)) return unwrap(value.content, depth - 1)
  }
  return value
}

function isText(part: unknown): part is { text: string } {
  return typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' && 'type' in part
}
