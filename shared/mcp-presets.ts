interface McpPreset {
  /** As `McpServer.id`. */
  id: string
  label: string
  url: string
  /** What it is for, and what it wants, in one sentence. */
  about: string
}

/** Public MCP servers that are worth having, added with one click. */
export const MCP_PRESETS: readonly McpPreset[] = [
  {
    id: 'coingecko',
    label: 'CoinGecko',
    // The keyless server: docs.coingecko.com/docs/mcp-server
    url: 'https://mcp.api.coingecko.com/mcp',
    about: 'Prices, market caps and on-chain pools. Public, without a key; its limit is shared by all who use it.',
  },
]
