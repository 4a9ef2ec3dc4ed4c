/**
 * The content security policy of every page. `connectSources` are the only addresses that a window may connect to;
 * nothing else comes from outside, and nothing inline runs.
 */
export const contentPolicy = (connectSources: string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${connectSources.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The WebSocket sources that the backends in use may need, for `connect-src`. Loopback is for practice and tests. */
export function connectSources(addresses: (string | null)[]): string[] {
  const sources = new Set(['ws://127.0.0.1:*', 'ws://localhost:*', 'wss://api.openai.com'])
  for (const address of addresses) {
    if (address === null) continue
    try {
      const { protocol: scheme, host } = new URL(address)
      if (scheme === 'wss:' || scheme === 'https:') sources.add(`wss://${host}`)
    } catch {
      // A setting that is no address opens no door.
    }
  }
  return [...sources]
}
