import type { GrantProblem } from '../../shared/grant'
import { redactText } from '../../shared/redact'

/**
 * `refused`: the server no longer accepts the sign-in (`invalid_grant`, RFC 6749 5.2). `denied`: the trader, or the
 * server's rules, said no to this app (`access_denied`, 4.1.2.1). `failed`: anything else; the problem says whether
 * trying again can help.
 */
export type OauthEnding = 'refused' | 'denied' | 'failed'

/** What an authorization server, or the way to it, answered instead of what was asked for. Free of secrets. */
export class OauthFailure extends Error {
  constructor(
    readonly ending: OauthEnding,
    readonly problem: GrantProblem,
    cause: string | null,
  ) {
    super(problem.message, { cause })
    this.name = 'OauthFailure'
  }
}

/** How the sentences of a refused sign-in and of a denied consent read. */
export const EXPIRED = 'Your sign-in is no longer valid: sign in again.'
const DENIED = 'The sign-in was declined in the browser.'

/** Errors that a server may give for a while (RFC 6749 4.1.2.1), at the token endpoint, too. */
const PASSING = new Set(['temporarily_unavailable', 'server_error', 'slow_down'])
/** What is wrong with the registration of this app, not with the trader. */
const UNKNOWN_CLIENT = new Set(['invalid_client', 'unauthorized_client'])

const MAX_RETRY_AFTER_S = 3600

/**
 * What an error of openid-client means for the trader. Its errors are told apart by their `code`; those whose cause
 * is a reply may hold tokens there, so that no cause is passed on but in words.
 */
export function failureOf(host: string, error: unknown): OauthFailure {
  if (error instanceof OauthFailure) return error
  const words = wordsOf(error)
  const fail = (code: string, message: string, retry: GrantProblem['retry'], retryAfterMs: number | null = null) =>
    new OauthFailure('failed', { code, message, retry, retryAfterMs }, words)
  const { code, oauthError, reply } = factsOf(error)

  switch (code) {
    case 'OAUTH_RESPONSE_BODY_ERROR':
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR': {
      if (oauthError === 'invalid_grant') return new OauthFailure('refused', never('signed_out', EXPIRED), words)
      if (oauthError === 'access_denied') return new OauthFailure('denied', never('denied', DENIED), words)
      if (reply?.status === 429 || PASSING.has(oauthError))
        return fail('busy', `${host} can't sign you in right now: try again in a moment.`, 'later', retryAfter(reply))
      if (UNKNOWN_CLIENT.has(oauthError))
        return fail('unknown_client', `${host} does not know this app: check the client id in Settings.`, 'never')
      if (oauthError === 'invalid_scope')
        return fail('invalid_scope', `${host} does not grant the scope that Settings ask for.`, 'never')
      return fail('refused', `${host} refused the sign-in.`, 'never')
    }
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE': {
      const status = reply?.status ?? 0
      if (status >= 500 || status === 429)
        return fail(`http_${status}`, `${host} has a problem of its own (${status}).`, 'later', retryAfter(reply))
      if (status >= 300 && status < 400)
        return fail('redirected', `${host} points to another address: check the URL in Settings.`, 'never')
      if (status === 404)
        return fail('not_found', `${host} has no sign-in at this address: check the URL in Settings.`, 'never')
      return fail('bad_reply', `${host} does not answer like a sign-in server: check the URL in Settings.`, 'never')
    }
    // Cut off on the way more often than written wrongly.
    case 'OAUTH_PARSE_ERROR':
      return fail('bad_reply', `The answer of ${host} was cut off.`, 'later')
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
      return fail('timeout', `${host} did not answer in time.`, 'later')
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return fail('clock', `The clocks of ${host} and of this computer differ: set this one right.`, 'never')
  }
  if (code.startsWith('OAUTH_'))
    return fail('bad_reply', `The answer of ${host} can't be trusted, so the sign-in was not completed.`, 'never')
  if (/CERT|TLS|SSL/i.test(words)) return fail('tls', `The secure connection to ${host} can’t be trusted.`, 'never')
  if (/NAME_NOT_RESOLVED|ENOTFOUND|INTERNET_DISCONNECTED/i.test(words))
    return fail('offline', `${host} can’t be found: is this computer online?`, 'later')
  return fail('unreachable', `${host} can’t be reached.`, 'later')
}

const never = (code: string, message: string): GrantProblem => ({ code, message, retry: 'never', retryAfterMs: null })

/** The documented fields of openid-client's errors; what is missing is empty. */
function factsOf(error: unknown): { code: string; oauthError: string; reply: Response | null } {
  const read = (name: string): unknown =>
    error !== null && typeof error === 'object' && name in error ? Reflect.get(error, name) : undefined
  const text = (name: string) => {
    const value = read(name)
    return typeof value === 'string' ? value : ''
  }
  const reply = [read('response'), read('cause')].find((value) => value instanceof Response)
  return { code: text('code'), oauthError: text('error'), reply: reply ?? null }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return redactText(String(error))
  const below = error.cause instanceof Error ? ` ${wordsOf(error.cause)}` : ''
  return redactText(`${error.message}${below}`)
}

function retryAfter(reply: Response | null): number | null {
  const seconds = Number(reply?.headers.get('retry-after'))
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, MAX_RETRY_AFTER_S) * 1000 : null
}
