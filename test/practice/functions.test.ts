import { expect, test } from 'vitest'
import type { RecentTrade } from '../../shared/limits'
import { RECENT_TRADES } from '../../shared/session-functions'
import {
  askText,
  type Loose,
  openSession,
  type RealtimeClient,
  sendUserText,
  TEXT,
} from '../../tools/practice/realtime-client'
import { open, start } from './practice'

/** Functions of a session, which the client answers, and what a response may be told to do. */

async function session(
  body: Record<string, unknown> = { practiceUser: true, recentTrades: true },
): Promise<RealtimeClient> {
  const client = await openSession(await start(), TEXT, body)
  open.push(client)
  return client
}

const trade: RecentTrade = {
  at: '2026-11-30T12:40:00.000Z',
  action: 'buy',
  said: 'Buy half a sol of bonk',
  paid: '0.5 SOL',
  got: '4,843,000.12 BONK',
  token: { symbol: 'BONK', mint: 'DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263' },
  worthUsd: 107.68,
  wallet: 'Paper main',
  recipient: null,
  signature: 'practice1',
  outcome: 'done',
}
const sale: RecentTrade = { ...trade, at: '2026-11-30T13:05:00.000Z', action: 'sell', paid: '85 WIF', got: '0.33 SOL' }

/** Asks, answers the call as the app would, and gives the words that follow. */
async function askAboutTrades(client: RealtimeClient, question: string, trades: RecentTrade[]) {
  sendUserText(client, question)
  client.send({ type: 'response.create' })
  const { response } = await client.next('response.done')
  const [call] = response.output
  expect(call).toMatchObject({ type: 'function_call', status: 'completed', name: 'recent_trades' })
  client.send({
    type: 'conversation.item.create',
    item: { type: 'function_call_output', call_id: call.call_id, output: JSON.stringify({ trades }) },
  })
  client.send({ type: 'response.create' })
  const answer = await client.next('response.done')
  return { call, said: answer.response.output[0].content[0].text as string }
}

test.each([
  [
    'What did I just buy?',
    /^Your last purchase: you paid 0\.5 SOL for 4,843,000\.12 BONK, worth \$107\.68, on November 30 at 12:40 UTC\. Outcome: done\.$/,
  ],
  ['What was my last trade?', /^Your last sale: you paid 85 WIF for 0\.33 SOL/],
  ['what did I sell', /^Your last sale: you paid 85 WIF/],
  ['how much did I pay for it', /you paid 0\.5 SOL/],
  ['did my trade go through?', /Outcome: done/],
  ['show my last trades', /^Your last two trades, the newest first\. You paid 85 WIF .* You paid 0\.5 SOL/],
])('%s is answered from the app’s own list', async (question, answer) => {
  const { said } = await askAboutTrades(await session(), question, [sale, trade])
  expect(said).toMatch(answer)
})

test('what came to nothing is not what was bought, and is told as what it would have been', async () => {
  const denied = { ...trade, paid: '7 SOL', outcome: 'denied, nothing was traded' }
  const bought = await askAboutTrades(await session(), 'What did I just buy?', [denied, trade])
  expect(bought.said).toMatch(/you paid 0\.5 SOL/)
  const last = await askAboutTrades(await session(), 'What was my last trade?', [denied, trade])
  expect(last.said).toMatch(/you would have paid 7 SOL .* Outcome: denied, nothing was traded\.$/)
})

test('nobody who has traded nothing is told of a trade', async () => {
  expect((await askAboutTrades(await session(), 'What did I just buy?', [])).said).toBe(
    'You have bought nothing here yet.',
  )
})

test('a call comes event by event as the protocol has it', async () => {
  const client = await session()
  const { call } = await askAboutTrades(client, 'show my last four trades', [trade])
  expect(JSON.parse(call.arguments)).toEqual({ limit: 4 })
  const about = client.events.filter((event) => (event.item?.id ?? event.item_id) === call.id)
  expect(about.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1])).toEqual([
    'response.output_item.added',
    'conversation.item.added',
    'response.function_call_arguments.delta',
    'response.function_call_arguments.done',
    'response.output_item.done',
    'conversation.item.done',
  ])
  const pieces = about.filter(({ type }) => type === 'response.function_call_arguments.delta')
  expect(pieces.map(({ delta }) => delta).join('')).toBe(call.arguments)
  expect(pieces.every(({ call_id }) => call_id === call.call_id)).toBe(true)
  expect(about.find(({ type }) => type === 'response.function_call_arguments.done')).toMatchObject({
    name: 'recent_trades',
    call_id: call.call_id,
  })
})

test('without the function it says where to look, and a session gets it by session.update as well', async () => {
  const client = await session({ practiceUser: true })
  expect(await askText(client, 'What did I just buy?')).toContain('under Trades')
  client.send({ type: 'session.update', session: { type: 'realtime', tools: [RECENT_TRADES] } })
  await client.next('session.updated')
  expect((await askAboutTrades(client, 'What did I just buy?', [trade])).said).toContain('0.5 SOL')
})

test('Dexter’s own way to mint knows no functions', async () => {
  const client = await session({ practiceUser: true })
  const { session: minted } = await client.first(({ type }) => type === 'session.created')
  expect(minted.tools.map(({ type }: Loose) => type)).toEqual(['mcp'])
})

test.each([
  ['Say exactly: "That is 0.5 SOL, about \\"$107.68\\"."', 'That is 0.5 SOL, about "$107.68".'],
  ['Say exactly: "Hold the key."\nNothing else.', 'Hold the key.'],
])('%s: the words are said as they stand', async (instructions, said) => {
  const client = await session()
  sendUserText(client, 'buy half a sol of bonk')
  client.send({ type: 'response.create', response: { instructions, tool_choice: 'none' } })
  const { response } = await client.next('response.done')
  expect(response.output.map((item: Loose) => item.content?.[0]?.text)).toEqual([said])
})

test('with tool_choice none no tool is called and nothing is proposed', async () => {
  const client = await session()
  sendUserText(client, 'buy half a sol of bonk')
  client.send({ type: 'response.create', response: { tool_choice: 'none' } })
  const { response } = await client.next('response.done')
  expect(response.output.map(({ type }: Loose) => type)).toEqual(['message'])
})
