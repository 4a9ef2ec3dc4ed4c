import { describe, expect, it } from 'vitest'
import { type CallOutput, checkAnswer } from '../../renderer/engine/evidence'
import { figure } from '../../renderer/engine/evidence/figure-text'
import { powerIn } from '../../renderer/engine/evidence/spoken/powers-of-ten'
import { streams as made } from '../replay/session'
import { balances, call, MADE, receipt, SOON, streams, swap, tokens } from './outputs'

const at = Date.parse(made().generatedAt)
const board = (options: Parameters<typeof made>[0] = {}) => call('pumpstream_live_summary', made(options), {}, at)
const flags = (text: string, outputs: CallOutput[], more: { at?: number; asked?: string } = {}) =>
  checkAnswer({ text, outputs, at: more.at ?? outputs[0]?.receivedAt ?? SOON, asked: more.asked ?? null })
const kinds = (...from: Parameters<typeof flags>) => flags(...from).map(({ kind }) => kind)

const wallet = () => [call('solana_list_balances', balances)]
const found = () => [call('solana_resolve_token', tokens)]
const preview = () => [call('solana_swap_preview', swap)]
const done = () => [...preview(), call('solana_swap_execute', receipt)]

describe('the answer of the recorded session', () => {
  const said =
    'Sure! Here’s what’s trending on Pump.fun right now, based on live viewers. \n\nThe top trending token is “San Chan” (symbol: San), with 24 viewers and about $12.36 million market cap. \n\nNext is “KindnessCoin” (KIND) with 23 viewers and a market cap around $1.23 million. \n\nThen there’s “ROY” (ROY) with 12 viewers and a market cap of about $1.94 million. \n\n“streamdotfun” (STREAM) has 9 viewers and a market cap of around $1.15 million. \n\nAnd “Butthole Coin” (Butthole) has 8 viewers with a market cap of about $3.18 million. \n\n'

  it('tells true figures in a ranking that the rows refute', () => {
    const [flag, ...rest] = flags(`${said}These are the top 5 by live viewers right now.`, [streams()])
    expect(rest).toEqual([])
    expect(flag).toMatchObject({ kind: 'claim', detail: expect.stringContaining('row 3 is above row 2') })
  })
  it('is flagged for one wrong figure alone', () => {
    const wrong = flags(`${said}`.replace('$1.94 million', '$1.49 million'), [streams()])
    expect(wrong.find(({ kind }) => kind === 'figure')?.detail).toBe(
      'The answer says "1.49 million" USD (market cap of ROY), but pumpstream_live_summary has 1939593.03 USD.',
    )
  })
})

describe('a number that is written with a power of ten', () => {
  const price = [call('quote', { price: 1.23e-8 })]
  it.each([
    'It is at $1.23e-8.',
    'It is at 1.23E-8 dollars.',
    'It is at $1.23e−8 now.',
    'It is at 1.23 × 10^-8 dollars.',
    'It is at 1.23×10⁻⁸ dollars.',
    'It is at $0.0₇123.',
    'It is at $0.0000000123.',
    'It is at one point two three times ten to the minus eight dollars.',
    'It is at 1.23 times ten to the power of negative 8 dollars.',
  ])('“%s” is one, and true', (answer) => expect(kinds(answer, price)).toEqual([]))

  it.each([
    ['5e1', '5e2'],
    ['5 × 10^1', '5 × 10^2'],
    ['5×10¹', '5×10²'],
  ])('is held against its row: %s is true, %s is not', (right, wrong) => {
    expect(kinds(`Stream 0 has ${right} viewers.`, [board()])).toEqual([])
    expect(kinds(`Stream 0 has ${wrong} viewers.`, [board()])).toEqual(['figure'])
  })

  it.each(['1920x1080', '3x1012', '5x10'])('%s has none', (text) => expect(powerIn(text)).toBeNull())

  it('is never told in a flag', () => {
    expect([figure(1.23e-8), figure(1e21), figure(-2e-9), figure(-0), figure(Number.NaN)]).toEqual([
      '0.0000000123',
      '1000000000000000000000',
      '-0.000000002',
      '0',
      'no number',
    ])
  })
})

