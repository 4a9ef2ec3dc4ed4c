import { describe, expect, it } from 'vitest'
import { redact, redactText } from '../../shared/redact'
import { BEGINNINGS } from '../fixtures/beginnings'

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

  it("keeps a secret's kind and its last two characters, and no more", () => {
    expect(redactText(`value ${EPHEMERAL} end`)).toBe('value ek_…masked…e5 end')
    expect(redactText('password: hunter2')).toBe('password: …masked…')
  })

  it('tells a signature from a secret key by where it stands', () => {
    const either = '5'.repeat(88)
    for (const value of [{ txSignature: either }, `Transaction ${either} landed`, `https://solscan.io/tx/${either}`]) {
      expect(redact(value)).toEqual(value)
    }
    expect(redact({ jsonrpc: '2.0', result: either })).toEqual({ jsonrpc: '2.0', result: either })
    for (const value of [{ note: either }, `Imported ${either}`, { secretKeyTx: either }]) {
      expect(JSON.stringify(redact(value))).not.toContain(either)
    }
  })

  it('leaves a hash in hex, and masks it where it stands as a key', () => {
    const hex = 'ab12'.repeat(16)
    expect(redact({ argumentsHash: hex, note: hex })).toEqual({ argumentsHash: hex, note: hex })
    for (const value of [{ pk: hex }, `my private key for the wallet is 0x${hex}`]) {
      expect(JSON.stringify(redact(value))).not.toContain(hex)
    }
  })

  it("leaves Realtime's session id, and masks those of other servers", () => {
    const ours = { session: { id: 'sess_CLey' }, sessionId: 'sess_CLey' }
    expect(redact(ours)).toEqual(ours)
    expect(redact({ sessionId: 'f81d4fae-7dec' })).toEqual({ sessionId: '…masked…' })
  })

  it('leaves the parameters of a tool readable, but no value in them', () => {
    const properties = { password: { type: 'string', description: 'Yours' } }
    expect(redact({ properties })).toEqual({ properties })
    const given = { password: { type: 'string', default: 'hunter2', value: 'hunter2' } }
    expect(JSON.stringify(redact(given))).not.toContain('hunter2')
  })

  it('masks a name that is a secret itself', () => {
    expect(JSON.stringify(redact({ [API_KEY]: 1 }))).not.toContain(API_KEY)
  })
})

describe('redaction of hostile values', () => {
  const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`

  it.each([
    ['lists', nested(2500, '[', ']')],
    ['objects', nested(2500, '{"a":', '}')],
    ['a great many lists', nested(200_000, '[', ']')],
  ])('bounds the depth of %s, in a text as in a value', (_name, text) => {
    expect(redactText(text)).toContain('…too deep…')
    expect(JSON.stringify(redact({ output: JSON.parse(text) }))).toContain('…too deep…')
  })

  it('masks as deep as it reads', () => {
    const value = JSON.parse(`${'{"a":'.repeat(60)}{"password":"hunter2"}${'}'.repeat(60)}`)
    expect(JSON.stringify(redact(value))).not.toContain('hunter2')
  })

  it('survives cycles, shared references, getters that throw, and what is no JSON', () => {
    const cycle: Record<string, unknown> = { secret: 'x' }
    cycle.self = [cycle]
    expect(redact(cycle)).toEqual({ secret: '…masked…', self: ['…cycle…'] })
    let shared: unknown = 1
    for (let level = 0; level < 60; level++) shared = [shared, shared]
    // Two to the power of 60 values: as many of them are kept as anybody could read.
    expect(JSON.stringify(redact(shared)).length).toBeLessThan(5_000_000)
    const throwing = {
      get note(): string {
        throw new Error('no')
      },
    }
    expect(redact(throwing)).toBe('…unreadable…')
    expect(redact([12n, Symbol.iterator, undefined])).toEqual([12n, Symbol.iterator, undefined])
  })

  it('takes __proto__ as a name like any other', () => {
    const masked = redact(JSON.parse('{"__proto__":{"password":"hunter2"}}'))
    expect(JSON.stringify(masked)).toBe('{"__proto__":{"password":"…masked…"}}')
    expect(Object.getPrototypeOf(masked)).toBe(Object.prototype)
  })

  // A megabyte takes some hundredths of a second; with an expression that begins anew at each of its parts, half a minute.
  it.each(BEGINNINGS)('reads a megabyte of "%s" in time', { timeout: 20_000 }, (part) => {
    const text = part.repeat(1_000_000 / part.length)
    expect(redactText(`${text} The end`)).toMatch(/ The end$/)
  })
})
