import { describe, expect, test } from 'vitest'
import {
  appendAudio,
  askText,
  connect,
  errorFor,
  type Loose,
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

interface Words {
  itemTold: string[]
  audio: string
  text: string
  said: { text: string; audio: string }
}

const GA: Words = {
  itemTold: ['conversation.item.added', 'conversation.item.done'],
  audio: 'response.output_audio',
  text: 'response.output_text',
  said: { text: 'output_text', audio: 'output_audio' },
}
const BETA: Words = {
  itemTold: ['conversation.item.created'],
  audio: 'response.audio',
  text: 'response.text',
  said: { text: 'text', audio: 'audio' },
}

describe.each([
  ['ga', GA],
  ['beta', BETA],
] as const)('%s: each client event gets its answer', (dialect, words) => {
  async function session(options: Parameters<typeof start>[0] = {}, text = false): Promise<RealtimeClient> {
    const server = await start({ ...options, behaviour: { dialect, ...options.behaviour } })
    const client = await (dialect === 'ga'
      ? openSession(server, text ? TEXT : PUSH_TO_TALK)
      : openBetaSession(server, { turn_detection: null, ...(text ? { modalities: ['text'] } : {}) }))
    open.push(client)
    return client
  }

  test('session.update', async () => {
    const client = await session()
    const fields =
      dialect === 'ga'
        ? { type: 'realtime', max_output_tokens: 100, audio: { output: { speed: 1.2 } } }
        : { max_response_output_tokens: 100, speed: 1.2, temperature: 0.7 }
    client.send({ type: 'session.update', session: fields })
    const { session: after } = await client.next(
      (event) => event.type === 'session.updated' && (event.session.speed ?? event.session.audio.output.speed) === 1.2,
    )
    expect(after).toMatchObject({ object: 'realtime.session', ...fields })
  })

  test('input_audio_buffer.append, commit and clear', async () => {
    const client = await session({ heard: ['help'] })
    appendAudio(client, tone(200))
    client.send({ type: 'input_audio_buffer.clear' })
    await client.next('input_audio_buffer.cleared')
    expect(await errorFor(client, { type: 'input_audio_buffer.commit' })).toMatchObject({
      code: 'input_audio_buffer_commit_empty',
      event_id: 'mine',
    })
    appendAudio(client, tone(200))
    const from = client.types().length
    client.send({ type: 'input_audio_buffer.commit' })
    const { item_id } = await client.next('input_audio_buffer.committed')
    const told = await client.next(words.itemTold.at(-1) ?? '')
    expect(told.item).toEqual({
      id: item_id,
      object: 'realtime.item',
      type: 'message',
      role: 'user',
      status: 'completed',
      content: [{ type: 'input_audio', transcript: null }],
    })
    expect(client.types().slice(from)).toEqual(['input_audio_buffer.committed', ...words.itemTold])
  })

  test('conversation.item.create, retrieve and delete', async () => {
    const client = await session()
    const item = {
      id: 'mine',
      type: 'message',
      role: 'assistant',
      content: [{ type: words.said.text, text: 'I said this.' }],
    }
    const from = client.types().length
    client.send({ type: 'conversation.item.create', item })
    client.send({ type: 'conversation.item.retrieve', item_id: 'mine' })
    const { item: retrieved } = await client.next('conversation.item.retrieved')
    expect(retrieved).toMatchObject(item)
    client.send({ type: 'conversation.item.delete', item_id: 'mine' })
    expect(await client.next('conversation.item.deleted')).toMatchObject({ item_id: 'mine' })
    expect(client.types().slice(from)).toEqual([
      ...words.itemTold,
      'conversation.item.retrieved',
      'conversation.item.deleted',
    ])
    const foreign = { ...item, content: [{ type: dialect === 'ga' ? 'text' : 'output_text', text: 'x' }] }
    expect(await errorFor(client, { type: 'conversation.item.create', item: foreign })).toMatchObject({
      code: 'invalid_value',
      param: 'item.content[0].type',
      event_id: 'mine',
    })
  })

  test('response.create speaks, conversation.item.truncate cuts', async () => {
    const client = await session()
    sendUserText(client, 'help')
    client.send({ type: 'response.create' })
    const { response } = await client.next('response.done')
    await client.next('rate_limits.updated')
    expect(client.types().slice(client.types().indexOf('response.created'))).toEqual([
      'response.created',
      'response.output_item.added',
      words.itemTold[0],
      'response.content_part.added',
      `${words.audio}.done`,
      `${words.audio}_transcript.done`,
      'response.content_part.done',
      'response.output_item.done',
      ...words.itemTold.slice(1),
      'response.done',
      'rate_limits.updated',
    ])
    const deltas = client.events.filter((event) => event.type === `${words.audio}.delta`)
    const transcript = client.events.filter((event) => event.type === `${words.audio}_transcript.delta`)
    expect(deltas.length).toBeGreaterThan(2)
    expect(response.output[0].content).toEqual([
      {
        type: words.said.audio,
        transcript: transcript
          .map((event) => event.delta)
          .join('')
          .trim(),
      },
    ])
    if (dialect === 'ga') expect(response.output_modalities).toEqual(['audio'])
    else expect(response).toMatchObject({ modalities: ['audio', 'text'], voice: 'alloy', output_audio_format: 'pcm16' })
    client.send({
      type: 'conversation.item.truncate',
      item_id: response.output[0].id,
      content_index: 0,
      audio_end_ms: 100,
    })
    expect(await client.next('conversation.item.truncated')).toMatchObject({ audio_end_ms: 100 })
  })

  test('response.create in text, with its own fields; those of the other dialect are refused', async () => {
    const client = await session()
    sendUserText(client, 'help')
    const own = dialect === 'ga' ? { output_modalities: ['text'] } : { modalities: ['text'] }
    client.send({ type: 'response.create', response: { ...own, metadata: { topic: 'x' } } })
    const { text } = await client.next(`${words.text}.done`)
    const { response } = await client.next('response.done')
    expect(response.metadata).toEqual({ topic: 'x' })
    expect(response.output[0].content).toEqual([{ type: words.said.text, text }])
    const foreign = dialect === 'ga' ? { modalities: ['text'] } : { output_modalities: ['text'] }
    const name = Object.keys(foreign)[0]
    expect(await errorFor(client, { type: 'response.create', response: foreign })).toMatchObject({
      code: 'unknown_parameter',
      param: `response.${name}`,
    })
  })

  test('response.create from items out of the conversation', async () => {
    const client = await session({}, true)
    const input = [
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'help' }] },
      { type: 'message', role: 'assistant', content: [{ type: words.said.text, text: 'Ask me.' }] },
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'repeat that' }] },
    ]
    client.send({ type: 'response.create', response: { conversation: 'none', input } })
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({ conversation_id: null, output: [{ content: [{ text: 'Ask me.' }] }] })
  })

  test('response.cancel', async () => {
    const client = await session({ behaviour: { audioPace: 1 } })
    sendUserText(client, 'help')
    client.send({ type: 'response.create' })
    await client.next(`${words.audio}.delta`)
    client.send({ type: 'response.cancel' })
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'cancelled',
      status_details: { reason: 'client_cancelled' },
    })
    expect(await errorFor(client, { type: 'response.cancel' })).toMatchObject({ code: 'response_cancel_not_active' })
  })

  test('output_audio_buffer.clear is not for a WebSocket', async () => {
    const client = await session()
    expect(await errorFor(client, { type: 'output_audio_buffer.clear' })).toMatchObject({ event_id: 'mine' })
  })

  test('a question with a tool, a trade with an approval', async () => {
    const client = await session({}, true)
    expect(await askText(client, "what's trending on pump fun right now?")).toContain('top five')
    expect(await askText(client, 'buy half a sol of bonk')).toContain('Approve it to go ahead')
    const { item } = await client.first(
      (event) => event.type === words.itemTold[0] && event.item.type === 'mcp_approval_request',
    )
    client.send({
      type: 'conversation.item.create',
      item: { type: 'mcp_approval_response', approval_request_id: item.id, approve: true },
    })
    const done = await client.next(
      (event) => event.type === 'response.output_item.done' && event.item.approval_request_id === item.id,
    )
    expect(JSON.parse(done.item.output).signature).toMatch(/^practice/)
  })
})

