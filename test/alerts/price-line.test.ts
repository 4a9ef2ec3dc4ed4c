import { expect, test } from 'vitest'
import { createPriceLine } from '../../main/alerts/price-line'
import { sentence } from '../../shared/i18n'
import { start } from '../practice/practice'
import { marketServer } from './market-server'

const fetching = (url: string, init: RequestInit) => fetch(url, init)
const SOL = { symbol: 'SOL', mint: 'So11111111111111111111111111111111111111112' }
const price = (value: number) => ({ readOnly: true, answer: (symbol: string) => ({ symbol, price: value }) })

test('the practice market tells what its tokens cost, and of none that it does not have', async () => {
  const server = await start()
  const line = createPriceLine(
    { label: 'Practice', url: `${server.baseUrl}/mcp`, headers: { authorization: `Bearer ${server.bearer}` } },
    fetching,
  )
  const [sol] = server.market.tokens
  expect(await line.look(SOL)).toMatchObject({
    ok: true,
    price: { symbol: 'SOL', mint: SOL.mint, price: expect.any(Number), change24h: expect.any(Number) },
  })
  expect(sol?.mint).toBe(SOL.mint)
  expect(await line.look({ symbol: 'NOPE', mint: null })).toEqual({
    ok: false,
    fault: 'token',
    message: sentence(() => 'Practice has no price for NOPE. Use its mint address.'),
  })
  await line.close()
})

test('a server is listed once, asked once for each look, and holds no stream open', async () => {
  const { url, asked, calls } = await marketServer({
    tools: { get_price: price(152.4), buy: { ...price(1), readOnly: false } },
  })
  const line = createPriceLine({ label: 'Desk', url, headers: {} }, fetching)
  for (const _ of [1, 2, 3]) expect(await line.look(SOL)).toMatchObject({ ok: true, price: { price: 152.4 } })
  await line.close()
  expect(calls).toEqual(['get_price SOL', 'get_price SOL', 'get_price SOL'])
  expect(asked.map(({ method, rpc }) => rpc ?? method)).toEqual([
    'initialize',
    'notifications/initialized',
    'tools/list',
    'tools/call',
    'tools/call',
    'tools/call',
  ])
})

test('a server whose price tool may do more than read can’t be watched, and nothing of it is called', async () => {
  const { url, calls } = await marketServer({ tools: { get_price: { ...price(1), readOnly: false } } })
  const line = createPriceLine({ label: 'Desk', url, headers: {} }, fetching)
  expect(await line.look(SOL)).toEqual({
    ok: false,
    fault: 'never',
    message: sentence(() => 'Desk can’t be watched: it has no read-only tool for prices.'),
  })
  expect(calls).toEqual([])
})

test('what opens a server does not follow it to another address', async () => {
  const thief = await marketServer({ tools: { get_price: price(1) } })
  const { url } = await marketServer({
    before(_request, response) {
      response.writeHead(307, { location: thief.url }).end()
      return true
    },
  })
  const line = createPriceLine(
    { label: 'Desk', url, headers: { 'authorization': 'Bearer secret', 'x-api-key': 'k' } },
    fetching,
  )
  expect(await line.look(SOL)).toMatchObject({ ok: false, fault: 'server' })
  expect(thief.asked).toEqual([])
})

test.each([
  [401, 'Desk doesn’t accept your key. Enter it again in Settings.'],
  [500, 'Desk can’t be reached.'],
])('a server that answers %i says so, and is asked afresh at the next look', async (status, message) => {
  let away = true
  const { url } = await marketServer({
    tools: { get_price: price(2) },
    before(_request, response) {
      if (away) response.writeHead(status).end()
      return away
    },
  })
  const line = createPriceLine({ label: 'Desk', url, headers: {} }, fetching)
  expect(await line.look(SOL)).toEqual({ ok: false, fault: 'server', message: sentence(() => message) })
  away = false
  expect(await line.look(SOL)).toMatchObject({ ok: true, price: { price: 2 } })
})

