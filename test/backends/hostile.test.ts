import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WalletsReply } from '../../main/backends/backend'
import { createDexterBackend } from '../../main/backends/dexter'
import { callJson } from '../../main/backends/http-json'
import { createOpenaiBackend } from '../../main/backends/openai'
import { ListedWalletSchema } from '../../shared/account'
import { type GrantReply, GrantReplySchema } from '../../shared/grant'
import { anyText } from '../fixtures/any-text'
import { unheard } from '../notices'
import { ADDRESS, type Answer, asUser, json, secret, serve, settingsWith, signedIn } from './loopback'

const MB = 1024 * 1024
/** What the kernel's own buffers on loopback may take on top of what the reader wanted. */
const IN_FLIGHT = 16 * MB
/** A hundred requests over real connections take a second, and many where both cores are busy. */
const RUNS_LONG = { timeout: 30_000 }
/** Characters that are not seen, turn the direction or end a line. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u

/** Everything that asks a backend, of one that answers so. */
async function against(answer: Answer) {
  const { url, asked } = await serve(answer)
  const settings = () => settingsWith({ dexter: { url }, openai: { url } })
  // Always the same token: a renewal must not help it.
  const account = signedIn('t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8')
  const dexter = createDexterBackend({ fetch, settings, account, notice: unheard })
  const openai = createOpenaiBackend({
    fetch,
    settings,
    release: async () => ({ ok: true, secret: 'sk-1' }),
    notice: unheard,
  })
  const wallets = () => dexter.wallets?.() ?? expect.fail('no wallets')
  return { asked, all: async () => [await dexter.mint(), await openai.mint(), await wallets()] as const }
}

function oneSentence(message: string) {
  expect(message).not.toBe('')
  expect(message.length).toBeLessThan(400)
  expect(message).not.toMatch(UNSAFE)
}

function isSafe(reply: GrantReply | WalletsReply) {
  if (!reply.ok) return oneSentence(reply.problem.message)
  const labels: (string | null | undefined)[] = []
  if ('grant' in reply) {
    expect(GrantReplySchema.safeParse(reply).success).toBe(true)
    const { identity } = reply.grant
    labels.push(identity.label, identity.wallet?.label)
    expect(reply.grant.expiresAt ?? 1).toBeGreaterThan(0)
  } else {
    expect(reply.wallets.length).toBeLessThanOrEqual(50)
    for (const wallet of reply.wallets) {
      expect(ListedWalletSchema.safeParse(wallet).success).toBe(true)
      expect(wallet.address).toMatch(/^[0-9A-Za-z]{20,100}$/)
      labels.push(wallet.label)
    }
  }
  for (const label of labels) {
    if (label === null || label === undefined) continue
    expect(label).not.toMatch(UNSAFE)
    expect([...label].length).toBeLessThanOrEqual(60)
  }
}

const text = (response: ServerResponse, body: string) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(body)
}

const everything = {
  ...asUser,
  ...secret(),
  session: asUser,
  error: { message: 'no' },
  wallets: [
    { publicKey: ADDRESS, label: 'Main', isDefault: true, metadata: { practice: true }, permissions: { trade: true } },
  ],
}

/** The reply with one value after the other, at any depth, replaced by `value`. */
function* spoilt(whole: unknown, value: unknown): Generator<unknown> {
  yield value
  if (whole === null || typeof whole !== 'object') return
  for (const [name, part] of Object.entries(whole))
    for (const other of spoilt(part, value))
      yield Array.isArray(whole) ? whole.with(Number(name), other) : { ...whole, [name]: other }
}

