import { describe, expect, test } from 'vitest'
import { createMarket } from '../../main/practice/market/market'
import { quoteSwap } from '../../main/practice/market/swap'
import { LOOK_ALIKES, SOL_MINT } from '../../main/practice/market/tokens'
import { createWalletBook } from '../../main/practice/market/wallets'
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
      const { trade, wallet } = intent
      const paidBy = wallet === null ? '' : ` (${wallet})`
      if (trade.side === 'sell-share') return `sell ${trade.percentage}% ${trade.token.symbol}${paidBy}`
      if (trade.side === 'swap-share')
        return `${trade.input.symbol}>${trade.output.symbol} ${trade.percentage}%${paidBy}`
      if (trade.side === 'send')
        return `send ${JSON.stringify(Object.values(trade.much)[0])} ${trade.token.symbol} to ${trade.recipient}${trade.memo === null ? '' : ` memo ${trade.memo}`}${paidBy}`
      return `${trade.input.symbol}>${trade.output.symbol} ${trade.amount} ${trade.exact}${paidBy}`
    }
    case 'unsure':
      return `${intent.tokens.map(({ symbol }) => symbol).join(' or ')}?`
    case 'recent-trades':
      return `recent ${intent.count}${intent.side === null ? '' : ` ${intent.side}`}`
    default:
      return intent.kind
  }
}

const BONK = 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'
/** Nobody's mint, and somebody's address. */
const SOMEBODY = 'GtzuvW37PAdK2FBaJMvze2WWkFKS8Hsqy1BG44RkYXdW'

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

describe('an order', () => {
  test.each([
    [`buy 0.5 SOL of ${BONK}`, 'SOL>BONK 0.5 input'],
    [`buy ${BONK} for 20 dollars`, 'USDC>BONK 20 input'],
    [`sell half of my ${BONK}`, 'sell 50% BONK'],
    [`swap 1000 ${BONK} for USDC`, 'BONK>USDC 1000 input'],
    [`price of ${BONK}`, 'price BONK'],
    // What is no mint of the market is no token at all: not one that sounds like a part of it.
    [`buy 0.5 SOL of ${SOMEBODY}`, 'incomplete'],
    [`buy 0.5 SOL of ${BONK.slice(1)}`, 'incomplete'],
    [`price of ${SOMEBODY}`, 'incomplete'],
    // Figures as they are typed.
    ['buy .5 sol of bonk', 'SOL>BONK 0.5 input'],
    ['buy 0,5 sol of bonk', 'SOL>BONK 0.5 input'],
    ['buy 1/2 sol of bonk', 'SOL>BONK 0.5 input'],
    ['buy ½ sol of bonk', 'SOL>BONK 0.5 input'],
    ['buy 10k bonk', 'SOL>BONK 10000 output'],
    ['buy 1,000,000 bonk', 'SOL>BONK 1000000 output'],
    ['buy -1 sol of bonk', 'incomplete'],
    ['buy 1-2 sol of bonk', 'incomplete'],
    // Heard as one word.
    ['can you buy two solvents of fartcoin', 'SOL>FARTCOIN 2 input'],
    ['buy a half solvent with', 'WIF?'],
    // What is left of an order whose end was not heard, or whose middle was not.
    ['buy half a sol', 'incomplete'],
    ['buy three solid words of render', 'incomplete'],
    ['sell 50 whiff for me', 'incomplete'],
    ['sell 50 worth of usd', 'incomplete'],
    ['buy one son out of being a', 'PENGU?'],
    // Far from any name, or as near to another.
    ['sell 10% of my rating for usdc', 'MOODENG or RAY?'],
    ['buy half a sol of bone', 'BONK or BOME?'],
    ['convert three sol into a twin', 'WBTC or USDC?'],
    ['buy bonk and wif for one sol', 'incomplete'],
    // Who pays, and how much of it.
    ['buy bonk with 100 jup', 'JUP>BONK 100 input'],
    ['buy 100 bonk with jup', 'JUP>BONK 100 output'],
    ['buy one sol with usdc', 'USDC>SOL 1 output'],
    ['buy bonk with half of my usdc', 'USDC>BONK 50%'],
    ['sell bonk for 100 usdc', 'BONK>USDC 100 output'],
    ['sell half of my sol', 'SOL>USDC 50%'],
    ['sell bonk for 20 dollars', 'BONK>USDC 20 output'],
    ['sell $50 of bonk', 'BONK>USDC 50 output'],
    ['sell $50 of bonk for sol', 'incomplete'],
    ['sell 150% of my bonk', 'incomplete'],
    ['sell the bonk', 'incomplete'],
    ['buy the bonk', 'incomplete'],
    ['sell 10% of my wif for usdc', 'WIF>USDC 10%'],
    ['swap all my peanut to usdc', 'PNUT>USDC 100%'],
    ['sell everything i have in popcat', 'sell 100% POPCAT'],
    ['get rid of half of my goat', 'sell 50% GOAT'],
    ['sell everything', 'incomplete'],
    ['i want one sol of peanut', 'SOL>PNUT 1 input'],
    ['get me twenty orca', 'SOL>ORCA 20 output'],
    ['give me the price of one sol', 'price SOL'],
    // From where.
    ['buy one sol of bonk from my degen wallet', 'SOL>BONK 1 input (degen)'],
    ['using my main wallet by two sol of pump', 'SOL>PUMP 2 input (main)'],
    ['sell half of the popcat in my wallet', 'sell 50% POPCAT'],
    [`send 0.1 sol to ${SOMEBODY}`, `send 0.1 SOL to ${SOMEBODY}`],
    [`send 5 USDC to ${SOMEBODY} with the memo "Rent, May"`, `send 5 USDC to ${SOMEBODY} memo Rent, May`],
    [`send all my bonk from the degen wallet to ${SOMEBODY}`, `send 100 BONK to ${SOMEBODY} (degen)`],
    ['send 0.1 sol to nine x q e', 'incomplete'],
    ['send 0.1 sol to 0x52908400098527886E0F7030069857D2E4169EE7', 'incomplete'],
    [`send $20 of sol to ${SOMEBODY}`, 'incomplete'],
    [`send 0.1 to ${SOMEBODY}`, 'incomplete'],
  ])('%s: %s', (said, wanted) => expect(brief(intentOf(said))).toBe(wanted))

  test('of a token that only looks like another is about the mint that was named', () => {
    const [imitation] = LOOK_ALIKES
    const intent = intentOf(`buy 1 sol of ${imitation?.mint}`)
    expect(intent).toMatchObject({ kind: 'trade', trade: { output: { symbol: 'BONK', mint: imitation?.mint } } })
  })

  test.each([
    ['buy half a sol of bone', 'bonk', 'SOL>BONK 0.5 input'],
    ['buy half a sol of bone from my degen wallet', 'I mean bome', 'SOL>BOME 0.5 input (degen)'],
    ['buy a half solvent with', 'yes', 'SOL>WIF 0.5 input'],
    // Of two names a yes names none.
    ['buy half a sol of bone', 'yes', 'BONK or BOME?'],
    ['buy half a sol of bone', 'no', 'refuse'],
    ['buy half a sol of bone', 'what is trending', 'streams viewers 5'],
  ])('%s — %s: %s', (first, then, wanted) => expect(brief(intentOf(then, intentOf(first)))).toBe(wanted))
})

