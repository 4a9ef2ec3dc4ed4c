import { addressProblem } from '../../shared/addresses'
import type { GrantProblem } from '../../shared/grant'
import { t } from '../../shared/i18n'
import { redactText } from '../../shared/redact'
import { safeLine } from '../../shared/safe-text'

/** A backend that has not answered whole by then is treated as gone. */
const LIMIT_MS = 10_000
/** A session reply has a few kilobytes; more is not one. */
const MAX_BYTES = 1024 * 1024
/** Longer than this nobody waits: the next press asks again. */
const LONGEST_WAIT_MS = 3_600_000
/** What is quoted of a server's own words. */
const QUOTED = 200

export type Fetch = (url: string, init: RequestInit) => Promise<Response>
export type JsonReply = { ok: true; body: unknown } | { ok: false; problem: GrantProblem }

/** What is asked for, as sentences name it. */
type What = 'session' | 'walletList' | 'transactionStatus'

export interface Call {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: unknown
  /** `session` when left out. */
  what?: What
  /** Parts of the address that nobody else may read; a server may repeat them. */
  secrets?: string[]
  /** A reply that is larger is not read to its end. */
  maxBytes?: number
}

/** The rules of one kind of failure: what it is called, what is said, whether it helps to ask again and when. */
export const problem = (
  code: string,
  message: string,
  retry: GrantProblem['retry'],
  retryAfterMs: number | null = null,
): { ok: false; problem: GrantProblem } => ({
  ok: false,
  problem: { code, message, retry, retryAfterMs },
})

/**
 * Calls a backend that answers with JSON. Never rejects: everything that can go wrong on the way is a `GrantProblem`
 * with one plain sentence and whether trying again can help. Redirects are not followed: a key must not travel on.
 * Settles within `limitMs`, the body included, and reads at most `maxBytes` of it.
 */
export async function callJson(fetch: Fetch, call: Call, limitMs = LIMIT_MS): Promise<JsonReply> {
  const bad = addressProblem(call.url)
  if (bad !== null) return problem('bad_address', bad, 'never')
  const { host } = new URL(call.url)
  const what = call.what ?? 'session'
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
      // Neither cookies of a sign-in page nor a reply with a secret are kept.
      credentials: 'omit',
      cache: 'no-store',
      signal: aborter.signal,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    })
    const text = await readBounded(response, call.maxBytes ?? MAX_BYTES, aborter.signal)
    if (text === null) return problem('reply_too_large', t('backends.tooLarge', { host }), 'never')
    if (response.status >= 300 && response.status < 400) return redirected(host)
    if (!response.ok) return refusal(host, what, response, text, secretsOf(call))
    try {
      return { ok: true, body: JSON.parse(text) }
    } catch {
      return noJson(host, text)
    }
  } catch (error) {
    if (aborter.signal.aborted)
      return problem('timeout', t('backends.timeout', { host, seconds: Math.round(limitMs / 1000) }), 'later')
    return unreachable(host, error)
  } finally {
    clearTimeout(timer)
    // What is still on its way is given up: Electron goes on receiving a body whose reader was cancelled.
    aborter.abort()
  }
}

const redirected = (host: string) => problem('redirected', t('backends.redirected', { host }), 'never')

function noJson(host: string, text: string): JsonReply {
  if (text.trim() === '') return problem('empty_reply', t('backends.empty', { host }), 'later')
  return text.trimStart().startsWith('<')
    ? problem('not_json', t('backends.webPage', { host }), 'never')
    : problem('not_json', t('backends.unreadable', { host }), 'never')
}

