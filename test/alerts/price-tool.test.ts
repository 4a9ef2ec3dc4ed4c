import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js'
import { describe, expect, test } from 'vitest'
import { priceTools, readPrice } from '../../main/alerts/price-tool'

const SOL = 'So11111111111111111111111111111111111111112'
const tool = (name: string, properties: Record<string, object>, over: Partial<Tool> = {}): Tool => ({
  name,
  inputSchema: { type: 'object', properties },
  annotations: { readOnlyHint: true },
  ...over,
})
const text = (value: unknown): CallToolResult => ({ content: [{ type: 'text', text: JSON.stringify(value) }] })

describe('a tool for prices', () => {
  const token = { symbol: 'SOL', mint: SOL }

  test('is only one that says that it only reads', () => {
    const query = { query: {} }
    const liar = tool('get_price', query, { annotations: { readOnlyHint: false } })
    const silent = tool('get_quote', query)
    delete (silent as { annotations?: unknown }).annotations
    expect(priceTools([liar, silent])).toEqual([])
    expect(priceTools([tool('solana_resolve_token', query, { annotations: { readOnlyHint: false } })])).toEqual([])
  })

  test('that is known comes before any other', () => {
    const names = priceTools([tool('get_price', { symbol: {} }), tool('solana_resolve_token', { query: {} })]).map(
      ({ name }) => name,
    )
    expect(names).toEqual(['solana_resolve_token', 'get_price'])
  })

  test('is asked with what its schema wants', () => {
    const required = ['network', 'tokenAddress', 'rationale']
    const schema = { type: 'object' as const, properties: { network: {}, tokenAddress: {}, rationale: {} }, required }
    const [details] = priceTools([tool('getTokenDetails', {}, { inputSchema: schema })])
    expect(details?.argumentsFor(token)).toEqual({
      network: 'solana',
      tokenAddress: SOL,
      rationale: expect.any(String),
    })
    // It knows addresses alone.
    expect([details?.takes(token), details?.takes({ symbol: 'SOL', mint: null })]).toEqual([true, false])
  })

  test.each([
    ['that has nothing to do with prices', tool('list_my_wallets', {})],
    [
      'that wants what nobody knows',
      tool(
        'get_price',
        {},
        { inputSchema: { type: 'object', properties: { symbol: {}, portfolio: {} }, required: ['portfolio'] } },
      ),
    ],
    ['that takes no token', tool('price_overview', { page: {} })],
  ])('is none %s', (_what, other) => {
    expect(priceTools([other])).toEqual([])
  })
})

describe('an answer', () => {
  const bySymbol = { symbol: 'SOL', mint: null }
  const byMint = { symbol: 'SOL', mint: SOL }

  test.each([
    ['Dexter’s', { candidates: [{ mint: SOL, symbol: 'SOL', priceUsd: 152.4, priceChange24h: -3.2 }] }, 152.4, -3.2],
    [
      'with its names in other spelling',
      { data: { token: { address: SOL, symbol: 'sol', price_usd: '152.40', price_change_percentage_24h: 1 } } },
      152.4,
      1,
    ],
    ['about one token that it does not name', { price: 152.4 }, 152.4, null],
    [
      'of candles',
      {
        mint: SOL,
        candles: [
          { open: 1, close: 2 },
          { open: 2, close: 152.4 },
        ],
      },
      152.4,
      null,
    ],
  ])('%s is read', (_what, value, price, change24h) => {
    for (const token of [byMint])
      expect(readPrice(text(value), token)).toMatchObject({ is: 'price', price: { price, change24h } })
    expect(readPrice({ content: [], structuredContent: value }, byMint)).toMatchObject({ is: 'price' })
  })

  test.each([
    ['another token', { symbol: 'WSOL', address: 'x', price: 1 }],
    ['no price', { symbol: 'SOL', mint: SOL }],
    ['a price that is none', { symbol: 'SOL', mint: SOL, price: 'soon' }],
    ['zero', { symbol: 'SOL', mint: SOL, price: 0 }],
    ['words', 'SOL is at 152'],
    ['nothing', null],
  ])('%s is no price of it', (_what, value) => {
    expect(readPrice(text(value), byMint)).toEqual({ is: 'unknown' })
  })

  test('with several tokens of one name is no price of any of them, unless the mint is known', () => {
    const rows = {
      tokens: [
        { symbol: 'USDY', mint: 'a', price: 1.08 },
        { symbol: 'USDY', mint: 'b', price: 1.13 },
      ],
    }
    expect(readPrice(text(rows), { symbol: 'USDY', mint: null })).toEqual({ is: 'ambiguous' })
    expect(readPrice(text(rows), { symbol: 'USDY', mint: 'b' })).toMatchObject({ price: { price: 1.13 } })
    expect(readPrice(text(rows), bySymbol)).toEqual({ is: 'unknown' })
  })

  test('of hostile size and depth ends', () => {
    let deep: unknown = { price: 1 }
    for (let at = 0; at < 100; at++) deep = { deeper: deep }
    expect(readPrice({ content: [], structuredContent: deep as Record<string, unknown> }, byMint)).toEqual({
      is: 'unknown',
    })
    const wide = {
      rows: Array.from({ length: 100_000 }, (_, at) => ({ symbol: `T${at}`, mint: `m${at}`, price: at + 1 })),
    }
    expect(readPrice({ content: [], structuredContent: wide }, byMint)).toEqual({ is: 'unknown' })
  })
})
