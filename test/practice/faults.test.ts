import { describe, expect, test, vi } from 'vitest'
import { type Clock, systemClock } from '../../main/practice/clock'
import { createFaults, type FaultName } from '../../main/practice/faults'
import type { PracticeServer } from '../../main/practice/server'
import {
  appendAudio,
  askText,
  connect,
  errorFor,
  mint,
  openBetaSession,
  openSession,
  PUSH_TO_TALK,
  type RealtimeClient,
  sendUserText,
  TEXT,
} from '../../tools/practice/realtime-client'
import { tone } from '../../tools/practice/scripted-speech'
import { open, start } from './practice'

async function session(
  server: PracticeServer,
  settings: Record<string, unknown> = PUSH_TO_TALK,
): Promise<RealtimeClient> {
  const client = await openSession(server, settings)
  open.push(client)
  return client
}

/** Everything that was told before this call has arrived when it settles: the line keeps order. */
async function caughtUp(client: RealtimeClient): Promise<void> {
  client.send({ type: 'input_audio_buffer.clear' })
  await client.next('input_audio_buffer.cleared')
}

function ask(client: RealtimeClient, text: string): void {
  sendUserText(client, text)
  client.send({ type: 'response.create' })
}

describe('arming', () => {
  test('a fault happens as often as it was armed, and can be taken back', () => {
    const onArmed = vi.fn(() => undefined)
    const faults = createFaults({ 'cut-audio': 1 }, onArmed)
    expect([faults.take('cut-audio'), faults.take('cut-audio')]).toEqual([true, false])
    faults.arm('tool-fail', 2)
    expect(onArmed).toHaveBeenCalledTimes(1)
    expect([faults.left('tool-fail'), faults.take('tool-fail'), faults.left('tool-fail')]).toEqual([2, true, 1])
    faults.disarm('tool-fail')
    expect(faults.take('tool-fail')).toBe(false)
    faults.arm('duplicate')
    expect(faults.left('duplicate')).toBe(Number.POSITIVE_INFINITY)
    faults.arm('mint-500')
    faults.disarm()
    expect([faults.take('duplicate'), faults.take('mint-500')]).toEqual([false, false])
  })
})

