import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { SecretQuestion } from '../../shared/account'
import { t } from '../../shared/i18n'
import { browse } from './browser'
import { startProvider, type TestProvider } from './provider'
import { createRig, settingsFor } from './rig'

let provider: TestProvider
beforeEach(async () => {
  provider = await startProvider({ accessTokenS: 600 })
})
afterEach(() => provider.stop())

const EXPIRED = t('account.signIn.expired')
const host = () => new URL(provider.issuer).host

async function signedIn(options: { untilQuit?: boolean; wait?(ms: number, signal: AbortSignal): Promise<void> } = {}) {
  const rig = createRig({
    settings: settingsFor({ issuer: provider.issuer }),
    openBrowser: async (url) => void (await browse(url)),
    ...(options.wait ? { wait: options.wait } : {}),
  })
  await rig.account.signIn({ untilQuit: options.untilQuit ?? false })
  const { state, ...rest } = rig.account.state()
  if (state !== 'signed-in') throw new Error(`not signed in: ${JSON.stringify(rest)}`)
  return rig
}
type Rig = Awaited<ReturnType<typeof signedIn>>
/** The app as it is after a restart: the same keychain, nothing in memory. */
const restarted = (rig: Rig) => {
  const next = createRig({ settings: rig.settings, keytar: rig.store.keytar })
  return Object.assign(next, { store: rig.store })
}
const stored = (rig: Rig) => JSON.parse(rig.store.entries.get(`account:${provider.issuer}`) ?? 'null')?.refreshToken
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}
/** Holds the answer to the next request to the token endpoint: `asked` when the provider has it ready. */
const heldAnswer = () => {
  const asked = gate()
  const answer = gate()
  provider.onToken((_request, _response, pass) =>
    pass(() => {
      asked.open()
      return answer.opened
    }),
  )
  return { asked: asked.opened, send: answer.open }
}

test('the access token is used until shortly before it ends, then renewed with the refresh token', async () => {
  const rig = await signedIn()
  const first = await rig.account.accessToken()
  const token = stored(rig)
  // A minute before its end it counts as ended.
  rig.now += 539_000
  expect(await rig.account.accessToken()).toEqual(first)
  expect(provider.grants('refresh_token')).toBe(0)
  rig.now += 2_000
  const second = await rig.account.accessToken()
  expect(second).toMatchObject({ ok: true, token: expect.any(String) })
  expect(second).not.toEqual(first)
  expect(provider.grants('refresh_token')).toBe(1)
  expect(stored(rig)).not.toBe(token)
  expect(provider.liveRefreshTokens()).toBe(1)
})

test('a refused access token is not given again', async () => {
  const rig = await signedIn()
  const first = await rig.account.accessToken()
  const second = await rig.account.renew()
  expect(second).toMatchObject({ ok: true, token: expect.any(String) })
  expect(second).not.toEqual(first)
  expect(await rig.account.accessToken()).toEqual(second)
})

test('many who ask at once share one request', async () => {
  const rig = await signedIn()
  const { renew, accessToken } = rig.account
  const replies = await Promise.all([renew(), renew(), accessToken(), renew(), accessToken()])
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
  expect(replies[0]).toMatchObject({ ok: true, token: expect.any(String) })
  expect(provider.grants('refresh_token')).toBe(1)
})

test('a rotated refresh token is in the keychain before the access token is handed out', async () => {
  const rig = await signedIn()
  const order: string[] = []
  const { setPassword } = rig.store.keytar
  const storing = gate()
  const proceed = gate()
  rig.store.keytar.setPassword = async (...args) => {
    storing.open()
    await proceed.opened
    await setPassword(...args)
    order.push('stored')
  }
  const before = stored(rig)
  const renewed = rig.account.renew().then((reply) => {
    order.push('handed out')
    return reply
  })
  await storing.opened
  const waiting = rig.account.accessToken().then((reply) => {
    order.push('handed out')
    return reply
  })
  proceed.open()
  expect(await renewed).toEqual(await waiting)
  expect(order).toEqual(['stored', 'handed out', 'handed out'])
  expect(stored(rig)).not.toBe(before)
})

