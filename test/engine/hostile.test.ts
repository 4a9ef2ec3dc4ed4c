import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

/** Every test ends so: whatever was said before, an honest question is answered. */
const answersStill = (rig: Rig, turnId = 'honest') => {
  // What ran is cut by the question, and says so.
  rig.press(turnId)
  const captured = rig.speak(turnId, 50)
  for (const id of ['r1', 'x']) rig.done(id, [], { status: 'cancelled' })
  rig.release(turnId)
  rig.fence(turnId, captured)
  rig.committed(`item-${turnId}`)
  rig.respond(`response-${turnId}`)
  rig.say(`response-${turnId}`, `said-${turnId}`, 'SOL is at 150.')
  rig.done(`response-${turnId}`)
  rig.playedAll(`said-${turnId}`)
  expect(rig.turn(turnId)).toMatchObject({ outcome: 'answered', said: 'SOL is at 150.' })
}

const connected = async (options: Parameters<typeof createRig>[0] = {}) => {
  const rig = createRig(options)
  await rig.connect()
  return rig
}

/** Connected, with a question whose answer has begun. */
const asked = async (options: Parameters<typeof createRig>[0] = {}) => {
  const rig = await connected(options)
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  return rig
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const malformed = (rig: Rig) => {
  rig.time.advance(40)
  return rig.log.filter(({ name }) => name === 'malformed').map(({ data }) => data)
}
const notices = (rig: Rig) => rig.entriesOf('notice').map(({ text }) => text)
const call = (more: Record<string, unknown> = {}) => ({
  id: 'c1',
  type: 'mcp_call',
  server_label: 's',
  name: 'price_of',
  arguments: '{}',
  ...more,
})

describe('what nests too deeply', () => {
  it('is dropped as a message, told once, and the engine goes on', async () => {
    const rig = await connected()
    for (const levels of [101, 2_500, 100_000])
      rig.receive(`{"type":"conversation.item.added","event_id":"deep","item":${nested(levels)}}`)
    rig.receive(`{"type":"response.output_audio.delta","delta":"${'A'.repeat(2_000)}","obfuscation":${nested(50_000)}}`)
    expect(malformed(rig)).toHaveLength(4)
    expect(malformed(rig)[0]).toMatchObject({
      reason: 'A message from the server was nested more than 100 levels deep.',
    })
    expect(notices(rig)).toEqual(['A message from the server was nested more than 100 levels deep. It was left out.'])
    answersStill(rig)
  })

  it('is no session: session.created in a loop opens none, and the next server does', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    for (let time = 0; time < 100; time++)
      rig.receive(`{"type":"session.created","session":{"id":"s","type":"realtime","tools":${nested(2_500)}}}`)
    rig.time.advance(11_000)
    expect(rig.status?.errors[0]?.message).toMatch(/didn’t open a session within 10 seconds/)
    rig.time.advance(2_000)
    await rig.accept()
    answersStill(rig)
  })

  it('is kept as text when a tool answers with it', async () => {
    const rig = await asked()
    const output = nested(2_500)
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call({ output }) })
    expect(rig.entry('c1', 'tool')).toMatchObject({ status: 'done', output, flags: [] })
    rig.say('r1', 'm0', 'It is 1.')
    answersStill(rig)
  })

  it('can’t be approved as arguments', async () => {
    const rig = await asked()
    const item = { ...call({ arguments: nested(2_500) }), id: 'a1', type: 'mcp_approval_request' }
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
    expect(rig.entry('a1', 'approval')?.hindrance).toBe('The details of this request can’t be read.')
    rig.decide('a1', true)
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
  })
})

/** Thousands of messages: a second, and many where both cores are busy. */
const MANY = { timeout: 30_000 }

