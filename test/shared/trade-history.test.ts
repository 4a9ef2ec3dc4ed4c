import { describe, expect, it } from 'vitest'
import { chained } from '../../main/journal/ledger-chain'
import { setLanguage } from '../../shared/i18n'
import type { LedgerLine, MoneyFact } from '../../shared/ledger'
import { createCosts, pastTrades, type TradeRow, tradeRow } from '../../shared/past-trades'
import { KNOWN_TOKENS, SOL_MINT, USDC_MINT } from '../../shared/tokens'
import { tradeRecord, tradeRecords } from '../../shared/trade-history'
import { sumOf, unitsOf } from '../../shared/trade-result'
import { madeUpSignature, madeUpTrade } from '../../tools/ledger/made-up'

const AT = 1_790_000_000_000
const HOUR = 3_600_000
const BONK = 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263'

const fact = (over: Partial<MoneyFact> = {}): MoneyFact => ({
  at: AT,
  step: 'proposed',
  backend: 'practice',
  turnId: 'talk-1',
  requestId: 'apr_1',
  server: 'dexter',
  tool: 'solana_execute_buy',
  arguments: JSON.stringify({ mint: BONK, amount_sol: 0.5 }),
  wallet: 'F76P',
  detail: null,
  terms: null,
  ...over,
})

function ledger(facts: MoneyFact[]): LedgerLine[] {
  const lines: LedgerLine[] = []
  for (const one of facts) lines.push(chained(one, lines.at(-1) ?? null))
  return lines
}

const records = (...facts: MoneyFact[]) => tradeRecords(ledger(facts))
const rows = (...facts: MoneyFact[]): TradeRow[] => records(...facts).map((record) => tradeRow(record, null))

describe('trades of a ledger', () => {
  it('are put together from their lines, with card, words, result and fee', () => {
    const [record] = tradeRecords(ledger(madeUpTrade(1, AT)))
    expect(record).toMatchObject({
      seq: 1,
      seqs: [1, 2, 3, 4],
      at: AT,
      approvedAt: AT + 5_000,
      endedAt: AT + 9_000,
      heard: expect.stringMatching(/^Buy 0.02 SOL of/),
      outcome: 'succeeded',
      decision: 'approved',
      worthUsd: 4,
      signature: madeUpSignature(1),
      result: { sent: { amount: '0.02', symbol: 'SOL', usd: 4 }, fee: { usd: 0.012 }, practice: false },
    })
  })

  it('keep to themselves when a later session uses the id of a request again', () => {
    const again = records(
      fact(),
      fact({ step: 'denied', detail: 'You said no.' }),
      fact({ at: AT + 1, turnId: 'talk-9' }),
      fact({ step: 'approved', turnId: 'talk-9' }),
      fact({ step: 'unknown', turnId: 'talk-9', detail: 'The connection was lost.' }),
      fact({ step: 'looked', detail: 'Late.' }),
    )
    expect(again.map(({ seqs, outcome, looked }) => [seqs, outcome, looked.length])).toEqual([
      // The look names the turn that it is about.
      [[1, 2, 6], 'denied', 1],
      [[3, 4, 5], 'unknown', 0],
    ])
  })

  it('begin with a call that nobody was asked about, and a second one with the same id is another', () => {
    const unasked = records(
      fact({ step: 'called', requestId: 'mcp_1' }),
      fact({ step: 'deviated', requestId: 'mcp_1', detail: 'It ran without asking you.' }),
      fact({ step: 'succeeded', requestId: 'mcp_1', detail: '{}' }),
      fact({ step: 'called', requestId: 'mcp_1' }),
    )
    expect(unasked.map(({ outcome, end, decision, deviations }) => [outcome, end, decision, deviations])).toEqual([
      ['deviated', 'succeeded', null, ['It ran without asking you.']],
      ['called', null, null, []],
    ])
  })

  it.each([
    ['The transaction was not confirmed in time.', 'unknown'],
    ['Insufficient funds.', 'failed'],
  ])('end as what is known: %s', (detail, outcome) => {
    const [record] = records(fact(), fact({ step: 'approved' }), fact({ step: 'failed', detail }))
    expect(record).toMatchObject({ end: 'failed', outcome })
  })

  it('of older lines, without a card, are read from tool and arguments', () => {
    const [buy, sell, swap, send, other] = records(
      fact(),
      fact({ requestId: 'b', tool: 'solana_execute_sell', arguments: JSON.stringify({ mint: BONK, percentage: 50 }) }),
      fact({
        requestId: 'c',
        tool: 'solana_swap_execute',
        arguments: JSON.stringify({ input_mint: USDC_MINT, output_mint: SOL_MINT, amount_ui: 20 }),
      }),
      fact({
        requestId: 'd',
        tool: 'solana_send',
        arguments: JSON.stringify({ recipient_value: 'Hx3k', mint: USDC_MINT, amount_ui: 5, memo: 'rent' }),
      }),
      fact({ requestId: 'e', server: 'elsewhere', arguments: 'no JSON' }),
    ).map((record) => tradeRow(record, null))
    expect(buy).toMatchObject({ action: 'buy', paid: '0.5 SOL', token: { symbol: 'BONK', mint: BONK } })
    expect(sell).toMatchObject({ action: 'sell', paid: '50% of your BONK', got: 'SOL' })
    expect(swap).toMatchObject({ action: 'buy', paid: '20 USDC', token: { symbol: 'SOL' } })
    expect(send).toMatchObject({ action: 'send', paid: '5 USDC', recipient: 'Hx3k' })
    expect(other).toMatchObject({ action: 'other', paid: null, token: null, tool: 'solana_execute_buy' })
  })

  it('of a tool that nobody knows still give the signature that it told', () => {
    const signature = madeUpSignature(7)
    const [record] = records(
      fact({ server: 'desk', step: 'approved' }),
      fact({ server: 'desk', step: 'succeeded', detail: `Transaction ${signature} landed` }),
    )
    expect(record).toMatchObject({ signature, result: { sent: null, signature } })
  })

  it('limits are no trade, and no lines are none', () => {
    expect(records(fact({ step: 'limits', requestId: 'limits' }))).toEqual([])
    expect(tradeRecord([])).toBeNull()
  })

  it('amounts stay exact where no double holds them', () => {
    expect(unitsOf('123456789012345678901', 9)).toBe('123456789012.345678901')
    expect(unitsOf('5', 9)).toBe('0.000000005')
    expect(unitsOf('1500000', 6)).toBe('1.5')
    expect(sumOf('0.1', '0.2')).toBe('0.3')
    expect(sumOf('99999999999999999999.999', '0.001')).toBe('100000000000000000000')
  })
})

