import { describe, expect, it } from 'vitest'
import { playThrough } from '../../renderer/engine/replay/playthrough'
import { readRecording } from '../../renderer/engine/replay/reading/read-recording'
import { replay } from '../../renderer/engine/replay/replay'
import { createRig, type Rig } from '../../tools/engine/rig'

/** What the engine logged, as the app writes it to disk. */
function logOf(rig: Rig): string {
  rig.time.advance(100)
  return rig.log.map((row, index) => `${JSON.stringify({ ...row, seq: index + 1 })}\n`).join('')
}

const kindsOf = (rig: Rig) => replay(logOf(rig)).findings.map(({ kind }) => kind)

async function asked(rig: Rig, talkId = 't1') {
  if (rig.sockets === 0) await rig.connect()
  rig.ask(talkId)
  rig.committed(`item_${talkId}`)
  rig.server({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: `item_${talkId}`,
    transcript: `Words of ${talkId}`,
  })
}

function answer(rig: Rig, name: string, words: string) {
  rig.respond(`r_${name}`)
  rig.say(`r_${name}`, `a_${name}`, words)
  rig.done(`r_${name}`)
  rig.playedAll(`a_${name}`)
}

const call = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'mcp_call',
  server_label: 'dexter',
  name: 'search',
  arguments: '{}',
  ...more,
})

describe.each(['ga', 'beta'] as const)("the engine's own log, %s", (dialect) => {
  it('of a conversation with a tool is healthy', async () => {
    const rig = createRig({ dialect })
    await asked(rig)
    rig.respond('r1')
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1') })
    rig.done('r1')
    rig.time.advance(800)
    rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call('c1', { output: '{"results":[]}' }) })
    answer(rig, '1', 'Nothing was found.')
    await asked(rig, 't2')
    answer(rig, '2', 'It is late.')
    const report = replay(logOf(rig))
    expect(report.findings).toEqual([])
    expect(report).toMatchObject({ format: 'jsonl', dialect })
    expect(report.conversation.map(({ role, text, itemId }) => [role, text, itemId])).toEqual([
      ['user', 'Words of t1', 'item_t1'],
      ['assistant', 'Nothing was found.', 'a_1'],
      ['user', 'Words of t2', 'item_t2'],
      ['assistant', 'It is late.', 'a_2'],
    ])
    expect(report.tools).toEqual([
      { server: 'dexter', name: 'search', status: 'done', arguments: '{}', output: '{"results":[]}' },
    ])
  })

  it('of an interruption tells what was heard, and is healthy', async () => {
    const rig = createRig({ dialect })
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two three four', 24_000)
    rig.engine.played({ type: 'started', itemId: 'm1' })
    rig.time.advance(500)
    rig.press('t2')
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 12_037 }] })
    rig.done('r1', [], { status: 'cancelled' })
    const captured = rig.speak('t2', 50)
    rig.release('t2')
    rig.fence('t2', captured)
    rig.committed('item_t2')
    rig.server({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'item_t2',
      transcript: 'Stop.',
    })
    answer(rig, '2', 'As you wish.')
    const report = replay(logOf(rig))
    expect(report.findings).toEqual([])
    const { heardChars, text } = rig.entry('m1', 'assistant')!
    expect(report.conversation[1]).toEqual({
      role: 'assistant',
      text: 'one two three four',
      heard: text.slice(0, heardChars ?? undefined),
      itemId: 'm1',
    })
    expect(report.conversation[1]?.heard).toBe('one two')
  })

  it('of an answer cut before it was heard says that nothing was', async () => {
    const rig = createRig({ dialect })
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two', 24_000)
    rig.press('t2')
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 0 }] })
    rig.done('r1', [], { status: 'cancelled' })
    expect(replay(logOf(rig)).conversation[1]).toMatchObject({ text: 'one two', heard: '' })
  })
})

