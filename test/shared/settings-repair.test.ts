import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HOTKEYS } from '../../shared/hotkeys'
import { SETTINGS_VERSION, SettingsSchema } from '../../shared/settings'
import { repair } from '../../shared/settings-repair'

const DEFAULTS = SettingsSchema.parse({})
const MARKET = { id: 'market', label: 'Market', url: 'https://mcp.example/mcp' }
const WALLET = 'So1anaWa11etAddressNumber1111111111111111111'

test.each([
  [{ hotkey: 'toString' }, 'hotkey'],
  [{ hotkey: '__proto__' }, 'hotkey'],
  [{ hotkey: ['f8'] }, 'hotkey'],
  [{ backend: 'constructor' }, 'backend'],
  [{ theme: 'hasOwnProperty' }, 'theme'],
  [{ model: '' }, 'model'],
  [{ model: 'x'.repeat(101) }, 'model'],
  [{ voice: 'marin\r\nx' }, 'voice'],
  [{ transcriptionModel: 'a\u202eb' }, 'transcriptionModel'],
  [{ microphoneDevice: 'a\u0000b' }, 'microphoneDevice'],
  [{ speakerDevice: 'x'.repeat(501) }, 'speakerDevice'],
  [{ microphoneWarmMs: 2 ** 31 }, 'microphoneWarmMs'],
  [{ tailMs: 'NaN' }, 'tailMs'],
  [{ budgetUsdPerDay: Number.POSITIVE_INFINITY }, 'budgetUsdPerDay'],
  [{ openai: [] }, 'openai'],
  [{ dexter: 'https://api.dexter.cash' }, 'dexter'],
  [{ mcpServers: { 0: MARKET } }, 'mcpServers'],
  [{ wallets: [] }, 'wallets'],
  [{ openai: { instructions: 'Be brief.\u0007' } }, 'openai.instructions'],
  [{ openai: { url: 'https://user:word@api.openai.com' } }, 'openai.url'],
  [{ openai: { url: 'https:\\\\user@api.openai.com' } }, 'openai.url'],
  [{ openai: { url: 'https://*' } }, 'openai.url'],
  [{ openai: { url: ' https://api.openai.com' } }, 'openai.url'],
  [{ openai: { url: 'https://api.openai.com/\tx' } }, 'openai.url'],
  [{ openai: { url: 'file:///etc/passwd' } }, 'openai.url'],
  [{ dexter: { scope: 'openid\nwallet.trade' } }, 'dexter.scope'],
  [{ dexter: { tokenEndpoint: 'javascript:alert(1)' } }, 'dexter.tokenEndpoint'],
])('%j costs that field alone', (wrong, name) => {
  const { settings, bad } = repair({ version: SETTINGS_VERSION, earcons: false, ...wrong })
  expect(bad).toEqual([name])
  expect(settings).toEqual({ ...DEFAULTS, earcons: false })
})

test.each([
  'file:///etc/passwd',
  'wss://x;script-src-elem',
  'wss://*',
  'wss://*.example',
  "wss://a.example;connect-src 'self'",
  'wss://a.example,b.example',
  'wss://name:word@voice.example',
  'wss://voice.example\nx',
  'https://voice.example',
  'ws://voice.example',
  'ws://localhost.evil.example',
  'ws://127.0.0.1.nip.io',
  'ws://[::ffff:127.0.0.1]',
  'ws://[::1]',
  'wss://[2001:db8::1]',
  'wss://',
  `wss://voice.example/${'x'.repeat(2000)}`,
  '',
  7,
])('%j is no realtime address', (realtimeUrl) => {
  for (const group of ['openai', 'dexter'] as const) {
    const { settings, bad } = repair({ [group]: { realtimeUrl, url: 'https://proxy.example' } })
    expect(bad).toEqual([`${group}.realtimeUrl`])
    expect(settings[group]).toEqual({ ...DEFAULTS[group], url: 'https://proxy.example' })
  }
})

test.each(['wss://voice.example:8443/v1?x=1', 'ws://127.0.0.1:9', 'ws://localhost', 'wss://voice_1.example'])(
  '%s is one',
  (realtimeUrl) => expect(repair({ openai: { realtimeUrl } }).bad).toEqual([]),
)

test('every key that is offered is taken', () => {
  for (const { id } of HOTKEYS) expect(repair({ hotkey: id })).toMatchObject({ bad: [], settings: { hotkey: id } })
})

test('one server or wallet that is wrong leaves the others, and is never half taken', () => {
  const wrong = [
    { ...MARKET, id: '__proto__' },
    { ...MARKET, id: 'a', readOnly: 'no' },
    { ...MARKET, id: 'b', allowedTools: 'all' },
    { ...MARKET, id: 'c', label: 'Desk\u202e' },
    { ...MARKET, id: 'd', url: 'https://*' },
    { ...MARKET, label: 'Again' },
    null,
    [],
  ]
  const { settings, bad } = repair({
    mcpServers: [wrong[0], MARKET, ...wrong.slice(1), { ...MARKET, id: 'desk' }],
    wallets: JSON.parse(
      `{"__proto__":"${WALLET}","toString":"${WALLET}","dexter:one@api.dexter.cash":"${WALLET}","dexter:two":"<b>"}`,
    ),
  })
  expect(bad).toEqual(['mcpServers', 'wallets'])
  expect(settings.mcpServers.map(({ id, label }) => [id, label])).toEqual([
    ['market', 'Market'],
    ['desk', 'Market'],
  ])
  expect(settings.wallets).toEqual({ 'dexter:one@api.dexter.cash': WALLET })
})

test('a list that is far too long is left at once', () => {
  expect(repair({ mcpServers: Array.from({ length: 200_000 }, () => 0) }).settings.mcpServers).toEqual([])
  const many = Array.from({ length: 5_000 }, () => MARKET)
  expect(repair({ mcpServers: many })).toMatchObject({ bad: ['mcpServers'] })
})

test('of a key that is written twice the last one counts, as for every reader of JSON', () => {
  const text = '{"openai":{"url":"https://one.example"},"openai":{"url":"https://two.example"}}'
  expect(repair(JSON.parse(text)).settings.openai.url).toBe('https://two.example')
})

test('whatever is in a file, settings come of it, and what was right stays', () => {
  const names = Object.keys(SettingsSchema.shape).filter((name) => name !== 'version' && name !== 'tailMs')
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue()), (fields) => {
      const { settings } = repair({ ...fields, tailMs: 222 })
      expect(settings.tailMs).toBe(222)
      expect(SettingsSchema.parse(settings)).toEqual(settings)
    }),
  )
})