test('a restart finds the account without the network, and works when the network is back', async () => {
  const rig = restarted(await signedIn())
  const online = rig.fetch
  rig.fetch = () =>
    Promise.reject(new TypeError('fetch failed', { cause: new Error('net::ERR_INTERNET_DISCONNECTED') }))
  await rig.account.start()
  expect(rig.account.state()).toEqual({
    state: 'signed-in',
    label: 'trader@example.com',
    kept: 'keychain',
    problem: null,
  })
  const message = t('backends.offline', { host: host() })
  expect(await rig.account.accessToken()).toEqual({
    ok: false,
    problem: { code: 'offline', message, retry: 'later', retryAfterMs: null },
  })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', problem: message })
  rig.fetch = online
  expect(await rig.account.accessToken()).toMatchObject({ ok: true, token: expect.any(String) })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', problem: null })
})

test.each([
  [503, 'later'],
  [500, 'later'],
  [429, 'later'],
  [404, 'never'],
] as const)('an answer of %i keeps the account: try %s', async (status, retry) => {
  const rig = await signedIn()
  const token = stored(rig)
  provider.onToken((_request, response) => response.writeHead(status, { 'retry-after': '7' }).end('sorry'))
  const reply = await rig.account.renew()
  expect(reply).toMatchObject({ ok: false, problem: { retry, retryAfterMs: retry === 'later' ? 7000 : null } })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', problem: expect.stringContaining(host()) })
  expect(stored(rig)).toBe(token)
  provider.onToken(null)
  expect(await rig.account.renew()).toMatchObject({ ok: true })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', problem: null })
})

test('a sign-in that the server ended is over: one sentence, no entry, no second try', async () => {
  const rig = await signedIn()
  provider.revokeAll()
  expect(await rig.account.renew()).toEqual({
    ok: false,
    problem: { code: 'signed_out', message: EXPIRED, retry: 'never', retryAfterMs: null },
  })
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: EXPIRED, untilQuit: false })
  expect(rig.store.entries.size).toBe(0)
  expect(await rig.account.accessToken()).toEqual({ ok: true, token: null })
  expect(await rig.account.renew()).toEqual({ ok: true, token: null })
  expect(provider.grants('refresh_token')).toBe(1)
  expect(rig.account.subject()).toBeNull()
})

test('a refresh that is slow is not given up, only waited for no longer', async () => {
  const patience = gate()
  let impatient = false
  const rig = await signedIn({
    wait: async (ms) => {
      if (ms === 10_000 && impatient) return patience.opened
      await new Promise(() => {})
    },
  })
  impatient = true
  const { asked, send } = heldAnswer()
  const early = rig.account.renew()
  await asked
  patience.open()
  expect(await early).toMatchObject({ ok: false, problem: { code: 'timeout', retry: 'later' } })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', problem: expect.stringContaining('slow') })
  impatient = false
  const late = rig.account.accessToken()
  send()
  expect(await late).toMatchObject({ ok: true, token: expect.any(String) })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', problem: null })
  expect(provider.grants('refresh_token')).toBe(1)
})

test('signing out revokes at the server and forgets', async () => {
  const rig = await signedIn()
  await rig.account.signOut()
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
  expect(provider.revocations()).toBe(1)
  expect(provider.liveRefreshTokens()).toBe(0)
  expect(rig.store.entries.size).toBe(0)
  expect(await rig.account.accessToken()).toEqual({ ok: true, token: null })
})

test('signing out works without the network', async () => {
  const rig = await signedIn()
  await provider.stop()
  await rig.account.signOut()
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
  expect(rig.store.entries.size).toBe(0)
  provider = await startProvider()
})

