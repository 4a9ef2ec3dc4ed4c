import { describe, expect, it } from 'vitest'
import { checkOutput, madeAt } from '../../renderer/engine/evidence'
import { readOutput } from '../../shared/tool-output'
import { streams as made } from '../replay/session'
import { balances, call, MADE, receipt, recordedStreams, SOON, streams, swap, tokens } from './outputs'

const kinds = (...from: Parameters<typeof call>) => checkOutput(call(...from)).map(({ kind }) => kind)
const at = Date.parse(made().generatedAt)
const board = (options: Parameters<typeof made>[0], args: unknown = {}) =>
  checkOutput(call('pumpstream_live_summary', made(options), args, at))

describe('the streams of the recorded session', () => {
  it('are neither in their order nor possible with their total', () => {
    expect(checkOutput(streams())).toEqual([
      {
        kind: 'order',
        detail:
          'The rows are not ordered by viewers though appliedSort says viewers (24, 8, 12, 23, 9: row 3 is above row 2).',
      },
      {
        kind: 'totals',
        detail:
          '5 rows as the top 5 of 100 can hold at most 836 viewers in all (76 + 95 x 8) while totalLiveViewers says 1999.',
      },
    ])
  })
})

describe('a list of streams', () => {
  it('that can be true has no flag', () => {
    expect(board({ viewers: [50, 40, 30] }, { sort: 'viewers', status: 'live', minViewers: 30 })).toEqual([])
    expect(board({ viewers: [], total: 0 })).toEqual([])
  })
  it('in another order than was asked for is flagged, whatever it says it sorted by', () => {
    const [flag] = board({ viewers: [5, 9], sort: 'newest' }, { sort: 'viewers' })
    expect(flag).toMatchObject({ kind: 'order', detail: expect.stringContaining('the call asked for viewers') })
    expect(board({ viewers: [5, 9], sort: 'newest' }, { sort: 'newest' })).toEqual([])
  })
  it('with rows that the filters exclude is flagged', () => {
    const [flag] = board({ viewers: [50, 40, 3] }, { minViewers: 30 })
    expect(flag?.detail).toContain('minViewers 30, but 1 of 3 rows')
    expect(board({ viewers: [50] }, { symbols: ['OTHER'] })).toHaveLength(1)
    expect(board({ viewers: [50] }, { symbols: ['s0'], mintIds: [] })).toEqual([])
  })
  it('with counts that its rows exceed is flagged', () => {
    expect(kinds('pumpstream_live_summary', { ...made(), totalReturned: 7 }, {}, at)).toEqual(['totals'])
  })
})

describe('age', () => {
  it('is flagged beyond a minute, by the output or by its rows', () => {
    expect(kinds('solana_list_balances', balances, {}, MADE + 60_000)).toEqual([])
    expect(kinds('solana_list_balances', balances, {}, MADE + 61_000)).toEqual(['stale'])
    expect(kinds('solana_swap_preview', swap, {}, MADE + 300_000)).toEqual(['stale'])
    expect(board({ viewers: [3], ageSeconds: 90 })[0]?.detail).toContain('the oldest snapshot had 90 s')
  })
  it('is not judged of a receipt, or where the day is not known', () => {
    expect(kinds('solana_swap_execute', receipt, {}, MADE + 300_000)).toEqual([])
    expect(kinds('solana_list_balances', balances, {}, null)).toEqual([])
  })
  it('can be told of any output that says when it was made', () => {
    expect(madeAt('pumpstream_live_summary', streams().output)).toBe(MADE)
    expect(madeAt('solana_swap_preview', JSON.stringify(swap))).toBe(MADE)
    expect(madeAt('new_tool', '{"generatedAt":"2026-01-05T10:00:00Z"}')).toBe(Date.parse('2026-01-05T10:00:00Z'))
    expect(madeAt('solana_send', '{}')).toBeNull()
    expect(madeAt('search', 'no JSON')).toBeNull()
  })
})

describe('balances', () => {
  const rows = balances.balances
  it('have to sum to the portfolio', () => {
    expect(kinds('solana_list_balances', balances)).toEqual([])
    const portfolio = { ...balances.portfolio, valueUsd: 3000 }
    expect(kinds('solana_list_balances', { ...balances, portfolio })).toEqual(['totals'])
    const more = { ...balances.portfolio, valueUsd: 5000 }
    expect(kinds('solana_list_balances', { ...balances, portfolio: more })).toEqual(['totals'])
    expect(kinds('solana_list_balances', { ...balances, portfolio: { ...more, tokenCount: 9 } })).toEqual([])
  })
  it('have to be their raw amounts, and worth their price', () => {
    const raw = [{ ...rows[0]!, amountRaw: '1250000000' }, ...rows.slice(1)]
    expect(checkOutput(call('solana_list_balances', { ...balances, balances: raw }))[0]?.detail).toBe(
      'SOL.amountUi says 12.5 while amountRaw 1250000000 at 9 decimals is 1.25.',
    )
    const worth = [...rows.slice(0, 2), { ...rows[2]!, valueUsd: 96.5 }]
    expect(kinds('solana_list_balances', { ...balances, balances: worth })).toContain('totals')
  })
  it('of another wallet than was asked for are flagged', () => {
    expect(kinds('solana_list_balances', balances, { wallet_address: balances.walletAddress })).toEqual([])
    expect(kinds('solana_list_balances', balances, { wallet_address: 'another' })).toEqual(['shape'])
  })
})

