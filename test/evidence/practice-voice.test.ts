import { describe, expect, it } from 'vitest'
import { listBalances } from '../../main/practice/market/balances'
import { liveSummary } from '../../main/practice/market/live-summary'
import { createMarket } from '../../main/practice/market/market'
import { fetchOhlcv } from '../../main/practice/market/ohlcv'
import { resolveToken } from '../../main/practice/market/resolve-token'
import { executeSwap, quoteSwap } from '../../main/practice/market/swap'
import { LISTED_TOKENS, SOL_MINT } from '../../main/practice/market/tokens'
import { createWalletBook } from '../../main/practice/market/wallets'
import {
  balancesAnswer,
  chartAnswer,
  previewAnswer,
  receiptAnswer,
  rowAnswer,
  streamAnswer,
  streamsAnswer,
  tokenAnswer,
} from '../../main/practice/mind/phrasing'
import { checkAnswer, checkOutput } from '../../renderer/engine/evidence'
import { call } from './outputs'

const SEEDS = Array.from({ length: 8 }, (_, index) => index * 7919 + 1)

/** What the practice voice says is true of what its tools answer, so that any flag is a false alarm. */
describe.each(SEEDS)('the practice voice in the market with seed %i', (seed) => {
  const at = 1_759_278_417_000 + seed * 86_413_000
  const market = createMarket({ seed, clock: { now: () => at } })
  const wallet = createWalletBook(seed).demo
  const alarms = (name: string, value: unknown, args: unknown, text: string) => {
    const output = call(name, value, args, at + 300)
    const flags = [...checkOutput(output), ...checkAnswer({ text, outputs: [output], at: at + 2_000 })]
    return flags.map(({ detail }) => `${text} -> ${detail}`)
  }

  it.each(['viewers', 'marketCap'] as const)('lists streams by %s without a false alarm', (sort) => {
    for (const pageSize of [1, 3, 5, 10]) {
      const board = liveSummary(market, { sort, pageSize })
      const args = { sort, pageSize, status: 'live' }
      const answers = [streamsAnswer(board, sort), streamsAnswer(board, sort, true), rowAnswer(board, 2, 'all')]
      answers.push(
        rowAnswer(board, 1, 'viewers'),
        rowAnswer(board, -1, 'marketCap'),
        streamAnswer(board, '', 'viewers'),
      )
      for (const text of answers) expect(alarms('pumpstream_live_summary', board, args, text)).toEqual([])
      expect(alarms('pumpstream_live_summary', board, args, `${board.streams[0]!.name} leads.`)).toEqual([])
    }
  })

  it('tells tokens without a false alarm', () => {
    for (const { symbol, mint } of LISTED_TOKENS) {
      const found = resolveToken(market, symbol, 5)
      for (const aspect of ['price', 'marketCap', 'change'] as const) {
        const text = tokenAnswer(found, symbol, aspect)
        expect(alarms('solana_resolve_token', found, { query: symbol }, text)).toEqual([])
      }
      const chart = fetchOhlcv(market, mint, '1h', '24h')
      expect(alarms('markets_fetch_ohlcv', chart, { mint }, chartAnswer(chart, symbol))).toEqual([])
    }
  })

  it('tells balances and trades without a false alarm', () => {
    const balances = listBalances(market, wallet)
    expect(alarms('solana_list_balances', balances, {}, balancesAnswer(balances, null, null))).toEqual([])
    expect(balances.balances.length).toBeGreaterThan(1)
    for (const { mint, token } of balances.balances) {
      const text = balancesAnswer(balances, mint, token.symbol)
      expect(alarms('solana_list_balances', balances, {}, text)).toEqual([])
    }
    for (const { mint } of LISTED_TOKENS.filter((token) => token.mint !== SOL_MINT)) {
      const order = { wallet, inputMint: SOL_MINT, outputMint: mint, mode: 'ExactIn' as const, amountUi: 0.01 }
      const args = { input_mint: SOL_MINT, output_mint: mint, amount_ui: 0.01, mode: 'ExactIn' }
      const quote = quoteSwap(market, order)
      expect(alarms('solana_swap_preview', quote, args, previewAnswer(quote).text)).toEqual([])
      const receipt = executeSwap(market, order)
      expect(alarms('solana_swap_execute', receipt, args, receiptAnswer(receipt))).toEqual([])
    }
  })
})
