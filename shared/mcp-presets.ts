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
 * - DexPaprika: https://github.com/coinpaprika/dexpaprika-mcp (README, "Hosted Alternative"; 2.5.0: its tools say
 *   `readOnlyHint`, want a `rationale`, and are limited to 15 requests a minute without a key)
 * - CoinPaprika: https://github.com/coinpaprika/coinpaprika-mcp (README, "Hosted Alternative"; src/index.js
 *   registers its tools without annotations)
 * - CoinGecko: https://docs.coingecko.com/ai-integration/mcp-server ("Free (Keyless)"; in its published source the tool
 *   that fetches runs a program and has no `readOnlyHint`)
 */
export const MCP_PRESETS: readonly McpPreset[] = [
  {
    id: 'dexpaprika',
    label: 'DexPaprika',
    url: 'https://mcp.dexpaprika.com/streamable-http',
    about:
      'Tokens, pools, trades and candles from decentralised exchanges, including Solana’s. Free: 15 requests a minute without a key. Each call must give its reason.',
  },
  {
    id: 'coinpaprika',
    label: 'CoinPaprika',
    url: 'https://mcp.coinpaprika.com/streamable-http',
    about:
      'Prices, market caps, volumes and candles of listed coins and exchanges. Free, with shared limits. None of its tools is marked read-only, so none can run while “Read-only” is on. Turn it off, and each call asks you first.',
  },
  {
    id: 'coingecko',
    label: 'CoinGecko',
    url: 'https://mcp.api.coingecko.com/mcp',
    about:
      'Prices, market caps and on-chain pools. Free, with shared limits. If its tool isn’t marked read-only, turn “Read-only” off, and each call asks you first.',
  },
]