test('signing out wins over a refresh under way: its token is neither stored nor left alive', async () => {
  const rig = await signedIn()
  const { asked, send } = heldAnswer()
  const renewed = rig.account.renew()
  await asked
  const out = rig.account.signOut()
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
  send()
  expect(await renewed).toEqual({ ok: true, token: null })
  await out
  expect(rig.store.entries.size).toBe(0)
  expect(provider.liveRefreshTokens()).toBe(0)
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
})

test('signing out while a rotated token is being stored leaves nothing behind', async () => {
  const rig = await signedIn()
  const { setPassword } = rig.store.keytar
  const storing = gate()
  const proceed = gate()
  rig.store.keytar.setPassword = async (...args) => {
    storing.open()
    await proceed.opened
    return setPassword(...args)
  }
  const renewed = rig.account.renew()
  await storing.opened
  const out = rig.account.signOut()
  proceed.open()
  await Promise.all([renewed, out])
  expect(await renewed).toEqual({ ok: true, token: null })
  expect(rig.store.entries.size).toBe(0)
  expect(provider.liveRefreshTokens()).toBe(0)
})

test('a sign-out that the keychain does not take is told', async () => {
  const rig = await signedIn()
  rig.store.broken = 'Cannot create an item in a locked collection'
  await rig.account.signOut()
  expect(rig.account.state()).toMatchObject({
    state: 'signed-out',
    problem: 'Your sign-in is still saved on this computer. Your keychain is locked. Unlock it and try again.',
  })
  // It is of no use to anybody.
  expect(provider.liveRefreshTokens()).toBe(0)
})

test('signing in again right after signing out keeps the new sign-in', async () => {
  const rig = await signedIn()
  const out = rig.account.signOut()
  await rig.account.signIn({ untilQuit: false })
  await out
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', kept: 'keychain' })
  expect(rig.store.entries.size).toBe(1)
  expect(await restartedToken(rig)).toMatchObject({ ok: true, token: expect.any(String) })
})

async function restartedToken(rig: Rig) {
  const next = restarted(rig)
  await next.account.start()
  return next.account.accessToken()
}

test('a keychain that is locked when a token rotates: still signed in, told, and stored as soon as it opens', async () => {
  const rig = await signedIn()
  rig.store.broken = 'Cannot create an item in a locked collection'
  expect(await rig.account.renew()).toMatchObject({ ok: true, token: expect.any(String) })
  expect(rig.account.state()).toEqual({
    state: 'signed-in',
    label: 'trader@example.com',
    kept: 'session',
    problem: 'Your keychain is locked. Unlock it and try again. You stay signed in until you quit.',
  })
  expect(rig.notices).toEqual(['sign_in_not_kept'])
  rig.store.broken = null
  expect(await rig.account.renew()).toMatchObject({ ok: true })
  expect(rig.account.state()).toMatchObject({ kept: 'keychain', problem: null })
  expect(rig.withdrawn).toEqual(['sign_in_not_kept'])
  expect(await restartedToken(rig)).toMatchObject({ ok: true, token: expect.any(String) })
})

test('a sign-in until the app quits is gone after a restart', async () => {
  const rig = await signedIn({ untilQuit: true })
  expect(await rig.account.renew()).toMatchObject({ ok: true })
  expect(rig.store.entries.size).toBe(0)
  const next = restarted(rig)
  await next.account.start()
  expect(next.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
})

test('a server that grants no refresh token: signed in until the access token ends, and told', async () => {
  const rig = createRig({
    settings: settingsFor({ issuer: provider.issuer, scope: 'openid email' }),
    openBrowser: async (url) => void (await browse(url)),
  })
  await rig.account.signIn({ untilQuit: false })
  const problem = t('account.signIn.notLasting', { host: host() })
  expect(rig.account.state()).toEqual({ state: 'signed-in', label: 'trader@example.com', kept: 'session', problem })
  expect(await rig.account.accessToken()).toMatchObject({ ok: true, token: expect.any(String) })
  expect(rig.store.entries.size).toBe(0)
  rig.now += 600_000
  expect(await rig.account.accessToken()).toMatchObject({ ok: false, problem: { code: 'signed_out' } })
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: EXPIRED, untilQuit: false })
})