test('an answer without end is not read to its end', async () => {
  const { url } = await marketServer({
    tools: { get_price: { readOnly: true, answer: () => ({ price: 1, junk: 'x'.repeat(4_000_000) }) } },
  })
  const line = createPriceLine({ label: 'Desk', url, headers: {} }, fetching)
  expect(await line.look(SOL)).toMatchObject({ ok: false, fault: 'server' })
})

test('a pattern that a server wrote to hold this thread up is never run', async () => {
  const answers: Record<string, unknown> = {
    initialize: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'm', version: '1' } },
    'tools/list': {
      tools: [
        {
          name: 'get_price',
          inputSchema: { type: 'object', properties: { symbol: {} } },
          outputSchema: { type: 'object', properties: { note: { type: 'string', pattern: '^(a+)+$' } } },
          annotations: { readOnlyHint: true },
        },
      ],
    },
    // Long enough to be noticed, short enough for the test to end.
    'tools/call': { content: [], structuredContent: { symbol: 'SOL', price: 1, note: `${'a'.repeat(24)}!` } },
  }
  const { url } = await marketServer({
    before(_, response, message) {
      const result = answers[message?.method ?? '']
      response.writeHead(result === undefined ? 202 : 200, { 'content-type': 'application/json' })
      response.end(result === undefined ? undefined : JSON.stringify({ jsonrpc: '2.0', id: message?.id, result }))
      return true
    },
  })
  const line = createPriceLine({ label: 'Desk', url, headers: {} }, fetching)
  expect(await line.look({ symbol: 'SOL', mint: null })).toMatchObject({ ok: true, price: { price: 1 } })
  await line.close()
})

/** A server whose tools come in pages: `pages` by cursor, the first by ''. */
async function pagedServer(pages: Record<string, { tools: string[]; nextCursor?: string }>) {
  const cursors: string[] = []
  const server = await marketServer({
    tools: { get_price: price(3) },
    before(_request, response, message) {
      if (message?.method !== 'tools/list') return false
      const cursor = message.params?.cursor ?? ''
      cursors.push(cursor)
      const page = pages[cursor] ?? { tools: [] }
      const tools = page.tools.map((name) => ({
        name,
        inputSchema: { type: 'object', properties: { symbol: { type: 'string' } } },
        annotations: { readOnlyHint: true },
      }))
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: { ...page, tools } }))
      return true
    },
  })
  return { ...server, cursors }
}

test('a price tool is found on whatever page of the list it stands', async () => {
  const { url, cursors } = await pagedServer({
    '': { tools: ['news'], nextCursor: 'b' },
    'b': { tools: ['charts'], nextCursor: 'c' },
    'c': { tools: ['get_price'] },
  })
  const line = createPriceLine({ label: 'Desk', url, headers: {} }, fetching)
  expect(await line.look({ symbol: 'SOL', mint: null })).toMatchObject({ ok: true, price: { price: 3 } })
  expect(cursors).toEqual(['', 'b', 'c'])
})

test('a list that goes round in a circle, or has no end, is left', async () => {
  const circle = await pagedServer({
    '': { tools: ['news'], nextCursor: 'b' },
    'b': { tools: ['get_price'], nextCursor: 'b' },
  })
  const line = createPriceLine({ label: 'Desk', url: circle.url, headers: {} }, fetching)
  expect(await line.look({ symbol: 'SOL', mint: null })).toMatchObject({ ok: true })
  expect(circle.cursors).toEqual(['', 'b'])
  const pages = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [at === 0 ? '' : `${at}`, { tools: [], nextCursor: `${at + 1}` }]),
  )
  const endless = await pagedServer(pages)
  const other = createPriceLine({ label: 'Desk', url: endless.url, headers: {} }, fetching)
  expect(await other.look({ symbol: 'SOL', mint: null })).toMatchObject({ ok: false, fault: 'never' })
  expect(endless.cursors).toHaveLength(20)
})