test.each([
  ['What did I just buy?', 'recent 1 buy'],
  ['What was my last trade?', 'recent 1'],
  ['what did I sell', 'recent 1 sell'],
  ['show my last trades', 'recent 3'],
  ['show me my last five trades', 'recent 5'],
  ['how much did I pay for it', 'recent 1 buy'],
  ['did my trade go through?', 'recent 1'],
  ['what should i buy', 'unknown'],
  ['how much did jupiter change today', 'change JUP'],
])('%s: %s', (said, wanted) => expect(brief(intentOf(said))).toBe(wanted))

describe('what is done', () => {
  const tools = new Set(Object.keys(TOOL_OUTPUTS))
  const user = (text: string): Entry => ({ kind: 'user', text })

  test('what may have been another order is asked back in place of a proposal', () => {
    const preview = quoteSwap(createMarket({ seed: 1, clock: { now: () => 0 } }), {
      wallet: createWalletBook(1).demo,
      inputMint: SOL_MINT,
      outputMint: BONK,
      mode: 'ExactIn',
      amountUi: 0.5,
    })
    const said = (otherwise: string | null): Entry[] => [
      { kind: 'user', text: 'buy half a sol of bonk', otherwise },
      {
        kind: 'call',
        tool: 'solana_swap_preview',
        args: { input_mint: SOL_MINT, output_mint: BONK, amount_ui: 0.5, mode: 'ExactIn' },
        outcome: { state: 'done', output: preview },
      },
    ]
    expect(think({ entries: said(null), tools })).toContainEqual(
      expect.objectContaining({ kind: 'call', tool: 'solana_swap_execute' }),
    )
    expect(think({ entries: said('Buy half a sol of bome.'), tools })).toEqual([
      { kind: 'say', text: expect.stringContaining('“Buy half a sol of bome.”') },
    ])
  })

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