describe('beta', () => {
  async function session(options: Parameters<typeof start>[0] = {}): Promise<RealtimeClient> {
    const client = await openBetaSession(await start({ ...options, behaviour: { dialect: 'beta' } }))
    open.push(client)
    return client
  }

  /** In the recorded session's order. */
  const FIELDS = [
    'object',
    'id',
    'model',
    'modalities',
    'instructions',
    'voice',
    'output_audio_format',
    'tools',
    'tool_choice',
    'temperature',
    'max_response_output_tokens',
    'turn_detection',
    'speed',
    'tracing',
    'truncation',
    'prompt',
    'expires_at',
    'input_audio_noise_reduction',
    'input_audio_format',
    'input_audio_transcription',
    'client_secret',
    'include',
  ]

  test('the session is flat and has no type', async () => {
    const client = await session()
    const { session: created } = await client.first((event) => event.type === 'session.created')
    expect(Object.keys(created)).toEqual(FIELDS)
    expect(created).toMatchObject({
      object: 'realtime.session',
      modalities: ['audio', 'text'],
      output_audio_format: 'pcm16',
      input_audio_format: 'pcm16',
      turn_detection: { type: 'server_vad', create_response: true },
      temperature: 0.8,
      client_secret: null,
    })
  })

  test('session.type is refused as in the recorded session, and nothing applies', async () => {
    const client = await session()
    const update = { type: 'session.update', session: { type: 'realtime', instructions: 'new', temperature: 1 } }
    expect(await errorFor(client, update)).toEqual({
      type: 'invalid_request_error',
      code: 'unknown_parameter',
      message: "Unknown parameter: 'session.type'.",
      param: 'session.type',
      event_id: 'mine',
    })
    client.send({ type: 'session.update', session: { speed: 1.1 } })
    const updated = await client.next((event) => event.type === 'session.updated' && event.session.speed === 1.1)
    expect(updated.session.instructions).not.toBe('new')
    expect(updated.session.temperature).toBe(0.8)
  })

  test.each([
    ['session.audio', { audio: { input: {} } }],
    ['session.output_modalities', { output_modalities: ['audio'] }],
    ['session.max_output_tokens', { max_output_tokens: 5 }],
    ['session.input_audio_format', { input_audio_format: 'mp3' }],
    ['session.turn_detection.threshold', { turn_detection: { type: 'server_vad', threshold: 7 } }],
    ['session.turn_detection.vad', { turn_detection: { type: 'server_vad', vad: 7 } }],
    ['session.max_response_output_tokens', { max_response_output_tokens: 'lots' }],
    ['session.voice', { voice: 7 }],
    ['session.temperature', { temperature: 9 }],
    ['session.tools[0].server_label', { tools: [{ type: 'mcp' }] }],
    ['session.input_audio_transcription.tongue', { input_audio_transcription: { tongue: 'en' } }],
  ])('%s is named in beta’s own terms when it is wrong', async (param, fields) => {
    const client = await session()
    const error = await errorFor(client, { type: 'session.update', session: fields })
    expect(error).toMatchObject({ type: 'invalid_request_error', param })
    if (!error.message.startsWith('Invalid value: ')) expect(error.message).toContain(`'${param}'`)
  })

  test('everything that beta can set is set, shown and heeded', async () => {
    const client = await session()
    const fields = {
      modalities: ['text'],
      instructions: 'be brief',
      voice: 'cedar',
      input_audio_format: 'g711_ulaw',
      output_audio_format: 'g711_alaw',
      input_audio_transcription: { model: 'whisper-1' },
      input_audio_noise_reduction: { type: 'near_field' },
      turn_detection: { type: 'semantic_vad', eagerness: 'low', create_response: false, interrupt_response: true },
      tools: [],
      tool_choice: 'none',
      temperature: 0.6,
      max_response_output_tokens: 77,
      speed: 0.9,
      tracing: 'auto',
    }
    client.send({ type: 'session.update', session: fields })
    const updated = await client.next((event) => event.type === 'session.updated' && event.session.speed === 0.9)
    expect(updated.session).toMatchObject(fields)
    expect(await askText(client, 'what is trending')).toContain('cannot look that up')
  })

  test('both mints answer in beta’s shape', async () => {
    const server = await start({ behaviour: { dialect: 'beta' } })
    const minted = await mint(server)
    expect(Object.keys(minted)).toEqual([...FIELDS, 'dexter_session'])
    expect(minted.client_secret).toEqual({ value: expect.stringMatching(/^ek_/), expires_at: expect.any(Number) })
    const post = (path: string, body: unknown) =>
      fetch(server.baseUrl + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.bearer}` },
        body: JSON.stringify(body),
      })
    const openAi = await (await post('/v1/realtime/sessions', { voice: 'cedar', turn_detection: null })).json()
    expect(Object.keys(openAi)).toEqual(FIELDS)
    expect(openAi).toMatchObject({ voice: 'cedar', turn_detection: null, expires_at: 0 })
    const client = await connect(`${server.realtimeUrl}?model=gpt-realtime`, openAi.client_secret.value)
    open.push(client)
    expect((await client.next('session.created')).session).toMatchObject({ voice: 'cedar', turn_detection: null })
    const refused = await post('/v1/realtime/sessions', { type: 'realtime' })
    expect(refused.status).toBe(400)
    expect((await refused.json()).error).toMatchObject({ code: 'unknown_parameter', param: 'session.type' })
    const secrets = await (await post('/v1/realtime/client_secrets', { session: { type: 'realtime' } })).json()
    expect(secrets.client_secret.value).toMatch(/^ek_/)
    const honest = await start()
    expect((await fetch(`${honest.baseUrl}/v1/realtime/sessions`, { method: 'POST' })).status).toBe(404)
  })
})

describe('disguised: session.created looks like the other dialect', () => {
  async function connected(dialect: 'ga' | 'beta') {
    const server = await start({ behaviour: { dialect, disguised: true } })
    const { client_secret } = await mint(server)
    const client = await connect(`${server.realtimeUrl}?model=m`, client_secret.value)
    open.push(client)
    return { client, created: (await client.next('session.created')).session as Loose }
  }

  test('a beta server that seems to speak GA takes the update at the second try', async () => {
    const { client, created } = await connected('beta')
    expect(created).toMatchObject({ type: 'realtime', audio: { input: {} } })
    expect(await errorFor(client, { type: 'session.update', session: { type: 'realtime' } })).toMatchObject({
      param: 'session.type',
    })
    client.send({ type: 'session.update', session: { turn_detection: null } })
    expect((await client.next('session.updated')).session).toMatchObject({ turn_detection: null })
  })

  test('a GA server that seems to speak beta does, too', async () => {
    const { client, created } = await connected('ga')
    expect(created.type).toBeUndefined()
    expect(created).toMatchObject({ modalities: ['audio', 'text'], turn_detection: { type: 'server_vad' } })
    expect(await errorFor(client, { type: 'session.update', session: { turn_detection: null } })).toMatchObject({
      code: 'unknown_parameter',
      param: 'session.turn_detection',
    })
    client.send({ type: 'session.update', session: { type: 'realtime', ...PUSH_TO_TALK } })
    expect((await client.next('session.updated')).session.type).toBe('realtime')
  })
})
