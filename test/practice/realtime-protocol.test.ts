import { describe, expect, test } from 'vitest'
import type { Clock } from '../../main/practice/clock'
import { defaultConfig, mergeSession } from '../../main/practice/realtime/session-config'
import type { PracticeServer } from '../../main/practice/server'
import {
  appendAudio,
  askText,
  connect,
  errorFor,
  type Loose,
  mint,
  openSession,
  type RealtimeClient,
  sendUserText,
  TEXT,
} from '../../tools/practice/realtime-client'
import { silence, tone } from '../../tools/practice/scripted-speech'
import { open, start } from './practice'

async function session(
  options: Parameters<typeof start>[0] = {},
  ...more: [session?: Record<string, unknown>, body?: Record<string, unknown>]
): Promise<RealtimeClient> {
  const client = await openSession(await start(options), ...more)
  open.push(client)
  return client
}

describe('session', () => {
  test('an unknown field rejects the whole update, and nothing of it applies', async () => {
    const client = await session()
    const error = await errorFor(client, {
      type: 'session.update',
      session: { type: 'realtime', instructions: 'new', temperature: 0.8 },
    })
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'unknown_parameter',
      param: 'session.temperature',
      event_id: 'mine',
    })
    client.send({ type: 'session.update', session: { type: 'realtime' } })
    expect((await client.next('session.updated')).session.instructions).not.toBe('new')
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['a keyword with a bracket', { keywords: ['BONK', '<b>'] }, 'keywords[1]'],
    ['a keyword of two lines', { keywords: ['a\r\nb'] }, 'keywords[0]'],
    ['a language that is none', { languages: ['english'] }, 'languages[0]'],
    ['language beside languages', { language: 'de', languages: ['de'] }, 'language'],
    ['keywords for a model without them', { model: 'whisper-1', keywords: ['BONK'] }, 'keywords'],
    ['languages for a model without them', { model: 'gpt-4o-transcribe', languages: ['de'] }, 'languages'],
    ['a prompt for a model without one', { model: 'gpt-realtime-whisper', prompt: 'BONK' }, 'prompt'],
    ['a delay for a model without one', { delay: 'low' }, 'delay'],
  ])('%s rejects the whole update', async (_what, fields, param) => {
    const client = await session()
    const transcription = { model: 'gpt-transcribe', ...fields }
    const update = { type: 'realtime', instructions: 'new', audio: { input: { transcription } } }
    expect(await errorFor(client, { type: 'session.update', session: update })).toMatchObject({
      code: 'invalid_value',
      param: `session.audio.input.transcription.${param}`,
    })
    client.send({ type: 'session.update', session: { type: 'realtime' } })
    expect((await client.next('session.updated')).session.instructions).not.toBe('new')
  })

  test('what the newer models take is kept and shown', async () => {
    const transcription = { model: 'gpt-live-transcribe', languages: ['en', 'zh-tw'], keywords: ['BONK'], delay: 'low' }
    const noise_reduction = { type: 'far_field', strength: 0.5 }
    const update = { reasoning: { effort: 'low' }, audio: { input: { transcription, noise_reduction } } }
    const client = await session({}, update)
    expect((await client.next('session.updated')).session).toMatchObject(update)
  })

  test('a model that does not think takes no effort', () => {
    const older = { ...defaultConfig(), model: 'gpt-realtime-1.5' }
    expect(() => mergeSession(older, { type: 'realtime', reasoning: { effort: 'low' } })).toThrow(
      "'reasoning' is not supported with the model 'gpt-realtime-1.5'",
    )
  })

  test('session.type is required, and nested unknown fields are named in full', async () => {
    const client = await session()
    expect(await errorFor(client, { type: 'session.update', session: { instructions: 'x' } })).toMatchObject({
      code: 'missing_required_parameter',
      param: 'session.type',
    })
    expect(
      await errorFor(client, { type: 'session.update', session: { type: 'realtime', audio: { input: { vad: 1 } } } }),
    ).toMatchObject({
      code: 'unknown_parameter',
      param: 'session.audio.input.vad',
    })
    expect(
      await errorFor(client, { type: 'session.update', session: { type: 'realtime', output_modalities: ['smell'] } }),
    ).toMatchObject({ code: 'invalid_value' })
  })

  test('the voice is fixed once audio was emitted', async () => {
    const client = await session()
    await askText(client, 'help')
    expect(
      await errorFor(client, {
        type: 'session.update',
        session: { type: 'realtime', audio: { output: { voice: 'cedar' } } },
      }),
    ).toMatchObject({ code: 'cannot_update_voice' })
  })

  test('what opens an MCP server is not echoed', async () => {
    const client = await session()
    const created = client.events.find((event) => event.type === 'session.created')
    expect(created?.session.tools[0].headers).toEqual({ Authorization: '<redacted>' })
    expect(JSON.stringify(client.events)).not.toMatch(/practice_mcp_|ek_/)
  })

  test('it ends after an hour with session_expired and close code 1001', async () => {
    const timers: { at: number; run: () => void }[] = []
    const clock: Clock = {
      now: () => 1_760_000_000_000,
      wait: () => Promise.resolve(),
      after(at, run) {
        timers.push({ at, run })
        return () => undefined
      },
    }
    const client = await session({ clock })
    expect(timers.map((timer) => timer.at)).toEqual([3_600_000])
    timers[0]!.run()
    expect((await client.next('error')).error.code).toBe('session_expired')
    expect((await client.closed).code).toBe(1001)
  })

  test('bad input is answered and survived', async () => {
    const client = await session()
    client.sendText('{ not json')
    expect((await client.next('error')).error.code).toBe('invalid_json')
    expect(await errorFor(client, { type: 'no.such.event' })).toMatchObject({
      code: 'invalid_value',
      param: 'type',
      event_id: 'mine',
    })
    client.sendText('[1,2]')
    expect((await client.next('error')).error.type).toBe('invalid_request_error')
    client.sendText('null')
    await client.next('error')
    expect(await errorFor(client, { type: 'input_audio_buffer.append', audio: '%%%' })).toMatchObject({
      code: 'invalid_value',
      param: 'audio',
    })
    expect(await askText(client, 'help')).toContain('trending')
  })

  test('an oversized message closes the connection, and the server lives', async () => {
    const server = await start()
    const client = await openSession(server)
    client.sendText('x'.repeat(22 * 1024 * 1024))
    expect((await client.closed).code).toBe(1009)
    const again = await openSession(server)
    await again.close()
  })
})