function refusal(host: string, what: What, response: Response, text: string, sent: string[]): JsonReply {
  const { status } = response
  const said = serverWords(text, sent)
  /** The server's own words stand behind ours. */
  const quoting = (sentence: string) => (said === null ? sentence : t('backends.quoting', { sentence, said }))
  if (status === 401) return problem('unauthorized', quoting(t('backends.unauthorized', { host })), 'never')
  if (status === 403) return problem('forbidden', quoting(t(`backends.forbidden.${what}`, { host })), 'never')
  if (status === 404) return problem('not_found', t(`backends.notFound.${what}`, { host }), 'never')
  const wait = retryAfterMs(response.headers)
  if (status === 429)
    return problem(
      'rate_limited',
      wait === null ? t('backends.slowDown', { host }) : t('backends.wait', { host, seconds: seconds(wait) }),
      'later',
      wait,
    )
  if (status >= 500) {
    const trouble =
      wait === null
        ? t('backends.trouble', { host, status: String(status) })
        : t('backends.troubleWait', { host, status: String(status), seconds: seconds(wait) })
    return problem(`http_${status}`, quoting(trouble), 'later', wait)
  }
  const retry = status === 408 || status === 425 ? 'later' : 'never'
  return problem(`http_${status}`, quoting(t(`backends.refused.${what}`, { host, status: String(status) })), retry)
}

const seconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000))

/**
 * `Retry-After` in milliseconds: seconds or a date (RFC 9110, 10.2.3). The date is held against the server's own `Date`,
 * so that a wrong clock here or there does not matter. null when there is nothing to wait for.
 */
function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after')?.trim() ?? ''
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1000
    : (httpDate(value) ?? Number.NaN) - (httpDate(headers.get('date') ?? '') ?? Date.now())
  return ms > 0 ? Math.min(ms, LONGEST_WAIT_MS) : null
}

/** All three forms of RFC 9110, 5.6.7; only the oldest has no zone, and means GMT too. */
function httpDate(text: string): number | null {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null
  const ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(ms) ? null : ms
}

/** What may come back in a server's words though it must not be seen: the secrets of the call itself, whatever they look like. */
function secretsOf({ headers, body, secrets = [] }: Call): string[] {
  const found = [...secrets]
  const look = (value: unknown, name: string) => {
    if (typeof value === 'string' && /token|auth|secret|key|^headers /i.test(name))
      found.push(value.replace(/^Bearer\s+/i, ''))
    else if (value !== null && typeof value === 'object')
      // Every header of a tool's server opens it, whatever it is called.
      for (const [key, entry] of Object.entries(value)) look(entry, name === 'headers' ? `headers ${key}` : key)
  }
  look(headers, '')
  look(body, '')
  // A short one would be found in words.
  return found.filter((secret) => secret.length >= 6)
}

/** The message inside an error reply, in OpenAI's shape or Dexter's, masked and short. */
function serverWords(text: string, secrets: string[]): string | null {
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
    // Masked before it is cut: half a key no longer looks like one.
    return message === null
      ? null
      : safeLine(
          redactText(
            secrets.reduce((words, secret) => words.replaceAll(secret, '…masked…'), message).slice(0, 20 * QUOTED),
          ),
          QUOTED,
        )
  } catch {
    return null
  }
}

function unreachable(host: string, error: unknown): JsonReply {
  const cause = error instanceof Error ? `${error.message} ${describe(error.cause)}` : String(error)
  // Electron's `net` ends a request that is redirected with an error of its own.
  if (/redirect/i.test(cause)) return redirected(host)
  if (/CERT|certificate|TLS|SSL|EPROTO/i.test(cause)) return problem('tls', t('backends.tls', { host }), 'never')
  if (/NAME_NOT_RESOLVED|ENOTFOUND|EAI_AGAIN|INTERNET_DISCONNECTED/i.test(cause))
    return problem('offline', t('backends.offline', { host }), 'later')
  return problem('unreachable', t('backends.unreachable', { host }), 'later')
}

const describe = (cause: unknown): string =>
  cause instanceof Error ? `${cause.message} ${'code' in cause ? String(cause.code) : ''}` : String(cause ?? '')

/**
 * The body as text, or null when it exceeds the bound; the rest is then not read. Throws once `limit` has passed, also
 * where a `fetch` does not end its body by itself.
 */
async function readBounded(response: Response, maxBytes: number, limit: AbortSignal): Promise<string | null> {
  const reader = response.body?.getReader()
  if (!reader) return ''
  const end = () => void reader.cancel().catch(() => {})
  limit.addEventListener('abort', end, { once: true })
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    limit.throwIfAborted()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      end()
      return null
    }
    parts.push(value)
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}