describe('what limits count', () => {
  const approved = (requestId: string, at: number, ...more: Partial<MoneyFact>[]) => [
    fact({ requestId, at, step: 'proposed' }),
    fact({ requestId, at, step: 'approved' }),
    ...more.map((over) => fact({ requestId, at, ...over })),
  ]
  const counted = (now: number, facts: MoneyFact[]) =>
    pastTrades(rows(...facts), now, 'practice').trades.map(({ requestId }) => requestId)

  it('is every approved trade of the last 24 hours but those that are known to have failed', () => {
    const facts = [
      ...approved('old', AT - 25 * HOUR, { step: 'succeeded', detail: '{}' }),
      ...approved('running', AT - HOUR),
      ...approved('failed', AT - HOUR, { step: 'failed', detail: 'insufficient funds' }),
      ...approved('sent', AT - HOUR, { step: 'failed', detail: 'It was sent to the chain and not confirmed.' }),
      ...approved('signed', AT - HOUR, { step: 'failed', detail: `signature ${madeUpSignature(3)}: slippage` }),
      ...approved('unknown', AT - HOUR, { step: 'unknown', detail: 'The connection was lost.' }),
      fact({ requestId: 'no', at: AT - HOUR, step: 'denied' }),
      ...approved('elsewhere', AT - HOUR, { step: 'succeeded', detail: '{}' }).map((it) => ({
        ...it,
        backend: 'dexter',
      })),
    ]
    expect(counted(AT, facts)).toEqual(['running', 'sent', 'signed', 'unknown', 'elsewhere'])
  })

  it('is freed by no clock: a time to come is now, and none is older than one before it', () => {
    const facts = [
      ...approved('noon', AT),
      // The clock was set back by three days, and forward again.
      ...approved('behind', AT - 72 * HOUR),
      ...approved('ahead', AT + 1000 * HOUR),
      ...approved('after', AT + HOUR),
    ]
    expect(counted(AT + 2 * HOUR, facts)).toEqual(['noon', 'behind', 'after', 'ahead'])
    // A clock that was wrong once does not hold the others for ever.
    expect(counted(AT + 26 * HOUR, facts)).toEqual(['ahead'])
  })

  it('is not the choice of a wallet, and of what ran unasked only what had a worth', () => {
    const wallet = { tool: 'set_session_wallet_override', arguments: '{"wallet_address":"F76P"}' }
    const [, , called, receipt] = madeUpTrade(2, AT)
    const facts = [
      fact({ requestId: 'w', ...wallet }),
      fact({ requestId: 'w', step: 'approved', ...wallet }),
      fact({ requestId: 'unasked', step: 'called', tool: 'alert' }),
      { ...called!, requestId: 'receipt' },
      { ...receipt!, requestId: 'receipt' },
    ]
    expect(counted(AT + HOUR, facts)).toEqual(['receipt'])
  })

  it('is the larger of what was shown and what the tool told afterwards', () => {
    const facts = madeUpTrade(1, AT).map((one) =>
      one.detail === null ? one : { ...one, detail: one.detail.replaceAll('"inputUsd":4', '"inputUsd":0.01') },
    )
    expect(pastTrades(rows(...facts), AT, 'dexter').trades).toMatchObject([{ usd: 4 }])
  })

  it('knows an address once something arrived there', () => {
    const send = (recipient: string, ends: Partial<MoneyFact>) => {
      const args = { tool: 'solana_send', arguments: JSON.stringify({ recipient_value: recipient, amount_ui: 1 }) }
      return [
        fact({ requestId: recipient, step: 'approved', ...args }),
        fact({ requestId: recipient, ...args, ...ends }),
      ]
    }
    const facts = [
      ...send('arrived', { step: 'succeeded', detail: '{}' }),
      ...send('unknown', { step: 'unknown' }),
      ...send('failed', { step: 'failed', detail: 'no' }),
    ]
    expect(pastTrades(rows(...facts), AT, 'practice').recipients).toEqual(['arrived'])
  })

  it('tells the newest trades of the backend in use, newest first, in words', () => {
    const facts = Array.from({ length: 60 }, (_, number) => madeUpTrade(number, AT + number * HOUR)).flat()
    const { recent } = pastTrades(rows(...facts), AT + 100 * HOUR, 'dexter')
    expect(recent).toHaveLength(20)
    expect(recent[0]).toMatchObject({
      at: new Date(AT + 59 * HOUR).toISOString(),
      action: 'buy',
      outcome: 'denied, nothing was traded',
    })
    expect(recent[1]).toMatchObject({ paid: '0.59 SOL', worthUsd: 118, outcome: 'succeeded' })
  })

  it('shows what moved with the separators of the reader’s language, and tells a model in English', async () => {
    await setLanguage('de', 'de-DE')
    try {
      const told = rows(...madeUpTrade(58, AT))
      expect(told[0]?.paid).toBe('0,59 SOL')
      expect(pastTrades(told, AT + HOUR, 'dexter').recent[0]?.paid).toBe('0.59 SOL')
    } finally {
      await setLanguage('en', 'en-US')
    }
  })
})

