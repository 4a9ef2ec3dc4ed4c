import { describe, expect, test } from 'vitest'
import { listBalances } from '../../main/practice/market/balances'
import { liveSummary } from '../../main/practice/market/live-summary'
import { createMarket, type Market } from '../../main/practice/market/market'
import { isBase58Address } from '../../main/practice/market/noise'
import { fetchOhlcv } from '../../main/practice/market/ohlcv'
import { resolveToken } from '../../main/practice/market/resolve-token'
import { sendTokens } from '../../main/practice/market/send'
import { LISTED_STREAMS } from '../../main/practice/market/streams'
import { executeSwap, quoteSwap } from '../../main/practice/market/swap'
import { LISTED_TOKENS, LOOK_ALIKES, SOL_MINT, USDC_MINT } from '../../main/practice/market/tokens'
import { ToolRefusal } from '../../main/practice/market/tool-refusal'
import { createWalletBook, toRaw, toUi } from '../../main/practice/market/wallets'
import { BalancesSchema, OhlcvSchema, PumpStreamSummarySchema, SwapPreviewSchema } from '../../shared/market'
import { knownToken } from '../../shared/tokens'

const SEEDS = Array.from({ length: 12 }, (_, index) => index * 7919 + 1)
const at = (seed: number) => 1_759_278_417_000 + seed * 86_413_000
const marketOf = (seed: number): Market => createMarket({ seed, clock: { now: () => at(seed) } })
const bySymbol = (symbol: string) => LISTED_TOKENS.find((token) => token.symbol === symbol)!
const descending = (values: number[]) => values.every((value, index) => index === 0 || values[index - 1]! >= value)

test('the five recorded streams are there with their mints, and at least a hundred more', () => {
  expect(LISTED_STREAMS.slice(0, 5).map((row) => [row.mintId, row.name, row.symbol])).toEqual([
    ['2z1p8xCEjRzpBHjXWrx4tJnz7BFL6z7NnvbCxH7bpump', 'San Chan', 'San'],
    ['CboMcTUYUcy9E6B3yGdFn6aEsGUnYV6yWeoeukw6pump', 'Butthole Coin', 'Butthole'],
    ['E3oEF6TZb5DssCqwyXRt31AUEnGqvcHeVcyGvLiqpump', 'ROY', 'ROY'],
    ['V5cCiSixPLAiEDX2zZquT5VuLm4prr5t35PWmjNpump', 'KindnessCoin', 'KIND'],
    ['2EYvskXTncMS11vejJcWHh8fPaCFy6bzDcVnmofEpump', 'streamdotfun', 'STREAM'],
  ])
  expect(LISTED_STREAMS.length).toBeGreaterThanOrEqual(105)
  expect(LISTED_TOKENS.length).toBeGreaterThanOrEqual(31)
  const mints = [...LISTED_STREAMS.map((row) => row.mintId), ...LISTED_TOKENS.map((token) => token.mint)]
  expect(new Set(mints).size).toBe(mints.length)
  expect(mints.every(isBase58Address)).toBe(true)
})

describe.each(SEEDS)('the board with seed %i', (seed) => {
  const market = marketOf(seed)

  test('rows are in the order that appliedSort names, and totals are those of the rows', () => {
    for (const sort of ['viewers', 'marketCap'] as const) {
      const all = PumpStreamSummarySchema.parse(liveSummary(market, { sort, pageSize: 100, status: 'all' }))
      const rest = liveSummary(market, { sort, pageSize: 100, page: 2, status: 'all' })
      const rows = [...all.streams, ...rest.streams]
      expect(all.appliedSort).toBe(sort)
      expect(descending(rows.map((row) => (sort === 'viewers' ? row.currentViewers : (row.marketCapUsd ?? 0))))).toBe(
        true,
      )
      expect(rows).toHaveLength(all.totalAfterFilter)
      const live = rows.filter((row) => row.status === 'live')
      expect(all.totals.liveStreams).toBe(live.length)
      expect(all.totals.totalLiveViewers).toBe(live.reduce((sum, row) => sum + row.currentViewers, 0))
      expect(all.totals.totalLiveMarketCapUsd).toBeCloseTo(
        live.reduce((sum, row) => sum + (row.marketCapUsd ?? 0), 0),
        2,
      )
      // What the recorded payload got wrong: a sum can't exceed what its sorted top allows.
      const most = Math.max(...rows.map((row) => row.currentViewers))
      expect(all.totals.totalLiveViewers).toBeLessThanOrEqual(most * rows.length)
    }
  })

  test('pages tile the whole, and filters hold', () => {
    const whole = liveSummary(market, { sort: 'viewers', pageSize: 100 })
    const pages = [1, 2, 3, 4, 5, 6, 7].flatMap(
      (page) => liveSummary(market, { sort: 'viewers', pageSize: 16, page }).streams,
    )
    expect(pages.slice(0, 100).map((row) => row.mintId)).toEqual(whole.streams.map((row) => row.mintId))
    const filtered = liveSummary(market, { minViewers: 10, minMarketCapUsd: 20_000, pageSize: 100 })
    expect(filtered.streams.length).toBeGreaterThan(0)
    expect(filtered.streams.length).toBeLessThan(whole.streams.length)
    expect(filtered.streams.every((row) => row.currentViewers >= 10 && (row.marketCapUsd ?? 0) >= 20_000)).toBe(true)
    expect(liveSummary(market, { search: 'san chan' }).streams.map((row) => row.symbol)).toEqual(['San'])
  })
})

