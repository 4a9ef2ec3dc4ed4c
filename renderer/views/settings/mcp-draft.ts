import { LONGEST_SERVER_ID, LONGEST_SERVER_LABEL } from '../../../shared/field-limits'
import type { McpServer } from '../../../shared/settings'

/**
 * A server as it is added: named after its host, and with the most careful settings. Its id must be new: it names the
 * bearer in the keychain, which must never go to another server. An address that is none is left for main to refuse.
 */
export function mcpDraft(url: string, servers: readonly McpServer[]): McpServer {
  const host = URL.canParse(url) ? new URL(url).hostname : url
  const name = host.replace(/^(www|mcp)\./, '') || 'server'
  return {
    id: freeId(name, servers),
    label: name.slice(0, LONGEST_SERVER_LABEL),
    url,
    enabled: true,
    readOnly: true,
    allowedTools: null,
    headers: [],
  }
}

function freeId(name: string, servers: readonly McpServer[]): string {
  const taken = new Set(servers.map(({ id }) => id))
  const spelt = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `-${number}`
    const id = (spelt || 'server').slice(0, LONGEST_SERVER_ID - suffix.length) + suffix
    if (!taken.has(id)) return id
  }
}
