import type { RealtimeToolsConfigUnion } from 'openai/resources/realtime/realtime'
import type { McpServer } from '../../shared/settings'

/** A server that may be used, and what opens it; null for one that is open. */
export interface McpSource {
  server: McpServer
  bearer: string | null
  /** Headers with their values. */
  headers: Record<string, string>
}

/**
 * Hosted MCP servers as a session's tools. What only reads runs freely and what writes asks, by the servers' own
 * `readOnlyHint`: a tool without one counts as a write. Guests, and everyone at a server that is set to read only, are not
 * even offered what writes.
 */
export function mcpTools(sources: readonly McpSource[], whose: 'user' | 'guest'): RealtimeToolsConfigUnion.Mcp[] {
  return (
    sources
      // No tool allowed is not the same as every tool: an empty filter could be read that way.
      .filter(({ server }) => server.enabled && server.allowedTools?.length !== 0)
      .map(({ server, bearer, headers }) => ({
        type: 'mcp',
        server_label: server.id,
        server_description: server.label,
        server_url: server.url,
        // Both are refused at the mint: a header that is entered by name is what the trader means.
        ...(bearer === null || 'authorization' in headers ? {} : { authorization: bearer }),
        ...(Object.keys(headers).length === 0 ? {} : { headers }),
        ...allowed(server, whose),
        require_approval: { never: { read_only: true }, always: { read_only: false } },
      }))
  )
}

function allowed({ readOnly, allowedTools }: McpServer, whose: 'user' | 'guest') {
  const filter = {
    ...(readOnly || whose === 'guest' ? { read_only: true } : {}),
    ...(allowedTools === null ? {} : { tool_names: allowedTools }),
  }
  return Object.keys(filter).length === 0 ? {} : { allowed_tools: filter }
}