describe('a hostile backend', () => {
  it.each([
    ['null', null],
    ['a number', -1],
    ['a huge number', 1e308],
    ['true', true],
    ['an empty text', ''],
    ['a text with NUL and line breaks', 'a\u0000b\r\nc\u2028d'],
    ['a text that turns the direction', '\u202Egnp.exe\u2066\u200B'],
    ['a script', '<script>alert(1)</script>'],
    ['a megabyte of marks', `a${'\u0301'.repeat(100_000)}`],
    ['half a character', 'a\uD800'],
    ['a list', []],
    ['an object', {}],
  ])(
    'that says %s wherever there was something else gives a sentence or a safe reply',
    RUNS_LONG,
    async (_name, value) => {
      let body: unknown
      const { all } = await against((_asked, response) => json(response, 200, body))
      let good = 0
      for (body of spoilt(everything, value))
        for (const reply of await all()) {
          isSafe(reply)
          if (reply.ok) good++
        }
      // What is spoilt is not always what is read: had all been refused, no safe reply would have been looked at.
      expect(good).toBeGreaterThan(10)
    },
  )

  it('that answers with any JSON at all gives a sentence or a safe reply', RUNS_LONG, async () => {
    let body: unknown
    const { all } = await against((_asked, response) => json(response, 200, body))
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        body = value
        for (const reply of await all()) isSafe(reply)
      }),
      { numRuns: 30 },
    )
  })

  it('that repeats any text as its error is quoted in one short line', RUNS_LONG, async () => {
    let body: unknown
    const { all } = await against((_asked, response) => json(response, 500, body))
    await fc.assert(
      fc.asyncProperty(anyText(1000), async (said) => {
        body = { error: said }
        for (const reply of await all()) {
          expect(reply.ok).toBe(false)
          isSafe(reply)
        }
      }),
      { numRuns: 20 },
    )
  })

  it.each([
    ['nested a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nested without end', '{"session":'.repeat(50_000)],
    [
      'deep inside a good reply',
      `{"client_secret":${JSON.stringify(secret())},"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ],
    ['with raw NUL characters', '{"client_secret":\u0000}'],
    ['of NUL characters', '\u0000'.repeat(1000)],
    [
      'with numbers beyond all bounds',
      `{"client_secret":{"value":"ek_0123456789","expires_at":1e999},"value":"ek_0123456789","expires_at":${'9'.repeat(5000)},"session":{}}`,
    ],
    ['with a secret in the prototype', `{"__proto__":${JSON.stringify(everything)}}`],
    ['that is half there', JSON.stringify(everything).slice(0, -20)],
    ['that is no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]).toString('latin1')],
  ])('that sends JSON %s gives a sentence or a safe reply', async (_name, body) => {
    const { all } = await against((_asked, response) => text(response, body))
    for (const reply of await all()) isSafe(reply)
  })

  it('is not believed for a secret that stands in a prototype', async () => {
    const { all } = await against((_asked, response) => text(response, `{"__proto__":${JSON.stringify(everything)}}`))
    for (const reply of await all()) expect(reply).toMatchObject({ ok: false, problem: { code: 'bad_reply' } })
  })

  it('that says a key twice is taken at its last word', async () => {
    const first = JSON.stringify(secret('ek_first0123456789'))
    const last = JSON.stringify(secret('ek_last0123456789'))
    const { all } = await against((_asked, response) =>
      text(response, `{"client_secret":${first},"client_secret":${last}}`),
    )
    const [minted] = await all()
    expect(minted).toMatchObject({ ok: true, grant: { secret: 'ek_last0123456789' } })
  })

  it('that lists ten thousand wallets with bad names gives fifty with safe ones', async () => {
    const names = ['<img src=x onerror=alert(1)>', '\u202Eniam', 'Main\u0000\nwallet', ' \u200B ', 'x'.repeat(200)]
    const wallets = Array.from({ length: 10_000 }, (_, at) => ({
      publicKey: String(at).padStart(44, 'A'),
      label: names[at % names.length],
    }))
    const { all } = await against((_asked, response) => json(response, 200, { ok: true, wallets }))
    const [, , listed] = await all()
    isSafe(listed)
    expect(listed).toMatchObject({ ok: true, total: 10_000 })
    // Markup stays what it is: text.
    expect(listed.ok && listed.wallets.slice(0, 4).map(({ label }) => label)).toEqual([
      '<img src=x onerror=alert(1)>',
      'niam',
      'Main wallet',
      null,
    ])
  })

  it('that sends a hundred megabytes is left after one, the wallet list after four', async () => {
    const written: number[] = []
    const left: Promise<unknown>[] = []
    const { all } = await against((_asked, response) => {
      const at = left.push(once(response, 'close')) - 1
      written[at] = 0
      response.writeHead(200, { 'content-type': 'application/json' })
      const piece = Buffer.alloc(MB, 32)
      const more = () => {
        for (let sent = written[at] ?? 0; sent < 100 * MB && !response.destroyed; ) {
          written[at] = sent += MB
          if (!response.write(piece)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    for (const reply of await all())
      expect(reply).toMatchObject({ ok: false, problem: { code: 'reply_too_large', retry: 'never' } })
    await Promise.all(left)
    for (const [at, most] of [1, 1, 4].entries()) expect(written[at]).toBeLessThan(most * MB + IN_FLIGHT)
    expect(written).toHaveLength(3)
  })

  it('whose reply never ends is left at the limit, body included', async () => {
    let closed: Promise<unknown> | undefined
    const { url } = await serve((_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const dribble = setInterval(() => response.write(' '), 5)
      closed = once(response, 'close').finally(() => clearInterval(dribble))
    })
    const reply = await callJson(fetch, { method: 'GET', url, headers: {} }, 100)
    expect(reply).toMatchObject({ ok: false, problem: { code: 'timeout', retry: 'later' } })
    await closed
  })

  it('is left at the limit also where the system does not end a body by itself', async () => {
    let cancelled = false
    const deaf = async () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array([32])),
          cancel() {
            cancelled = true
          },
        }),
      )
    const reply = await callJson(deaf, { method: 'GET', url: 'https://deaf.example', headers: {} }, 20)
    expect(reply).toMatchObject({ ok: false, problem: { code: 'timeout' } })
    expect(cancelled).toBe(true)
  })

  it.each([301, 302, 303, 307, 308])('is not followed where %i points, to no host and no file', async (status) => {
    const elsewhere = await serve((_asked, response) => json(response, 200, everything))
    for (const location of [
      `${elsewhere.url}/realtime/sessions`,
      'file:///etc/hostname',
      '//evil.example/',
      'data:,x',
    ]) {
      const { asked, all } = await against((_asked, response) => {
        response.writeHead(status, { location })
        response.end(JSON.stringify(everything))
      })
      for (const reply of await all())
        expect(reply).toMatchObject({ ok: false, problem: { code: 'redirected', retry: 'never' } })
      expect(asked).toHaveLength(3)
    }
    expect(elsewhere.asked).toEqual([])
  })

  it('is not followed by Electron either, which calls a redirect an error', async () => {
    const electron = () => Promise.reject(new Error('Redirect was cancelled'))
    const reply = await callJson(electron, { method: 'GET', url: 'https://away.example', headers: {} })
    expect(reply).toMatchObject({ ok: false, problem: { code: 'redirected' } })
  })

  it('that hangs up in the middle can be tried again', async () => {
    const { all } = await against((_asked, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{', () => response.destroy())
    })
    for (const reply of await all())
      expect(reply).toMatchObject({ ok: false, problem: { code: 'unreachable', retry: 'later' } })
  })
})
