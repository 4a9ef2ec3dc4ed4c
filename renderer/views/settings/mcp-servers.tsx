import { t } from '../../../shared/i18n'
import type { Settings } from '../../../shared/settings'
import { AddMcpServer } from './add-mcp-server'
import { McpServerSettings } from './mcp-server-settings'
import { Part } from './section'
import './mcp-servers.css'

/** The servers whose tools an OpenAI session may call. OpenAI calls them itself: they must be public. */
export const McpServers = ({ mcpServers }: Pick<Settings, 'mcpServers'>) => (
  <Part id="tools" title={t('settings.part.tools')}>
    {mcpServers.map((server) => (
      <McpServerSettings key={server.id} server={server} servers={mcpServers} />
    ))}
    <AddMcpServer servers={mcpServers} />
  </Part>
)
