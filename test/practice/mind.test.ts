import { describe, expect, test } from 'vitest'
import { amount, change, price, roughly, usd } from '../../main/practice/mind/figures'
import { type Intent, intentOf } from '../../main/practice/mind/intent/index'
import { think } from '../../main/practice/mind/think'
import type { Entry } from '../../main/practice/mind/view'
import { type PumpStream, type PumpStreamSummary, TOOL_OUTPUTS } from '../../shared/market'

/** The intent in one line, so that a table of sentences can be read. */
function brief(intent: Intent): string {
  switch (intent.kind) {
    case 'streams':
      return `streams ${intent.sort} ${intent.count}${intent.both ? ' both' : ''}`
    case 'facts':
      return `${intent.aspect} ${intent.about.map((named) => (named.kind === 'token' ? named.token.symbol : named.stream.name)).join('+')}`
    case 'chart':
      return `chart ${intent.token.symbol} ${intent.range}`
    case 'balances':
      return `balances${intent.token ? ` ${intent.token.symbol}` : ''}`
    case 'row':
      return `row ${intent.rank} ${intent.aspect}`
    case 'trade': {
      const { trade } = intent
      return trade.side === 'sell-share'
        ? `sell ${trade.percentage}% ${trade.token.symbol}`
        : `${trade.input.symbol}>${trade.output.symbol} ${trade.amount} ${trade.exact}`
    }
    default:
      return intent.kind
  }
}

describe('what is meant', () => {
  test.each([
    ["What's trending on pump fun right now?", 'streams viewers 5'],
    ["What's trending on Pump Thunder right now?", 'streams viewers 5'],
    ['top ten streams by market cap', 'streams marketCap 10'],
    ['show me the top three by viewers', 'streams viewers 3'],
    ['what are the biggest coins on pump fun', 'streams marketCap 5'],
    ['top streams by viewers with their market cap', 'streams viewers 5 both'],
    ['What is the price of Zolana?', 'price SOL'],
    ['How is bonk doing today', 'change BONK'],
    ["what's the market cap of dogwifhat", 'marketCap WIF'],
    ['how many viewers does San Chan have', 'viewers San Chan'],
    ['price of fartcoin and popcat', 'price FARTCOIN+POPCAT'],
    ['How much is Bunker right now?', 'price BONK'],
    ['how has solana done this week', 'chart SOL 7d'],
    ['what are my balances', 'balances'],
    ['how much sol do i have', 'balances SOL'],
    ["what's in my wallet", 'balances'],
    ['which wallet am i using', 'which-wallet'],
    ['list my wallets', 'wallets'],
    ['use the degen wallet', 'use-wallet'],
    ['buy half a sol of bonk', 'SOL>BONK 0.5 input'],
    ['By half a soul of Donk.', 'SOL>BONK 0.5 input'],
    ['buy 1.5 sol worth of jito', 'SOL>JTO 1.5 input'],
    ['buy twenty dollars of wif', 'USDC>WIF 20 input'],
    ['buy one thousand jup', 'SOL>JUP 1000 output'],
    ['sell ten percent of my wif', 'sell 10% WIF'],
    ['Sell 10% of my dog with hat.', 'sell 10% WIF'],
    ['sell all my popcat', 'sell 100% POPCAT'],
    ['sell half of my bonk', 'sell 50% BONK'],
    ['sell five hundred wif for usdc', 'WIF>USDC 500 input'],
    ['swap two sol for usdc', 'SOL>USDC 2 input'],
    ['swap to soul for USDC', 'SOL>USDC 2 input'],
    ['Convert 100 USDC to bonk', 'USDC>BONK 100 input'],
    ['buy bonk', 'incomplete'],
    ['what should i buy', 'unknown'],
    ['repeat that', 'repeat'],
    ['help', 'help'],
    ['tell me a joke', 'unknown'],
    ['', 'silence'],
  ])('%s', (said, wanted) => expect(brief(intentOf(said))).toBe(wanted))

  test.each([
    ["what's trending", 'and by market cap?', 'streams marketCap 5'],
    ["what's trending", 'how many viewers does the second one have?', 'row 2 viewers'],
    ["what's the market cap of jupiter", 'what about bonk?', 'marketCap BONK'],
    ["what's the market cap of jupiter", 'and the price?', 'price JUP'],
  ])('%s — %s', (first, then, wanted) => expect(brief(intentOf(then, intentOf(first)))).toBe(wanted))
})

