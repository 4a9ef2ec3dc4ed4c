import { describe, expect, it } from 'vitest'
import type { AccountAccess } from '../../main/backends/backend'
import { createDexterBackend } from '../../main/backends/dexter'
import { unheard } from '../notices'
import {
  ADDRESS,
  type Answer,
  asGuest,
  asUser,
  ear,
  json,
  nobody,
  noNetwork,
  OTHER_ADDRESS,
  secret,
  serve,
  settingsWith,
  signedIn,
} from './loopback'

async function dexter(
  answer: Answer,
  account: AccountAccess = nobody,
  path = '',
  values: Record<string, unknown> = {},
) {
  const server = await serve(answer)
  const heard = ear()
  const settings = () => settingsWith({ ...values, dexter: { url: server.url + path } })
  const backend = createDexterBackend({ fetch, settings, account, notice: heard.notice })
  return { ...server, ...heard, mint: backend.mint, wallets: backend.wallets ?? expect.fail('no wallets') }
}

const whoever: Answer = (asked, response) =>
  json(response, 200, asked.body?.supabaseAccessToken === 'good' ? asUser : asGuest)

describe('a session of Dexter', () => {
  it('is the user’s for whoever is signed in', async () => {
    const { mint, asked, said } = await dexter(whoever, signedIn('good'))
    expect(await mint()).toMatchObject({
      ok: true,
      grant: {
        expiresAt: 2_000_000_000_000,
        identity: { kind: 'user', label: 'trader@example.invalid', wallet: { address: ADDRESS, label: 'Main' } },
      },
    })
    expect(asked).toMatchObject([
      { method: 'POST', path: '/realtime/sessions', body: { supabaseAccessToken: 'good', model: 'gpt-realtime-2.1' } },
    ])
    expect(said).toEqual([])
  })

  it.each([
    ['keeps the transcription that it was minted with', { model: 'whisper-1', prompt: 'DEX' }, {}, null],
    [
      'keeps it whole when the trader’s language is added',
      { model: 'gpt-transcribe', keywords: ['DEX'] },
      { language: 'de' },
      { model: 'gpt-transcribe', keywords: ['DEX'], languages: ['de'] },
    ],
    ['gets one where it has none', null, { keywords: ['BONK'] }, { model: 'gpt-transcribe', keywords: ['BONK'] }],
  ])('%s', async (_what, transcription, values, told) => {
    for (const session of [{ audio: { input: { transcription } } }, { input_audio_transcription: transcription }]) {
      const { mint } = await dexter(
        (_asked, response) => json(response, 200, { ...asUser, ...session }),
        nobody,
        '',
        values,
      )
      expect(await mint()).toMatchObject({ ok: true, grant: { transcription: told } })
    }
  })

  it('is a guest’s for nobody, which is nothing to be told of', async () => {
    const { mint, asked, said } = await dexter(whoever)
    expect(await mint()).toMatchObject({
      ok: true,
      grant: { identity: { kind: 'guest', label: 'Dexter Demo Wallet' } },
    })
    expect(asked[0]?.body).not.toHaveProperty('supabaseAccessToken')
    expect(said).toEqual([])
  })

  it('is a guest’s for nobody even when the service says that it is a user’s', async () => {
    const { mint } = await dexter((_asked, response) => json(response, 200, asUser))
    expect(await mint()).toMatchObject({ ok: true, grant: { identity: { kind: 'guest' } } })
  })

  it('that comes back as a guest’s is asked for once more with a new token', async () => {
    const account = signedIn('stale', 'good')
    const { mint, said } = await dexter(whoever, account)
    expect(await mint()).toMatchObject({ ok: true, grant: { identity: { kind: 'user' } } })
    expect(account.renewals).toBe(1)
    expect(said).toEqual([])
  })

  it('that stays a guest’s is one, and the trader is told once', async () => {
    const { mint, said, asked } = await dexter(whoever, signedIn('stale', 'also stale', 'stale', 'stale', 'good'))
    for (const _ of [1, 2])
      expect(await mint()).toMatchObject({
        ok: true,
        grant: { identity: { kind: 'guest', label: 'Guest (sign-in not accepted)', wallet: null } },
      })
    expect(asked).toHaveLength(4)
    expect(said).toEqual([
      {
        code: 'downgraded',
        text: expect.stringMatching(/^127\.0\.0\.1:\d+ doesn’t accept your sign-in\. You can look but not trade/),
      },
    ])
  })

  it('is told of again when a sign-in that worked works no longer', async () => {
    let accepts = false
    const { mint, said } = await dexter(
      (_asked, response) => json(response, 200, accepts ? asUser : asGuest),
      signedIn('a', 'b', 'c', 'd'),
    )
    await mint()
    accepts = true
    await mint()
    accepts = false
    await mint()
    expect(said.map(({ code }) => code)).toEqual(['downgraded', 'downgraded'])
  })

  it('that does not say whose it is counts as a guest’s', async () => {
    const { mint, said } = await dexter(
      (_asked, response) => json(response, 200, { client_secret: secret() }),
      signedIn('a', 'b'),
    )
    expect(await mint()).toMatchObject({ ok: true, grant: { identity: { kind: 'guest' } } })
    expect(said).toHaveLength(1)
  })

  it('that is refused with 401 is asked for once more with a new token, and no oftener', async () => {
    const answer: Answer = (asked, response) =>
      asked.body?.supabaseAccessToken === 'good'
        ? json(response, 200, asUser)
        : json(response, 401, { error: 'Sign-in required' })
    const good = await dexter(answer, signedIn('stale', 'good'))
    expect(await good.mint()).toMatchObject({ ok: true, grant: { identity: { kind: 'user' } } })
    const bad = await dexter(answer, signedIn('stale', 'stale too', 'good'))
    expect(await bad.mint()).toMatchObject({ ok: false, problem: { code: 'unauthorized' } })
    expect(bad.asked).toHaveLength(2)
  })

  it('is a guest’s, and said to be, when the sign-in turns out to have ended', async () => {
    const { mint, said } = await dexter(
      (asked, response) =>
        asked.body?.supabaseAccessToken === undefined ? json(response, 200, asGuest) : json(response, 401, {}),
      signedIn('stale'),
    )
    expect(await mint()).toMatchObject({ ok: true, grant: { identity: { kind: 'guest' } } })
    expect(said).toEqual([{ code: 'downgraded', text: expect.stringMatching(/sign-in at .* has expired/) }])
  })

  it('is never a guest’s behind the back of somebody whose token can’t be renewed now', async () => {
    const { mint, asked } = await dexter(whoever, { accessToken: async () => noNetwork, renew: async () => noNetwork })
    expect(await mint()).toEqual(noNetwork)
    expect(asked).toEqual([])
    const stale = await dexter(whoever, { ...signedIn('stale'), renew: async () => noNetwork })
    expect(await stale.mint()).toEqual(noNetwork)
  })

  it('is minted, and runs, where the token was asked for, whatever settings say meanwhile', async () => {
    const { url, asked } = await serve(whoever)
    let settings = settingsWith({ dexter: { url } })
    const wanted: unknown[] = []
    const account: AccountAccess = {
      async accessToken(goesTo) {
        wanted.push(goesTo)
        settings = settingsWith({ dexter: { url: 'https://evil.example' } })
        return { ok: true, token: 'stale' }
      },
      async renew(goesTo) {
        wanted.push(goesTo)
        return { ok: true, token: 'good' }
      },
    }
    const { mint, wallets } = createDexterBackend({ fetch, settings: () => settings, account, notice: unheard })
    const reply = await mint()
    const addresses = { api: url, realtime: `${url.replace('http', 'ws')}/v1/realtime` }
    expect(wanted).toEqual([addresses, addresses])
    expect(reply.ok && reply.grant.url).toMatch(addresses.realtime)
    expect(asked.map(({ body }) => body?.supabaseAccessToken)).toEqual(['stale', 'good'])
    settings = settingsWith({ dexter: { url } })
    await wallets?.()
    expect(asked.at(-1)).toMatchObject({ path: '/api/wallets/resolver', authorization: 'Bearer stale' })
  })

  it.each([404, 405])(
    'is asked for by the web app’s route where %i says that the other is not there',
    async (status) => {
      const { mint, asked } = await dexter((call, response) => {
        if (call.method !== 'GET') return json(response, status, { error: 'Not found' })
        json(response, 200, call.authorization === 'Bearer good' ? asUser : asGuest)
      }, signedIn('good'))
      for (const _ of [1, 2]) expect(await mint()).toMatchObject({ ok: true, grant: { identity: { kind: 'user' } } })
      expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
        'POST /realtime/sessions',
        'GET /session',
        'GET /session',
      ])
    },
  )

  it('has one sentence when neither route is there', async () => {
    const { mint } = await dexter((_asked, response) => json(response, 404, {}))
    expect(await mint()).toMatchObject({ ok: false, problem: { code: 'not_found', retry: 'never' } })
  })

  it('may have GA’s shape, and an end that is not known', async () => {
    const { client_secret, ...session } = asUser
    const { mint } = await dexter(
      (_asked, response) =>
        json(response, 200, { ...client_secret, expires_at: 0, session: { ...session, model: 'other' } }),
      signedIn('good'),
    )
    const reply = await mint()
    expect(reply).toMatchObject({ ok: true, grant: { expiresAt: null, identity: { kind: 'user' } } })
    expect(reply.ok && new URL(reply.grant.url).searchParams.get('model')).toBe('other')
  })

  it('lives below the path of an address, and on this computer when its mint does', async () => {
    const { mint, asked, url } = await dexter(whoever, nobody, '/api/')
    const reply = await mint()
    expect(asked[0]?.path).toBe('/api/realtime/sessions')
    expect(reply.ok && reply.grant.url).toBe(`${url.replace('http', 'ws')}/api/v1/realtime?model=gpt-realtime-2.1`)
  })

  it.each([
    ['http://dexter.example', null, /Use https:\/\/ to reach/],
    ['https://dexter.example', 'ws://dexter.example', /Use https:\/\/ to reach/],
    ['https://dexter.example', 'https://dexter.example', /must begin with wss/],
  ])('is not asked for at %s with %s', async (url, realtimeUrl, sentence) => {
    // As if the settings had let it through.
    const { dexter, ...others } = settingsWith({ dexter: { url } })
    const settings = () => ({ ...others, dexter: { ...dexter, realtimeUrl } })
    const never = () => expect.fail('was asked')
    const backend = createDexterBackend({ fetch: never, settings, account: signedIn('good'), notice: unheard })
    expect(await backend.mint()).toMatchObject({
      ok: false,
      problem: { code: 'bad_address', retry: 'never', message: expect.stringMatching(sentence) },
    })
  })
})