describe('what is too long', MANY, () => {
  it('words without end cost no more than the first of them, and stand cut', async () => {
    let bytes = 0
    let updates = 0
    const rig = await asked({
      onPublish(update) {
        updates++
        bytes += JSON.stringify([update.entries, update.turns]).length
      },
    })
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: message('m1') })
    updates = bytes = 0
    // Ten times of what is kept.
    for (let index = 0; index < 6_000; index++) {
      const delta = `word ${index} and then some more th `
      rig.server({ type: 'response.output_audio_transcript.delta', response_id: 'r1', item_id: 'm1', delta })
      if (index % 2 === 0) rig.time.advance(1)
    }
    expect(rig.entry('m1', 'assistant')?.text).toHaveLength(20_001)
    // One for each 33 ms while the text grows, none after.
    expect(updates).toBeLessThan(20)
    expect(bytes).toBeLessThan(1_000_000)
    rig.server({
      type: 'response.output_audio_transcript.done',
      response_id: 'r1',
      item_id: 'm1',
      transcript: 'word '.repeat(600_000),
    })
    expect(rig.entry('m1', 'assistant')?.text).toHaveLength(20_001)
    answersStill(rig)
  })

  it('a transcript of the question', async () => {
    const rig = await asked()
    for (let index = 0; index < 3_000; index++)
      rig.server({
        type: 'conversation.item.input_audio_transcription.delta',
        item_id: 'i1',
        delta: 'words that nobody has ever said ',
      })
    expect(rig.entry('t1', 'user')?.text).toHaveLength(20_001)
  })

  it.each([
    ['at once', (rig: Rig, args: string) => requests(rig, args)],
    ['with an end that is cut off', (rig: Rig) => requests(rig, `{"amount":1}${' '.repeat(70_000)}`)],
  ])('arguments can’t be read, and so not approved: %s', async (_how, request) => {
    const rig = await asked()
    request(rig, JSON.stringify({ memo: 'x'.repeat(70_000) }))
    expect(rig.entry('a1', 'approval')?.hindrance).toBe('The details of this request can’t be read.')
  })

  it('arguments that are written without end stand cut', async () => {
    const rig = await asked()
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call({ arguments: '' }) })
    for (let index = 0; index < 3_000; index++)
      rig.server({ type: 'response.mcp_call_arguments.delta', item_id: 'c1', delta: '"and then some more words", ' })
    expect(rig.entry('c1', 'tool')?.arguments).toHaveLength(64 * 1024 + 1)
  })

  it('a tool’s output, its error, a message of 100 MB', async () => {
    const rig = await asked()
    const output = JSON.stringify({ rows: 'x'.repeat(3_000_000) })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call({ output }) })
    expect(rig.entry('c1', 'tool')?.output).toHaveLength(500_001)
    const failed = call({ id: 'c2', error: { message: `no ${`it can’t be; `.repeat(100_000)}` } })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: failed })
    expect(rig.entry('c2', 'tool')?.error).toHaveLength(300)
    rig.receive('x'.repeat(100e6))
    expect(malformed(rig)).toMatchObject([{ reason: expect.stringMatching(/longer than 16 million/), size: 100e6 }])
    answersStill(rig)
  })

  it('a past of endless answers is told to the next session as far as there is room', async () => {
    const rig = await connected()
    for (let turn = 0; turn < 12; turn++) {
      rig.ask(`t${turn}`)
      rig.committed(`i${turn}`)
      rig.respond(`r${turn}`)
      rig.say(`r${turn}`, `m${turn}`, `${turn} ${'word '.repeat(4_000)}`)
      rig.done(`r${turn}`)
      rig.playedAll(`m${turn}`)
    }
    rig.closeSocket()
    rig.time.advance(1_000)
    await rig.accept()
    const told = JSON.stringify(rig.lines.at(-1)?.filter(({ event }) => event.type === 'conversation.item.create'))
    expect(told).toContain('"11 word')
    expect(told).not.toContain('"9 word')
  })

  it('a name or an id is another than the one that it begins with', async () => {
    const rig = await asked()
    for (const more of [{ id: 'i'.repeat(300) }, { name: 'n'.repeat(300) }, { server_label: 's'.repeat(300) }])
      rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call(more) })
    expect(rig.entriesOf('tool')).toEqual([])
    answersStill(rig)
  })

  it('outputs of many calls leave memory, the oldest first, and say so', async () => {
    const rig = await asked()
    const output = JSON.stringify('x'.repeat(400_000))
    for (let index = 0; index < 50; index++)
      rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call({ id: `c${index}`, output }) })
    expect(rig.entry('c0', 'tool')?.output).toBe('No longer kept in memory. You can find it in the session log.')
    expect(rig.entry('c49', 'tool')?.output).toBe(output)
    answersStill(rig)
    expect(JSON.stringify(rig.turn('t1')).length).toBeLessThan(1_100_000)
  })
})

