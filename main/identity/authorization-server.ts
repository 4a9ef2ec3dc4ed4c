import { isDeepStrictEqual } from 'node:util'
import type * as OpenidClient from 'openid-client'
import { addressProblem } from '../../shared/addresses'
import { t } from '../../shared/i18n'
import type { Settings } from '../../shared/settings'
import type { Fetch } from '../backends/http-json'
import { type Claimant, claimantOf } from './claimant'
import { failureOf, OauthFailure } from './oauth-failure'

/** For everything that the trader waits for. */
const LIMIT_S = 10
/**
 * A refresh is given up late: the server may have rotated the token when its answer is slow, and an answer that nobody
 * waits for takes the sign-in with it. Callers need not wait as long (see account.ts).
 */
const REFRESH_LIMIT_S = 60
/** Signing out has to end soon, also when the server can't be reached. */
const REVOKE_LIMIT_S = 3
/**
 * How far the clocks of server and computer may differ. Timestamps guard against old id tokens; ours come straight
 * from the token endpoint, in the reply to a code that was just issued, so a clock set by hand does no harm.
 */
const CLOCK_TOLERANCE_S = 300

/** What gets a token of ours. */
const TOKEN_ENDPOINTS = ['token_endpoint', 'userinfo_endpoint', 'revocation_endpoint'] as const
const ENDPOINTS = ['authorization_endpoint', ...TOKEN_ENDPOINTS] as const

type Dexter = Settings['dexter']

export interface Tokens {
  accessToken: string
  /** null when the server does not tell. */
  expiresInMs: number | null
  /** null when none came: after a refresh, the old one holds (RFC 6749 6). */
  refreshToken: string | null
}

/** A code flow that has begun: the address for the browser, and what makes tokens of the answer. */
export interface AuthorizationRequest {
  url: string
  /** Comes back with the answer to this request and no other (RFC 6749 10.12). */
  state: string
  /** Checks the answer and exchanges its code. Rejects with {@link OauthFailure}. */
  redeem(answer: URL): Promise<{ tokens: Tokens; claimant: Claimant }>
}

/** All of it rejects with {@link OauthFailure} alone. */
export interface AuthorizationServer {
  /** Tells servers apart; the account's name in the keychain. */
  id: string
  host: string
  fits(settings: Settings): boolean
  /** Begins a code flow with PKCE (RFC 7636); discovers the server first where that is still to do. */
  authorize(redirectUri: string): Promise<AuthorizationRequest>
  refresh(refreshToken: string): Promise<Tokens>
  /**
   * The addresses that get tokens of this server: those that its metadata name, where it has metadata, which is fetched
   * first where that is still to do.
   */
  endpoints(): Promise<string[]>
  /** Ends the grant that the token stands for (RFC 7009 2.1); does nothing where the server has no such endpoint. */
  revoke(refreshToken: string): Promise<void>
}

/**
 * The server that signs in to Dexter, as settings name it: by its metadata (OpenID Discovery) where an issuer is given,
 * else by endpoints. This app is a public client (RFC 8252 8.4): no secret could be kept in what everybody downloads.
 */