describe("the engine's own log", () => {
  it('of a trade that was approved is healthy', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    const request = { id: 'ask1', type: 'mcp_approval_request', name: 'solana_execute_buy', arguments: '{}' }
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: request })
    rig.done('r1')
    rig.time.advance(6_000)
    rig.decide('ask1', true)
    rig.time.advance(300)
    rig.server({ type: 'conversation.item.added', item: call('c1', { approval_request_id: 'ask1' }) })
    rig.time.advance(5_000)
    rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
    answer(rig, '1', 'Bought.')
    const report = replay(logOf(rig))
    expect(report.findings).toEqual([])
    expect(report.tools).toMatchObject([{ name: 'search', status: 'done' }])
  })

  it('of a connection lost in an answer tells so, and what was left without one', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.closeSocket()
    rig.time.advance(60_000)
    expect(kindsOf(rig)).toContain('lost-session')
    expect(kindsOf(rig)).not.toContain('overlapping-responses')
  })

  it('of an utterance that was sent again after a drop counts it once', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.closeSocket()
    rig.time.advance(400)
    await rig.accept()
    rig.committed('item_again')
    rig.server({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'item_again',
      transcript: 'Once.',
    })
    answer(rig, '1', 'Yes.')
    const report = replay(logOf(rig))
    expect(report.findings.map(({ kind }) => kind)).toEqual(['lost-session'])
    expect(report.conversation.map(({ text, itemId }) => [text, itemId])).toEqual([
      ['Once.', 'item_again'],
      ['Yes.', 'a_1'],
    ])
  })

  it('of a tap holds no question', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.talk({ type: 'tap', talkId: 't1', at: rig.time.clock.now(), heldMs: 80 })
    const report = replay(logOf(rig))
    expect(report.conversation).toEqual([])
    expect(report.findings).toEqual([])
  })

  it('of a question that the server never answered tells so', async () => {
    const rig = createRig()
    await asked(rig)
    rig.time.advance(30_000)
    expect(kindsOf(rig)).toContain('unanswered-turn')
  })

  it('of typed words holds them as the question', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.command({ type: 'say', text: 'What is new?' })
    answer(rig, '1', 'Nothing.')
    const report = replay(logOf(rig))
    expect(report.findings).toEqual([])
    expect(report.conversation).toMatchObject([
      { role: 'user', text: 'What is new?' },
      { role: 'assistant', text: 'Nothing.' },
    ])
  })

  it('of a wallet that was picked is healthy, shows none of it, and counts what it cost', async () => {
    const rig = createRig()
    await rig.connect()
    const names = ['set_session_wallet_override', 'resolve_wallet']
    const tools = names.map((name) => ({ name, annotations: { readOnlyHint: true } }))
    const list = { id: 'l1', type: 'mcp_list_tools', server_label: 'dexter', tools }
    rig.server({ type: 'conversation.item.added', item: list })
    rig.engine.command({ type: 'wallet', wallet: { address: 'Wallet2', label: 'Second' } })
    const step = (n: number, output: object) => {
      const metadata = { purpose: 'wallet-choice' }
      rig.server({ type: 'response.created', response: { id: `w${n}`, status: 'in_progress', output: [], metadata } })
      const item = call(`x${n}`, { name: names[n], output: JSON.stringify(output) })
      rig.server({ type: 'response.output_item.done', response_id: `w${n}`, output_index: 0, item })
      rig.done(`w${n}`, [], { status: 'completed', usage: { input_tokens: 100, output_tokens: 10 } })
    }
    step(0, { ok: true, wallet_address: 'Wallet2' })
    step(1, { wallet_address: 'Wallet2', source: 'session' })
    expect(rig.status?.picked?.state).toBe('in-force')
    rig.engine.command({ type: 'say', text: 'What is new?' })
    answer(rig, '1', 'Nothing.')
    const report = replay(logOf(rig))
    expect(report.findings).toEqual([])
    expect(report.tools).toEqual([])
    expect(report.conversation).toMatchObject([{ text: 'What is new?' }, { text: 'Nothing.' }])
    expect(report.usage).toEqual({ input_tokens: 200, output_tokens: 20, total_tokens: 220, responses: 2 })
  })

  it('without its beginning, and with the engine that was started after a crash, holds the questions of both', async () => {
    const before = createRig()
    await asked(before, 't1')
    answer(before, '1', 'One.')
    await asked(before, 't2')
    answer(before, '2', 'Two.')
    const from = before.log.findIndex(({ name, turnId }) => name === 'talk.press' && turnId === 't2')
    before.time.advance(100)
    const after = createRig()
    after.time.advance(60_000)
    await asked(after, 't3')
    answer(after, '3', 'Three.')
    after.time.advance(100)
    const rows = [...before.log.slice(from), ...after.log].map((row, index) => ({ ...row, seq: from + index + 1 }))
    const report = replay(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    expect(report.conversation.map(({ text }) => text)).toEqual(['Words of t2', 'Two.', 'Words of t3', 'Three.'])
    expect(report.findings.map(({ kind }) => kind)).toEqual(['lost-session'])
  })

  it('without its beginning takes nothing for a question that a new session was told of the past', async () => {
    const rig = createRig()
    await asked(rig, 't1')
    answer(rig, '1', 'One.')
    rig.closeSocket()
    await asked(rig, 't2')
    rig.time.advance(400)
    await rig.accept()
    const told = rig.sent.flatMap(({ type, item }) => (type === 'conversation.item.create' ? [item] : []))
    expect(told.map((item) => (item as { role?: string }).role)).toEqual(['system', 'user', 'assistant'])
    for (const item of told) rig.server({ type: 'conversation.item.added', previous_item_id: null, item })
    rig.committed('item_t2_again')
    rig.server({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'item_t2_again',
      transcript: 'Words of t2',
    })
    answer(rig, '2', 'Two.')
    rig.time.advance(100)
    const rows = rig.log.filter(({ name }) => name !== 'started')
    const report = replay(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    expect(report.conversation.map(({ role, text }) => [role, text])).toEqual([
      ['user', 'Words of t1'],
      ['assistant', 'One.'],
      ['user', 'Words of t2'],
      ['assistant', 'Two.'],
    ])
    expect(report.findings.map(({ kind }) => kind)).not.toContain('unanswered-turn')
  })

  it('with damaged counts of samples takes no more than an hour of them for one recording, or for all that were kept', async () => {
    const rig = createRig()
    const kept = { at: 0, backend: 'practice', wallet: null, text: null, reached: false, acted: false } as const
    rig.engine.restore({
      today: null,
      wallet: null,
      speech: ['k1', 'k2', 'k3'].map((turnId) => ({ ...kept, turnId, samples: new Int16Array(240).fill(1) })),
    })
    await asked(rig)
    const text = logOf(rig).replaceAll(/"samples":\d+/g, '"samples":1000000000000')
    const { state } = playThrough(readRecording(text))
    const seconds = (of: (id: string) => boolean) =>
      [...state.turns.all()].filter(({ id }) => of(id)).reduce((sum, { speech }) => sum + speech.captured, 0) / 24_000
    expect(seconds((id) => id.startsWith('k'))).toBe(3_600)
    expect(seconds((id) => id === 't1')).toBe(3_600)
  })

  it('of a question that acted and got no words warns of the trade once', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1', { name: 'execute' }) })
    rig.done('r1')
    rig.server({
      type: 'response.output_item.done',
      response_id: 'r1',
      item: call('c1', { name: 'execute', output: '{}' }),
    })
    rig.respond('r2')
    rig.done('r2')
    const { problem } = rig.entry('t1', 'user')!
    expect(problem).toBe('The answer was empty. A trade may have gone through. Check your wallet.')
    const { state } = playThrough(readRecording(logOf(rig)))
    expect(state.conversation.get('t1', 'user')?.problem).toBe(problem)
  })

  it('with a price that was masked still has its other settings', async () => {
    const rig = createRig({ settings: { backend: 'openai', modelPrices: { 'in-house-secret': { minute: 1 } } } })
    await asked(rig)
    const text = logOf(rig)
    expect(text).toContain('…masked…')
    expect(playThrough(readRecording(text)).state.settings.backend).toBe('openai')
  })

  it('with rows missing says which', async () => {
    const rig = createRig()
    await asked(rig)
    answer(rig, '1', 'Yes.')
    const lines = logOf(rig).trimEnd().split('\n')
    const gap = lines.filter((_, index) => index !== 6 && index !== 7)
    expect(replay(gap.join('\n')).findings.map(({ detail }) => detail)).toContain(
      'Missing by their numbers: rows 7 to 8.',
    )
  })
})

it('of a hold in which nothing was heard quotes what the app said of it', async () => {
  const rig = createRig()
  await rig.connect()
  rig.press('t1')
  rig.engine.captured({ type: 'frame', turnId: 't1', samples: new Int16Array(24_000), peak: 0 })
  rig.release('t1')
  rig.fence('t1', 24_000)
  const [finding] = replay(logOf(rig)).findings
  expect(finding?.kind).toBe('unanswered-turn')
  expect(finding?.detail).toMatch(/never reached the server whole.* The app said: .*recorded only silence\./)
})

it('of a question whose transcript came empty does not miss it', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.server({ type: 'conversation.item.input_audio_transcription.completed', item_id: 'i1', transcript: '' })
  answer(rig, '1', 'I did not hear you.')
  expect(kindsOf(rig)).toEqual([])
})
