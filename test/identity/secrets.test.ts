import { describe, expect, test } from 'vitest'
import { createKeychain } from '../../main/identity/keychain'
import { createSecretQuestions } from '../../main/identity/secret-questions'
import { createSecrets } from '../../main/identity/secrets'
import type { SecretQuestion, StoredSecrets } from '../../shared/account'
import { SettingsSchema } from '../../shared/settings'
import { memoryKeytar } from './rig'

const given = (secret: string | null) => ({ ok: true, secret })
const OPENAI = ['https://api.openai.com', 'wss://api.openai.com/v1/realtime']
const PROXY = ['https://proxy.example/openai', 'wss://proxy.example/openai/v1/realtime']
const MARKET = { id: 'market', label: 'Market', url: 'https://mcp.example' }

function scene() {
  const store = memoryKeytar()
  const keychain = createKeychain({ load: async () => store.keytar, platform: 'linux' })
  const seen: StoredSecrets[] = []
  let entered = 0
  let allowed = 0
  const scened = { settings: SettingsSchema.parse({ mcpServers: [MARKET] }) }
  const asked: SecretQuestion[][] = []
  const questions = createSecretQuestions({
    onChange: (open) => asked.push(open),
    allow: (question) =>
      question.secret === 'sign-in' ? expect.fail('no sign-in here') : secrets.allow(question.secret, question),
    onAllowed: () => allowed++,
  })
  const secrets = createSecrets({
    keychain,
    settings: () => scened.settings,
    questions,
    onChange: (stored) => seen.push(stored),
    onEntered: () => entered++,
  })
  return Object.assign(scened, {
    store,
    keychain,
    secrets,
    questions,
    asked,
    seen,
    entered: () => entered,
    allowed: () => allowed,
  })
}

test('a secret goes in trimmed, and only where it is comes out', async () => {
  const { secrets, seen, entered } = scene()
  expect(await secrets.set('mcp:market', ' bearer-1 ', false)).toEqual({ ok: true, stored: 'keychain' })
  expect(await secrets.release('mcp:market', ['https://api.openai.com', MARKET.url])).toEqual(given('bearer-1'))
  await expect.poll(() => seen.at(-1)).toEqual({ 'mcp:market': 'keychain' })
  expect(entered()).toBe(1)
  expect(await secrets.forget('mcp:market')).toEqual({ ok: true })
  await expect.poll(() => seen.at(-1)).toEqual({})
  expect(entered()).toBe(2)
})

test('without a keychain nothing is kept until the trader chooses to keep it until the app quits', async () => {
  const { store, secrets, seen, entered } = scene()
  store.broken = 'The name org.freedesktop.secrets was not provided by any .service files'
  expect(await secrets.set('openai-key', 'sk-1', false)).toMatchObject({ ok: false, noKeychain: true })
  expect(entered()).toBe(0)
  expect(await secrets.set('openai-key', 'sk-1', true)).toEqual({ ok: true, stored: 'session' })
  expect(await secrets.release('openai-key', OPENAI)).toEqual(given('sk-1'))
  await expect.poll(() => seen.at(-1)).toEqual({ 'openai-key': 'session' })
})

test('an empty secret is not kept', async () => {
  const { secrets, entered } = scene()
  expect(await secrets.set('openai-key', '  ', false)).toMatchObject({ ok: false, noKeychain: false })
  expect(entered()).toBe(0)
})