describe('tools', () => {
  test('the list is empty until completed, then whole, with annotations', async () => {
    const client = await session()
    const types = client.types()
    const added = client.events.find((event) => event.type === 'conversation.item.added')
    const done = client.events.find((event) => event.type === 'conversation.item.done')
    expect(added?.item.tools).toEqual([])
    expect(types.indexOf('mcp_list_tools.in_progress')).toBeLessThan(types.indexOf('mcp_list_tools.completed'))
    expect(done?.item.tools.find((tool: Loose) => tool.name === 'solana_swap_execute').annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
    })
  })

  test('they are listed again when an update touches tools, and only then', async () => {
    const client = await session()
    client.send({ type: 'session.update', session: { type: 'realtime', instructions: 'hi' } })
    await client.next('session.updated')
    expect(client.types().filter((type) => type === 'mcp_list_tools.in_progress')).toHaveLength(1)
    client.send({ type: 'session.update', session: { type: 'realtime', tools: [] } })
    await client.next('session.updated')
    expect(await askText(client, 'what is trending on pump fun')).toContain('cannot look that up')
  })

  test('an MCP server elsewhere is not reached: listing fails, the session lives', async () => {
    const client = await session()
    client.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        tools: [{ type: 'mcp', server_label: 'far', server_url: 'https://example.com/mcp', require_approval: 'never' }],
      },
    })
    const { item_id } = await client.next('mcp_list_tools.failed')
    client.send({ type: 'conversation.item.retrieve', item_id })
    expect((await client.next('conversation.item.retrieved')).item).toMatchObject({ server_label: 'far', tools: [] })
    expect(await askText(client, 'help')).not.toBe('')
  })

  test('a call: done first, output late, and nothing speaks until it is asked to, once', async () => {
    const client = await session({}, TEXT)
    sendUserText(client, "what's trending on pump fun right now?")
    const from = client.types().length
    client.send({ type: 'response.create' })
    const output = await client.next(
      (event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_call',
    )
    const rows = JSON.parse(output.item.output).streams
    expect(rows).toHaveLength(5)
    expect(client.types().slice(from)).toEqual([
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'response.output_item.added',
      'conversation.item.added',
      'response.mcp_call_arguments.done',
      'response.done',
      'response.mcp_call.in_progress',
      'rate_limits.updated',
      'response.mcp_call.completed',
      'response.output_item.done',
      'conversation.item.done',
    ])
    client.send({ type: 'response.create' })
    const { response } = await client.next(
      (event) => event.type === 'response.done' && event.response.output[0]?.type === 'message',
    )
    expect(response.output[0].content[0].text).toContain(rows[0].name)
    expect(client.types().filter((type) => type === 'response.created')).toHaveLength(2)
  })

  test('some servers run the calls before response.done, which then shows how they ended', async () => {
    const client = await session({ behaviour: { callsBeforeDone: true } }, TEXT)
    sendUserText(client, "what's the price of bonk and popcat?")
    client.send({ type: 'response.create' })
    const { response } = await client.next('response.done')
    expect(response.output.map((item: Loose) => JSON.parse(item.output).candidates.length)).toEqual([1, 1])
    const types = client.types()
    expect(types.lastIndexOf('response.mcp_call.completed')).toBeLessThan(types.indexOf('response.done'))
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.output[0].content[0].text).toContain('Bonk')
    await client.next('rate_limits.updated')
    expect(client.types().filter((type) => type === 'response.mcp_call.completed')).toHaveLength(2)
  })

  test('a call that hangs before response.done can be cancelled', async () => {
    const server = await start({ behaviour: { callsBeforeDone: true }, faults: { 'tool-hang': 1 } })
    const client = await openSession(server, TEXT)
    open.push(client)
    sendUserText(client, 'what is trending')
    client.send({ type: 'response.create' })
    await client.next('response.mcp_call.in_progress')
    client.send({ type: 'response.cancel' })
    expect((await client.next('response.done')).response.status).toBe('cancelled')
  })

  test('two coins in one question are two calls side by side, told together', async () => {
    const client = await session({}, TEXT)
    const text = await askText(client, "what's the price of bonk and popcat?")
    expect(text).toMatch(/Bonk.*Popcat/s)
    expect(client.types().filter((type) => type === 'response.mcp_call.completed')).toHaveLength(2)
    expect(client.types().filter((type) => type === 'response.created')).toHaveLength(2)
  })

  test('a failing tool is failed on the wire and said plainly', async () => {
    const client = await session(
      { behaviour: { beforeToolCall: () => Promise.reject(new Error('upstream is down')) } },
      TEXT,
    )
    const text = await askText(client, 'what is trending')
    expect(client.types()).toContain('response.mcp_call.failed')
    expect(text).toContain('failed')
  })
})

