import { expect, test } from 'vitest'
import type { PracticeServer } from '../../main/practice/server'
import {
  askText,
  type Loose,
  openBetaSession,
  openSession,
  type RealtimeClient,
  sendUserText,
  TEXT,
} from '../../tools/practice/realtime-client'
import { open, start } from './practice'

type Dialect = 'ga' | 'beta'

async function session(server: PracticeServer, dialect: Dialect): Promise<RealtimeClient> {
  const client = await (dialect === 'ga'
    ? openSession(server, TEXT)
    : openBetaSession(server, { turn_detection: null, modalities: ['text'] }))
  open.push(client)
  return client
}

/** Asks for the list on a first line, loses that, and gives the answered call as the client knew it. */
async function listOf(server: PracticeServer, dialect: Dialect): Promise<{ call: Loose; said: string }> {
  const client = await session(server, dialect)
  const said = await askText(client, "what's trending on pump fun right now?")
  const { item } = await client.first(
    (event) => event.type === 'response.output_item.done' && event.item.type === 'mcp_call',
  )
  await client.close()
  return { call: item, said }
}

function replay(client: RealtimeClient, items: Record<string, unknown>[]): void {
  for (const item of items) client.send({ type: 'conversation.item.create', item })
}

const callItems = (call: Loose, output: string = call.output) => [
  { type: 'function_call', call_id: 'call_1', name: call.name, arguments: call.arguments },
  { type: 'function_call_output', call_id: 'call_1', output },
]
const userItem = (text: string) => ({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] })
const walletItem = {
  type: 'message',
  role: 'system',
  content: [{ type: 'input_text', text: 'The wallet of this session is Paper main.' }],
}

test.each(['ga', 'beta'] as const)(
  'in %s, a follow-up is answered from the replayed result, without a new call',
  async (dialect) => {
    const server = await start({ behaviour: { dialect } })
    const { call, said } = await listOf(server, dialect)
    const client = await session(server, dialect)
    replay(client, [
      walletItem,
      userItem("what's trending on pump fun right now?"),
      ...callItems(call),
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: dialect === 'ga' ? 'output_text' : 'text', text: said }],
      },
    ])
    const second = JSON.parse(call.output).streams[1]
    const answer = await askText(client, 'and what is the market cap of the second one?')
    expect(answer).toContain(`The second one, ${second.name}, has a market cap of`)
    expect(client.types()).not.toContain('response.mcp_call.in_progress')
    expect(client.types()).not.toContain('error')
    expect(await askText(client, 'how many viewers does the last one have?')).toContain('The last one')
  },
)

test('the result is found when its question is gone, and when it was encoded twice', async () => {
  const server = await start()
  const { call } = await listOf(server, 'ga')
  const second = JSON.parse(call.output).streams[1]
  for (const items of [
    callItems(call),
    callItems(call, JSON.stringify(call.output)),
    [userItem('(speech that was not understood)'), ...callItems(call), walletItem],
  ]) {
    const client = await session(server, 'ga')
    replay(client, items)
    const answer = await askText(client, 'and what is the market cap of the second one?')
    expect(answer).toContain(`The second one, ${second.name}, has a market cap of`)
  }
})

test('a replayed question whose call was under way is answered once its result is there', async () => {
  const server = await start()
  const { call } = await listOf(server, 'ga')
  const client = await session(server, 'ga')
  replay(client, [userItem("what's trending on pump fun right now?"), ...callItems(call)])
  client.send({ type: 'response.create' })
  const { response } = await client.next('response.done')
  expect(response.output[0].content[0].text).toContain(JSON.parse(call.output).streams[0].name)
})

test('a replayed failure stays one, and a call without a result is no result', async () => {
  const server = await start()
  const { call } = await listOf(server, 'ga')
  const failed = await session(server, 'ga')
  replay(failed, [
    userItem("what's trending on pump fun right now?"),
    ...callItems(call, JSON.stringify({ error: 'pumpstream_http_error', message: 'upstream is down' })),
  ])
  failed.send({ type: 'response.create' })
  expect((await failed.next('response.done')).response.output[0].content[0].text).toContain('failed')

  const open = await session(server, 'ga')
  replay(open, [userItem("what's trending on pump fun right now?"), ...callItems(call).slice(0, 1)])
  sendUserText(open, 'and what is the market cap of the second one?')
  open.send({ type: 'response.create' })
  // It looks the list up again instead of making figures up.
  expect((await open.next('response.done')).response.output[0]).toMatchObject({ type: 'mcp_call', name: call.name })
})
