import { t } from './i18n'

/** A market server that anyone may use, offered so that nobody has to type its address. */
export interface McpPreset {
  id: string
  label: string
  url: string
  /** What it gives, and what has to be known before it is used. */
  readonly about: string
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
    get about() {
      return t('tools.preset.dexpaprika')
    },
  },
  {
    id: 'coinpaprika',
    label: 'CoinPaprika',
    url: 'https://mcp.coinpaprika.com/streamable-http',
    get about() {
      return t('tools.preset.coinpaprika')
    },
  },
  {
    id: 'coingecko',
    label: 'CoinGecko',
    url: 'https://mcp.api.coingecko.com/mcp',
    get about() {
      return t('tools.preset.coingecko')
    },
  },
]