test('an entry that can not be read is told once and removed', async () => {
  const rig = createRig({ settings: settingsFor({ issuer: provider.issuer }) })
  rig.store.entries.set(`account:${provider.issuer}`, '{"refreshToken":')
  await rig.account.start()
  expect(rig.account.state()).toMatchObject({
    state: 'signed-out',
    problem: t('account.signIn.unreadable'),
  })
  expect(rig.store.entries.size).toBe(0)
})

test('another issuer is another account; going back finds the first one as it was', async () => {
  const rig = await signedIn()
  const first = await rig.account.accessToken()
  const second = await startProvider()
  rig.settings = settingsFor({ issuer: second.issuer })
  await rig.account.follow()
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
  expect(await rig.account.accessToken()).toEqual({ ok: true, token: null })
  await rig.account.signIn({ untilQuit: false })
  expect([...rig.store.entries.keys()].sort()).toEqual(
    [`account:${provider.issuer}`, `account:${second.issuer}`].sort(),
  )
  rig.settings = settingsFor({ issuer: provider.issuer })
  await rig.account.follow()
  expect(rig.account.state()).toMatchObject({ state: 'signed-in' })
  expect(await rig.account.accessToken()).toEqual(first)
  expect(second.grants('refresh_token')).toBe(0)
  await second.stop()
})

test('an issuer that was left and come back to while another backend was in use finds its account, too', async () => {
  const rig = await signedIn()
  const { settings } = rig
  for (const issuer of [provider.issuer, 'http://127.0.0.1:9', provider.issuer]) {
    rig.settings = { ...settings, backend: 'practice', dexter: { ...settings.dexter, issuer } }
    await rig.account.follow()
  }
  rig.settings = settings
  await rig.account.follow()
  expect(rig.account.state()).toMatchObject({ state: 'signed-in' })
})

test('a refresh under way when settings name another server still stores what it brings', async () => {
  const rig = await signedIn()
  const { asked, send } = heldAnswer()
  const renewed = rig.account.renew()
  await asked
  const { settings } = rig
  rig.settings = settingsFor({ issuer: 'https://id.example' })
  await rig.account.follow()
  send()
  expect(await renewed).toEqual({ ok: true, token: null })
  provider.onToken(null)
  rig.settings = settings
  await rig.account.follow()
  expect(await rig.account.renew()).toMatchObject({ ok: true, token: expect.any(String) })
  expect(await restartedToken(rig)).toMatchObject({ ok: true, token: expect.any(String) })
})

test('a sign-in under way ends when settings name another server', async () => {
  const rig = createRig({ settings: settingsFor({ issuer: provider.issuer }) })
  const done = rig.account.signIn({ untilQuit: false })
  await rig.browserOpened()
  rig.settings = settingsFor({ issuer: 'https://id.example' })
  await rig.account.follow()
  await done
  expect(rig.account.state()).toEqual({ state: 'signed-out', problem: null, untilQuit: false })
})

test('a backend without sign-in has no account, and the keychain is left alone', async () => {
  const rig = createRig({ settings: { ...settingsFor({ issuer: provider.issuer }), backend: 'practice' } })
  await rig.account.start()
  expect(rig.account.state()).toEqual({ state: 'none' })
  expect(rig.store.calls).toEqual([])
})

test('choosing the backend later finds the account', async () => {
  const rig = await signedIn()
  const next = restarted(rig)
  next.settings = { ...rig.settings, backend: 'practice' }
  await next.account.start()
  next.settings = rig.settings
  await next.account.follow()
  expect(next.account.state()).toMatchObject({ state: 'signed-in', label: 'trader@example.com' })
})