describe('a figure', () => {
  it('is of the row and the field that it is said of', () => {
    expect(kinds('Stream 0 has 50 viewers and Stream 1 has 40.', [board()])).toEqual([])
    expect(kinds('Stream 0 has 40 viewers.', [board()])).toEqual(['figure'])
    expect(kinds('Stream 0 has a market cap of $50.', [board()])).toEqual(['figure'])
    expect(kinds('There are 40 viewers on Stream 1.', [board()])).toEqual([])
    expect(kinds('There are 40 viewers on Stream 0.', [board()])).toEqual(['figure'])
    expect(kinds('Stream 0 and Stream 1 have 50 and 40 viewers respectively.', [board()])).toEqual([])
    expect(kinds('Stream 0 and Stream 1 have 40 and 50 viewers respectively.', [board()])).toEqual(['figure', 'figure'])
  })
  it.each(['Bitcoin Cats has 50 viewers.', 'Moon Rabbit, with 40 viewers, is on the list.'])(
    'of a row that no output holds is flagged: %s',
    (text) => expect(kinds(text, [board()])).toEqual(['figure']),
  )

  it.each([
    ['SOL is at $208.48.', []],
    ['SOL is at about $208.', []],
    ['SOL is at 208 dollars and 48 cents.', []],
    ['SOL is at two hundred and eight dollars.', []],
    ['SOL is at roughly $210.', []],
    ['SOL is at just over $200.', []],
    ['SOL is at almost $210.', []],
    ['SOL is at over $209.', ['figure']],
    ['SOL is at almost $207.', ['figure']],
    ['SOL is at about $212.60.', ['figure']],
    ['SOL is at $204.88.', ['figure']],
    ['SOL’s market cap is 113.4 billion dollars.', []],
    ['SOL’s market cap is $113.4 million.', ['figure']],
    ['SOL’s market cap is one hundred thirteen point four billion dollars.', []],
    ['SOL’s market cap is $113B.', []],
  ])('is rounded as it was said: %s', (text, expected) => expect(kinds(text, wallet())).toEqual(expected))

  it('that rises is not one that falls', () => {
    expect(kinds('SOL is up 3.2% today.', wallet())).toEqual([])
    expect(kinds('SOL is down 3.2% today.', wallet())).toEqual(['figure'])
    expect(kinds('BONK lost 4.4 percent.', wallet())).toEqual([])
    expect(kinds('BONK is up today.', wallet())).toEqual(['claim'])
  })
  it('may follow from others where the answer says how', () => {
    expect(kinds('Stream 0 and Stream 1 together have 90 viewers.', [board()])).toEqual([])
    expect(kinds('Stream 0 and Stream 1 together have 80 viewers.', [board()])).toEqual(['figure'])
    expect(kinds('Stream 0 is 20 viewers ahead of Stream 2.', [board()])).toEqual([])
    expect(kinds('SOL makes up about 67% of your portfolio.', wallet())).toEqual([])
    expect(kinds('SOL makes up about 76% of your portfolio.', wallet())).toEqual(['figure'])
    expect(kinds('That is 2 SOL, about $417.', wallet())).toEqual(['figure'])
    expect(kinds('That is 2 SOL, about $417.', wallet(), { asked: 'What are 2 SOL worth?' })).toEqual([])
  })
  it('of everything is not the sum of a page', () => {
    const page = [board({ viewers: [50, 40, 30], of: 20, total: 600 })]
    expect(kinds('Across all streams there are 600 viewers in total.', page)).toEqual([])
    expect(kinds('Across all streams there are 120 viewers in total.', page)).toEqual(['figure'])
    expect(kinds('These three together have 120 viewers.', page)).toEqual([])
  })
  it('of the user’s own words is not flagged', () => {
    expect(kinds('You asked for 3 SOL of BONK; 0.25 SOL gets you 2.69 million BONK.', preview())).toEqual(['figure'])
    const asked = 'Could I have 3 SOL of BONK?'
    expect(kinds('You asked for 3 SOL of BONK; 0.25 SOL gets you 2.69 million BONK.', preview(), { asked })).toEqual([])
  })
  it('of the market without any tool is flagged', () => {
    expect(kinds('Solana is at $208.', [])).toEqual(['figure'])
    expect(kinds('I can tell you the price, or the top five streams. It is 2026.', [])).toEqual([])
  })
  it.each([
    'Here are the top three streams of the last 24 hours, for the 3rd time since 2024.',
    'Number 1 on the list is Stream 0. It went live at 8:27.',
    '1. Stream 0\n2. Stream 1\n3. Stream 2',
    'Would you like me to buy $50 of it?',
    'I can alert you if it hits $100.',
    'You can ask me 24/7.',
  ])('is none where a number tells nothing: %s', (text) => expect(kinds(text, [board()])).toEqual([]))

  it('is looked for in the JSON of tools that are not known', () => {
    const other = [call('funding_rates', { rates: [{ name: 'SOL', apr: 12.5 }], ok: true })]
    expect(kinds('The funding rate is 12.5%.', other)).toEqual([])
    expect(kinds('The funding rate is 13.5%.', other)).toEqual(['figure'])
  })
})

describe('a follow-up', () => {
  it('means the row at that place', () => {
    expect(kinds('The second one has 40 viewers.', [board()])).toEqual([])
    expect(kinds('The second one has 50 viewers.', [board()])).toEqual(['figure'])
    expect(kinds('That is Stream 2. It has 30 viewers.', [board()])).toEqual([])
    expect(kinds('That is Stream 2. It has 50 viewers.', [board()])).toEqual(['figure'])
  })
})

