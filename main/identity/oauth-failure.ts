import type { GrantProblem } from '../../shared/grant'
import { t } from '../../shared/i18n'
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
      if (oauthError === 'invalid_grant')
        return new OauthFailure('refused', never('signed_out', t('account.signIn.expired')), words)
      if (oauthError === 'access_denied')
        return new OauthFailure('denied', never('denied', t('account.signIn.declined')), words)
      if (reply?.status === 429 || PASSING.has(oauthError))
        return fail('busy', t('account.signIn.busy', { host }), 'later', retryAfter(reply))
      if (UNKNOWN_CLIENT.has(oauthError))
        return fail('unknown_client', t('account.signIn.unknownClient', { host }), 'never')
      if (oauthError === 'invalid_scope')
        return fail('invalid_scope', t('account.signIn.invalidScope', { host }), 'never')
      return fail('refused', t('account.signIn.refused', { host }), 'never')
    }
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE': {
      const status = reply?.status ?? 0
      if (status >= 500 || status === 429)
        return fail(
          `http_${status}`,
          t('account.signIn.serverTrouble', { host, status: String(status) }),
          'later',
          retryAfter(reply),
        )
      if (status >= 300 && status < 400) return fail('redirected', t('account.signIn.redirected', { host }), 'never')
      if (status === 404) return fail('not_found', t('account.signIn.notFound', { host }), 'never')
      return fail('bad_reply', t('account.signIn.notSignIn', { host }), 'never')
    }
    // Cut off on the way more often than written wrongly.
    case 'OAUTH_PARSE_ERROR':
      return fail('bad_reply', t('account.signIn.cutOff', { host }), 'later')
    case 'OAUTH_TIMEOUT':
    case 'OAUTH_ABORT':
      return fail('timeout', t('account.signIn.timeout', { host }), 'later')
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return fail('clock', t('account.signIn.clock', { host }), 'never')
  }
  if (code.startsWith('OAUTH_')) return fail('bad_reply', t('account.signIn.untrusted', { host }), 'never')
  if (/CERT|TLS|SSL/i.test(words)) return fail('tls', t('backends.tls', { host }), 'never')
  if (/NAME_NOT_RESOLVED|ENOTFOUND|INTERNET_DISCONNECTED/i.test(words))
    return fail('offline', t('backends.offline', { host }), 'later')
  return fail('unreachable', t('backends.unreachable', { host }), 'later')
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
