import { createServer } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AccountState } from '../../shared/account'
import { t } from '../../shared/i18n'
import { browse, type LastPage } from './browser'
import { startProvider, type TestProvider } from './provider'
import { createRig, settingsFor } from './rig'

let provider: TestProvider
beforeEach(async () => {
  provider = await startProvider()
})
afterEach(() => provider.stop())

const settings = () => settingsFor({ issuer: provider.issuer })
const signedOut = (problem: string | null, untilQuit = false): AccountState => ({
  state: 'signed-out',
  problem,
  untilQuit,
})
/** A gate that a test opens. */
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}

test('a trader signs in by the browser, through the provider’s own pages', async () => {
  let last: Promise<LastPage> | null = null
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      last = browse(url)
    },
  })
  await rig.account.start()
  expect(rig.account.state()).toEqual(signedOut(null))
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual({
    state: 'signed-in',
    label: 'trader@example.com',
    kept: 'keychain',
    problem: null,
  })
  expect(rig.account.subject()).toBe('trader')
  expect(rig.states.map(({ state }) => state)).toEqual(expect.arrayContaining(['signing-in', 'signed-in']))
  expect(await last).toMatchObject({ status: 200, text: expect.stringContaining(t('account.page.done')) })
  const asked = new URL(rig.opened[0] ?? '')
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'dexter-voice',
    code_challenge_method: 'S256',
    prompt: 'consent',
    nonce: expect.any(String),
    state: expect.any(String),
  })
  // What is kept is small and holds no access token.
  const [[name, entry] = []] = [...rig.store.entries]
  expect(name).toBe(`account:${provider.issuer}`)
  expect(JSON.parse(entry ?? '')).toEqual({
    refreshToken: expect.any(String),
    subject: 'trader',
    label: 'trader@example.com',
    givenFor: ['https://api.dexter.cash', 'wss://api.openai.com', provider.issuer],
  })
  const reply = await rig.account.accessToken()
  expect(reply).toEqual({ ok: true, token: expect.any(String) })
  expect(provider.grants('refresh_token')).toBe(0)
})

test('a server without metadata is used by its endpoints', async () => {
  const { issuer } = provider
  const rig = createRig({
    settings: settingsFor({
      authorizationEndpoint: `${issuer}/auth`,
      tokenEndpoint: `${issuer}/token`,
      userinfoEndpoint: `${issuer}/me`,
    }),
    openBrowser: async (url) => void (await browse(url)),
  })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', label: 'trader@example.com' })
  expect(new URL(rig.opened[0] ?? '').searchParams.get('nonce')).toBeNull()
  expect(await rig.account.renew()).toMatchObject({ ok: true })
})

test('consent that is declined in the browser', async () => {
  let last: Promise<LastPage> | null = null
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      last = browse(url, { decline: true })
    },
  })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual(signedOut(t('account.signIn.declined')))
  expect(await last).toMatchObject({ status: 400, text: expect.stringContaining(t('account.page.notDone')) })
})

test('cancelled while the browser is open: the port is given back', async () => {
  const browser = gate()
  const rig = createRig({ settings: settings(), openBrowser: async () => browser.open() })
  const done = rig.account.signIn({ untilQuit: false })
  await browser.opened
  expect(rig.account.state()).toEqual({ state: 'signing-in' })
  rig.account.cancel()
  expect(rig.account.state()).toEqual(signedOut(null))
  await done
  const { searchParams } = new URL(rig.opened[0] ?? '')
  await expect(fetch(searchParams.get('redirect_uri') ?? '')).rejects.toThrow()
  expect(rig.account.state()).toEqual(signedOut(null))
})

test('cancelled while the code is exchanged: what is still granted is given back', async () => {
  const exchanging = gate()
  const answer = gate()
  provider.onToken((_request, _response, pass) =>
    pass(() => {
      exchanging.open()
      return answer.opened
    }),
  )
  const rig = createRig({ settings: settings(), openBrowser: async (url) => void (await browse(url).catch(() => {})) })
  const done = rig.account.signIn({ untilQuit: false })
  await exchanging.opened
  rig.account.cancel()
  await done
  const revoked = provider.nextRevocation()
  answer.open()
  await revoked
  expect(provider.liveRefreshTokens()).toBe(0)
  expect(rig.account.state()).toEqual(signedOut(null))
  expect(rig.store.entries.size).toBe(0)
})

test('two minutes without an answer', async () => {
  const asked: number[] = []
  const browser = gate()
  const rig = createRig({
    settings: settings(),
    openBrowser: async () => browser.open(),
    wait: async (ms) => {
      asked.push(ms)
      await browser.opened
    },
  })
  await rig.account.signIn({ untilQuit: false })
  expect(asked).toEqual([120_000])
  expect(rig.account.state()).toEqual(signedOut(t('account.signIn.timedOut')))
})

test('a forged callback neither ends the sign-in nor gets in', async () => {
  const forged: number[] = []
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      const callback = new URL(url).searchParams.get('redirect_uri') ?? ''
      for (const query of ['?code=evil&state=guess', '?error=access_denied&state=guess', '?error=access_denied'])
        forged.push((await fetch(callback + query)).status)
      await browse(url)
    },
  })
  await rig.account.signIn({ untilQuit: false })
  expect(forged).toEqual([400, 400, 400])
  expect(rig.account.state()).toMatchObject({ state: 'signed-in' })
})

