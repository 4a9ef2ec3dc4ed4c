import type { Entry, Flag, Snapshot, Spending, Turn } from '../../../shared/snapshot'
import { approval, assistant, notice, snapshot, tool, turn, user } from '../fixtures/entries'
import { BALANCES, CANDLES, RECEIPT, SWAP, TOKENS, WALLETS } from '../fixtures/outputs'
import streams from '../fixtures/streams.json'

/** A scene begins now, so that ages and countdowns run as they would. */
function scene(entries: Entry[], over: Partial<Snapshot['status']> = {}, turns: Turn[] = [turn()]): Snapshot {
  const shift = Date.now() - 9000
  const first = entries[0]?.at ?? 0
  const moved = entries.map((entry) => {
    const at = shift + (entry.at - first)
    if (entry.kind === 'tool')
      return { ...entry, at, endedAt: entry.endedAt === null ? null : at + (entry.endedAt - entry.at) }
    if (entry.kind === 'approval') {
      const worth = entry.worth && { ...entry.worth, at: Date.now() - 4000 }
      // Held since the window opens: the fill is seen as it runs.
      const heldSince = entry.heldSince === null ? null : Date.now()
      return { ...entry, at, worth, heldSince, expiresAt: Date.now() + 26_000 }
    }
    return { ...entry, at }
  })
  return { ...snapshot(moved, over), turns }
}

const answer =
  'Here’s what’s trending on pump.fun right now, by live viewers.\n\nThe top stream is San Chan, with 24 viewers and about $12.36 million market cap. Next is KindnessCoin with 23 viewers and about $1.23 million. Then ROY, with 12 viewers and about $1.94 million.'
const worth = { usd: 76.2, from: 'the swap preview', at: 0 }
const spending: Spending = {
  session: { input: 21_240, cached: 16_800, output: 3_412, usd: 0.0871 },
  today: { input: 84_100, cached: 61_200, output: 12_950, usd: 0.3142, day: '2026-01-15' },
  prices: 'prices of 2026-11-01',
  limits: [{ name: 'tokens', limit: 40_000, remaining: 31_200, resetAt: Date.now() + 21_000 }],
}
const flags: Flag[] = [
  { kind: 'order', detail: 'The rows are said to be sorted by viewers, but row 3 (12) comes before row 4 (17).' },
  { kind: 'totals', detail: 'The total of 19 viewers is less than those of the five rows that are shown, 82.' },
  { kind: 'stale', detail: 'The figures of ROY are 4 minutes old.' },
]
const pump = () => tool({ output: JSON.stringify(streams) })
const ask = (text: string) => user({ text, source: 'text', durationMs: 0 })

