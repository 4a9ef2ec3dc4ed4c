import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { ResolvedWalletSchema } from '../../shared/market'
import { connect, type Loose, mint } from '../../tools/practice/realtime-client'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'

let server: PracticeServer
beforeAll(async () => {
  server = await createPracticeServer({ dataDir: '/nowhere', speech: scriptedSpeech() })
})
afterAll(() => server.close())

const call = (path: string, options: { method?: string; bearer?: string | null; body?: unknown } = {}) =>
  fetch(server.baseUrl + path, {
    method: options.method ?? 'GET',
    headers: options.bearer === null ? {} : { authorization: `Bearer ${options.bearer ?? server.bearer}` },
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  })

describe('OpenAI’s mint', () => {
  test('gives a secret for exactly the session that was asked for', async () => {
    const before = Date.now() / 1000
    const response = await call('/v1/realtime/client_secrets', {
      method: 'POST',
      body: {
        expires_after: { anchor: 'created_at', seconds: 60 },
        session: { type: 'realtime', instructions: 'be brief' },
      },
    })
    const body = await response.json()
    expect(response.status).toBe(200)
    expect(body.value).toMatch(/^ek_/)
    expect(body.expires_at - before).toBeGreaterThan(55)
    expect(body.expires_at - before).toBeLessThan(65)
    expect(body.session).toMatchObject({
      type: 'realtime',
      object: 'realtime.session',
      instructions: 'be brief',
      tools: [],
    })
    const client = await connect(`${server.realtimeUrl}?model=gpt-realtime-2.1`, body.value)
    expect((await client.next('session.created')).session.instructions).toBe('be brief')
    await client.close()
  })

  test.each([
    ['a wrong key', 401, 'invalid_api_key', {}, 'wrong'],
    ['an unknown field', 400, 'unknown_parameter', { session: { type: 'realtime', voice: 'alloy' } }, undefined],
    ['no session.type', 400, 'missing_required_parameter', { session: {} }, undefined],
    [
      'a life that is too short',
      400,
      'invalid_value',
      { expires_after: { anchor: 'created_at', seconds: 5 } },
      undefined,
    ],
    ['no JSON', 400, 'invalid_json', '{', undefined],
    [
      'one label twice',
      400,
      'invalid_value',
      {
        session: {
          type: 'realtime',
          tools: [1, 2].map(() => ({ type: 'mcp', server_label: 'a', server_url: 'http://127.0.0.1/' })),
        },
      },
      undefined,
    ],
    [
      'two sources of one server',
      400,
      'invalid_value',
      {
        session: {
          type: 'realtime',
          tools: [{ type: 'mcp', server_label: 'a', server_url: 'http://127.0.0.1/', connector_id: 'connector_gmail' }],
        },
      },
      undefined,
    ],
    [
      'two authorizations',
      400,
      'invalid_value',
      {
        session: {
          type: 'realtime',
          tools: [
            {
              type: 'mcp',
              server_label: 'a',
              server_url: 'http://127.0.0.1/',
              authorization: 'x',
              headers: { authorization: 'y' },
            },
          ],
        },
      },
      undefined,
    ],
  ])('%s is refused in OpenAI’s error shape', async (_, status, code, body, bearer) => {
    const response = await call('/v1/realtime/client_secrets', { method: 'POST', body, ...(bearer ? { bearer } : {}) })
    expect(response.status).toBe(status)
    expect((await response.json()).error).toMatchObject({ type: 'invalid_request_error', code })
  })
})

