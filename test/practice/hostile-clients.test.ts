import { once } from 'node:events'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPracticeServer, type PracticeServer } from '../../main/practice/server'
import { dial, holdOpen, say } from '../../tools/practice/raw-client'
import { connect, mint } from '../../tools/practice/realtime-client'
import { scriptedSpeech } from '../../tools/practice/scripted-speech'
import { anyText } from '../fixtures/any-text'

// Any web page, and any program of this computer, can reach the port: what it sends must not end or hold up the backend.
let server: PracticeServer
let port: number
beforeAll(async () => {
  server = await createPracticeServer({
    dataDir: '/nowhere',
    speech: scriptedSpeech(),
    behaviour: { audioPace: Number.POSITIVE_INFINITY },
  })
  port = Number(new URL(server.baseUrl).port)
})
afterAll(() => server.close())

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
const request = (line: string, headers: Record<string, string> = {}) =>
  [line, ...Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(([k, v]) => `${k}: ${v}`), '', ''].join(
    '\r\n',
  )
const UPGRADE = {
  'Connection': 'Upgrade',
  'Upgrade': 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

/** A question of somebody who may ask. */
const ANSWERED = { status: 'completed', output: [{ content: [{ text: expect.stringMatching(/\w/) }] }] }

async function isAnswered(): Promise<void> {
  const client = await connect(server.realtimeUrl, (await mint(server)).client_secret.value)
  await client.next('session.created')
  client.send({ type: 'response.create', response: { output_modalities: ['text'] } })
  expect((await client.next('response.done')).response).toMatchObject(ANSWERED)
  await client.close()
}

describe('a target that is no address is a bad request', () => {
  test.each(['//', '//evil.example/', 'http://[::bad', 'http://', '*', 'nonsense', 'ftp://127.0.0.1/', 'http:///'])(
    '%s',
    async (target) => {
      const plain = statusOf(await say(port, request(`GET ${target} HTTP/1.1`)))
      const upgrade = statusOf(await say(port, request(`GET ${target} HTTP/1.1`, UPGRADE)))
      expect([plain, upgrade]).toEqual([400, 400])
      await isAnswered()
    },
  )

  test('one in absolute form is served (RFC 9112, 3.2.2), and one of another host is not', async () => {
    expect(statusOf(await say(port, request(`GET http://127.0.0.1:${port}/ HTTP/1.1`)))).toBe(200)
    expect(statusOf(await say(port, request('GET http://evil.example/ HTTP/1.1')))).toBe(400)
  })
})

describe('a web page is forbidden before anything else is looked at', () => {
  test.each([
    ['a name of its own', { Host: 'evil.example' }],
    ['its name with our port', { Host: 'evil.example:80' }],
    ['our name with its port', { Host: '127.0.0.1:1' }],
    ['no port', { Host: '127.0.0.1' }],
    ['a name that begins like ours', { Host: '127.0.0.1.evil.example' }],
    ['its origin', { Origin: 'https://evil.example' }],
    ['an origin that begins like ours', { Origin: 'app://dexter.evil.example' }],
    ['another page of this machine', { Origin: 'http://127.0.0.1:3000' }],
    ['the origin of a sandboxed frame', { Origin: 'null' }],
  ])('%s', async (_, headers) => {
    const right = { Authorization: `Bearer ${server.bearer}` }
    for (const target of ['/', '/session', '/mcp', '/v1/realtime', '//'])
      for (const more of [{}, UPGRADE])
        expect(statusOf(await say(port, request(`GET ${target} HTTP/1.1`, { ...right, ...more, ...headers })))).toBe(
          403,
        )
  })

  test('our own window is none', async () => {
    expect(statusOf(await say(port, request('GET / HTTP/1.1', { Origin: 'app://dexter' })))).toBe(200)
    expect(statusOf(await say(port, request('GET / HTTP/1.1', { Host: `localhost:${port}` })))).toBe(200)
  })
})

test.each([
  ['a wrong key', { 'Sec-WebSocket-Key': 'short' }],
  ['no key', { 'Sec-WebSocket-Key': '' }],
  ['an old version', { 'Sec-WebSocket-Version': '1' }],
  ['another protocol', { Upgrade: 'h2c' }],
  ['subprotocols that are none', { 'Sec-WebSocket-Protocol': ',,;=' }],
])('an upgrade with %s is refused, and the connection ended', async (_, headers) => {
  expect(
    statusOf(await say(port, request('GET /v1/realtime HTTP/1.1', { ...UPGRADE, ...headers }))),
  ).toBeGreaterThanOrEqual(400)
})

test('a client that breaks off in its upgrade ends nothing', async () => {
  for (let time = 0; time < 20; time++) {
    const socket = await dial(port)
    socket.write(request('GET /v1/realtime HTTP/1.1', UPGRADE))
    socket.resetAndDestroy()
    await once(socket, 'close')
  }
  await isAnswered()
})

test('whatever is sent, the next question is answered', { timeout: 30_000 }, async () => {
  const word = anyText(40)
  const target = fc.oneof(
    fc.webUrl(),
    fc.webPath(),
    word,
    fc.constantFrom('/', '//', '/mcp', '/v1/realtime', '/session', '/realtime/sessions/%', '/realtime/sessions/%00'),
  )
  const header = fc.oneof(
    fc.tuple(fc.constantFrom('Host', 'Origin', 'Authorization', 'Sec-WebSocket-Protocol', 'Mcp-Session-Id', 'X'), word),
    fc.constantFrom<[string, string]>(
      ['Content-Length', '-1'],
      ['Content-Length', '99999999999999999999'],
      ['Transfer-Encoding', 'chunked'],
      ['Transfer-Encoding', 'chunked, identity'],
      ['Expect', '100-continue'],
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
      ['X', 'x'.repeat(20_000)],
    ),
  )
  const message = fc
    .record({
      method: fc.constantFrom('GET', 'POST', 'DELETE', 'CONNECT', 'OPTIONS', 'get', 'BREW'),
      target,
      ours: fc.boolean(),
      authorized: fc.boolean(),
      headers: fc.array(header, { maxLength: 4 }),
      body: fc.oneof(fc.json(), word, fc.constantFrom('ffffffffff\r\n', '0\r\n\r\n', 'zz\r\n')),
    })
    .map(({ method, target, ours, authorized, headers, body }) => {
      const all = [
        ...(ours ? [['Host', `127.0.0.1:${port}`]] : []),
        ...(authorized ? [['Authorization', `Bearer ${server.bearer}`]] : []),
        ...headers,
      ]
      return `${method} ${target} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(message, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      await say(port, bytes)
      expect((await fetch(server.baseUrl)).status).toBe(200)
    }),
    { numRuns: 300 },
  )
  await isAnswered()
})

test('connections that say nothing are dropped, the oldest first, and a question is answered among them', async () => {
  const held = await holdOpen(port, 1_500)
  await isAnswered()
  // Told in the order in which they were dropped: the last one that had to go is gone.
  const last = held.at(-65)
  if (last && !last.destroyed) await once(last, 'close')
  expect(held.filter(({ destroyed }) => !destroyed).length).toBeLessThanOrEqual(64)
  for (const socket of held) socket.destroy()
})

test('a session goes on, however many strangers come', async () => {
  const client = await connect(server.realtimeUrl, (await mint(server)).client_secret.value)
  await client.next('session.created')
  const strangers = await Promise.all(Array.from({ length: 200 }, () => dial(port)))
  client.send({ type: 'response.create', response: { output_modalities: ['text'] } })
  expect((await client.next('response.done')).response).toMatchObject(ANSWERED)
  await client.close()
  for (const socket of strangers) socket.destroy()
})

describe('JSON that is nested 2,500 deep', () => {
  const deep = `${'['.repeat(2_500)}${']'.repeat(2_500)}`
  const post = (path: string, body: string, more: Record<string, string> = {}) =>
    fetch(server.baseUrl + path, {
      method: 'POST',
      headers: { 'authorization': `Bearer ${server.bearer}`, 'content-type': 'application/json', ...more },
      body,
    })

  test('is a bad body to every face', async () => {
    const mcp = { accept: 'application/json, text/event-stream' }
    for (const path of ['/v1/realtime/client_secrets', '/realtime/sessions', '/mcp']) {
      const answer = await post(path, `{"session":${deep}}`, mcp)
      expect([path, answer.status, await answer.text()]).toEqual([path, 400, expect.stringContaining('nested deeper')])
    }
  })

  test('is an error to a session, which goes on', async () => {
    const client = await connect(server.realtimeUrl, (await mint(server)).client_secret.value)
    await client.next('session.created')
    client.send({ type: 'session.update', session: JSON.parse(deep) })
    expect((await client.next('error')).error).toMatchObject({ code: 'invalid_json' })
    client.send({ type: 'response.create', response: { output_modalities: ['text'] } })
    await client.next('response.done')
    await client.close()
  })

  test('inside of a text it is text', async () => {
    expect((await post('/realtime/sessions', JSON.stringify({ model: `"\\"${deep}\\` }))).status).toBe(200)
  })
})
