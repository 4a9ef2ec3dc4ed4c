import { describe, expect, it } from 'vitest'
import { redact, redactText } from '../../shared/redact'

// Put together here so that no scanner takes the test for a leak.
const EPHEMERAL = ['ek', '68dc754ca2288191873d46a9b994a3e5'].join('_')
const API_KEY = ['sk', 'proj', 'abcDEF0123456789_-abcDEF'].join('-')
const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'dozjgNryP4J3jVmNHl0w5N'].join('.')

describe('redaction', () => {
  it.each([
    ['an ephemeral key', `value ${EPHEMERAL} end`, EPHEMERAL],
    ['an API key', `key=${API_KEY}`, API_KEY],
    ['a JWT', `token is ${JWT}.`, JWT],
    ['a bearer header', 'Authorization: Bearer abcdef123456789', 'abcdef123456789'],
    ['credentials in an address', 'https://user:hunter2pass@mcp.example/x', 'hunter2pass'],
    ['a token parameter', 'https://x.example/mcp?access_token=s3cretvalue&page=2', 's3cretvalue'],
    ['a key inside a subprotocol', `openai-insecure-api-key.${EPHEMERAL}`, EPHEMERAL],
  ])('masks %s in text', (_name, text, secret) => {
    expect(redactText(text)).not.toContain(secret)
  })

  it('masks by the name of a field, at any depth', () => {
    const masked = redact({
      client_secret: { value: 'plainlooking', expires_at: 5 },
      tools: [
        { server_url: 'https://a:b@mcp.example/mcp', authorization: 'opaque', headers: { Authorization: 'opaque' } },
      ],
      refresh_token: 'opaque',
      mcp_jwt: 'opaque',
    })
    expect(JSON.stringify(masked)).not.toMatch(/plainlooking|opaque|a:b@/)
    expect(masked).toMatchObject({ client_secret: { expires_at: 5 }, tools: [{ headers: {} }] })
  })

  it('masks inside JSON that stands in a text, as every tool output does', () => {
    const output = JSON.stringify({
      wallet: { address: 'F76P', secretKey: [12, 34, 56] },
      session: { access_token: 'opaque' },
    })
    const masked = JSON.stringify(redact({ output }))
    expect(masked).not.toMatch(/opaque|12,34/)
    expect(masked).toContain('F76P')
  })

  it.each([
    'secretKey',
    'private_key',
    'mnemonic',
    'mcpToken',
    'X-Api-Key',
    'openai_api_key',
    'Mcp-Session-Id',
    'Authorization',
  ])('masks whatever stands under %s', (name) => {
    expect(JSON.stringify(redact({ [name]: 'opaque1', deep: { [name]: { inner: 'opaque2' } } }))).not.toMatch(/opaque/)
  })

  it('leaves a coin that is called token, and counts of tokens', () => {
    const value = {
      token: { symbol: 'BONK', priceUsd: 1 },
      input_tokens: 12,
      inputToken: 'SOL',
      max_output_tokens: 'inf',
    }
    expect(redact(value)).toEqual(value)
  })

  it('leaves figures, mints and prose as they are', () => {
    const value = {
      mintId: '2z1p8xCEjRzpBHjXWrx4tJnz7BFL6z7NnvbCxH7bpump',
      marketCapUsd: 12364948.8,
      text: 'I asked the desk to sketch a risk-adjusted plan with basic information.',
      empty: null,
    }
    expect(redact(value)).toEqual(value)
  })
})