const streamSummary = (streams: PumpStream[]): PumpStreamSummary => ({
  generatedAt: '',
  windowMinutes: 5,
  totalAvailable: 113,
  totalAfterFilter: 113,
  totalReturned: streams.length,
  appliedSort: 'viewers',
  appliedFilters: {
    status: 'live',
    minMarketCapUsd: null,
    minViewers: null,
    search: null,
    symbols: null,
    mintIds: null,
  },
  paging: {
    pageSize: 5,
    offset: 0,
    currentPage: 1,
    totalPages: 1,
    requestedPage: null,
    hasMore: false,
    nextOffset: null,
    previousOffset: null,
    remainingAfterPage: 0,
  },
  totals: {
    totalStreams: 113,
    liveStreams: 113,
    disconnectingStreams: 0,
    totalLiveViewers: 900,
    totalLiveMarketCapUsd: 1e7,
  },
  streams,
})

describe('what is done', () => {
  const tools = new Set(Object.keys(TOOL_OUTPUTS))
  const user = (text: string): Entry => ({ kind: 'user', text })

  test('a running call is never taken for a result', () => {
    const entries: Entry[] = [
      user('what is trending'),
      { kind: 'call', tool: 'pumpstream_live_summary', args: {}, outcome: { state: 'running' } },
    ]
    expect(think({ entries, tools })).toEqual([{ kind: 'say', text: expect.stringContaining('waiting') }])
  })

  test('a result that does not fit its schema is not made into figures', () => {
    const entries: Entry[] = [
      user('price of bonk'),
      {
        kind: 'call',
        tool: 'solana_resolve_token',
        args: { query: 'BONK' },
        outcome: { state: 'done', output: { candidates: [{ priceUsd: '1' }] } },
      },
    ]
    expect(think({ entries, tools })).toEqual([{ kind: 'say', text: expect.stringContaining('no figures') }])
  })

  const row = (name: string, currentViewers: number, marketCapUsd: number): PumpStream => ({
    mintId: name,
    name,
    symbol: name,
    status: 'live',
    currentViewers,
    marketCapUsd,
    marketCapSol: null,
    latestAt: '',
    lastSnapshotAgeSeconds: 0,
    thumbnail: null,
  })

  test.each([
    ['what is trending', 'viewers', 'San Chan has 24 viewers. ROY has 12 viewers.'],
    ['top two by market cap', 'marketCap', 'San Chan, 12.4 million. ROY, 1.9 million.'],
    [
      'top two by viewers with their market cap',
      'viewers',
      'San Chan has 24 viewers and a market cap of $12.36 million. ROY has 12 viewers and a market cap of $1.94 million.',
    ],
  ])('%s: names, and the figure asked for', (said, sort, rows) => {
    const output = streamSummary([row('San Chan', 24, 12_364_948), row('ROY', 12, 1_939_593)])
    const entries: Entry[] = [
      user(said),
      { kind: 'call', tool: 'pumpstream_live_summary', args: { sort }, outcome: { state: 'done', output } },
    ]
    const order = sort === 'viewers' ? 'viewers' : 'market cap in dollars'
    expect(think({ entries, tools })).toEqual([
      { kind: 'say', text: `Practice data: the top two streams by ${order}. ${rows}` },
    ])
  })

  test('a wallet that can’t pay is told, and nothing is put up for approval', () => {
    const side = { mint: 'a', symbol: 'SOL', decimals: 9, amountUi: 50, amountRaw: '1' }
    const output = {
      walletAddress: 'w',
      walletLabel: 'Paper main',
      direction: 'buy',
      mode: 'ExactIn',
      input: side,
      output: side,
      netOutput: side,
      fee: { ...side, bps: 30, valueUsd: 1 },
      quote: { rate: 1, spotRate: 1, quotedAt: '', slippageBps: 100 },
      warnings: ['The wallet holds only 25 SOL.'],
      priceImpactPct: 0,
      otherAmountThreshold: '1',
      valuations: { inputUsd: 1, outputUsd: 1 },
    }
    const entries: Entry[] = [
      user('buy fifty sol of bonk'),
      { kind: 'call', tool: 'solana_swap_preview', args: {}, outcome: { state: 'done', output } },
    ]
    expect(think({ entries, tools })).toEqual([
      { kind: 'say', text: expect.stringContaining('does not hold enough SOL') },
    ])
  })
})

test.each([
  [usd(12_364_948.8), '$12.36 million'],
  [usd(208.48), '$208.48'],
  [usd(0.7421), '$0.742'],
  [usd(114_050), '$114,050'],
  [price(0.0000204, 'BONK'), '$20.40 per million BONK'],
  [change(-3.21), 'down 3.2%'],
  [change(0.01), 'flat'],
  [amount(5_093_137.25), '5.09 million'],
  [amount(0.5), '0.5'],
  [amount(1250.4), '1,250'],
  [roughly(12_364_948), '12.4 million'],
  [roughly(9_994), '9,994'],
  [roughly(114_050), '114 thousand'],
])('%s', (got, wanted) => expect(got).toBe(wanted))
