import type { Settings } from '../../../shared/settings'
import { AddMcpServer } from './add-mcp-server'
import { McpServerSettings } from './mcp-server-settings'
import { Section } from './section'
import './mcp-servers.css'

/** The servers whose tools an OpenAI session may call. OpenAI calls them itself: they must be public. */
export function McpServers({ mcpServers }: Pick<Settings, 'mcpServers'>) {
  return (
    <Section title="Tools (MCP servers)">
      {mcpServers.length === 0 && (
        <p className="mcp-none">
          No servers yet, so answers come without tools. Add one by its address, or pick one below.
        </p>
      )}
      {mcpServers.map((server) => (
        <McpServerSettings key={server.id} server={server} servers={mcpServers} />
      ))}
      <AddMcpServer servers={mcpServers} />
    </Section>
  )
}
