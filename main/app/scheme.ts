import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

/** Where our windows live. One host: anything else is not ours. */
export const APP_ORIGIN = 'app://dexter'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Before `app` is ready: a standard, secure scheme, so that workers, worklets and the microphone work in it. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** The file of an address inside `root`; null for anything that would leave it. */
export function fileFor(root: string, address: string): string | null {
  let path: string
  try {
    const url = new URL(address)
    if (`${url.protocol}//${url.host}` !== APP_ORIGIN) return null
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(root, path))
  return file.startsWith(root + sep) ? file : null
}

/**
 * Serves `root` under `app://dexter/`. Every answer carries the content security policy; `connectSources` are the only
 * addresses that a window may connect to.
 */
export function serveApp(root: string, connectSources: () => string[]): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileFor(root, request.url) : null
    if (file === null) return new Response('Not found', { status: 404 })
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src 'self' ${connectSources().join(' ')}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; ')
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': policy,
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
          'x-content-type-options': 'nosniff',
        },
      })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  })
}

/** The WebSocket sources that the backends in use may need, for `connect-src`. Loopback is for practice and tests. */
export function connectSources(addresses: (string | null)[]): string[] {
  const sources = new Set(['ws://127.0.0.1:*', 'wss://api.openai.com'])
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
