import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { Adapter, AdapterPayload } from 'oidc-provider'

/** A real OpenID provider on loopback, for tests of sign-in. Everybody may log in, with any name and any password. */

export interface ProviderOptions {
  /** A spent refresh token is taken again for this long; 0: using one twice ends the sign-in (OAuth 2.1 4.3.1). */
  reuseIntervalS?: number
  accessTokenS?: number
}

export interface TestProvider {
  issuer: string
  /** Requests to the token endpoint so far, by `grant_type`. */
  grants(type: 'authorization_code' | 'refresh_token'): number
  /** Requests to the revocation endpoint so far. */
  revocations(): number
  /** Settles when the provider has answered the next request to the revocation endpoint. */
  nextRevocation(): Promise<void>
  /** Ends every sign-in, as an operator would. */
  revokeAll(): void
  /** Refresh tokens that would be taken now. */
  liveRefreshTokens(): number
  /** Every access and refresh token that it gave out and still knows. */
  tokens(): string[]
  /** Answers to the next request to the token endpoint go through this; null takes it away again. */
  onToken(handler: TokenHandler | null): void
  stop(): Promise<void>
}

/** `pass` lets the provider handle the request and settles when its answer is ready, but has not been sent. */
export type TokenHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  pass: (hold: () => Promise<void>) => void,
) => void

export async function startProvider(options: ProviderOptions = {}): Promise<TestProvider> {
  const { reuseIntervalS = 0, accessTokenS = 600 } = options
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const store = createStore(reuseIntervalS)
  const grants: string[] = []
  let revocations = 0
  const revoked = new EventEmitter()
  let tokenHandler: TokenHandler | null = null

  const { default: Provider } = await quietly(() => import('oidc-provider'))
  const provider = await quietly(
    async () =>
      new Provider(issuer, {
        adapter: store.adapter,
        clients: [
          {
            client_id: 'dexter-voice',
            application_type: 'native',
            token_endpoint_auth_method: 'none',
            redirect_uris: ['http://127.0.0.1/callback'],
            response_types: ['code'],
            grant_types: ['authorization_code', 'refresh_token'],
          },
        ],
        cookies: { keys: ['for tests'] },
        scopes: ['openid', 'offline_access', 'wallet.read', 'wallet.trade'],
        claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
        findAccount: (_ctx, id) => ({
          accountId: id,
          claims: async () => ({ sub: id, email: `${id}@example.com`, name: `Trader ${id}` }),
        }),
        features: {
          devInteractions: { enabled: true },
          revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
        },
        rotateRefreshToken: true,
        ttl: {
          AccessToken: accessTokenS,
          AuthorizationCode: 60,
          Grant: 86_400,
          IdToken: 600,
          Interaction: 600,
          RefreshToken: 86_400,
          Session: 600,
        },
      }),
  )
  provider.on('grant.success', (ctx) => grants.push(String(ctx.oidc.params?.grant_type)))
  provider.on('grant.error', (ctx) => grants.push(String(ctx.oidc.params?.grant_type)))
  provider.on('server_error', (_ctx, error) => console.error('the provider failed:', error))
  const handle = provider.callback()

  server.on('request', (request, response) => {
    const path = request.url?.split('?')[0]
    if (path === '/token/revocation') {
      revocations++
      response.once('finish', () => revoked.emit('revoked'))
    }
    if (path !== '/token' || tokenHandler === null) return void handle(request, response)
    tokenHandler(request, response, (hold) => {
      // The answer is complete when the provider ends it; what it says by then is sent when `hold` lets go.
      const end = response.end.bind(response)
      response.end = ((...args: Parameters<typeof end>) => {
        void hold().then(() => end(...args))
        return response
      }) as typeof response.end
      void handle(request, response)
    })
  })

  return {
    issuer,
    grants: (type) => grants.filter((one) => one === type).length,
    revocations: () => revocations,
    async nextRevocation() {
      await once(revoked, 'revoked')
    },
    revokeAll: store.revokeAll,
    liveRefreshTokens: store.liveRefreshTokens,
    tokens: store.tokens,
    onToken(handler) {
      tokenHandler = handler
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The provider's records in memory, per provider; its own memory is shared by all of a process. */
function createStore(reuseIntervalS: number) {
  interface Row {
    model: string
    payload: AdapterPayload
    consumedAt: number | null
  }
  const rows = new Map<string, Row>()
  const nowS = () => Math.floor(Date.now() / 1000)
  const shown = ({ payload, consumedAt }: Row): AdapterPayload => {
    // Within the reuse interval a spent token looks as good as new, which is all that it takes.
    const spent = consumedAt !== null && nowS() - consumedAt >= reuseIntervalS
    return { ...payload, ...(spent ? { consumed: consumedAt } : {}) }
  }
  const byField = (model: string, field: 'uid' | 'userCode', value: string) =>
    [...rows.values()].find((row) => row.model === model && row.payload[field] === value)

  const adapter = (model: string): Adapter => ({
    async upsert(id, payload) {
      rows.set(`${model}:${id}`, { model, payload, consumedAt: null })
    },
    async find(id) {
      const row = rows.get(`${model}:${id}`)
      return row && shown(row)
    },
    findByUid: async (uid) => byField(model, 'uid', uid)?.payload,
    findByUserCode: async (userCode) => byField(model, 'userCode', userCode)?.payload,
    async consume(id) {
      const row = rows.get(`${model}:${id}`)
      if (row) row.consumedAt ??= nowS()
    },
    async destroy(id) {
      rows.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const [key, row] of rows) if (row.payload.grantId === grantId) rows.delete(key)
    },
  })

  return {
    adapter,
    revokeAll() {
      for (const [key, row] of rows) if (/Token$|^Grant$/.test(row.model)) rows.delete(key)
    },
    tokens: () =>
      [...rows].flatMap(([key, { model }]) =>
        model === 'RefreshToken' || model === 'AccessToken' ? [key.slice(model.length + 1)] : [],
      ),
    liveRefreshTokens: () =>
      [...rows.values()].filter((row) => row.model === 'RefreshToken' && row.consumedAt === null).length,
  }
}

/** It warns that its login pages are for development, which is what they are for here, and of this version of Node. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { info, warn } = console
  console.info = () => {}
  console.warn = () => {}
  try {
    return await work()
  } finally {
    console.info = info
    console.warn = warn
  }
}

/** `tsx test/identity/provider.ts`: a provider of its own, which says where it is; it ends with its input. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { issuer, stop } = await startProvider()
  console.log(issuer)
  process.stdin.resume().once('end', () => void stop())
}
