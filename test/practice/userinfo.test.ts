import { describe, expect, test } from 'vitest'
import { createDexterBackend } from '../../main/backends/dexter'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { mint } from '../../tools/practice/realtime-client'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'
import { type Answer, ear, json, serve, settingsWith, signedIn } from '../backends/loopback'

const subjects: Record<string, unknown> = {
  'Bearer of-one': { sub: 'subject-1', email: 'one@example.invalid' },
  'Bearer of-two': { sub: 'subject-2' },
  'Bearer of-impostor': { sub: 'practice-trader' },
}
const provider: Answer = ({ authorization }, response) =>
  authorization && subjects[authorization]
    ? json(response, 200, subjects[authorization])
    : json(response, 401, { error: 'invalid_token' })

/** A practice server that knows accounts of an identity provider which answers so. */
async function withProvider(answer: Answer, use: (server: PracticeServer, asked: unknown[]) => Promise<void>) {
  const { url, asked } = await serve(answer)
  const server = await createPracticeServer({
    dataDir: '/nowhere',
    speech: scriptedSpeech(),
    guestMint: 'open',
    userinfo: `${url}/me`,
  })
  try {
    await use(server, asked)
  } finally {
    await server.close()
  }
}

describe('an access token of an identity provider', () => {
  test('is its subject’s, who has paper wallets of their own', () =>
    withProvider(provider, async (server) => {
      const { said, notice } = ear()
      const open = (token: string) => {
        const settings = () => settingsWith({ dexter: { url: server.baseUrl } })
        const backend = createDexterBackend({ fetch, settings, account: signedIn(token), notice })
        return { mint: backend.mint, wallets: backend.wallets ?? expect.fail('no wallets') }
      }
      const one = open('of-one')
      const minted = await one.mint()
      expect(minted).toMatchObject({ ok: true, grant: { identity: { kind: 'user', label: 'one@example.invalid' } } })
      const theirs = await one.wallets()
      expect(theirs).toMatchObject({
        ok: true,
        total: 2,
        wallets: [{ label: 'Paper main', paper: true, mayTrade: true }, {}],
      })

      const addresses = new Set<string>()
      for (const token of ['of-one', 'of-two', 'of-impostor']) {
        const listed = await open(token).wallets()
        for (const { address } of listed.ok ? listed.wallets : []) addresses.add(address)
      }
      for (const { address } of server.wallets.of('practice-trader')) addresses.add(address)
      expect(addresses.size).toBe(8)
      expect(said).toEqual([])
    }))

  test('opens the web app’s route, too', () =>
    withProvider(provider, async (server) => {
      const response = await fetch(`${server.baseUrl}/session`, { headers: { authorization: 'Bearer of-two' } })
      expect((await response.json()).dexter_session).toMatchObject({
        type: 'user',
        user: { id: 'subject-2', email: 'subject-2' },
      })
    }))

  test('that is not known is a guest’s without a word, as at Dexter', () =>
    withProvider(provider, async (server) => {
      expect((await mint(server, { supabaseAccessToken: 'of-nobody' })).dexter_session.type).toBe('guest')
    }))

  test('is asked about once for what follows at once; a failure is asked about again', () =>
    withProvider(provider, async (server, asked) => {
      for (const _ of [1, 2]) await mint(server, { supabaseAccessToken: 'of-one' })
      expect(asked).toHaveLength(1)
      for (const _ of [1, 2]) await mint(server, { supabaseAccessToken: 'of-nobody' })
      expect(asked).toHaveLength(3)
    }))

  test.each<[string, Answer]>([
    ['nonsense', (_asked, response) => response.end('<html>')],
    ['no subject', (_asked, response) => json(response, 200, { email: 'x@example.invalid' })],
    ['far too much', (_asked, response) => json(response, 200, { sub: 'x'.repeat(100_000) })],
    ['another address', (_asked, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['nothing', (_asked, response) => response.destroy()],
  ])('is a guest’s where the provider answers with %s', (_name, answer) =>
    withProvider(answer, async (server, asked) => {
      expect((await mint(server, { supabaseAccessToken: 'of-one' })).dexter_session.type).toBe('guest')
      expect(asked).toHaveLength(1)
    }),
  )

  test('of this server is not shown to the provider', () =>
    withProvider(provider, async (server, asked) => {
      await mint(server, { supabaseAccessToken: server.identities.issueAccessToken() })
      expect(asked).toEqual([])
    }))
})