describe('a key that settings lead elsewhere', () => {
  const saved = async () => {
    const it = scene()
    await it.secrets.set('openai-key', 'sk-1', false)
    return it
  }

  test('stays here until the trader allows it, and his yes lasts', async () => {
    const { secrets, keychain, questions, asked, allowed } = await saved()
    const message = 'Your OpenAI key isn’t sent to proxy.example until you allow it. Answer the question in the panel.'
    for (const _ of ['one mint', 'another'])
      expect(await secrets.release('openai-key', PROXY)).toEqual({ ok: false, message })
    expect(asked).toEqual([
      [
        {
          secret: 'openai-key',
          label: 'OpenAI key',
          givenFor: ['https://api.openai.com', 'wss://api.openai.com'],
          wanted: ['https://proxy.example', 'wss://proxy.example'],
        },
      ],
    ])
    const wanted = asked[0]?.[0]?.wanted ?? []
    expect(await questions.answer({ secret: 'openai-key', wanted, allow: true })).toEqual({ ok: true })
    expect([asked.at(-1), allowed()]).toEqual([[], 1])
    expect(await secrets.release('openai-key', PROXY)).toEqual(given('sk-1'))
    // The places from before hold, and a restart knows of both.
    expect(await secrets.release('openai-key', OPENAI)).toEqual(given('sk-1'))
    expect(JSON.parse((await keychain.get('openai-key')) ?? '')).toEqual({
      secret: 'sk-1',
      givenFor: ['https://api.openai.com', 'wss://api.openai.com', 'https://proxy.example', 'wss://proxy.example'],
    })
    expect(await secrets.release('openai-key', ['https://other.example'])).toMatchObject({ ok: false })
  })

  test.each([
    ['another host', 'https://proxy.example'],
    ['a name that ends alike', 'https://evil-api.openai.com'],
    ['a name that begins alike', 'https://api.openai.com.evil.example'],
    ['the same name with a dot', 'https://api.openai.com.'],
    ['another port', 'https://api.openai.com:8443'],
    ['plain http', 'http://api.openai.com'],
    ['this computer', 'http://127.0.0.1:9'],
    ['look-alike letters', 'https://аpi.openai.com'],
    ['no address', 'api.openai.com'],
    ['another place for the session alone', 'wss://evil.example', 'https://api.openai.com'],
  ])('asks for %s', async (_, ...goesTo) => {
    const { secrets, asked } = await saved()
    expect(await secrets.release('openai-key', goesTo)).toMatchObject({ ok: false })
    expect(asked).toHaveLength(1)
  })

  test.each(['https://API.openai.com:443/v1', 'https://api.openai.com/other/path'])(
    'goes to %s unasked',
    async (address) => {
      const { secrets } = await saved()
      expect(await secrets.release('openai-key', [address])).toEqual(given('sk-1'))
    },
  )

  test('that was kept back is not asked about again, until settings lead elsewhere', async () => {
    const { secrets, questions, asked } = await saved()
    await secrets.release('openai-key', PROXY)
    const wanted = asked[0]?.[0]?.wanted ?? []
    expect(await questions.answer({ secret: 'openai-key', wanted, allow: false })).toEqual({ ok: true })
    expect(await secrets.release('openai-key', PROXY)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/wasn’t sent to proxy.example, because you said not to/),
    })
    expect(asked.at(-1)).toEqual([])
    questions.clear()
    await secrets.release('openai-key', PROXY)
    expect(asked.at(-1)).toHaveLength(1)
  })

  test('an answer is for what was shown: nothing else is let go by it', async () => {
    const { secrets, questions, asked, allowed } = await saved()
    await secrets.release('openai-key', PROXY)
    const shown = asked[0]?.[0]?.wanted ?? []
    // Settings change between question and answer.
    await secrets.release('openai-key', ['https://evil.example'])
    const stale = { ok: false, message: 'Your settings changed in the meantime, so nothing was sent.' }
    expect(await questions.answer({ secret: 'openai-key', wanted: shown, allow: true })).toEqual(stale)
    expect(await questions.answer({ secret: 'mcp:market', wanted: ['https://evil.example'], allow: true })).toEqual(
      stale,
    )
    questions.clear()
    expect(await questions.answer({ secret: 'openai-key', wanted: ['https://evil.example'], allow: true })).toEqual(
      stale,
    )
    expect(allowed()).toBe(0)
    for (const place of [PROXY, ['https://evil.example']])
      expect(await secrets.release('openai-key', place)).toMatchObject({ ok: false })
  })

  test('a key that was entered meanwhile is not the one that was asked about', async () => {
    const it = await saved()
    await it.secrets.release('openai-key', PROXY)
    const [question] = it.asked[0] ?? []
    if (!question) throw new Error('nothing was asked')
    it.settings = SettingsSchema.parse({ openai: { url: 'https://third.example' } })
    await it.secrets.set('openai-key', 'sk-2', false)
    expect(it.asked.at(-1)).toEqual([])
    expect(await it.secrets.allow('openai-key', question)).toMatchObject({ ok: false })
    expect(await it.secrets.release('openai-key', PROXY)).toMatchObject({ ok: false })
    expect(await it.secrets.release('openai-key', ['https://third.example'])).toEqual(given('sk-2'))
  })

  test('an answer that can’t be stored lets nothing go, and the question stays', async () => {
    const { store, secrets, questions, asked, allowed } = await saved()
    await secrets.release('openai-key', PROXY)
    const wanted = asked[0]?.[0]?.wanted ?? []
    const { setPassword } = store.keytar
    store.keytar.setPassword = () => Promise.reject(new Error('Cannot create an item in a locked collection'))
    expect(await questions.answer({ secret: 'openai-key', wanted, allow: true })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/locked/),
    })
    store.keytar.setPassword = setPassword
    expect([asked.length, allowed()]).toEqual([1, 0])
    expect(await secrets.release('openai-key', PROXY)).toMatchObject({ ok: false })
  })

  test('forgetting it leaves no note of where it might go', async () => {
    const { store, secrets, asked } = await saved()
    await secrets.release('openai-key', PROXY)
    await secrets.forget('openai-key')
    expect([[...store.entries], asked.at(-1)]).toEqual([[], []])
    expect(await secrets.release('openai-key', PROXY)).toEqual(given(null))
  })
})

test('a bearer is bound to its server and to who takes it there', async () => {
  const { secrets, asked } = scene()
  await secrets.set('mcp:market', 'bearer-1', false)
  const api = 'https://api.openai.com'
  expect(await secrets.release('mcp:market', [api, `${MARKET.url}/mcp`])).toEqual(given('bearer-1'))
  expect(await secrets.release('mcp:market', [api, 'https://evil.example/mcp'])).toMatchObject({ ok: false })
  expect(await secrets.release('mcp:market', ['https://evil.example', MARKET.url])).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^Your bearer token for Market isn’t sent to evil.example/),
  })
  expect(asked.at(-1)).toMatchObject([{ label: 'bearer token for Market', wanted: ['https://evil.example'] }])
})

