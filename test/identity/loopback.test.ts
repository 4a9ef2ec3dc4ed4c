import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Loopback, openLoopback } from '../../main/identity/loopback'

let loopback: Loopback
let closed = false
beforeEach(async () => {
  loopback = await openLoopback()
  closed = false
})
afterEach(async () => {
  if (!closed) await loopback.close()
})
const at = (query: string) => `${loopback.redirectUri}${query}`
const page = { status: 200, headline: 'Done', text: 'All went well.' }

test('it listens on this computer alone, for one path', async () => {
  expect(loopback.redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
  const { origin } = new URL(loopback.redirectUri)
  for (const path of ['/', '/favicon.ico', '/callback/', '/callback2?state=s'])
    expect((await fetch(origin + path)).status).toBe(404)
})

test('an answer is claimed once, and the browser sees the page when the sign-in is through', async () => {
  const answer = loopback.answer('s1')
  const seen = fetch(at('?state=s1&code=c1'))
  const { url, finish } = await answer
  expect(url.searchParams.get('code')).toBe('c1')
  const again = await fetch(at('?state=s1&code=c2'))
  expect(again.status).toBe(410)
  await finish(page)
  expect(await (await seen).text()).toContain('All went well.')
})

test('a forged answer is turned away and the waiting goes on', async () => {
  const answer = loopback.answer('right')
  for (const query of ['?state=wrong&code=evil', '?code=evil', '?state=wrong&error=access_denied', ''])
    expect((await fetch(at(query))).status).toBe(400)
  const seen = fetch(at('?state=right&code=good'))
  const { url, finish } = await answer
  expect(url.searchParams.get('code')).toBe('good')
  await finish(page)
  expect((await seen).status).toBe(200)
})

test('requests of another host name, and other methods, are refused', async () => {
  const answer = loopback.answer('s')
  const { port } = new URL(loopback.redirectUri)
  const other = request({
    host: '127.0.0.1',
    port,
    path: '/callback?state=s&code=c',
    headers: { host: `evil.example:${port}` },
  })
  other.end()
  const [response] = await once(other, 'response')
  expect(response.statusCode).toBe(421)
  response.resume()
  expect((await fetch(at('?state=s&code=c'), { method: 'POST' })).status).toBe(405)
  const seen = fetch(at('?state=s&code=c'))
  await (await answer).finish(page)
  expect((await seen).status).toBe(200)
})

test('the page runs nothing, echoes nothing and goes nowhere', async () => {
  const answer = loopback.answer('s')
  const seen = fetch(at('?state=s&code=secret-code'))
  await (await answer).finish({ status: 400, headline: '<script>alert(1)</script>', text: `a & "b" 'c'` })
  const response = await seen
  const text = await response.text()
  expect(text).not.toContain('<script')
  expect(text).not.toContain('secret-code')
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).toContain('a &amp; &quot;b&quot; &#39;c&#39;')
  const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  const policy = response.headers.get('content-security-policy')
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  expect(response.headers.get('referrer-policy')).toBe('no-referrer')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('closing ends connections that a browser opened ahead of need, and frees the port', async () => {
  const { port } = new URL(loopback.redirectUri)
  const idle = connect(Number(port), '127.0.0.1')
  idle.on('error', () => {})
  await once(idle, 'connect')
  const gone = once(idle, 'close')
  await loopback.close()
  closed = true
  await gone
  await expect(fetch(at('?state=s'))).rejects.toThrow()
})
