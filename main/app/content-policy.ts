import { addressProblem } from '../../shared/addresses'

/**
 * The content security policy of a page or a thread. `connectSources` are the only addresses that it may connect to;
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
    ["connect-src 'self'", ...connectSources].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What is seen never connects to anything: it has the bridge. A thread's policy is its script's, not its page's. */
const CONNECTS = /\/(?:voice\.html|[^/]+\.js)$/

/** Whether a page or script of ours is one that may reach the backends. */
export const mayConnect = (file: string): boolean => CONNECTS.test(file.replaceAll('\\', '/'))

/**
 * The WebSocket sources that the backends in use may need, for `connect-src`: hosts of addresses that were parsed, and
 * nothing else of what a setting says. Loopback is for practice and tests.
 */
export function connectSources(addresses: (string | null)[]): string[] {
  const sources = new Set(['ws://127.0.0.1:*', 'ws://localhost:*', 'wss://api.openai.com'])
  for (const address of addresses) {
    // A setting that is no address opens no door.
    if (address === null || addressProblem(address) !== null) continue
    const { protocol, host } = new URL(address)
    if (protocol === 'wss:' || protocol === 'https:') sources.add(`wss://${host}`)
  }
  return [...sources]
}