describe('a claim', () => {
  it.each([
    ['Stream 0 has the most viewers.', []],
    ['The highest market cap is Stream 0.', []],
    ['Stream 1 has the most viewers.', ['claim']],
    ['The second highest market cap is Stream 1.', []],
    ['Stream 2 has the fewest viewers.', []],
    ['Stream 1 has more viewers than Stream 2.', []],
    ['Stream 2 has more viewers than Stream 1.', ['claim']],
    ['Stream 2 is ahead of Stream 1 in viewers.', ['claim']],
    ['Stream 0 does not have the most viewers of Pump.fun.', []],
    ['All of them have more than 20 viewers.', []],
    ['All of them have more than 35 viewers.', ['claim']],
    ['Two of them have more than 35 viewers.', []],
    ['The top three by viewers are Stream 0, Stream 1 and Stream 2.', []],
    ['The top three by viewers are Stream 0, Stream 2 and Stream 1.', ['claim']],
    ['The top two by viewers are Stream 0 and Stream 2.', ['claim']],
  ])('has to hold in the rows: %s', (text, expected) => expect(kinds(text, [board()])).toEqual(expected))

  it('of the top by one figure is not supported by a page in the order of another', () => {
    const page = [board({ sort: 'marketCap', viewers: [50, 40, 30], of: 20, total: 600 })]
    const text = 'The top two by viewers are Stream 0 and Stream 1.'
    expect(flags(text, page)[0]?.detail).toContain('rows that were not seen may stand above')
    expect(kinds('Of these, the top two by viewers are Stream 0 and Stream 1.', page)).toEqual([])
  })
  it('of the biggest holding or mover is held against balances', () => {
    expect(kinds('Your largest holding is SOL.', wallet())).toEqual([])
    expect(kinds('Your largest holding is BONK.', wallet())).toEqual(['claim'])
    expect(kinds('The biggest loser is BONK.', wallet())).toEqual([])
    expect(kinds('The biggest loser is SOL.', wallet())).toEqual(['claim'])
  })
})

describe('a trade told as done', () => {
  it('has the amounts of its receipt', () => {
    expect(kinds('Done, you bought 2.69 million BONK for 0.25 SOL.', done())).toEqual([])
    expect(kinds('Done, you bought 2.96 million BONK for 0.25 SOL.', done())).toEqual(['figure'])
    expect(kinds('Done, you bought 2.69 million USDC for 0.25 SOL.', done())).toContain('figure')
  })
  it('has a receipt', () => {
    expect(kinds('Done, you bought 2.69 million BONK for 0.25 SOL.', preview())).toEqual(['claim'])
    const refused = [...preview(), call('solana_swap_execute', { error: 'insufficient_funds', message: 'Too little.' })]
    expect(kinds('Done, you bought it.', refused)).toEqual(['claim'])
    expect(kinds('That did not work: there is too little in the wallet. Nothing was sold.', refused)).toEqual([])
  })
})

describe('a figure that only an old output holds', () => {
  const later = { at: MADE + 300_000 }
  it('is stale when it is told as present', () => {
    expect(kinds('SOL is at $208.48.', wallet(), { at: MADE + 59_000 })).toEqual([])
    expect(flags('SOL is at $208.48.', wallet(), later)).toEqual([
      {
        kind: 'stale',
        detail:
          'The answer says "208.48", which stands in the output of solana_list_balances, 5 min earlier, and in none since.',
      },
    ])
    expect(kinds('Your largest holding is SOL.', wallet(), later)).toEqual(['stale'])
  })
  it('is not when the answer says so, when a newer output holds it, or when it is of a trade that was done', () => {
    expect(kinds('As of five minutes ago, SOL was at $208.48.', wallet(), later)).toEqual([])
    expect(kinds('SOL was at $208.48.', wallet(), later)).toEqual([])
    const newer = { ...balances, generatedAt: new Date(MADE + 290_000).toISOString() }
    expect(kinds('SOL is at $208.48.', [...wallet(), call('solana_list_balances', newer)], later)).toEqual([])
    expect(kinds('You bought 2.69 million BONK for 0.25 SOL.', done(), later)).toEqual([])
  })
})

describe('names', () => {
  it('of two tokens with one symbol may mean either', () => {
    expect(kinds('BONK is at $0.0000193, down 4.4%.', found())).toEqual([])
    expect(kinds('Bonk Classic is at $0.0000193.', found())).toEqual(['figure'])
  })
  it('are found where only a symbol is known', () => {
    expect(kinds('0.25 SOL gets you 2.69 million Bonk.', preview())).toEqual([])
  })
})
