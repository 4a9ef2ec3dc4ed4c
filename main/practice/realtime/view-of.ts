import type { CallOutcomeView, Entry } from '../mind/view'
import type { Kept } from './conversation'

/** The conversation as the mind sees it; settles when everything the user said has been understood. Rejects when it can't be. */
export async function entriesOf(items: readonly Kept[]): Promise<Entry[]> {
  const entries = await Promise.all(items.map(entryOf))
  return entries.filter((entry) => entry !== null)
}

async function entryOf(kept: Kept): Promise<Entry | null> {
  const { item } = kept
  switch (item.type) {
    case 'message': {
      if (item.role === 'system') return null
      if (item.role === 'assistant') {
        const text = item.content
          .map((part) => part.text ?? part.transcript ?? '')
          .join(' ')
          .trim()
        return text ? { kind: 'assistant', text } : null
      }
      const typed = item.content.map((part) => part.text ?? '').join(' ')
      return { kind: 'user', text: `${typed} ${(await kept.heard) ?? ''}`.trim() }
    }
    case 'mcp_call':
      return { kind: 'call', tool: item.name, args: parsed(item.arguments), outcome: outcomeOf(kept) }
    case 'mcp_approval_request':
      return { kind: 'asked', requestId: item.id, tool: item.name, args: parsed(item.arguments) }
    case 'mcp_approval_response':
      return { kind: 'decided', requestId: item.approval_request_id, approved: item.approve }
    default:
      return null
  }
}

function outcomeOf({ item, running }: Kept): CallOutcomeView {
  if (item.type !== 'mcp_call' || running) return { state: 'running' }
  if (item.error) {
    const refusal = parsed(item.error.message)
    const code = typeof refusal.error === 'string' ? refusal.error : item.error.type
    return {
      state: 'failed',
      code,
      message: typeof refusal.message === 'string' ? refusal.message : item.error.message,
    }
  }
  return item.output == null ? { state: 'running' } : { state: 'done', output: parsed(item.output) }
}

function parsed(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json || '{}')
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
