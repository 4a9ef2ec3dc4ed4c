import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { SOL_MINT } from '../../main/practice/market/tokens'
import { createSampleWindow } from '../../main/practice/realtime/sample-window'
import {
  appendAudio,
  askText,
  type Loose,
  openBetaSession,
  openSession,
  TEXT,
} from '../../tools/practice/realtime-client'
import { silence, tone } from '../../tools/practice/scripted-speech'
import { open, start } from './practice'

const sha256 = (pcm: Int16Array) =>
  createHash('sha256')
    .update(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength))
    .digest('hex')

test.each(['ga', 'beta'] as const)(
  'in %s, every committed utterance is kept with its length and its hash',
  async (dialect) => {
    const server = await start({ behaviour: { dialect } })
    const client = await (dialect === 'ga' ? openSession(server) : openBetaSession(server))
    open.push(client)
    const [first, second] = [tone(730), tone(1210)]
    const say = async (pcm: Int16Array) => {
      appendAudio(client, pcm)
      client.send({ type: 'input_audio_buffer.commit' })
      return (await client.next('input_audio_buffer.committed')).item_id
    }
    const ids = [await say(first)]
    appendAudio(client, tone(300))
    client.send({ type: 'input_audio_buffer.clear' })
    ids.push(await say(second))
    const sessionId = client.events[0]?.session.id
    expect(server.received).toEqual([
      { sessionId, itemId: ids[0], samples: first.length, sha256: sha256(first) },
      { sessionId, itemId: ids[1], samples: second.length, sha256: sha256(second) },
    ])
  },
)

test('a turn that the server found is kept as the stretch that it names', async () => {
  const server = await start({ heard: ['help'] })
  const client = await openSession(server, {
    audio: { input: { turn_detection: { type: 'server_vad', prefix_padding_ms: 0 } } },
  })
  open.push(client)
  const sound = new Int16Array([...silence(640), ...tone(640), ...silence(640)])
  appendAudio(client, sound)
  const { audio_start_ms } = await client.next('input_audio_buffer.speech_started')
  const { audio_end_ms } = await client.next('input_audio_buffer.speech_stopped')
  await client.next('input_audio_buffer.committed')
  const spoken = sound.slice(audio_start_ms * 24, audio_end_ms * 24)
  expect(server.received).toMatchObject([{ samples: spoken.length, sha256: sha256(spoken) }])
})

test('what is no longer all there has no hash', () => {
  const samples = createSampleWindow(50)
  const pcm = Int16Array.from({ length: 60 }, (_, at) => at)
  samples.append(pcm)
  samples.append(pcm)
  expect(samples.end).toBe(120)
  expect(samples.sha256(0, 120)).toBeNull()
  expect(samples.sha256(70, 80)).toBe(sha256(pcm.slice(10, 20)))
  samples.drop(75)
  expect(samples.sha256(75, 120)).toBe(sha256(pcm.slice(15)))
  samples.drop(120)
  expect(samples.sha256(100, 120)).toBeNull()
})

test('a trade is kept when it has moved money, and only then', async () => {
  const server = await start()
  const wallet = server.wallets.of('practice-trader')[0]!
  const client = await openSession(server, TEXT)
  open.push(client)
  const propose = async (words: string) => {
    await askText(client, words)
    return client.events.findLast(
      (event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_approval_request',
    )!.item
  }
  const decide = (request: Loose, approve: boolean) =>
    client.send({
      type: 'conversation.item.create',
      item: { type: 'mcp_approval_response', approval_request_id: request.id, approve },
    })
  const outcome = async (request: Loose) => {
    const done = await client.next(
      (event) =>
        event.type === 'conversation.item.done' && event.item.approval_request_id === request.id && event.item.name,
    )
    return done.item
  }

  decide(await propose('buy half a sol of bonk'), false)
  const sale = await propose('sell ten percent of my bonk')
  expect(server.executed).toEqual([])
  decide(sale, true)
  const { signature } = JSON.parse((await outcome(sale)).output)
  const executed = [
    { tool: 'solana_execute_sell', arguments: JSON.parse(sale.arguments), wallet: wallet.address, signature },
  ]
  expect(server.executed).toEqual(executed)

  // Approved, and then refused by the market: the money has gone in the meantime.
  const purchase = await propose('buy half a sol of bonk')
  wallet.change(SOL_MINT, -wallet.balance(SOL_MINT))
  decide(purchase, true)
  expect((await outcome(purchase)).error.message).toContain('insufficient_funds')
  expect(server.executed).toEqual(executed)
})