describe('a swap', () => {
  const args = { input_mint: swap.input.mint, output_mint: swap.output.mint, amount_ui: 0.25, mode: 'ExactIn' }
  it('that adds up and is what was asked for has no flag', () => {
    expect(kinds('solana_swap_preview', swap, args)).toEqual([])
    expect(kinds('solana_execute_buy', receipt, { mint: swap.output.mint, amount_sol: 0.25 })).toEqual([])
  })
  it('has sides that are their raw amounts, and a net output that is the output less the fee', () => {
    const input = { ...swap.input, amountUi: 2.5 }
    expect(kinds('solana_swap_preview', { ...swap, input })).toContain('totals')
    const [flag] = checkOutput(call('solana_swap_preview', { ...swap, netOutput: swap.output }))
    expect(flag?.detail).toContain('netOutput says 2696012.55 BONK while output less fee is')
  })
  it('of another amount, token or slippage than was asked for is flagged', () => {
    expect(kinds('solana_swap_execute', receipt, { ...args, amount_ui: 0.5 })).toEqual(['shape'])
    expect(kinds('solana_swap_execute', receipt, { ...args, output_mint: 'another' })).toEqual(['shape'])
    expect(kinds('solana_swap_execute', receipt, { ...args, slippage_bps: 10 })).toEqual(['shape'])
    expect(kinds('solana_execute_buy', receipt, { mint: swap.output.mint, amount_sol: 2.5 })).toEqual(['shape'])
  })
  it('whose least output is more than its output is flagged', () => {
    expect(kinds('solana_swap_preview', { ...swap, otherAmountThreshold: '369601255312' })).toEqual(['totals'])
  })
})

describe('candles', () => {
  const candle = { time: '2025-10-01T00:00:00Z', open: 10, high: 12, low: 9, close: 11, volumeUsd: 5 }
  const next = { ...candle, time: '2025-10-01T01:00:00Z', open: 11, close: 12 }
  const series = (candles: unknown[], changePct: number | null = 20) => ({
    generatedAt: new Date(MADE).toISOString(),
    mint: 'm',
    symbol: 'X',
    interval: '1h',
    range: '24h',
    changePct,
    candles,
  })
  it('that can be have no flag', () => expect(kinds('markets_fetch_ohlcv', series([candle, next]))).toEqual([]))
  it('below their own low, out of time, or against their change are flagged', () => {
    expect(kinds('markets_fetch_ohlcv', series([{ ...candle, low: 13 }, next]))).toEqual(['totals'])
    expect(kinds('markets_fetch_ohlcv', series([next, candle], null))).toEqual(['order'])
    expect(kinds('markets_fetch_ohlcv', series([candle, next], -20))).toEqual(['totals'])
  })
})

describe('the shape of an output', () => {
  it('is flagged where a known tool answers something else, and not where it says that it failed', () => {
    expect(kinds('solana_list_balances', { balances: [] })).toEqual(['shape'])
    expect(kinds('solana_list_balances', '<html>')).toEqual(['shape'])
    expect(kinds('solana_swap_execute', { error: 'insufficient_funds', message: 'No.' })).toEqual([])
    expect(kinds('new_tool', '<html>')).toEqual([])
    expect(kinds('toString', '{}')).toEqual([])
  })
  it.each([
    ['plain', (text: string) => text],
    ['encoded twice', (text: string) => JSON.stringify(text)],
    ['encoded three times', (text: string) => JSON.stringify(JSON.stringify(text))],
    ['MCP content', (text: string) => JSON.stringify({ content: [{ type: 'text', text }] })],
    [
      'bare content beside prose',
      (text: string) =>
        JSON.stringify([
          { type: 'text', text: 'Here.' },
          { type: 'text', text },
        ]),
    ],
    ['structured content', (text: string) => JSON.stringify({ content: [], structuredContent: JSON.parse(text) })],
  ])('is found in %s', (_, wrap) => {
    const output = wrap(JSON.stringify(tokens))
    expect(readOutput('solana_resolve_token', output)).toMatchObject({ kind: 'tokens', data: { query: 'bonk' } })
  })
  it('is a failure where MCP says so in prose', () => {
    const output = JSON.stringify({ content: [{ type: 'text', text: 'It broke.' }], isError: true })
    expect(readOutput('search', output)).toEqual({ kind: 'failure', error: 'tool_error', message: 'It broke.' })
  })
})

describe('a hostile output', () => {
  const deep = `${'['.repeat(300_000)}${']'.repeat(300_000)}`
  it.each([
    ['nested deeply', deep],
    ['endless', `[${'1,'.repeat(400_000)}1]`],
    ['longer than is read', `"${'x'.repeat(2_000_000)}"`],
    ['parts without end', JSON.stringify({ content: Array(20_000).fill({ type: 'text', text: '{"a":1}' }) })],
    ['of wrong types', JSON.stringify({ ...recordedStreams, streams: [null, 1, { name: {} }], totals: 'none' })],
  ])('%s is survived, and known not to be the tool’s', (_, output) => {
    expect(kinds('pumpstream_live_summary', output, deep, SOON)).toEqual(['shape'])
    expect(kinds('new_tool', output, {}, SOON)).toEqual([])
  })
})