describe('the wallets of Dexter', () => {
  const row = (over: Record<string, unknown> = {}) => ({
    publicKey: ADDRESS,
    label: 'Main',
    status: 'active',
    metadata: {},
    isDefault: false,
    permissions: { trade: true, view: true },
    ...over,
  })
  const list = (...wallets: unknown[]) =>
    dexter((_asked, response) => json(response, 200, { ok: true, wallets }), signedIn('good'))

  it('are asked for with the token, the default one first', async () => {
    const { wallets, asked } = await list(
      row(),
      row({ publicKey: OTHER_ADDRESS, label: 'Second', isDefault: true, permissions: { trade: false, view: true } }),
    )
    expect(await wallets()).toEqual({
      ok: true,
      total: 2,
      dropped: 0,
      wallets: [
        { address: OTHER_ADDRESS, label: 'Second', isDefault: true, paper: false, mayTrade: false },
        { address: ADDRESS, label: 'Main', isDefault: false, paper: false, mayTrade: true },
      ],
    })
    expect(asked).toMatchObject([{ method: 'GET', path: '/api/wallets/resolver', authorization: 'Bearer good' }])
  })

  it('may be none', async () => {
    expect(await (await list()).wallets()).toEqual({ ok: true, wallets: [], total: 0, dropped: 0 })
  })

  it('of paper say so, and none is allowed to trade by silence', async () => {
    const reply = await (await list(row({ metadata: { practice: true }, permissions: null, label: null }))).wallets()
    expect(reply).toMatchObject({ wallets: [{ label: null, paper: true, mayTrade: false }] })
  })

  it('are counted where they are more than can be listed, the default one among those that are', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) =>
      row({ publicKey: `${String(at).padStart(32, 'A')}`, isDefault: at === 9_999 }),
    )
    const reply = await (await list(...many)).wallets()
    expect(reply).toMatchObject({ ok: true, total: 10_000, wallets: expect.arrayContaining([]) })
    expect(reply.ok && reply.wallets).toHaveLength(50)
    expect(reply.ok && reply.wallets[0]?.isDefault).toBe(true)
  })

  it('that make no sense are left out and counted, the same one twice is one', async () => {
    const { wallets } = await list(
      row(),
      row({ label: 'again', isDefault: true }),
      row({ publicKey: '../export' }),
      row({ publicKey: 7 }),
      row({ permissions: 'all' }),
      null,
      'wallet',
      [],
    )
    const reply = await wallets()
    expect(reply).toMatchObject({ total: 1, dropped: 6, wallets: [{ address: ADDRESS, label: 'Main' }] })
  })

  it('are asked for once more with a new token after 401', async () => {
    const answer: Answer = (asked, response) =>
      asked.authorization === 'Bearer good'
        ? json(response, 200, { ok: true, wallets: [row()] })
        : json(response, 401, { error: 'authentication_required' })
    expect(await (await dexter(answer, signedIn('stale', 'good'))).wallets()).toMatchObject({ ok: true, total: 1 })
    const bad = await dexter(answer, signedIn('stale', 'stale', 'good'))
    expect(await bad.wallets()).toMatchObject({ ok: false, problem: { code: 'unauthorized' } })
    expect(bad.asked).toHaveLength(2)
  })

  it('are not asked for when nobody is signed in, nor when that can’t be known', async () => {
    const out = await dexter(() => {}, nobody)
    expect(await out.wallets()).toMatchObject({ ok: false, problem: { code: 'signed_out' } })
    const offline = await dexter(() => {}, { accessToken: async () => noNetwork, renew: async () => noNetwork })
    expect(await offline.wallets()).toEqual(noNetwork)
    expect([...out.asked, ...offline.asked]).toEqual([])
  })
})