describe('prices', () => {
  test('the same seed and time give the same price; another seed gives another', () => {
    const sol = bySymbol('SOL')
    expect(marketOf(1).priceUsd(sol, at(9))).toBe(marketOf(1).priceUsd(sol, at(9)))
    expect(marketOf(1).priceUsd(sol, at(9))).not.toBe(
      createMarket({ seed: 2, clock: { now: () => 0 } }).priceUsd(sol, at(9)),
    )
  })

  test.each(SEEDS)('candles join, contain their ends, and end at the price (seed %i)', (seed) => {
    const market = marketOf(seed)
    const { candles } = OhlcvSchema.parse(fetchOhlcv(market, bySymbol('BONK').mint, '1h', '24h'))
    expect(candles).toHaveLength(24)
    candles.forEach((candle, index) => {
      expect(candle.low).toBeLessThanOrEqual(Math.min(candle.open, candle.close))
      expect(candle.high).toBeGreaterThanOrEqual(Math.max(candle.open, candle.close))
      if (index) expect(candle.open).toBeCloseTo(candles[index - 1]!.close, 12)
    })
    expect(candles.at(-1)?.close).toBeCloseTo(market.priceUsd(bySymbol('BONK')), 12)
  })

  test('a day moves SOL by a few percent, stays sane over years, and keeps stable coins stable', () => {
    const market = marketOf(3)
    const day = 86_400_000
    const moves = Array.from(
      { length: 400 },
      (_, index) => market.priceUsd(bySymbol('SOL'), at(index) + day) / market.priceUsd(bySymbol('SOL'), at(index)) - 1,
    )
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length)
    expect(deviation).toBeGreaterThan(0.01)
    expect(deviation).toBeLessThan(0.08)
    for (let year = 0; year < 10; year++) {
      const time = at(0) + year * 365 * day
      expect(market.priceUsd(bySymbol('SOL'), time) / 208.48).toBeGreaterThan(0.5)
      expect(market.priceUsd(bySymbol('SOL'), time) / 208.48).toBeLessThan(2)
      expect(Math.abs(market.priceUsd(bySymbol('USDC'), time) - 1)).toBeLessThan(0.005)
    }
  })
})