test('forgetting everything signs out and tells how much was removed', async () => {
  const rig = await signedIn()
  await rig.keychain.set('openai-key', 'sk-test')
  expect(await rig.account.forgetAll()).toEqual({
    ok: true,
    message: '2 items were removed from your keychain.',
  })
  expect(rig.store.entries.size).toBe(0)
  expect(provider.liveRefreshTokens()).toBe(0)
  expect(rig.account.state()).toMatchObject({ state: 'signed-out' })
  expect(await rig.account.forgetAll()).toEqual({
    ok: true,
    message: 'There was nothing to remove.',
  })
  rig.store.broken = 'Cannot create an item in a locked collection'
  expect(await rig.account.forgetAll()).toEqual({
    ok: false,
    message: t('account.keychain.locked'),
  })
})

test('no sentence, state or notice holds a token', async () => {
  const rig = await signedIn()
  const secrets = [stored(rig)]
  const reply = await rig.account.renew()
  if (!reply.ok || reply.token === null) expect.fail('no token was given')
  secrets.push(reply.token, stored(rig))
  provider.onToken((_request, response) => response.writeHead(400).end(`{"error":"${secrets[0]}"}`))
  const failed = await rig.account.renew()
  const told = JSON.stringify([rig.states, rig.notices, failed])
  for (const secret of secrets) expect(told).not.toContain(secret)
})

