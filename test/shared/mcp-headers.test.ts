import { expect, test } from 'vitest'
import { SecretNameSchema } from '../../shared/account'
import { headerNameProblem, isHeaderValue } from '../../shared/mcp-headers'
import { redact, redactText } from '../../shared/redact'
import { McpServerSchema } from '../../shared/settings'

const server = (headers: string[]) =>
  McpServerSchema.safeParse({ id: 'desk', label: 'Desk', url: 'https://desk.example', headers })

test.each(['x-api-key', 'authorization', 'x-cg-pro-api-key', 'apikey', 'cookie'])('%s can be a header', (name) => {
  expect(headerNameProblem(name)).toBeNull()
  expect(server([name]).success).toBe(true)
  expect(SecretNameSchema.safeParse(`header:desk:${name}`).success).toBe(true)
})

test.each([
  'host',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'proxy-authorization',
  'proxy-anything',
  'content-length',
  'content-type',
  'accept',
  'mcp-session-id',
  'mcp-protocol-version',
  'sec-fetch-site',
  'x-forwarded-for',
])('%s belongs to the connection', (name) => {
  expect(headerNameProblem(name)).toBe(`The ${name} header belongs to the connection itself. Leave it out.`)
  expect(server([name]).success).toBe(false)
})

test.each(['', 'X-Api-Key', 'x api', 'x:y', 'x\r\n', 'schlüssel', 'x'.repeat(61), ':authority'])(
  '%j is no name',
  (name) => {
    expect(headerNameProblem(name)).toMatch(/small letters, digits and hyphens/)
    expect(server([name]).success).toBe(false)
  },
)

test('a header is named once', () => expect(server(['x-a', 'x-a']).success).toBe(false))

test.each([
  ['k', true],
  ['Basic dXNlcg==', true],
  ['a\tb', true],
  ['', false],
  [' k', false],
  ['k ', false],
  ['a\nb', false],
  ['a\r\nhost: b', false],
  ['\u007f', false],
  ['ü', false],
])('%j can be a value: %s', (value, can) => expect(isHeaderValue(value)).toBe(can))

test('no log shows the value of a server’s header, whatever it is called', () => {
  const tool = { type: 'mcp', server_label: 'desk', headers: { 'x-desk': 'plain words', 'x-more': ['and these'] } }
  for (const value of [
    { session: { tools: [tool] } },
    { tools: [{ ...tool, server_label: null, server_url: 'https://a' }] },
  ]) {
    for (const shown of [JSON.stringify(redact(value)), redactText(JSON.stringify(value))]) {
      expect(shown).not.toMatch(/plain words|and these/)
      expect(shown).toContain('x-desk')
    }
  }
  const shown = { ...tool, headers: { 'x-desk': '<redacted>' } }
  expect(redact(shown)).toEqual(shown)
})
