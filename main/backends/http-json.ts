import type { GrantProblem } from '../../shared/grant'
import { redactText } from '../../shared/redact'

/** A backend that has not answered by then is treated as gone. */
const LIMIT_MS = 10_000
/** A session reply has a few kilobytes; more is not one. */
const MAX_BYTES = 1024 * 1024

export type Fetch = (url: string, init: RequestInit) => Promise<Response>
export type JsonReply = { ok: true; body: unknown } | { ok: false; problem: GrantProblem }

interface Call {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: unknown
}

const problem = (
  code: string,
  message: string,
  retry: GrantProblem['retry'],
  retryAfterMs: number | null = null,
): JsonReply => ({
  ok: false,
  problem: { code, message, retry, retryAfterMs },
})

/** Why an address can't be a backend's: https, or http on loopback alone. null when it can. */
export function addressProblem(address: string): string | null {
  try {
    const { protocol, hostname } = new URL(address)
    const loopback = hostname === '127.0.0.1' || hostname === 'localhost'
    if (protocol === 'https:' || protocol === 'wss:') return null
    if ((protocol === 'http:' || protocol === 'ws:') && loopback) return null
    return `${hostname} must be reached by https.`
  } catch {
    return 'The address of this backend is not valid: correct it in Settings.'
  }
}

/**
 * Calls a backend that answers with JSON. Never rejects: everything that can go wrong on the way is a `GrantProblem`
 * with one plain sentence and whether trying again can help. Redirects are not followed: a key must not travel on.
 */
export async function callJson(fetch: Fetch, call: Call, limitMs = LIMIT_MS): Promise<JsonReply> {
  const bad = addressProblem(call.url)
  if (bad !== null) return problem('bad_address', bad, 'never')
  const { host } = new URL(call.url)
  const aborter = new AbortController()
  const timer = setTimeout(() => aborter.abort(), limitMs)
  try {
    const response = await fetch(call.url, {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      redirect: 'manual',
      signal: aborter.signal,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const text = await readBounded(response)
    if (text === null) return problem('reply_too_large', `${host} sent an answer that is far too large.`, 'never')
    if (response.status >= 300 && response.status < 400)
      return problem('redirected', `${host} points to another address: check the URL in Settings.`, 'never')
    if (!response.ok) return refusal(host, response, text)
    try {
      return { ok: true, body: JSON.parse(text) }
    } catch {
      return text.trim() === ''
        ? problem('empty_reply', `${host} sent an empty answer.`, 'later')
        : problem('not_json', `${host} answered with a web page instead of data: check the URL in Settings.`, 'never')
    }
  } catch (error) {
    if (aborter.signal.aborted)
      return problem('timeout', `${host} did not answer within ${limitMs / 1000} seconds.`, 'later')
    return unreachable(host, error)
  } finally {
    clearTimeout(timer)
  }
}

function refusal(host: string, response: Response, text: string): JsonReply {
  const { status } = response
  const said = serverWords(text)
  const detail = said === null ? '' : ` It says: ${said}`
  if (status === 401) return problem('unauthorized', `${host} does not accept the key or sign-in.${detail}`, 'never')
  if (status === 403)
    return problem('forbidden', `${host} does not allow this account to open a session.${detail}`, 'never')
  if (status === 404)
    return problem('not_found', `${host} has no session service at this address: check the URL in Settings.`, 'never')
  if (status === 429) {
    const seconds = Number(response.headers.get('retry-after'))
    const wait = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) : null
    return problem(
      'rate_limited',
      wait === null ? `${host} asks to slow down: wait a moment.` : `${host} asks to wait ${Math.ceil(wait)} seconds.`,
      'later',
      wait === null ? null : wait * 1000,
    )
  }
  if (status >= 500) return problem(`http_${status}`, `${host} has a problem of its own (${status}).${detail}`, 'later')
  return problem(`http_${status}`, `${host} refused the session (${status}).${detail}`, 'never')
}

/** The message inside an error reply, in OpenAI's shape or Dexter's, masked and short. */
function serverWords(text: string): string | null {
  try {
    const body: unknown = JSON.parse(text)
    if (body === null || typeof body !== 'object' || !('error' in body)) return null
    const error = body.error
    const message =
      typeof error === 'string'
        ? error
        : error !== null && typeof error === 'object' && 'message' in error && typeof error.message === 'string'
          ? error.message
          : null
    return message === null ? null : redactText(message).slice(0, 200)
  } catch {
    return null
  }
}

function unreachable(host: string, error: unknown): JsonReply {
  const cause = error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error)
  if (/CERT|certificate|TLS|SSL/i.test(cause))
    return problem('tls', `The secure connection to ${host} can not be trusted.`, 'never')
  if (/NAME_NOT_RESOLVED|ENOTFOUND|INTERNET_DISCONNECTED/i.test(cause))
    return problem('offline', `${host} can not be found: is this computer online?`, 'later')
  return problem('unreachable', `${host} can not be reached.`, 'later')
}

/** The body as text, or null when it exceeds the bound; the rest is then not read. */
async function readBounded(response: Response): Promise<string | null> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > MAX_BYTES) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
  return Buffer.concat(parts).toString('utf8')
}