describe('approvals', () => {
  const holdings = (server: PracticeServer) =>
    server.wallets
      .of('practice-trader')[0]!
      .holdings()
      .map(({ mint: token, raw }) => `${token}:${raw}`)

  async function propose(server: PracticeServer, text: string) {
    const client = await openSession(server, TEXT)
    open.push(client)
    const spoken = await askText(client, text)
    const request = await client.first(
      (event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_approval_request',
    )
    return { client, spoken, request: request.item }
  }

  test('a trade is previewed and asked for; nothing moves before the client says so', async () => {
    const server = await start()
    const before = holdings(server)
    const { spoken, request } = await propose(server, 'buy half a sol of bonk')
    expect(spoken).toContain('Practice trade: 0.5 SOL')
    expect(request.name).toBe('solana_swap_execute')
    expect(JSON.parse(request.arguments)).toMatchObject({
      amount_ui: 0.5,
      wallet_address: server.wallets.of('practice-trader')[0]!.address,
    })
    expect(holdings(server)).toEqual(before)
  })

  test('approved: it runs once and the answer waits for response.create', async () => {
    const server = await start()
    const before = holdings(server)
    const { client, request } = await propose(server, 'buy half a sol of bonk')
    const approve = {
      type: 'conversation.item.create',
      item: { type: 'mcp_approval_response', approval_request_id: request.id, approve: true },
    }
    client.send(approve)
    const done = await client.next(
      (event) =>
        event.type === 'conversation.item.done' &&
        event.item.type === 'mcp_call' &&
        event.item.approval_request_id === request.id,
    )
    const receipt = JSON.parse(done.item.output)
    expect(receipt.signature).toMatch(/^practice/)
    const after = holdings(server)
    expect(after).not.toEqual(before)
    expect(await errorFor(client, approve)).toMatchObject({ code: 'invalid_value', param: 'item.approval_request_id' })
    expect(holdings(server)).toEqual(after)
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.output[0].content[0].text).toContain('Done')
  })

  test('declined: nothing moves, and that is said', async () => {
    const server = await start()
    const before = holdings(server)
    const { client, request } = await propose(server, 'sell half of my bonk')
    client.send({
      type: 'conversation.item.create',
      previous_item_id: request.id,
      item: { type: 'mcp_approval_response', approval_request_id: request.id, approve: false, reason: 'no' },
    })
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response.output[0].content[0].text).toContain('Nothing was done')
    expect(holdings(server)).toEqual(before)
  })

  test('a spoken yes alone moves nothing', async () => {
    const server = await start()
    const before = holdings(server)
    const { client } = await propose(server, 'buy half a sol of bonk')
    expect(await askText(client, 'yes, do it')).toContain('confirm')
    expect(holdings(server)).toEqual(before)
  })

  test('a guest can preview but neither sees nor reaches a tool that writes', async () => {
    const server = await start()
    const client = await openSession(server, TEXT, {})
    open.push(client)
    const listed = client.events.find((event) => event.item?.type === 'mcp_list_tools' && event.item.tools.length)!.item
      .tools
    expect(listed.every((tool: Loose) => tool.annotations.readOnlyHint === true)).toBe(true)
    expect(await askText(client, 'buy half a sol of bonk')).toContain('sign in')
    expect(client.types()).not.toContain('mcp_approval_request')
    client.send({
      type: 'session.update',
      session: {
        type: 'realtime',
        tools: [
          {
            type: 'mcp',
            server_label: 'dexter',
            server_url: `${server.baseUrl}/mcp`,
            authorization: server.identities.issueMcpToken(server.identities.guest()),
            require_approval: 'never',
          },
        ],
      },
    })
    const done = await client.next(
      (event) => event.type === 'conversation.item.done' && event.item.type === 'mcp_list_tools',
    )
    expect(done.item.tools.map((tool: Loose) => tool.name)).not.toContain('solana_swap_execute')
  })
})