test('an answer in the name of another issuer is not accepted', async () => {
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      const { searchParams } = new URL(url)
      const query = new URLSearchParams({
        code: 'c',
        state: searchParams.get('state') ?? '',
        iss: 'https://evil.example',
      })
      await fetch(`${searchParams.get('redirect_uri')}?${query}`)
    },
  })
  await rig.account.signIn({ untilQuit: false })
  const { host } = new URL(provider.issuer)
  expect(rig.account.state()).toEqual(signedOut(t('account.signIn.untrusted', { host })))
  expect(provider.grants('authorization_code')).toBe(0)
})

test('no browser', async () => {
  const rig = createRig({ settings: settings(), openBrowser: () => Promise.reject(new Error('no handler')) })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual(signedOut(t('account.signIn.noBrowser')))
})

test('a browser that reports back only when it was closed does not hold the sign-in up', async () => {
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      await browse(url)
      await new Promise(() => {})
    },
  })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in' })
})

test('the server can’t be reached: the browser stays closed', async () => {
  await provider.stop()
  const rig = createRig({ settings: settings() })
  await rig.account.signIn({ untilQuit: false })
  const { host } = new URL(provider.issuer)
  expect(rig.account.state()).toEqual(signedOut(t('backends.unreachable', { host })))
  expect(rig.opened).toEqual([])
  provider = await startProvider()
})

test('the network goes while the code is exchanged', async () => {
  provider.onToken((request) => request.socket.destroy())
  const rig = createRig({ settings: settings(), openBrowser: async (url) => void (await browse(url)) })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual(signedOut(t('backends.unreachable', { host: new URL(provider.issuer).host })))
})

test('an address that is neither https nor this computer is not used', async () => {
  for (const dexter of [{ issuer: 'http://id.example' }, { url: 'http://api.example' }]) {
    const rig = createRig({
      settings: settingsFor(dexter),
      fetch: () => Promise.reject(new Error('must not be called')),
    })
    await rig.account.signIn({ untilQuit: false })
    expect(rig.account.state()).toEqual(signedOut(expect.stringContaining('Use https:// to reach')))
    expect(rig.opened).toEqual([])
  }
})

test('metadata that sends the code elsewhere is not followed', async () => {
  const server = createServer((_request, response) => {
    const { port } = server.address() as { port: number }
    const issuer = `http://127.0.0.1:${port}`
    response.setHeader('content-type', 'application/json')
    const endpoint = 'http://evil.example/token'
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: endpoint,
        jwks_uri: endpoint,
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const rig = createRig({ settings: settingsFor({ issuer: `http://127.0.0.1:${port}` }) })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual(signedOut('Use https:// to reach evil.example. Correct its address in Settings.'))
  expect(rig.opened).toEqual([])
  server.close()
})

test('without a keychain the trader is asked first, and may sign in until the app quits', async () => {
  const rig = createRig({ settings: settings(), openBrowser: async (url) => void (await browse(url)) })
  rig.store.broken = 'Cannot autolaunch D-Bus without X11 $DISPLAY'
  await rig.account.start()
  const sentence = t('account.keychain.missing')
  expect(rig.account.state()).toEqual(signedOut(sentence, true))
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual(signedOut(sentence, true))
  expect(rig.opened).toEqual([])
  await rig.account.signIn({ untilQuit: true })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', kept: 'session', problem: null })
  expect(rig.store.entries.size).toBe(0)
  expect(await rig.account.renew()).toMatchObject({ ok: true, token: expect.any(String) })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', kept: 'session', problem: null })
})

test('a keychain that was locked at the start and is open now gives the account back without a browser', async () => {
  const first = createRig({ settings: settings(), openBrowser: async (url) => void (await browse(url)) })
  await first.account.signIn({ untilQuit: false })
  const rig = createRig({ settings: settings() })
  for (const [name, entry] of first.store.entries) rig.store.entries.set(name, entry)
  rig.store.broken = 'Cannot create an item in a locked collection'
  await rig.account.start()
  expect(rig.account.state()).toEqual(signedOut(t('account.keychain.locked'), true))
  rig.store.broken = null
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toMatchObject({ state: 'signed-in', kept: 'keychain' })
  expect(rig.opened).toEqual([])
})

test('a keychain that fails when the browser is back: not signed in, and the grant is given back', async () => {
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      rig.store.broken = 'Cannot create an item in a locked collection'
      await browse(url)
    },
  })
  await rig.account.signIn({ untilQuit: false })
  expect(rig.account.state()).toEqual(signedOut(t('account.keychain.locked'), true))
  expect(provider.revocations()).toBe(1)
  expect(provider.liveRefreshTokens()).toBe(0)
})

test('a second sign-in opens the page of the first again', async () => {
  const twice = gate()
  const rig = createRig({
    settings: settings(),
    openBrowser: async (url) => {
      if (rig.opened.length < 2) return
      twice.open()
      await browse(url)
    },
  })
  const first = rig.account.signIn({ untilQuit: false })
  await rig.browserOpened()
  const second = rig.account.signIn({ untilQuit: false })
  await twice.opened
  await Promise.all([first, second])
  expect(new Set(rig.opened).size).toBe(1)
  expect(rig.opened).toHaveLength(2)
  expect(rig.account.state()).toMatchObject({ state: 'signed-in' })
  expect(provider.grants('authorization_code')).toBe(1)
})