describe('Dexter’s mint', () => {
  test('a guest may look and nothing else', async () => {
    const session = await mint(server, {})
    expect(session.dexter_session).toMatchObject({
      type: 'guest',
      user: null,
      guest_profile: { label: 'Dexter Demo Wallet' },
    })
    expect(session.tools[0]).toMatchObject({ allowed_tools: { read_only: true } })
    expect(session.client_secret.value).toMatch(/^ek_/)
  })

  test('the paper trader’s reads run freely and his writes ask', async () => {
    const session = await mint(server)
    expect(session.dexter_session).toMatchObject({ type: 'user', wallet: { label: 'Paper main' }, guest_profile: null })
    expect(session.tools[0].require_approval).toEqual({ never: { read_only: true }, always: { read_only: false } })
  })

  test('an access token of this server is the user’s, a bad one silently becomes a guest', async () => {
    expect(
      (await mint(server, { supabaseAccessToken: server.identities.issueAccessToken() })).dexter_session.type,
    ).toBe('user')
    expect((await mint(server, { supabaseAccessToken: 'expired' })).dexter_session.type).toBe('guest')
    const response = await call('/session', { bearer: server.identities.issueAccessToken() })
    expect((await response.json()).dexter_session.type).toBe('user')
  })

  test('without a bearer there is no mint, unless it is open', async () => {
    expect((await call('/session', { bearer: null })).status).toBe(401)
    const open = await createPracticeServer({ dataDir: '/nowhere', speech: scriptedSpeech(), guestMint: 'open' })
    expect((await (await fetch(`${open.baseUrl}/session`)).json()).dexter_session.type).toBe('guest')
    await open.close()
  })

  test('a deleted session’s secret opens nothing', async () => {
    const session = await mint(server)
    expect((await call(`/realtime/sessions/${session.id}`, { method: 'DELETE' })).status).toBe(200)
    await expect(connect(`${server.realtimeUrl}?model=m`, session.client_secret.value)).rejects.toThrow('401')
    expect((await call(`/realtime/sessions/${session.id}`, { method: 'DELETE' })).status).toBe(404)
  })

  test('wallets are listed for the trader and denied to others', async () => {
    const listed = await (await call('/api/wallets/resolver')).json()
    expect(listed.wallets.map((wallet: { label: string }) => wallet.label)).toEqual(['Paper main', 'Paper degen'])
    expect(listed.wallets[0]).toMatchObject({ isDefault: true, permissions: { trade: true, view: true } })
    expect((await call('/api/wallets/resolver', { bearer: 'x' })).status).toBe(401)
    expect((await (await call('/api/wallets/active')).json()).wallet.label).toBe('Paper main')
  })
})

describe('MCP', () => {
  async function mcp(token: string): Promise<Client> {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${server.baseUrl}/mcp`), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }),
    )
    return client
  }
  const textOf = (result: Loose) => JSON.parse(result.content[0].text)

  test('a guest’s token cannot call a tool that writes', async () => {
    const client = await mcp(server.identities.issueMcpToken(server.identities.guest()))
    const result = await client.callTool({
      name: 'solana_swap_execute',
      arguments: { input_mint: 'a', output_mint: 'b', amount_ui: 1 },
    })
    expect(result.isError).toBe(true)
    expect(JSON.stringify(result.content)).toContain('not found')
    await client.close()
  })

  test('no token, no session; another’s session is not found', async () => {
    await expect(mcp('wrong')).rejects.toThrow()
    const trader = await mcp(server.identities.issueMcpToken(server.identities.trader()))
    const response = await fetch(`${server.baseUrl}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.identities.issueMcpToken(server.identities.guest())}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-session-id': (trader.transport as StreamableHTTPClientTransport).sessionId ?? '',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    expect(response.status).toBe(404)
    await trader.close()
  })

  test('a chosen wallet holds for its MCP session alone, and only one’s own can be chosen', async () => {
    const token = server.identities.issueMcpToken(server.identities.trader())
    const [one, other] = [await mcp(token), await mcp(token)]
    const degen = server.wallets.of('practice-trader')[1]!
    await one.callTool({ name: 'set_session_wallet_override', arguments: { wallet_address: degen.address } })
    const resolve = async (client: Client) =>
      ResolvedWalletSchema.parse(textOf(await client.callTool({ name: 'resolve_wallet', arguments: {} })))
    expect(await resolve(one)).toMatchObject({ wallet_address: degen.address, source: 'session' })
    expect(await resolve(other)).toMatchObject({ source: 'resolver' })
    const forbidden = await one.callTool({
      name: 'set_session_wallet_override',
      arguments: { wallet_address: server.wallets.demo.address },
    })
    expect(textOf(forbidden)).toMatchObject({ error: 'forbidden_wallet' })
    await one.close()
    await other.close()
  })
})

test('a port in use is one clear sentence', async () => {
  const port = Number(new URL(server.baseUrl).port)
  await expect(createPracticeServer({ dataDir: '/nowhere', port })).rejects.toThrow(`Port ${port} is already in use`)
})

test('a name that someone points at this machine is not served', async () => {
  const { request } = await import('node:http')
  const status = await new Promise((resolve) => {
    request(
      `${server.baseUrl}/session`,
      { headers: { host: 'evil.example', authorization: `Bearer ${server.bearer}` } },
      (response) => resolve(response.statusCode),
    ).end()
  })
  expect(status).toBe(403)
})