describe('audio', () => {
  test('less than 100 ms is not committed', async () => {
    const client = await session()
    expect(await errorFor(client, { type: 'input_audio_buffer.commit' })).toMatchObject({
      code: 'input_audio_buffer_commit_empty',
      event_id: 'mine',
    })
    appendAudio(client, tone(80))
    expect(await errorFor(client, { type: 'input_audio_buffer.commit' })).toMatchObject({
      code: 'input_audio_buffer_commit_empty',
    })
    client.send({ type: 'input_audio_buffer.clear' })
    await client.next('input_audio_buffer.cleared')
    appendAudio(client, tone(100))
    client.send({ type: 'input_audio_buffer.commit' })
    await client.next('input_audio_buffer.committed')
  })

  test('a committed question is transcribed when asked to, and answered in speech', async () => {
    const client = await session(
      { heard: ['help'] },
      { audio: { input: { turn_detection: null, transcription: { model: 'gpt-4o-mini-transcribe' } } } },
    )
    appendAudio(client, tone(500))
    const from = client.types().length
    client.send({ type: 'input_audio_buffer.commit' })
    client.send({ type: 'response.create' })
    const { response } = await client.next('response.done')
    await client.next('rate_limits.updated')
    expect(client.types().slice(from)).toEqual([
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'conversation.item.input_audio_transcription.completed',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'response.output_item.done',
      'conversation.item.done',
      'response.done',
      'rate_limits.updated',
    ])
    const said = client.events
      .filter((event) => event.type === 'response.output_audio_transcript.delta')
      .map((event) => event.delta)
      .join('')
    expect(response.output[0].content[0].transcript).toBe(said.trim())
    const audioMs = client.events
      .filter((event) => event.type === 'response.output_audio.delta')
      .reduce((sum, event) => sum + Buffer.from(event.delta, 'base64').length / 48, 0)
    expect(response.usage.output_token_details.audio_tokens).toBe(Math.ceil(audioMs / 50))
    expect(response.usage.input_token_details.audio_tokens).toBe(5)
  })

  test('server_vad finds the turn, commits it and answers', async () => {
    const client = await session(
      { heard: ['help'] },
      { audio: { input: { turn_detection: { type: 'server_vad', silence_duration_ms: 300 } } } },
    )
    appendAudio(client, silence(640))
    appendAudio(client, tone(640))
    appendAudio(client, silence(640))
    const started = await client.next('input_audio_buffer.speech_started')
    const stopped = await client.next('input_audio_buffer.speech_stopped')
    expect(started.audio_start_ms).toBe(640 - 300)
    expect(stopped.audio_end_ms).toBe(1280 + 320)
    expect((await client.next('input_audio_buffer.committed')).item_id).toBe(started.item_id)
    expect((await client.next('response.done')).response.status).toBe('completed')
  })

  test('speech over an answer cancels it: turn_detected', async () => {
    const client = await session(
      { heard: ['help', 'help'], behaviour: { audioPace: 1 } },
      { audio: { input: { turn_detection: { type: 'server_vad' } } } },
    )
    appendAudio(client, tone(400))
    appendAudio(client, silence(400))
    await client.next('response.output_audio.delta')
    appendAudio(client, tone(200))
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({ status: 'cancelled', status_details: { reason: 'turn_detected' } })
  })

  test('cancel, then truncate at what was heard; the transcript is gone', async () => {
    const client = await session({ behaviour: { audioPace: 1 } })
    sendUserText(client, 'help')
    client.send({ type: 'response.create' })
    const delta = await client.next('response.output_audio.delta')
    client.send({ type: 'response.cancel' })
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'client_cancelled' },
    })
    expect(response.output[0].status).toBe('incomplete')
    expect(
      await errorFor(client, {
        type: 'conversation.item.truncate',
        item_id: delta.item_id,
        content_index: 0,
        audio_end_ms: 99_999,
      }),
    ).toMatchObject({ code: 'invalid_value', param: 'audio_end_ms' })
    expect(
      await errorFor(client, {
        type: 'conversation.item.truncate',
        item_id: delta.item_id,
        content_index: 0,
        audio_end_ms: 12.5,
      }),
    ).toMatchObject({ param: 'audio_end_ms' })
    client.send({ type: 'conversation.item.truncate', item_id: delta.item_id, content_index: 0, audio_end_ms: 150 })
    expect(await client.next('conversation.item.truncated')).toMatchObject({
      item_id: delta.item_id,
      audio_end_ms: 150,
    })
    client.send({ type: 'conversation.item.retrieve', item_id: delta.item_id })
    expect((await client.next('conversation.item.retrieved')).item.content[0].transcript).toBeUndefined()
    expect(await errorFor(client, { type: 'response.cancel' })).toMatchObject({ code: 'response_cancel_not_active' })
  })

  test('only one response at a time; text can be cut by max_output_tokens', async () => {
    const client = await session({ behaviour: { audioPace: 1 } })
    sendUserText(client, 'help')
    client.send({ type: 'response.create' })
    await client.next('response.created')
    expect(await errorFor(client, { type: 'response.create' })).toMatchObject({
      code: 'conversation_already_has_active_response',
    })
    client.send({ type: 'response.cancel' })
    await client.next('response.done')
    client.send({ type: 'response.create', response: { output_modalities: ['text'], max_output_tokens: 4 } })
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'incomplete',
      status_details: { reason: 'max_output_tokens' },
    })
  })
})

