import type { IncomingMessage } from 'node:http'

/** Our own windows are the only pages that may talk to the practice backend (main/app/app-files.ts). */
const APP_ORIGIN = 'app://dexter'

/** A request that may go on, with the address that it asks for; or the status and the word with which it is turned away. */
export type Admission = { url: URL } | { status: 400 | 403; message: string }

/**
 * Looks at who sends a request, and at what it asks for, before anything else does. Any web page can send requests to
 * 127.0.0.1: one that points its own name here (DNS rebinding) still sends that name as Host, and one that opens a
 * WebSocket or posts sends its Origin. Both are forbidden, whatever they ask for. A target that is no address is a bad
 * request (RFC 9112, section 3.2). Never throws.
 */
export function admit(
  { url: target = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  port: number,
): Admission {
  if (!isOurs(headers.host, port)) return { status: 403, message: 'This machine only.' }
  if (headers.origin !== undefined && headers.origin !== APP_ORIGIN)
    return { status: 403, message: 'Web pages may not talk to this server.' }
  const url = addressOf(target, port)
  return url ? { url } : { status: 400, message: 'The request asks for no address of this server.' }
}

const isOurs = (host: string | undefined, port: number) => host === `127.0.0.1:${port}` || host === `localhost:${port}`

/** The address in origin-form or absolute-form; null for anything else, `//name` included: it would name another host. */
function addressOf(target: string, port: number): URL | null {
  const absolute = /^\/(?!\/)/.test(target) ? `http://127.0.0.1:${port}${target}` : target
  if (!/^http:/i.test(absolute) || !URL.canParse(absolute)) return null
  const url = new URL(absolute)
  return isOurs(url.host, port) ? url : null
}
