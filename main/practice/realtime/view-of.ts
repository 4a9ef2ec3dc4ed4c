import type { CallOutcomeView, Entry } from '../mind/view'
import type { Kept } from './conversation'

/** The conversation as the mind sees it; settles when everything the user said has been understood. Rejects when it can't be. */
export async function entriesOf(items: readonly Kept[]): Promise<Entry[]> {
  const results = resultsOf(items)
  const entries = await Promise.all(items.map((kept) => entryOf(kept, results)))
  return entries.filter((entry) => entry !== null)
}

/** What a client says that earlier calls answered, by `call_id`: after a reconnect the past comes back in this form. */
function resultsOf(items: readonly Kept[]): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap(({ item }) => (item.type === 'function_call_output' ? [[item.call_id, item.output] as const] : [])),
  )
}

async function entryOf(kept: Kept, results: ReadonlyMap<string, string>): Promise<Entry | null> {
  const { item } = kept
  switch (item.type) {
    case 'message': {
      // What a system message tells (which wallet is chosen, say) the tools know better.
      if (item.role === 'system') return null
      if (item.role === 'assistant') {
        // It says nothing of what was found, and must not look like the answer to the call before it.
        if ('phase' in item && item.phase === 'commentary') return null
        const text = item.content
          .map((part) => part.text ?? part.transcript ?? '')
          .join(' ')
          .trim()
        return text ? { kind: 'assistant', text } : null
      }
      const typed = item.content.map((part) => part.text ?? '').join(' ')
      const heard = await kept.heard
      const text = `${typed} ${heard?.text ?? ''}`.trim()
      return { kind: 'user', text, otherwise: heard?.otherwise ?? null }
    }
    case 'mcp_call':
      return { kind: 'call', tool: item.name, args: parsed(item.arguments), outcome: outcomeOf(kept) }
    case 'function_call': {
      const result = item.call_id === undefined ? undefined : results.get(item.call_id)
      const outcome: CallOutcomeView = result === undefined ? { state: 'running' } : replayedOutcome(result)
      return { kind: 'call', tool: item.name, args: parsed(item.arguments), outcome }
    }
    case 'mcp_approval_request':
      return { kind: 'asked', requestId: item.id, tool: item.name, args: parsed(item.arguments) }
    case 'mcp_approval_response':
      return { kind: 'decided', requestId: item.approval_request_id, approved: item.approve }
    // Told with its call; and which tools there are is no part of what was said.
    case 'function_call_output':
    case 'mcp_list_tools':
      return null
    default:
      return item satisfies never
  }
}

function outcomeOf({ item, running, result }: Kept): CallOutcomeView {
  if (item.type !== 'mcp_call' || running) return { state: 'running' }
  if (item.error) return failure(parsed(item.error.message), item.error.type, item.error.message)
  return result === undefined ? { state: 'running' } : { state: 'done', output: parsed(result) }
}

/** A replayed result is only text: that a call had failed shows in what it says. */
function replayedOutcome(text: string): CallOutcomeView {
  const output = parsed(text)
  return typeof output.error === 'string' ? failure(output, output.error, text) : { state: 'done', output }
}

const failure = (refusal: Record<string, unknown>, code: string, message: string): CallOutcomeView => ({
  state: 'failed',
  code: typeof refusal.error === 'string' ? refusal.error : code,
  message: typeof refusal.message === 'string' ? refusal.message : message,
})

/** JSON, also when it was encoded twice on its way; an empty object when it is none. */
function parsed(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json || '{}')
    if (typeof value === 'string' && value !== json) return parsed(value)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