describe('items', () => {
  test('they are placed by previous_item_id, retrieved and deleted; a wrong id is an error', async () => {
    const client = await session()
    const message = (id: string) => ({ id, type: 'message', role: 'user', content: [{ type: 'input_text', text: id }] })
    client.send({ type: 'conversation.item.create', item: message('a') })
    client.send({ type: 'conversation.item.create', item: message('b') })
    client.send({ type: 'conversation.item.create', previous_item_id: 'a', item: message('c') })
    expect(
      (await client.next((event) => event.type === 'conversation.item.added' && event.item.id === 'c'))
        .previous_item_id,
    ).toBe('a')
    client.send({ type: 'conversation.item.create', previous_item_id: 'root', item: message('d') })
    expect(
      (await client.next((event) => event.type === 'conversation.item.added' && event.item.id === 'd'))
        .previous_item_id,
    ).toBeNull()
    client.send({ type: 'conversation.item.delete', item_id: 'c' })
    await client.next('conversation.item.deleted')
    expect(await errorFor(client, { type: 'conversation.item.retrieve', item_id: 'c' })).toMatchObject({
      code: 'item_retrieve_invalid_item_id',
    })
    expect(await errorFor(client, { type: 'conversation.item.create', item: message('a') })).toMatchObject({
      param: 'item.id',
    })
    expect(
      await errorFor(client, {
        type: 'conversation.item.create',
        item: { ...message('e'), content: [{ type: 'output_text', text: 'x' }] },
      }),
    ).toMatchObject({ event_id: 'mine' })
  })

  test('history can be replayed as text and leaned on', async () => {
    const client = await session({}, TEXT)
    client.send({
      type: 'conversation.item.create',
      item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'market cap of jupiter' }] },
    })
    client.send({
      type: 'conversation.item.create',
      item: {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'Jupiter has a market cap of $1.3 billion.' }],
      },
    })
    expect(await askText(client, 'repeat that')).toContain('Jupiter has a market cap')
    expect(await askText(client, 'and what about orca?')).toMatch(/Orca has a market cap/)
  })

  test('a follow-up is answered from the list that was read out', async () => {
    const client = await session({}, TEXT)
    await askText(client, 'what is trending on pump fun')
    const list = JSON.parse(
      client.events.find((event) => event.type === 'response.output_item.done' && event.item.type === 'mcp_call')!.item
        .output,
    )
    expect(await askText(client, 'how many viewers does the second one have?')).toContain(
      `${list.streams[1].name}, has ${list.streams[1].currentViewers} viewer`,
    )
    const byCap = await askText(client, 'and by market cap?')
    expect(byCap).toContain('by market cap')
  })

  test('a response out of the conversation leaves no item in it', async () => {
    const client = await session({}, TEXT)
    client.send({
      type: 'response.create',
      response: {
        conversation: 'none',
        metadata: { topic: 'x' },
        input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'help' }] }],
      },
    })
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({ conversation_id: null, metadata: { topic: 'x' } })
    client.send({ type: 'conversation.item.retrieve', item_id: response.output[0].id })
    expect((await client.next('error')).error.code).toBe('item_retrieve_invalid_item_id')
  })
})

test('one secret opens several sessions until it expires; a session outlives it', async () => {
  let now = 1_760_000_000_000
  const clock: Clock = { now: () => now, wait: () => Promise.resolve(), after: () => () => undefined }
  const server = await start({ clock })
  const { client_secret } = await mint(server)
  const url = `${server.realtimeUrl}?model=gpt-realtime-2.1`
  const [a, b] = [await connect(url, client_secret.value), await connect(url, client_secret.value)]
  now += 601_000
  await expect(connect(url, client_secret.value)).rejects.toThrow('401')
  a.send({ type: 'session.update', session: { type: 'realtime' } })
  await a.next('session.updated')
  await a.close()
  await b.close()
})