export function createAuthorizationServer(settings: Settings, fetch: Fetch): AuthorizationServer {
  const { dexter } = settings
  const authorizationEndpoint = dexter.authorizationEndpoint ?? below(dexter.url, 'authorize')
  const tokenEndpoint = dexter.tokenEndpoint ?? below(dexter.url, 'token')
  const userinfoEndpoint = dexter.userinfoEndpoint ?? below(dexter.url, 'userinfo')
  const base = dexter.issuer ?? authorizationEndpoint
  const { host } = new URL(base)
  let configuring: Promise<OpenidClient.Configuration> | null = null

  const metadata = { token_endpoint_auth_method: 'none' }

  // Those that are not loopback don't get past `mustBeUsable` without TLS.
  const insecure = [base, tokenEndpoint, userinfoEndpoint].some((address) => address.startsWith('http:'))

  const checkedFetch: OpenidClient.CustomFetch = async (url, { method, headers, redirect, signal, body }) => {
    // Discovered metadata may name any address: none is used that settings might not name.
    mustBeUsable(url)
    // All that is ever sent is a form.
    const form = body instanceof URLSearchParams ? { body: body.toString() } : {}
    // openid-client asks for `manual`, always: a redirect would take the token along (RFC 9700 4.12).
    return fetch(url, { method, headers, redirect, ...(signal ? { signal } : {}), ...form })
  }

  const configure = async (): Promise<OpenidClient.Configuration> => {
    const client = await import('openid-client')
    const options: OpenidClient.DiscoveryRequestOptions = { timeout: LIMIT_S, [client.customFetch]: checkedFetch }
    if (insecure) options.execute = [client.allowInsecureRequests]
    const clientMetadata = { ...metadata, [client.clockTolerance]: CLOCK_TOLERANCE_S }
    mustBeUsable(base)
    if (dexter.issuer === null) {
      mustBeUsable(tokenEndpoint)
      mustBeUsable(userinfoEndpoint)
      const config = new client.Configuration(
        {
          issuer: new URL(authorizationEndpoint).origin,
          authorization_endpoint: authorizationEndpoint,
          token_endpoint: tokenEndpoint,
          userinfo_endpoint: userinfoEndpoint,
        },
        dexter.clientId,
        clientMetadata,
        client.None(),
      )
      config[client.customFetch] = checkedFetch
      config.timeout = LIMIT_S
      for (const execute of options.execute ?? []) execute(config)
      return config
    }
    const config = await client.discovery(
      new URL(dexter.issuer),
      dexter.clientId,
      clientMetadata,
      client.None(),
      options,
    )
    const server = config.serverMetadata()
    for (const name of ENDPOINTS) {
      const endpoint = server[name]
      if (endpoint !== undefined) mustBeUsable(endpoint)
    }
    return config
  }

  /** Metadata is fetched once; a failure is not kept. */
  const configured = async () => {
    configuring ??= configure()
    try {
      return await configuring
    } catch (error) {
      configuring = null
      throw failureOf(host, error)
    }
  }

  /** A configuration for calls with a limit of their own. */
  const variant = async (timeoutS: number, customFetch: OpenidClient.CustomFetch = checkedFetch) => {
    const config = await configured()
    const client = await import('openid-client')
    const other = new client.Configuration(config.serverMetadata(), dexter.clientId, metadata, client.None())
    other[client.customFetch] = customFetch
    other.timeout = timeoutS
    if (insecure) client.allowInsecureRequests(other)
    return { client, config: other }
  }

  return {
    // A refresh token must not go to an endpoint of somebody else, so another token endpoint is another account.
    id: (dexter.issuer ?? new URL(tokenEndpoint).origin).replace(/\/$/, ''),
    host,
    fits: (next) => isDeepStrictEqual(signInPart(next.dexter), signInPart(dexter)),
    async authorize(redirectUri) {
      const config = await configured()
      const client = await import('openid-client')
      const server = config.serverMetadata()
      const verifier = client.randomPKCECodeVerifier()
      const state = client.randomState()
      const scopes = dexter.scope.split(/\s+/)
      // A nonce asks for an id token, which a server without metadata need not know of.
      const nonce = dexter.issuer !== null && scopes.includes('openid') ? client.randomNonce() : null
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: dexter.scope,
        state,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(nonce === null ? {} : { nonce }),
        // Without it, offline access must be ignored (OpenID Connect Core 11).
        ...(scopes.includes('offline_access') ? { prompt: 'consent' } : {}),
      })
      return {
        url: url.href,
        state,
        async redeem(answer) {
          try {
            // Checks state and `iss` (RFC 9207), exchanges the code, checks the id token.
            const reply = await client.authorizationCodeGrant(config, answer, {
              expectedState: state,
              pkceCodeVerifier: verifier,
              ...(nonce === null ? {} : { expectedNonce: nonce }),
            })
            const userinfo = async () => {
              if (server.userinfo_endpoint === undefined) return null
              const { userinfo_endpoint: endpoint } = server
              const told = await client.fetchProtectedResource(config, reply.access_token, new URL(endpoint), 'GET')
              return told.ok ? told.json() : null
            }
            const claimant = await claimantOf({ host, idToken: reply.claims() ?? null, reply, userinfo })
            return { tokens: tokensOf(reply), claimant }
          } catch (error) {
            throw codeFailure(failureOf(host, error))
          }
        },
      }
    },
    async endpoints() {
      const server = (await configured()).serverMetadata()
      return TOKEN_ENDPOINTS.flatMap((name) => server[name] ?? [])
    },
    async refresh(refreshToken) {
      // Who it is was settled at sign-in. An id token that comes along is left aside: were it refused here, for a clock
      // that is wrong, say, the rotated refresh token beside it would be lost.
      const { client, config } = await variant(REFRESH_LIMIT_S, async (url, options) =>
        withoutIdToken(await checkedFetch(url, options)),
      )
      try {
        return tokensOf(await client.refreshTokenGrant(config, refreshToken))
      } catch (error) {
        throw failureOf(host, error)
      }
    },
    async revoke(refreshToken) {
      const { client, config } = await variant(REVOKE_LIMIT_S)
      if (config.serverMetadata().revocation_endpoint === undefined) return
      try {
        await client.tokenRevocation(config, refreshToken, { token_type_hint: 'refresh_token' })
      } catch (error) {
        throw failureOf(host, error)
      }
    },
  }
}

/** What of the settings belongs to the server. */
function signInPart({ realtimeUrl: _, ...rest }: Dexter) {
  return rest
}

const below = (url: string, name: string) => new URL(`/api/connector/oauth/${name}`, url).href

function mustBeUsable(address: string) {
  const message = addressProblem(address)
  if (message !== null)
    throw new OauthFailure('failed', { code: 'bad_address', message, retry: 'never', retryAfterMs: null }, null)
}

const tokensOf = (reply: OpenidClient.TokenEndpointResponse): Tokens => ({
  accessToken: reply.access_token,
  expiresInMs: reply.expires_in === undefined ? null : reply.expires_in * 1000,
  refreshToken: reply.refresh_token ?? null,
})

/** `invalid_grant` for a code that was just issued is not the end of an earlier sign-in. */
function codeFailure(failure: OauthFailure): OauthFailure {
  if (failure.ending !== 'refused') return failure
  const message = t('account.signIn.codeRefused')
  return new OauthFailure('failed', { code: 'code_refused', message, retry: 'now', retryAfterMs: null }, null)
}

async function withoutIdToken(response: Response): Promise<Response> {
  if (!response.ok) return response
  const text = await response.text()
  const again = (body: string) => new Response(body, { status: response.status, headers: response.headers })
  try {
    const body: unknown = JSON.parse(text)
    if (body === null || typeof body !== 'object' || !('id_token' in body)) return again(text)
    const { id_token: _, ...rest } = body
    return again(JSON.stringify(rest))
  } catch {
    return again(text)
  }
}