export const SCENES: Record<string, () => Snapshot> = {
  empty: () => scene([]),
  guest: () => scene([], { backend: 'dexter', identity: { kind: 'guest', label: 'Dexter Demo Wallet', wallet: null } }),
  streams: () => scene([user(), pump(), assistant({ text: answer })]),
  speaking: () =>
    scene([user(), pump(), assistant({ text: answer.slice(0, 150), state: 'speaking' })], {
      state: 'speaking',
      detail: 'Answering. Press the key to interrupt.',
    }),
  listening: () =>
    scene([user({ text: null, transcript: 'pending', delivery: 'capturing', durationMs: 0 })], {
      state: 'listening',
      detail: 'Let go when you have finished.',
      microphone: { state: 'open', device: 'Built-in microphone', bytesWhileUp: 0 },
    }),
  working: () =>
    scene(
      [
        user({ text: null, transcript: 'pending' }),
        tool({ status: 'running', endedAt: null }),
        tool({ name: 'solana_list_balances', status: 'arguments', arguments: '{"wallet_addr', endedAt: null }),
        tool({ name: 'markets_fetch_ohlcv', status: 'queued', arguments: '', endedAt: null }),
      ],
      { state: 'working', detail: 'Looking up live streams…' },
    ),
  interrupted: () =>
    scene([user(), pump(), assistant({ text: answer, state: 'interrupted', heardChars: 141 })], {}, [
      turn({ outcome: 'interrupted', timing: { ...turn().timing, interruptToSilenceMs: 6.1 } }),
    ]),
  unsent: () =>
    scene(
      [
        user({
          delivery: 'unsent',
          resendable: true,
          text: null,
          transcript: 'unavailable',
          problem: 'The connection broke while you spoke.',
        }),
        notice({ level: 'warning', text: 'No network. Your words are kept until it is back.' }),
        notice(),
        tool({
          status: 'failed',
          output: null,
          error: 'pumpstream_fetch_failed: the market server did not answer in 10 s',
        }),
        notice({ level: 'error', text: 'The server refused the session: the key is not valid.' }),
        user({ delivery: 'discarded', text: 'Sell everything', turnId: 'turn-2' }),
      ],
      { state: 'offline', detail: 'No network. Trying again in 4 s.' },
    ),
  approval: () =>
    scene([
      user({ text: 'Buy a quarter SOL of Bonk.' }),
      tool({ name: 'solana_swap_preview', arguments: approval().arguments, output: JSON.stringify(SWAP) }),
      approval(),
    ]),
  otherWallet: () =>
    scene([
      user({ text: 'Send one SOL to my cold wallet.' }),
      approval({
        name: 'solana_send',
        heldSince: 1,
        arguments: JSON.stringify({
          recipient_type: 'wallet',
          recipient_value: '7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1',
          amount_ui: 1,
          wallet_address: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2',
        }),
      }),
    ]),
  worth: () =>
    scene(
      [
        user({ text: 'Buy a quarter SOL of Bonk.' }),
        tool({ name: 'solana_swap_preview', arguments: approval().arguments, output: JSON.stringify(SWAP) }),
        approval({ worth }),
      ],
      { spending },
    ),
  held: () =>
    scene([user({ text: 'Buy a quarter SOL of Bonk.' }), approval({ worth, heldSince: 1 })], {
      state: 'listening',
      detail: 'Swap 0.25 SOL, about $76.20: let go to approve.',
    }),
  unreadable: () =>
    scene([
      user({ text: 'Send it.' }),
      approval({
        name: 'solana_send',
        arguments: '{"amount_ui": 1e',
        wallet: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2',
      }),
      approval({
        name: 'solana_send',
        wallet: '9hQmXwLr4uT8sVbNc2KdYpE6gJf3aRz1oWiC5tPaper2',
        arguments: JSON.stringify({
          recipient_type: 'wallet',
          recipient_value: '7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1',
          amount_ui: 1250.5,
          memo: 'rent, and a note that is much longer than anybody would think that a note on a transfer ever gets',
        }),
      }),
    ]),
  flags: () =>
    scene(
      [
        user(),
        { ...pump(), flags },
        assistant({
          text: answer,
          flags: [
            { kind: 'figure', detail: 'It says $12.9 million for San Chan; the data says $12,364,948.80.' },
            { kind: 'claim', detail: 'It says that ROY is the largest by market cap; in the data San Chan is.' },
          ],
        }),
        tool({
          name: 'solana_list_balances',
          output: '{"balances":"none"}',
          flags: [
            { kind: 'shape', detail: 'The answer has not the fields of solana_list_balances: balances is no list.' },
          ],
        }),
      ],
      { spending },
      [turn({ usage: { input: 6120, cached: 4100, output: 812, usd: 0.0214 } })],
    ),
  unguarded: () =>
    scene([user(), pump(), assistant({ text: answer })], {
      backend: 'openai',
      unguarded: ['solana_swap_execute', 'solana_send', 'a_tool_with_quite_a_long_name_of_its_own'],
      spending,
    }),
  decided: () =>
    scene([
      approval({ decision: 'approved' }),
      tool({ name: 'solana_swap_execute', arguments: approval().arguments, output: JSON.stringify(RECEIPT) }),
      approval({ decision: 'denied', reason: 'You asked something new.' }),
      approval({
        decision: 'expired',
        name: 'solana_send',
        arguments:
          '{"recipient_type":"wallet","recipient_value":"7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1","amount_ui":12.5}',
      }),
    ]),
  figures: () =>
    scene([
      ask('What are my balances?'),
      tool({
        name: 'solana_list_balances',
        arguments: '{"wallet_address":"7Yd2kQyY5oR3mVtq1HuzR2yXh4m5sJw9tq2nQkPaper1"}',
        output: JSON.stringify(BALANCES),
      }),
      ask('How did SOL do today?'),
      tool({
        name: 'markets_fetch_ohlcv',
        arguments: '{"mint":"So11111111111111111111111111111111111111112","interval":"15m","range":"1d"}',
        output: JSON.stringify(CANDLES),
      }),
      tool({ name: 'solana_resolve_token', arguments: '{"query":"bonk"}', output: JSON.stringify(TOKENS) }),
      tool({ name: 'list_my_wallets', arguments: '{}', output: JSON.stringify(WALLETS) }),
      tool({ name: 'some_new_tool', arguments: '{"a":1}', output: '{"answer":[1,2,{"deep":true}]}' }),
    ]),
  long: () =>
    scene(
      Array.from({ length: 2500 }, (_, index) => {
        const turnId = `turn-${index}`
        return [
          user({ text: `Question number ${index + 1}: what’s trending?`, turnId }),
          index % 3 === 0
            ? { ...pump(), turnId }
            : tool({
                name: 'resolve_wallet',
                arguments: '{}',
                output: '{"wallet_address":null,"source":"none"}',
                turnId,
              }),
          assistant({ text: `${answer.slice(0, 60 + ((index * 37) % 180))}`, turnId }),
          ...(index % 5 === 0 ? [notice()] : []),
        ]
      }).flat(),
      {},
      [],
    ),
}