describe.each(SEEDS)('swaps with seed %i', (seed) => {
  const market = marketOf(seed)
  const wallet = () => createWalletBook(seed).of('t')[0]!

  test('execution gives what the preview said, and takes and gives exactly that', () => {
    const paper = wallet()
    const order = {
      wallet: paper,
      inputMint: SOL_MINT,
      outputMint: bySymbol('JUP').mint,
      mode: 'ExactIn' as const,
      amountUi: 0.1 * seed ** 0.3,
    }
    const preview = SwapPreviewSchema.parse(quoteSwap(market, order))
    const [sol, jup] = [paper.balance(SOL_MINT), paper.balance(order.outputMint)]
    const receipt = executeSwap(market, order)
    expect({ ...receipt, signature: undefined, solscanUrl: undefined }).toEqual({
      ...preview,
      signature: undefined,
      solscanUrl: undefined,
    })
    expect(sol - paper.balance(SOL_MINT)).toBe(BigInt(preview.input.amountRaw))
    expect(paper.balance(order.outputMint) - jup).toBe(BigInt(preview.netOutput.amountRaw))
    expect(BigInt(preview.netOutput.amountRaw) + BigInt(preview.fee.amountRaw)).toBe(BigInt(preview.output.amountRaw))
    expect(BigInt(preview.otherAmountThreshold)).toBeLessThan(BigInt(preview.netOutput.amountRaw))
  })

  test('value never grows by trading there and back', () => {
    const paper = wallet()
    const before = listBalances(market, paper).portfolio.valueUsd
    executeSwap(market, { wallet: paper, inputMint: SOL_MINT, outputMint: USDC_MINT, mode: 'ExactIn', amountUi: 2 })
    executeSwap(market, { wallet: paper, inputMint: USDC_MINT, outputMint: SOL_MINT, mode: 'ExactIn', amountUi: 300 })
    expect(BalancesSchema.parse(listBalances(market, paper)).portfolio.valueUsd).toBeLessThan(before)
  })

  test('larger trades are dearer, and ExactOut delivers what was wanted', () => {
    const paper = wallet()
    const quote = (amountUi: number) =>
      quoteSwap(market, {
        wallet: paper,
        inputMint: SOL_MINT,
        outputMint: bySymbol('SAMO').mint,
        mode: 'ExactIn',
        amountUi,
      })
    expect(quote(50).priceImpactPct).toBeGreaterThan(quote(1).priceImpactPct)
    expect(quote(50).quote.rate).toBeLessThan(quote(1).quote.rate)
    const exact = quoteSwap(market, {
      wallet: paper,
      inputMint: SOL_MINT,
      outputMint: bySymbol('WIF').mint,
      mode: 'ExactOut',
      desiredOutputUi: 40,
    })
    expect(exact.netOutput.amountUi).toBeCloseTo(40, 3)
  })

  test('what can’t be done says why and moves nothing', () => {
    const paper = wallet()
    const before = paper.holdings()
    const refusal = (run: () => unknown) => {
      try {
        run()
      } catch (error) {
        return error instanceof ToolRefusal ? error.code : 'crash'
      }
      return 'allowed'
    }
    const swap = { wallet: paper, inputMint: SOL_MINT, outputMint: USDC_MINT, mode: 'ExactIn' as const }
    expect(refusal(() => executeSwap(market, { ...swap, amountUi: 1e6 }))).toBe('insufficient_funds')
    expect(refusal(() => executeSwap(market, { ...swap, outputMint: 'nope', amountUi: 1 }))).toBe('unknown_token')
    expect(refusal(() => executeSwap(market, { ...swap, outputMint: SOL_MINT, amountUi: 1 }))).toBe('same_token')
    expect(refusal(() => executeSwap(market, swap))).toBe('amount_required')
    expect(refusal(() => executeSwap(market, { ...swap, amountUi: 1e-12 }))).toBe('amount_too_small')
    const send = { wallet: paper, recipient: paper.address, mint: SOL_MINT, memo: null, confirmed: false }
    expect(refusal(() => sendTokens(market, { ...send, amountUi: 5 }))).toBe('confirmation_required')
    expect(refusal(() => sendTokens(market, { ...send, amountUi: 0.01, recipient: 'x' }))).toBe('invalid_recipient')
    expect(paper.holdings()).toEqual(before)
  })
})

test('a search lists tokens that only look like another, after the one that everybody means', () => {
  const market = marketOf(1)
  const found = (query: string) => resolveToken(market, query, 5).candidates.map(({ mint }) => mint)
  expect(found('bonk').slice(0, 2)).toEqual([bySymbol('BONK').mint, LOOK_ALIKES[0]!.mint])
  expect(found('usd coin')).toEqual([USDC_MINT, LOOK_ALIKES[1]!.mint])
  for (const { mint, liquidityUsd } of LOOK_ALIKES) {
    expect(knownToken(mint)).toBeNull()
    expect(isBase58Address(mint)).toBe(true)
    expect(liquidityUsd).toBeLessThan(100_000)
  }
})

test('amounts become raw units exactly', () => {
  for (const [ui, decimals, raw] of [
    [0.1, 9, 100_000_000n],
    [1.000000001, 9, 1_000_000_001n],
    [1e15, 5, 10n ** 20n],
    [0.29, 6, 290_000n],
    [123456.789, 6, 123_456_789_000n],
  ] as const) {
    expect(toRaw(ui, { decimals })).toBe(raw)
    expect(toUi(raw, { decimals })).toBeCloseTo(ui, 6)
  }
})