test.each([
  ['openai-key', OPENAI, PROXY],
  ['mcp:coingecko', ['https://api.openai.com', 'https://mcp.api.coingecko.com/mcp'], ['https://evil.example/mcp']],
  ['mcp:market', [], ['https://api.openai.com', MARKET.url]],
] as const)('%s from before origins were noted goes only where the app came with', async (name, usual, other) => {
  const { store, secrets } = scene()
  store.entries.set(name, 'bare')
  expect(await secrets.release(name, usual)).toEqual(given('bare'))
  expect(await secrets.release(name, other)).toMatchObject({ ok: false })
})

test('a key that came with the start is for the addresses of that start, and is not stored', async () => {
  const it = scene()
  it.settings = SettingsSchema.parse({ openai: { url: 'http://127.0.0.1:9' } })
  it.secrets.hold('openai-key', 'sk-demo')
  expect(await it.secrets.release('openai-key', ['http://127.0.0.1:9', 'ws://127.0.0.1:9'])).toEqual(given('sk-demo'))
  expect(await it.secrets.release('openai-key', OPENAI)).toMatchObject({ ok: false })
  expect(it.store.entries.size).toBe(0)
  const wanted = it.asked.at(-1)?.[0]?.wanted ?? []
  await it.questions.answer({ secret: 'openai-key', wanted, allow: true })
  expect(await it.secrets.release('openai-key', OPENAI)).toEqual(given('sk-demo'))
  expect(it.store.entries.size).toBe(0)
})

test('with everything that is noted beside it, a key fits the keychain of Windows', async () => {
  const { store, secrets, questions, asked } = scene()
  await secrets.set('openai-key', 'k'.repeat(1000), false)
  for (let place = 0; place < 8; place++) {
    await secrets.release('openai-key', [`https://a-rather-long-name-of-a-proxy-${place}.example`])
    const wanted = asked.at(-1)?.[0]?.wanted ?? []
    await questions.answer({ secret: 'openai-key', wanted, allow: true })
  }
  expect(Buffer.byteLength(store.entries.get('openai-key') ?? '')).toBeLessThan(2560)
})

describe('the header of a server', () => {
  const NAME = 'header:market:x-api-key'
  const withHeader = () => {
    const it = scene()
    it.settings = SettingsSchema.parse({ mcpServers: [{ ...MARKET, headers: ['x-api-key'] }] })
    return it
  }

  test('is bound to where its server is, like its bearer, and asked about by its name', async () => {
    const { secrets, asked, seen } = withHeader()
    expect(await secrets.set(NAME, ' k-1 ', false)).toEqual({ ok: true, stored: 'keychain' })
    await secrets.look()
    expect(seen.at(-1)).toEqual({ [NAME]: 'keychain' })
    expect(await secrets.release(NAME, ['https://api.openai.com', MARKET.url])).toEqual(given('k-1'))
    expect(await secrets.release(NAME, ['https://api.openai.com', 'https://evil.example/mcp'])).toMatchObject({
      ok: false,
    })
    expect(asked.at(-1)).toMatchObject([
      { secret: NAME, label: 'x-api-key header for Market', wanted: ['https://evil.example'] },
    ])
  })

  test.each(['a\r\nhost: evil.example', 'a\nb', 'a\0b', 'schl\u00fcssel', 'k\u202ey'])(
    'can not hold %j',
    async (value) => {
      const { secrets, store } = withHeader()
      expect(await secrets.set(NAME, value, false)).toMatchObject({ ok: false, message: /one line/ })
      expect(store.entries.size).toBe(0)
    },
  )
})

test.each([
  ['a keyring of Linux', null],
  ['a keychain that refuses', 'User canceled the operation.'],
])('%s is not asked again at each setting, but when there is another name', async (_, broken) => {
  const scened = scene()
  scened.store.broken = broken
  await scened.secrets.look()
  const before = scened.store.calls.length
  for (let change = 0; change < 20; change++) await scened.secrets.follow()
  expect(scened.store.calls.length).toBe(before)
  scened.settings = { ...scened.settings, mcpServers: [] }
  await scened.secrets.follow()
  scened.settings = SettingsSchema.parse({ mcpServers: [MARKET, { ...MARKET, id: 'news' }] })
  await scened.secrets.follow()
  expect(scened.store.calls).toContain('get mcp:news')
})

test('a secret of a keychain that was locked at the start is told once it is read, without a setting that changes', async () => {
  const { store, secrets, seen } = scene()
  store.entries.set('openai-key', 'sk-1')
  store.broken = 'Cannot get secret of a locked object'
  await secrets.look()
  expect(seen.at(-1)).toEqual({})
  store.broken = null
  await secrets.release('openai-key', OPENAI)
  await expect.poll(() => seen.at(-1)).toEqual({ 'openai-key': 'keychain' })
})
