/** A market server that anyone may use, offered so that nobody has to type its address. */
export interface McpPreset {
  id: string
  label: string
  url: string
  /** What it gives, and what has to be known before it is used. */
  about: string
}

/**
 * Public, keyless market servers over streamable HTTP. Read in November 2026, none of them called:
 * - DexPaprika: https://github.com/coinpaprika/dexpaprika-mcp (README, "Hosted Alternative"; its tools say `readOnlyHint`)
 * - CoinPaprika: https://github.com/coinpaprika/coinpaprika-mcp (README, "Hosted Alternative")
 * - CoinGecko: https://docs.coingecko.com/ai-integration/mcp-server ("Free (Keyless)"; in its published source the tool
 *   that fetches runs a program and has no `readOnlyHint`)
 */
export const MCP_PRESETS: readonly McpPreset[] = [
  {
    id: 'dexpaprika',
    label: 'DexPaprika',
    url: 'https://mcp.dexpaprika.com/streamable-http',
    about: 'Tokens, pools, trades and candles of decentralised exchanges, Solana among them. Free, shared limits.',
  },
  {
    id: 'coinpaprika',
    label: 'CoinPaprika',
    url: 'https://mcp.coinpaprika.com/streamable-http',
    about: 'Prices, market caps, volumes and candles of listed coins and exchanges. Free, shared limits.',
  },
  {
    id: 'coingecko',
    label: 'CoinGecko',
    url: 'https://mcp.api.coingecko.com/mcp',
    about:
      'Prices, market caps and on-chain pools. Free, shared limits. Its tool may not say that it only reads: then allow tools that write, and each call asks first.',
  },
]