describe('what comes too often', () => {
  it('errors are counted, and push nothing out', async () => {
    const rig = await connected()
    answersStill(rig, 'before')
    for (let index = 0; index < 5_000; index++)
      rig.server({ type: 'error', error: { type: 'server_error', code: `code_${index}`, message: `Fault ${index}` } })
    expect(notices(rig)).toHaveLength(6)
    expect(notices(rig).at(-1)).toBe('This server keeps reporting errors: 5,000 so far.')
    expect(rig.status?.errors).toHaveLength(100)
    rig.closeSocket()
    rig.time.advance(1_000)
    await rig.accept()
    const told = rig.sent.filter(({ type }) => type === 'conversation.item.create')
    expect(JSON.stringify(told)).toContain('SOL is at 150.')
    answersStill(rig, 'after')
  })

  it('an error with the name of something that every object has is an error like others', async () => {
    const rig = await connected()
    for (const code of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      rig.server({ type: 'error', error: { code, message: `It is ${code}.` } })
    expect(notices(rig)).toEqual(['It is constructor.', 'It is __proto__.', 'It is toString.', 'It is hasOwnProperty.'])
    structuredClone(rig.status)
    answersStill(rig)
  })

  it.each([
    ['calls', (index: number) => ({ type: 'response.output_item.added', item: call({ id: `c${index}` }) })],
    ['messages', (index: number) => ({ type: 'response.output_item.added', item: message(`m${index}`) })],
    [
      'words of ever new items',
      (index: number) => ({ type: 'response.output_text.delta', item_id: `m${index}`, delta: 'x' }),
    ],
    ['responses', (index: number) => ({ type: 'response.created', response: { id: `r${index + 2}` } })],
  ])('%s: the server is left, the question stands', async (_what, event) => {
    const rig = await asked()
    for (let index = 0; index < 5_000; index++) rig.server({ response_id: 'r1', ...event(index) })
    expect(rig.closed).toEqual([1])
    expect(rig.entriesOf('tool').length + rig.entriesOf('assistant').length).toBeLessThanOrEqual(300)
    expect(rig.entry('t1', 'user')).toMatchObject({
      problem: expect.stringMatching(/sent more than any answer needs/),
    })
    rig.ask('t2')
    await rig.accept()
    rig.committed('i2')
    rig.respond('r-2')
    rig.say('r-2', 'm-2', 'SOL is at 150.')
    rig.done('r-2')
    rig.playedAll('m-2')
    expect(rig.turn('t2')?.outcome).toBe('answered')
  })

  it('requests for approval beyond what anybody reads are refused', async () => {
    const rig = await asked()
    for (let index = 0; index < 100; index++)
      rig.server({
        type: 'response.output_item.done',
        response_id: 'r1',
        item: { ...call({ id: `a${index}` }), type: 'mcp_approval_request' },
      })
    const cards = rig.entriesOf('approval')
    expect(cards.filter(({ decision }) => decision === 'pending')).toHaveLength(10)
    expect(cards.at(-1)).toMatchObject({ decision: 'denied', reason: expect.stringMatching(/^Too many requests/) })
  })

  it('a request that never stops changing is refused', async () => {
    const rig = await asked()
    for (let index = 0; index < 100; index++) requests(rig, `{"amount":${index}}`)
    expect(rig.entry('a1', 'approval')).toMatchObject({ arguments: '{"amount":19}', decision: 'denied' })
  })

  it('tools, servers and limits', async () => {
    const rig = await connected({
      tools: Array.from({ length: 5_000 }, (_, at) => ({ type: 'mcp', server_label: `${at}` })),
    })
    const tools = (write: boolean) =>
      Array.from({ length: 20_000 }, (_, at) => ({
        name: `tool_${at}`,
        annotations: { readOnlyHint: !write || at < 19_999 },
      }))
    const list = (id: string, server: string, write: boolean) =>
      rig.server({
        type: 'conversation.item.done',
        item: { id, type: 'mcp_list_tools', server_label: server, tools: tools(write) },
      })
    list('l1', 'one', true)
    expect(rig.status?.tools).toHaveLength(1_000)
    // Those that may move money are the ones that must not be missed.
    expect(rig.status?.tools[0]).toEqual({ server: 'one', name: 'tool_19999', readOnly: false })
    list('l2', 'two', false)
    expect(rig.status?.tools).toHaveLength(1_000)
    for (let index = 0; index < 1_000; index++) rig.server({ type: 'mcp_list_tools.completed', item_id: `l${index}` })
    expect(rig.count('conversation.item.retrieve')).toBeLessThanOrEqual(200)
    for (let index = 0; index < 1_000; index++) rig.server({ type: 'mcp_list_tools.failed', item_id: `l${index}` })
    rig.server({
      type: 'rate_limits.updated',
      rate_limits: Array.from({ length: 100_000 }, () => ({
        name: 'tokens',
        limit: 1,
        remaining: 1,
        reset_seconds: 1,
      })),
    })
    expect(rig.status?.spending.limits).toHaveLength(10)
    for (let index = 0; index < 200; index++) {
      rig.server({ type: 'session.updated', session: { tools: [{ type: 'mcp', server_label: `new ${index}` }] } })
    }
    expect(notices(rig).length).toBeLessThanOrEqual(6)
    expect(notices(rig).at(-1)).toMatch(/This has happened \d+ times within ten minutes\.$/)
    answersStill(rig)
  })
})

describe('what is not what it should be', () => {
  it.each([
    ['an array', '[1,2,3]'],
    ['a number', '7'],
    ['binary', new ArrayBuffer(8)],
    ['nothing', undefined],
    ['an object', {}],
    ['an event id that is an object', '{"type":"response.created","event_id":{"a":1},"response":{"id":"x"}}'],
    ['an event id of a megabyte', `{"type":"of.the.future","event_id":"${'e'.repeat(1e6)}"}`],
    ['names of prototypes', '{"type":"error","__proto__":{"type":"x"},"error":{"constructor":1,"message":"So."}}'],
    ['a type that every object has', '{"type":"constructor","item":{"toString":1}}'],
    [
      'numbers that are none',
      '{"type":"response.done","response":{"id":"x","usage":{"input_tokens":-1,"output_tokens":1e999}}}',
    ],
    [
      'a delta that is no base64',
      '{"type":"response.output_audio.delta","response_id":"r1","item_id":"m1","delta":"\\u0000!?"}',
    ],
    ['a truncation in the past', '{"type":"conversation.item.truncated","item_id":"m1","audio_end_ms":-1e300}'],
  ])('%s', async (_what, data) => {
    const rig = await asked()
    rig.receive(data)
    rig.done('r1')
    answersStill(rig)
  })

  it('a bill that nobody can owe is none: it ends no budget', async () => {
    const rig = await asked({ settings: { paidModel: 'gpt-realtime', budgetUsdPerDay: 5 } })
    rig.done('r1', [], { status: 'completed', usage: { input_tokens: 1e300, output_tokens: 1e300 } })
    expect(rig.status?.spending.today.output).toBe(0)
    answersStill(rig)
  })

  it('rate limits until the end of time are none', async () => {
    const rig = await connected()
    const limit = { name: 'tokens', limit: 1, remaining: 1 }
    for (const reset of [-1e300, 1e300])
      rig.server({ type: 'rate_limits.updated', rate_limits: [{ ...limit, reset_seconds: reset }] })
    expect(rig.status?.spending.limits).toEqual([])
  })

  it.each([-5, 0, 1e300, null, 'soon', {}])('a session that ends at %s lives its hour at most', async (expiresAt) => {
    const rig = await connected({ session: { expires_at: expiresAt } })
    rig.time.advance(54 * 60_000)
    expect(rig.mints).toBe(1)
    rig.time.advance(61_000)
    expect(rig.mints).toBe(2)
  })
})

describe('an id that something else has', () => {
  const CALL = { type: 'mcp_call', server_label: 'dexter', name: 'execute', arguments: '{"amount":1}', output: '{}' }

  it('takes the place of nothing, and what is called under it is seen', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: { ...CALL, id: 'c1' } })
    const request = { ...CALL, id: 'a1', type: 'mcp_approval_request', output: undefined }
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: request })
    for (const id of ['t1', 'c1', 'a1']) rig.say('r1', id, 'All is well.')
    for (const id of ['t1', 'a1']) rig.server({ type: 'conversation.item.done', item: { ...CALL, id } })
    rig.server({ type: 'conversation.item.done', item: { ...request, id: 'c1' } })
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'sent', durationMs: 500 })
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
    expect(rig.entriesOf('assistant')).toEqual([])
    expect(rig.entriesOf('tool').map(({ id }) => id)).toEqual(['c1', 't1 (call)', 'a1 (call)'])
    expect(rig.money.filter(({ step }) => step === 'succeeded')).toHaveLength(3)
  })
})

