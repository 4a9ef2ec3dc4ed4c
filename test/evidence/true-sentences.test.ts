import { describe, expect, it } from 'vitest'
import { checkAnswer } from '../../renderer/engine/evidence'
import { streams } from '../replay/session'
import { balances, call, MADE, receipt, SOON, swap, tokens } from './outputs'

const rows = { viewers: [50, 40, 30], of: 100, total: 1999, caps: [12_364_948.8, 3_179_320, 1_939_593], totalCap: 1e9 }
const b = call('pumpstream_live_summary', streams({ ...rows, generatedAt: MADE }))
const w = call('solana_list_balances', balances)
const p = call('solana_swap_preview', swap)
const r = call('solana_swap_execute', receipt)
const t = call('solana_resolve_token', tokens)

/** Written by hand, as people and models speak: none of it may be flagged. */
describe('true sentences about board', () => {
  it.each([
    'Sure, let me pull that up for you.',
    "One moment, I'm checking the top 10 live streams.",
    'Stream 0 is leading with 50 viewers, Stream 1 is second with 40 and Stream 2 is third with 30.',
    'Out of 100 live streams, Stream 0 is on top with 50 viewers, about 2.5% of the 1,999 total.',
    'Stream 0 has twice the market cap of nobody. Just kidding.',
    'Stream 0 has ten more viewers than Stream 1.',
    "Stream 0's market cap is roughly four times that of Stream 1.",
    "Stream 0 has a $12.36M cap, nearly 4x Stream 1's $3.18M.",
    'The average viewer count of these three is 40.',
    'Only one of them is above $10 million: Stream 0.',
    'There are three streams: Stream 0, Stream 1 and Stream 2, ranging from 30 to 50 viewers.',
    'Stream 0 has half a hundred viewers.',
    "That's Stream 0 with fifty viewers and twelve point four million dollars in market cap, or about 12.4 million.",
    "It's been 5 seconds since the last snapshot.",
    'Stream 1 has 10 fewer viewers than Stream 0, and Stream 2 has 10 fewer than that.',
    "I'd be careful: low-cap coins can drop 50% in minutes. Stream 0 has 50 viewers.",
    'Want me to show the next 5, or sort by market cap instead?',
    'Stream 0 (S0): 50 viewers | $12.36M\nStream 1 (S1): 40 viewers | $3.18M',
    'The combined audience of the top two is 90 viewers, while the top three have 120.',
    'The gap between Stream 0 and Stream 1 is 10 viewers.',
    'Stream 2 is at the bottom with 30 viewers.',
    'Page 1 of 34 shows three of 100 streams.',
    'At $12.36 million, Stream 0 is the largest by market cap, followed by Stream 1 at $3.18 million.',
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [b], at: SOON })).toEqual([]))
})

describe('true sentences about wallet', () => {
  it.each([
    "You have 12.5 SOL, 1,250 USDC and 2.5 million BONK. In total that's $3,904.",
    'Your SOL is worth $2,606, USDC $1,250 and BONK $48.',
    "You're up $78 today, or 2%.",
    'Your portfolio went up by $78.30, a 2.04% gain over 24 hours.',
    'About two thirds of your portfolio is in SOL.',
    'SOL is up 3.2% while BONK is down 4.4%.',
    'Your biggest position is SOL at $2,606, which is 67% of the portfolio. USDC is 32% and BONK about 1%.',
    'If SOL drops to $150, your position would be worth $1,875.',
    'SOL gained about 3 percent, so your position rose by around $81.',
    'You hold three tokens. SOL makes up the bulk with $2,606.',
    'One SOL is $208.48.',
    'I see $2,606.05 in SOL and $1,250.00 in USDC.',
    'Paper wallet A has 12.5 SOL in it.',
    'SOL and USDC together are worth $3,856.',
    'A quarter of a SOL is about $52.',
    'Selling half of your SOL, 6.25 SOL, would bring about $1,303.',
    "With 50% of your SOL you'd sell 6.25 SOL.",
    'USDC is flat at one dollar.',
    'BONK trades at 0.00001931 dollars.',
    'BONK is at $0.000019.',
    'Your wallet is doing fine: plus 2 percent.',
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [w], at: SOON })).toEqual([]))
})

describe('true sentences about preview', () => {
  it.each([
    'A quarter SOL would get you about 2.69 million BONK, worth roughly $52.',
    'The fee is 6,740 BONK or about 13 cents, and price impact is just 0.12%.',
    "With slippage of half a percent you'd get at least 2.68 million BONK.",
    "You'd be swapping 0.25 SOL ($52.12) for 2,689,272 BONK. Hold the key to confirm.",
    'The rate is about 10.78 million BONK per SOL.',
    "That's $52.12 in and $51.93 out, so you lose about 19 cents.",
    'Slippage tolerance is 50 basis points.',
    'A fee of 0.25% applies.',
    "That's the best rate I found.",
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [p], at: SOON })).toEqual([]))
})

describe('true sentences about receipt', () => {
  it.each([
    'Done! You swapped 0.25 SOL for 2.69 million BONK in Paper wallet A. The signature starts with 5kJ8.',
    'Your order has been filled: 2,689,272.52 BONK received, fee 6,740 BONK.',
    'All done. You spent 0.25 SOL, about $52.',
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [p, r], at: SOON })).toEqual([]))
})

describe('true sentences about wallet and preview', () => {
  it.each([
    'Before the trade you had 12.5 SOL; now you have 12.25 SOL left.',
    "After that you'd have 12.25 SOL remaining, and about 5.19 million BONK.",
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [w, p], at: SOON })).toEqual([]))
})

describe('true sentences about search', () => {
  it.each([
    'I found two tokens called Bonk. The first has a market cap of $1.59 billion; the second, Bonk Classic, only $41,000.',
    'Bonk is at 19 dollars and 31 cents per million, down 4.4% in the last day.',
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [t], at: SOON })).toEqual([]))
})

describe('true sentences about nothing', () => {
  it.each([
    "Hello! I'm ready.",
    'I can show the top 5 streams, or prices of over 100 tokens.',
    'Sends above $50 need to be confirmed.',
    "It's 10:30 now.",
    "I couldn't reach the market tool, so I have no figures.",
    'Pump.fun launched in January 2024.',
  ])('%s', (text) => expect(checkAnswer({ text, outputs: [], at: SOON })).toEqual([]))
})
