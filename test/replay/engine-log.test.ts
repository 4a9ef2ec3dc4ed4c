import { describe, expect, it } from 'vitest'
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