describe('losses', () => {
  const moved = (mint: string, amount: number, usd: number | null) => ({
    amount: String(amount),
    symbol: null,
    mint,
    usd,
  })
  const traded = (sent: ReturnType<typeof moved>, received: ReturnType<typeof moved>, backend = 'practice') => ({
    backend,
    end: 'succeeded' as const,
    result: { ...records(...madeUpTrade(1, AT))[0]!.result!, sent, received, usd: sent.usd },
  })

  it('are sales below the average cost of what was bought', () => {
    const costs = createCosts()
    expect(costs.settle(traded(moved(SOL_MINT, 1, 100), moved(BONK, 100, 99)))).toBeNull()
    expect(costs.settle(traded(moved(SOL_MINT, 3, 300), moved(BONK, 100, 297)))).toBeNull()
    // 200 for $400: one costs $2.
    expect(costs.settle(traded(moved(BONK, 50, null), moved(SOL_MINT, 1, 101)))).toBe(false)
    expect(costs.settle(traded(moved(BONK, 50, null), moved(USDC_MINT, 99, 99)))).toBe(true)
    // Others' costs are their own.
    expect(costs.settle(traded(moved(BONK, 1, null), moved(SOL_MINT, 1, 1), 'dexter'))).toBeNull()
    // More than was bought: what the rest cost nobody knows.
    expect(costs.settle(traded(moved(BONK, 101, null), moved(SOL_MINT, 1, 1)))).toBeNull()
  })

  it('are not known without prices, nor of tokens that came from elsewhere', () => {
    const costs = createCosts()
    const token = KNOWN_TOKENS.tokens.find(({ mint }) => ![SOL_MINT, USDC_MINT, BONK].includes(mint))!
    expect(costs.settle(traded(moved(token.mint, 1, 5), moved(SOL_MINT, 1, 1)))).toBeNull()
    costs.settle(traded(moved(SOL_MINT, 1, null), moved(BONK, 10, null)))
    expect(costs.settle(traded(moved(BONK, 5, null), moved(SOL_MINT, 1, 1)))).toBeNull()
  })

  it('of SOL itself count where it is sold for dollars', () => {
    const costs = createCosts()
    costs.settle(traded(moved(USDC_MINT, 200, 200), moved(SOL_MINT, 1, 200)))
    expect(costs.settle(traded(moved(SOL_MINT, 1, 150), moved(USDC_MINT, 150, 150)))).toBe(true)
  })
})
