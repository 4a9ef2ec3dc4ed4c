import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { callJson } from '../../main/backends/http-json'
import { addressProblem } from '../../shared/addresses'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const open: ReturnType<typeof createServer>[] = []

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer)
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/realtime/sessions`
}

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const call = async (answer: Answer, limitMs?: number) => {
  const url = await serve(answer)
  return callJson(fetch, { method: 'POST', url, headers: { authorization: 'Bearer top-secret-1' }, body: {} }, limitMs)
}
const send =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, headers)
    response.end(body)
  }

it('a server that quotes what it was sent gives no secret away, whatever that looks like', async () => {
  const url = await serve(send(401, '{"error":"neither top-secret-1 nor opaque-token-2 is known here"}'))
  const headers = { authorization: 'Bearer top-secret-1' }
  const reply = await callJson(fetch, { method: 'POST', url, headers, body: { supabaseAccessToken: 'opaque-token-2' } })
  if (reply.ok) throw new Error('should have failed')
  expect(reply.problem.message).toMatch(/It says: neither …masked… nor …masked… is known here/)
})

describe('a backend that answers with', () => {
  it('JSON is understood', async () => {
    expect(await call(send(200, '{"a":1}'))).toEqual({ ok: true, body: { a: 1 } })
  })

  it.each([
    ['a web page', send(200, '<!doctype html><p>Hi'), 'not_json', 'never', /web page instead of data/],
    ['nothing', send(200, ''), 'empty_reply', 'later', /empty response/],
    [
      '401',
      send(401, '{"error":"Sign-in required"}'),
      'unauthorized',
      'never',
      /doesn’t accept.*It says: Sign-in required/,
    ],
    ['403', send(403, ''), 'forbidden', 'never', /doesn’t let this account/],
    ['405', send(405, ''), 'http_405', 'never', /refused to open a session \(error 405\)/],
    ['408', send(408, ''), 'http_408', 'later', /refused to open a session \(error 408\)/],
    ['404', send(404, 'nope'), 'not_found', 'never', /no sessions at this address/],
    ['429', send(429, '', { 'retry-after': '7' }), 'rate_limited', 'later', /Try again in 7 seconds/],
    ['500', send(500, '<html>'), 'http_500', 'later', /having problems \(error 500\)/],
    ['502', send(502, '{"error":"Upstream session service failure"}'), 'http_502', 'later', /Upstream session/],
    ['a redirect', send(302, '', { location: 'http://example.invalid/' }), 'redirected', 'never', /another address/],
  ] as const)('%s gives one clear sentence', async (_name, answer, code, retry, sentence) => {
    const reply = await call(answer)
    if (reply.ok) throw new Error('should have failed')
    expect(reply.problem).toMatchObject({ code, retry })
    expect(reply.problem.message).toMatch(sentence)
  })

  it.each([
    ['seconds', '7', 7000],
    ['a date', 'Wed, 25 Nov 2026 10:00:30 GMT', 30_000],
    ['a date of RFC 850', 'Wednesday, 25-Nov-26 10:00:30 GMT', 30_000],
    ['a date of C', 'Wed Nov 25 10:00:30 2026', 30_000],
    ['a year', '31536000', 3_600_000],
    ['nothing left', '0', null],
    ['a date that has passed', 'Wed, 25 Nov 2026 09:00:00 GMT', null],
    ['nonsense', 'soon', null],
    ['a number that is none', '1e3', null],
  ])('429 and 503 that ask to wait %s are understood', async (_name, after, retryAfterMs) => {
    const headers = { 'retry-after': after, 'date': 'Wed, 25 Nov 2026 10:00:00 GMT' }
    for (const status of [429, 503])
      expect(await call(send(status, '', headers))).toMatchObject({ problem: { retry: 'later', retryAfterMs } })
  })

  it('503 says how long to wait', async () => {
    const reply = await call(send(503, '', { 'retry-after': '7' }))
    expect(reply).toMatchObject({
      problem: { message: expect.stringMatching(/\(error 503\)\. Try again in 7 seconds\.$/) },
    })
  })

  it('something else than TLS is not trusted', async () => {
    const url = (await serve(send(200, '{}'))).replace('http:', 'https:')
    expect(await callJson(fetch, { method: 'GET', url, headers: {} })).toMatchObject({
      problem: { code: 'tls', retry: 'never', message: expect.stringMatching(/can’t be trusted/) },
    })
  })

  it('a key in its error message is masked', async () => {
    const key = ['sk', 'live0123456789abcdef'].join('-')
    const reply = await call(send(401, JSON.stringify({ error: { message: `Incorrect API key provided: ${key}` } })))
    expect(JSON.stringify(reply)).not.toContain(key)
  })

  it('silence is given up', async () => {
    expect(await call(() => {}, 50)).toMatchObject({ ok: false, problem: { code: 'timeout', retry: 'later' } })
  })

  it('a closed connection can be tried again', async () => {
    const reply = await call((request) => request.socket.destroy())
    expect(reply).toMatchObject({ ok: false, problem: { code: 'unreachable', retry: 'later' } })
  })
})

describe('an address', () => {
  it('must be https, or http on loopback', () => {
    for (const good of ['https://api.example', 'wss://api.example/v1', 'http://127.0.0.1:8080', 'ws://localhost:1'])
      expect(addressProblem(good)).toBeNull()
    for (const bad of [
      'http://api.example',
      'ws://10.0.0.1',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'no address',
      '',
      // They only look like loopback, or resolve to it for whoever runs the name.
      'http://localhost.evil.example',
      'http://127.0.0.1.nip.io',
      'http://[::ffff:127.0.0.1]',
      'http://[::1]',
      'http://localhost.',
      'http://0.0.0.0',
      'http://127.0.0.1@evil.example',
      'https://*',
      'https://a;b',
    ])
      expect(addressProblem(bad)).not.toBeNull()
  })
})