describe('what is shown of it', () => {
  const FOUL = 'Pay \u202Eevil\u202C\u0007 now\n<b>at</b>\u200B once'
  const FAIR = 'Pay evil now <b>at</b> once'

  it('reasons for closing and errors are one clean line', async () => {
    const rig = await asked()
    rig.server({ type: 'error', error: { code: 'odd', message: FOUL } })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call({ error: FOUL }) })
    expect(notices(rig)).toEqual([FAIR])
    expect(rig.entry('c1', 'tool')?.error).toBe(FAIR)
    rig.time.advance(5_000)
    rig.closeSocket(1011, FOUL)
    expect(rig.status?.errors.at(-1)?.message).toBe(`The connection to 127.0.0.1:1 was lost: ${FAIR}`)
  })

  it('a secret is masked though something unseen is in its middle', async () => {
    const rig = await connected()
    rig.server({ type: 'error', error: { code: 'odd', message: `No: ek_0123\u200B456789abcdef` } })
    expect(notices(rig)).toEqual(['No: ek_…masked…ef'])
  })

  it('labels of servers are named, not obeyed', async () => {
    const rig = await connected()
    const tools = [{ type: 'mcp', server_label: FOUL, require_approval: 'never' }]
    rig.server({ type: 'session.updated', session: { tools } })
    rig.server({ type: 'session.updated', session: { tools: [...tools, ...tools] } })
    expect(rig.status?.unguarded).toContain(`all tools of ${FAIR}`)
    expect(notices(rig)).not.toEqual([])
    for (const text of notices(rig)) expect(text).not.toMatch(/[\u202E\u200B\n]/)
  })

  it('what ran unasked is told in a line, whatever its name is', async () => {
    const rig = await asked({ tools: [{ type: 'mcp', server_label: 's' }] })
    const tools = [{ name: 'send\u202Eyenom' }]
    rig.server({ type: 'conversation.item.done', item: { id: 'l', type: 'mcp_list_tools', server_label: 's', tools } })
    const item = call({ name: 'send\u202Eyenom', output: '{}' })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
    expect(rig.status?.alarms).toMatchObject([
      { text: expect.stringMatching(/^“send\\u\{202e\}yenom \(s\)” ran without asking you/) },
    ])
  })

  it('names of rows of the log are one clean line', async () => {
    const rig = await connected()
    rig.receive(JSON.stringify({ type: `of.the\u202E.future${'x'.repeat(1_000)}` }))
    rig.time.advance(40)
    const name = rig.log.at(-1)?.name ?? ''
    expect(name).toMatch(/^of\.the\.future/)
    expect(name).toHaveLength(100)
  })
})

function message(id: string) {
  return { id, type: 'message', role: 'assistant', status: 'in_progress', content: [] }
}

function requests(rig: Rig, args: string) {
  const item = { ...call({ arguments: args }), id: 'a1', type: 'mcp_approval_request' }
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
}