describe.each([
  ['OpenAI’s mint', '/v1/realtime/client_secrets', 'openai'],
  ['Dexter’s mint', '/realtime/sessions', 'dexter'],
  ['Dexter’s web mint', '/session', 'dexter'],
])('%s', (_, path, face) => {
  const call = (server: PracticeServer, signal: AbortSignal | null = null) =>
    fetch(server.baseUrl + path, {
      method: path === '/session' ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${server.bearer}` },
      signal,
    })

  test.each([
    ['mint-401', 401],
    ['mint-429', 429],
    ['mint-500', 500],
  ] as const)('%s, once', async (name, status) => {
    const server = await start({ faults: { [name]: 1 } })
    const response = await call(server)
    expect(response.status).toBe(status)
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '1' : null)
    const { error } = await response.json()
    expect(error).toEqual(
      face === 'openai' ? expect.objectContaining({ type: expect.any(String) }) : expect.any(String),
    )
    expect((await call(server)).status).toBe(200)
  })

  test('a web page, and nothing at all, each with 200', async () => {
    const server = await start({ faults: { 'mint-html': 1 } })
    const page = await call(server)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await page.text()).toContain('<html>')
    server.faults.arm('mint-empty')
    const empty = await call(server)
    expect([empty.status, await empty.text()]).toEqual([200, ''])
    expect((await call(server)).status).toBe(200)
  })

  test('no answer, ever', async () => {
    const server = await start({ faults: { 'mint-hang': 1 } })
    const patience = new AbortController()
    const hung = call(server, patience.signal)
    await vi.waitFor(() => expect(server.faults.left('mint-hang')).toBe(0))
    expect((await call(server)).status).toBe(200)
    patience.abort()
    await expect(hung).rejects.toThrow('aborted')
  })
})

test('a WebSocket is refused once', async () => {
  const server = await start({ faults: { 'upgrade-refused': 1 } })
  const { client_secret } = await mint(server)
  await expect(connect(server.realtimeUrl, client_secret.value)).rejects.toThrow('503')
  const client = await connect(server.realtimeUrl, client_secret.value)
  await client.next('session.created')
  await client.close()
})

describe('the line is cut, without a close frame', () => {
  const CUT = { code: 1006, reason: '' }

  async function connected(server: PracticeServer): Promise<RealtimeClient> {
    const { client_secret } = await mint(server)
    return connect(`${server.realtimeUrl}?model=m`, client_secret.value)
  }

  test('before session.created', async () => {
    const client = await connected(await start({ faults: { 'cut-open': 1 } }))
    expect(await client.closed).toEqual(CUT)
    expect(client.events).toEqual([])
  })

  test('after session.created', async () => {
    const client = await connected(await start({ faults: { 'cut-created': 1 } }))
    expect(await client.closed).toEqual(CUT)
    expect(client.types()).toEqual(['session.created'])
  })

  test('after session.updated', async () => {
    const client = await connected(await start({ faults: { 'cut-updated': 1 } }))
    client.send({ type: 'session.update', session: { type: 'realtime', ...PUSH_TO_TALK } })
    expect(await client.closed).toEqual(CUT)
    expect(client.types().at(-1)).toBe('session.updated')
  })

  test('after the fifth append of an utterance', async () => {
    const server = await start({ faults: { 'cut-speech': 1 } })
    const client = await session(server)
    appendAudio(client, tone(80))
    await caughtUp(client)
    appendAudio(client, tone(500))
    client.send({ type: 'input_audio_buffer.commit' })
    expect(await client.closed).toEqual(CUT)
    expect(server.received).toEqual([])
    // Only the one time: the next line carries the whole of it.
    const again = await session(server)
    appendAudio(again, tone(1000))
    again.send({ type: 'input_audio_buffer.commit' })
    await again.next('input_audio_buffer.committed')
  })

  test.each(['ga', 'beta'] as const)(
    'in %s: after the commit, after response.created, after two deltas of audio',
    async (dialect) => {
      const server = await start({ behaviour: { dialect }, heard: ['help', 'help', 'help'] })
      const cutAt = async (name: FaultName) => {
        const client = await (dialect === 'ga' ? openSession(server) : openBetaSession(server))
        server.faults.arm(name)
        appendAudio(client, tone(500))
        client.send({ type: 'input_audio_buffer.commit' })
        client.send({ type: 'response.create' })
        expect(await client.closed).toEqual(CUT)
        return client.events
      }
      expect((await cutAt('cut-committed')).at(-1)?.type).toBe('input_audio_buffer.committed')
      expect((await cutAt('cut-response')).at(-1)?.type).toBe('response.created')
      const events = await cutAt('cut-audio')
      const delta = dialect === 'ga' ? 'response.output_audio.delta' : 'response.audio.delta'
      expect(events.at(-1)?.type).toBe(delta)
      expect(events.filter((event) => event.type === delta)).toHaveLength(2)
      expect(server.received).toHaveLength(3)
    },
  )

  test('while a reading tool runs, and after it', async () => {
    const server = await start()
    const running = await session(server, TEXT)
    server.faults.arm('cut-tool')
    ask(running, 'what is trending')
    expect(await running.closed).toEqual(CUT)
    expect(running.types()).toContain('response.done')
    expect(running.types()).not.toContain('response.mcp_call.completed')
    const over = await session(server, TEXT)
    server.faults.arm('cut-tool-done')
    ask(over, 'what is trending')
    expect(await over.closed).toEqual(CUT)
    expect(over.types().at(-1)).toBe('response.mcp_call.completed')
  })

  test.each(['ga', 'beta'] as const)('in %s: right after an approval was asked for; nothing moves', async (dialect) => {
    const server = await start({ behaviour: { dialect }, faults: { 'cut-approval': 1 } })
    const client = await (dialect === 'ga' ? openSession(server, TEXT) : openBetaSession(server))
    await expect(askText(client, 'buy half a sol of bonk')).rejects.toThrow('closed')
    expect(await client.closed).toEqual(CUT)
    expect(client.events.at(-1)?.item).toMatchObject({ type: 'mcp_approval_request', name: 'solana_swap_execute' })
    expect(server.executed).toEqual([])
  })

  test('when an approved trade starts: the client learns nothing, and the trade is executed once', async () => {
    const server = await start({ faults: { 'cut-trade': 1 } })
    const client = await session(server, TEXT)
    await askText(client, 'buy half a sol of bonk')
    const { item } = await client.first((event) => event.item?.type === 'mcp_approval_request')
    client.send({
      type: 'conversation.item.create',
      item: { type: 'mcp_approval_response', approval_request_id: item.id, approve: true },
    })
    expect(await client.closed).toEqual(CUT)
    const ofTrade = client.events.filter((event) => event.item?.approval_request_id === item.id)
    expect(ofTrade.every((event) => event.item.output == null)).toBe(true)
    await vi.waitFor(() => expect(server.executed).toHaveLength(1))
    expect(server.executed[0]).toMatchObject({
      tool: 'solana_swap_execute',
      arguments: JSON.parse(item.arguments),
      wallet: server.wallets.of('practice-trader')[0]?.address,
      signature: expect.stringMatching(/^practice/),
    })
    // Another session does its own work and finds no second one.
    const next = await session(server, TEXT)
    await askText(next, 'what are my balances')
    expect(server.executed).toHaveLength(1)
  })
})

describe('a disturbed stream', () => {
  test('every event is told twice, in full', async () => {
    const server = await start()
    const client = await session(server, TEXT)
    server.faults.arm('duplicate')
    const from = client.events.length
    ask(client, 'help')
    await client.next('rate_limits.updated')
    await client.next('rate_limits.updated')
    const told = client.events.slice(from)
    expect(told.length).toBeGreaterThan(10)
    told.forEach((event, at) => expect(event).toEqual(told[at - (at % 2)]))
  })

  test('neighbours are swapped, nothing is lost, and no text or sound is torn apart', async () => {
    const server = await start({ faults: { reorder: Number.POSITIVE_INFINITY } })
    const honest = await start()
    const order = async (at: PracticeServer) => {
      const client = await session(at)
      ask(client, 'help')
      await client.next('response.done')
      await caughtUp(client)
      return client
    }
    const [swapped, straight] = [await order(server), await order(honest)]
    expect(swapped.types()).not.toEqual(straight.types())
    expect([...swapped.types()].sort()).toEqual([...straight.types()].sort())
    const said = (client: RealtimeClient) =>
      client.events
        .filter((event) => event.type === 'response.output_audio_transcript.delta')
        .map((event) => event.delta)
        .join('')
    expect(said(swapped)).toBe(said(straight))
  })

  test('strange messages come in between, and the good ones all the same', async () => {
    const server = await start()
    const client = await session(server)
    server.faults.arm('malformed', 1)
    await caughtUp(client)
    expect(client.broken).toHaveLength(1)
    expect(client.broken[0]).toMatch(/^\{"event_id":"event_/)

    server.faults.arm('unknown-event', 1)
    await caughtUp(client)
    expect(client.events.at(-2)?.type).toBe('practice.event_from_the_future')

    server.faults.arm('wrong-types', 1)
    await caughtUp(client)
    await client.next('input_audio_buffer.cleared')
    expect(client.events.slice(-2)).toEqual([
      { type: 'input_audio_buffer.cleared', event_id: 42 },
      { type: 'input_audio_buffer.cleared', event_id: expect.stringMatching(/^event_/) },
    ])
  })

  test('all of it at once, from the first event on', async () => {
    const names = ['duplicate', 'reorder', 'unknown-event', 'malformed'] as const
    const always = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY]))
    const client = await session(await start({ faults: always }), TEXT)
    ask(client, 'what is trending')
    await client.next((event) => event.type === 'response.output_item.done' && event.item.type === 'mcp_call')
    client.send({ type: 'response.create' })
    await client.next((event) => event.type === 'response.done' && event.response.output[0]?.type === 'message')
    expect(client.broken.length).toBeGreaterThan(10)
  })
})

describe('lost events', () => {
  const callsDone = (client: RealtimeClient) =>
    client.events.filter((event) => event.type === 'response.output_item.done' && event.item.type === 'mcp_call').length

  test('response.done of a tool round', async () => {
    const server = await start({ faults: { 'lost-response-done': 1 } })
    const client = await session(server, TEXT)
    expect(server.faults.left('lost-response-done')).toBe(1)
    ask(client, 'what is trending')
    await client.next((event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_call')
    expect(client.types()).not.toContain('response.done')
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.output[0].content[0].text).toContain('top five')
    expect(await askText(client, 'price of bonk')).toContain('Bonk')
  })

  test('how the calls of a round ended; the items know it', async () => {
    const server = await start({ faults: { 'lost-call-completed': 1 } })
    const client = await session(server, TEXT)
    ask(client, "what's the price of bonk and popcat?")
    const { response } = await client.next('response.done')
    expect(response.output).toHaveLength(2)
    for (const { id: item_id } of response.output) {
      let output: string | null = null
      while (output === null) {
        client.send({ type: 'conversation.item.retrieve', item_id })
        output = (await client.next('conversation.item.retrieved')).item.output
      }
      expect(JSON.parse(output).candidates).toHaveLength(1)
    }
    await caughtUp(client)
    expect(client.types()).not.toContain('response.mcp_call.completed')
    expect(callsDone(client)).toBe(0)
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.output[0].content[0].text).toContain('Bonk')
    await askText(client, 'what is trending')
    expect(callsDone(client)).toBe(1)
  })

  test('the answer to a continuation', async () => {
    const server = await start({ faults: { 'lost-answer': 1 } })
    const client = await session(server, TEXT)
    ask(client, 'what is trending')
    await client.next((event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_call')
    client.send({ type: 'response.create' })
    await caughtUp(client)
    expect(client.types().filter((type) => type === 'response.created')).toHaveLength(1)
    expect(client.types()).not.toContain('error')
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.output[0].content[0].text).toContain('top five')
  })
})

describe('tools', () => {
  const UNAUTHORIZED = { type: 'http_error', code: 401, message: 'Unauthorized' }

  const failure = async (client: RealtimeClient) => {
    ask(client, 'what is trending')
    await client.next('response.mcp_call.failed')
    return (await client.next('response.output_item.done')).item
  }

  test('a token that expired is refused by the MCP server itself', async () => {
    let now = 1_760_000_000_000
    const clock: Clock = { ...systemClock, now: () => now, after: () => () => undefined }
    const server = await start({ clock, behaviour: { mcpTokenLifeMs: 900_000 } })
    const client = await session(server, TEXT)
    await askText(client, 'what is trending')
    now += 900_000
    expect(await failure(client)).toMatchObject({ output: null, error: UNAUTHORIZED })
    // A session that is minted anew brings a token that is good again.
    expect(await askText(await session(server, TEXT), 'what is trending')).toContain('top five')
  })

  test('refused and failed, once each', async () => {
    const server = await start({ faults: { 'tool-401': 1 } })
    const client = await session(server, TEXT)
    expect((await failure(client)).error).toEqual(UNAUTHORIZED)
    server.faults.arm('tool-fail')
    expect((await failure(client)).error).toMatchObject({ type: 'tool_execution_error' })
    expect(await askText(client, 'what is trending')).toContain('top five')
  })

  test('one that never ends keeps neither the session nor the server from ending', async () => {
    const server = await start({ faults: { 'tool-hang': 1 } })
    const client = await session(server, TEXT)
    ask(client, 'what is trending')
    await client.next('response.mcp_call.in_progress')
    expect(await askText(client, 'price of bonk')).toContain('Bonk')
    expect(client.types().filter((type) => type === 'response.mcp_call.completed')).toHaveLength(1)
  })

  test('a trade that hangs is not executed, not even when the client has gone', async () => {
    const server = await start()
    const client = await session(server, TEXT)
    await askText(client, 'buy half a sol of bonk')
    const { item } = await client.first((event) => event.item?.type === 'mcp_approval_request')
    server.faults.arm('tool-hang')
    client.send({
      type: 'conversation.item.create',
      item: { type: 'mcp_approval_response', approval_request_id: item.id, approve: true },
    })
    await client.next('response.mcp_call.in_progress')
    await client.close()
    await askText(await session(server, TEXT), 'what are my balances')
    expect(server.executed).toEqual([])
  })

  test('one that takes its time', async () => {
    const waits: number[] = []
    const clock: Clock = {
      ...systemClock,
      wait: (ms) => {
        waits.push(ms)
        return Promise.resolve()
      },
    }
    const server = await start({ clock, faults: { 'tool-slow': 1 }, behaviour: { slowToolMs: 7000 } })
    expect(await askText(await session(server, TEXT), 'what is trending')).toContain('top five')
    expect(waits).toEqual([7000])
  })
})

describe('errors out of nothing', () => {
  test('response.create is refused, and works when it is tried again', async () => {
    const server = await start()
    const client = await session(server, TEXT)
    sendUserText(client, 'help')
    server.faults.arm('rate-limited')
    expect(await errorFor(client, { type: 'response.create' })).toMatchObject({
      code: 'rate_limit_exceeded',
      event_id: 'mine',
    })
    server.faults.arm('already-active')
    expect(await errorFor(client, { type: 'response.create' })).toMatchObject({
      code: 'conversation_already_has_active_response',
      event_id: 'mine',
    })
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.status).toBe('completed')
  })

  test('response.cancel is refused while an answer goes on to its end', async () => {
    const server = await start({ behaviour: { audioPace: 50 } })
    const client = await session(server)
    ask(client, 'help')
    await client.next('response.output_audio.delta')
    server.faults.arm('cancel-not-active')
    expect(await errorFor(client, { type: 'response.cancel' })).toMatchObject({ code: 'response_cancel_not_active' })
    expect((await client.next('response.done')).response.status).toBe('completed')
  })

  test('sessions that are open expire when it is armed, a later one when it is configured', async () => {
    const server = await start()
    const client = await session(server)
    server.faults.arm('session-expired')
    expect((await client.next('error')).error.code).toBe('session_expired')
    expect((await client.closed).code).toBe(1001)
    server.faults.arm('session-expired')
    const { client_secret } = await mint(server)
    const later = await connect(`${server.realtimeUrl}?model=m`, client_secret.value)
    later.send({ type: 'session.update', session: { type: 'realtime', ...PUSH_TO_TALK } })
    expect((await later.next('error')).error.code).toBe('session_expired')
    expect(await later.closed).toMatchObject({ code: 1001 })
    expect(later.types()).toContain('session.updated')
  })
})