describe('a sign-in that settings lead elsewhere', () => {
  /** A server that keeps what it is asked, and answers as the provider would. */
  const spy = async () => {
    const asked: string[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      asked.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"access_token":"theirs","token_type":"bearer","refresh_token":"theirs"}')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    return { asked, url: `http://127.0.0.1:${port}` }
  }
  const lastAsked = (rig: { asked: SecretQuestion[][] }) => rig.asked.at(-1)?.[0]?.wanted

  test.each([
    ['its API', (url: string) => ({ url })],
    ['its voice', (url: string) => ({ realtimeUrl: url.replace('http', 'ws') })],
  ] as const)('to %s gives no token away before the trader allows it', async (_, elsewhere) => {
    const rig = restarted(await signedIn())
    const { url } = await spy()
    rig.settings = settingsFor({ issuer: provider.issuer, ...elsewhere(url) })
    await rig.account.start()
    for (const ask of [rig.account.accessToken, rig.account.renew])
      expect(await ask()).toMatchObject({ ok: false, problem: { code: 'withheld', retry: 'never' } })
    expect(provider.grants('refresh_token')).toBe(0)
    expect(rig.asked).toHaveLength(1)
    expect(rig.asked[0]).toMatchObject([
      {
        secret: 'sign-in',
        label: 'Dexter sign-in',
        givenFor: ['https://api.dexter.cash', 'wss://api.openai.com', provider.issuer],
      },
    ])
    const wanted = lastAsked(rig) ?? []
    expect(wanted).toContain(new URL(Object.values(elsewhere(url))[0] ?? '').origin)
    expect(await rig.questions.answer({ secret: 'sign-in', wanted, allow: true })).toEqual({ ok: true })
    expect(await rig.account.accessToken()).toMatchObject({ ok: true, token: expect.any(String) })
    // His yes is stored with the sign-in.
    const later = restarted(rig)
    await later.account.start()
    expect(await later.account.accessToken()).toMatchObject({ ok: true, token: expect.any(String) })
    expect(later.asked).toEqual([])
  })

  test('with the access token in memory: it stays there', async () => {
    const rig = await signedIn()
    const first = await rig.account.accessToken()
    rig.settings = settingsFor({ issuer: provider.issuer, url: 'https://evil.example' })
    await rig.account.follow()
    expect(await rig.account.accessToken()).toMatchObject({ ok: false, problem: { code: 'withheld' } })
    rig.settings = settingsFor({ issuer: provider.issuer })
    await rig.account.follow()
    expect(await rig.account.accessToken()).toEqual(first)
  })

  test('an endpoint that is named beside an old token endpoint gets nothing', async () => {
    const { url, asked } = await spy()
    const { issuer } = provider
    const own = {
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      userinfoEndpoint: `${issuer}/me`,
    }
    const rig = createRig({ settings: settingsFor(own), openBrowser: async (to) => void (await browse(to)) })
    await rig.account.signIn({ untilQuit: false })
    expect(rig.account.state()).toMatchObject({ state: 'signed-in' })
    for (const over of [{ url }, { userinfoEndpoint: `${url}/me` }]) {
      const next = createRig({ settings: settingsFor({ ...own, ...over }), keytar: rig.store.keytar })
      await next.account.start()
      expect(await next.account.accessToken()).toMatchObject({ ok: false, problem: { code: 'withheld' } })
    }
    expect(asked).toEqual([])
  })

  test('metadata of the same issuer that names another token endpoint: the refresh token stays here', async () => {
    const rig = restarted(await signedIn())
    const { url, asked } = await spy()
    const { fetch: real } = rig
    rig.fetch = async (...request) => {
      const response = await real(...request)
      if (!String(request[0]).includes('.well-known')) return response
      return Response.json({
        ...(await response.json()),
        token_endpoint: `${url}/token`,
        revocation_endpoint: `${url}/revoke`,
      })
    }
    await rig.account.start()
    expect(await rig.account.accessToken()).toMatchObject({
      ok: false,
      problem: { code: 'withheld', message: expect.stringContaining(url) },
    })
    expect(lastAsked(rig)).toEqual([url])
    // Kept back: it is not asked again, and signing out tells that server nothing either.
    expect(await rig.questions.answer({ secret: 'sign-in', wanted: [url], allow: false })).toEqual({ ok: true })
    expect(await rig.account.accessToken()).toMatchObject({ ok: false, problem: { code: 'withheld' } })
    expect(lastAsked(rig)).toBeUndefined()
    await rig.account.signOut()
    expect([asked, rig.store.entries.size]).toEqual([[], 0])
  })

  test('a token endpoint that redirects takes nothing along', async () => {
    const rig = restarted(await signedIn())
    const { url, asked } = await spy()
    provider.onToken((_request, response) => response.writeHead(307, { location: `${url}/token` }).end())
    await rig.account.start()
    expect(await rig.account.accessToken()).toMatchObject({ ok: false, problem: { code: 'redirected' } })
    expect(asked).toEqual([])
  })

  test('one from before origins were noted goes where the app came with, and asks for all else', async () => {
    const rig = await signedIn()
    const name = `account:${provider.issuer}`
    const { givenFor: _, ...older } = JSON.parse(rig.store.entries.get(name) ?? '')
    rig.store.entries.set(name, JSON.stringify(older))
    const next = restarted(rig)
    await next.account.start()
    expect(next.account.state()).toMatchObject({ state: 'signed-in' })
    expect(await next.account.accessToken()).toMatchObject({ ok: false, problem: { code: 'withheld' } })
    expect(next.asked.at(-1)).toMatchObject([
      { givenFor: ['https://api.dexter.cash', 'wss://api.openai.com'], wanted: [provider.issuer] },
    ])
    await next.questions.answer({ secret: 'sign-in', wanted: [provider.issuer], allow: true })
    expect(await next.account.accessToken()).toMatchObject({ ok: true, token: expect.any(String) })
  })

  test('who signs out, or another who signs in, is not asked any more', async () => {
    const rig = await signedIn()
    rig.settings = settingsFor({ issuer: provider.issuer, url: 'https://evil.example' })
    await rig.account.follow()
    await rig.account.accessToken()
    const wanted = lastAsked(rig) ?? []
    await rig.account.signOut()
    expect(rig.asked.at(-1)).toEqual([])
    await rig.account.signIn({ untilQuit: false })
    expect(await rig.questions.answer({ secret: 'sign-in', wanted, allow: true })).toMatchObject({ ok: false })
  })
})
