import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

async function asked(rig: Rig, talkId = 't1') {
  if (rig.sockets === 0) await rig.connect()
  rig.ask(talkId)
  rig.committed(`item_${talkId}`)
}

describe('an answer', () => {
  it('ends its turn when the last sample has been played, not when the server is done', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'Solana is at 150 dollars.')
    rig.done('r1')
    expect(rig.turn('t1')?.outcome).toBeNull()
    expect(rig.status?.state).toBe('speaking')
    rig.playedAll('m1')
    expect(rig.turn('t1')).toMatchObject({
      outcome: 'answered',
      said: 'Solana is at 150 dollars.',
      responseCreates: 1,
      samples: { played: 2400 },
    })
    expect(rig.entry('m1', 'assistant')?.state).toBe('done')
  })

  it('shows what was heard, whichever comes first', async () => {
    const rig = createRig()
    await asked(rig)
    rig.server({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'item_t1',
      transcript: 'What is trending?',
    })
    expect(rig.entry('t1', 'user')).toMatchObject({ text: 'What is trending?', transcript: 'final' })
    expect(rig.turn('t1')?.heard).toBe('What is trending?')
  })

  it('that is empty says so', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.done('r1')
    expect(rig.turn('t1')?.outcome).toBe('failed')
    expect(rig.entry('t1', 'user')).toMatchObject({ problem: 'The answer was empty.', resendable: true })
  })

  it('that fails keeps the utterance for Resend and says why once', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.done('r1', [], { status: 'failed', status_details: { type: 'failed', error: { code: 'insufficient_quota' } } })
    expect(rig.turn('t1')?.outcome).toBe('failed')
    expect(rig.entry('t1', 'user')?.problem).toMatch(/no credit/)
    expect(rig.status?.errors).toHaveLength(1)
  })

  it('that never comes is given up with a sentence', async () => {
    const rig = createRig()
    await asked(rig)
    rig.time.advance(26_000)
    expect(rig.turn('t1')?.outcome).toBe('failed')
    expect(rig.entry('t1', 'user')?.problem).toMatch(/No answer came/)
  })

  it('waits for the tools that the session declares', async () => {
    const rig = createRig({ tools: [{ type: 'mcp', server_label: 'dexter' }] })
    await rig.connect()
    rig.server({ type: 'mcp_list_tools.in_progress', item_id: 'list' })
    rig.ask('t1')
    expect(rig.count('response.create')).toBe(0)
    rig.server({ type: 'mcp_list_tools.completed', item_id: 'list' })
    expect(rig.last('conversation.item.retrieve')?.item_id).toBe('list')
    expect(rig.count('response.create')).toBe(1)
    rig.server({
      type: 'conversation.item.retrieved',
      item: {
        id: 'list',
        type: 'mcp_list_tools',
        server_label: 'dexter',
        tools: [{ name: 'read', annotations: { readOnlyHint: true } }, { name: 'write' }],
      },
    })
    expect(rig.status?.tools).toEqual([
      { server: 'dexter', name: 'read', readOnly: true },
      { server: 'dexter', name: 'write', readOnly: false },
    ])
  })
})

describe('a speaker that stops', () => {
  it('marks what was not heard, tells the server, and does not begin to speak later', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two three four', 96_000)
    rig.engine.played({ type: 'started', itemId: 'm1' })
    rig.engine.played({ type: 'progress', itemId: 'm1', played: 24_000 })
    rig.done('r1', [{ id: 'm1', type: 'message' }])
    rig.time.advance(20_000)
    expect(rig.entry('m1', 'assistant')).toMatchObject({ state: 'interrupted', heardChars: 3 })
    expect(rig.last('conversation.item.truncate')).toMatchObject({ item_id: 'm1', audio_end_ms: 1000 })
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/you missed the rest of the answer/)
    expect(rig.playbackCommands.at(-1)?.type).toBe('flush')
    expect(rig.turn('t1')).toMatchObject({ phase: 'ended', samples: { played: 24_000 } })
    expect(rig.status?.state).toBe('idle')
    // It is told late, when the device is back: nothing changes any more.
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 24_000 }] })
    expect(rig.status?.state).toBe('idle')
  })

  it('is silent though it never says so: an interrupted answer does not speak for ever', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two three four', 96_000)
    rig.engine.played({ type: 'started', itemId: 'm1' })
    rig.engine.played({ type: 'progress', itemId: 'm1', played: 24_000 })
    rig.engine.command({ type: 'interrupt' })
    expect(rig.status?.state).toBe('speaking')
    rig.time.advance(10_000)
    expect(rig.status?.state).toBe('idle')
    expect(rig.last('conversation.item.truncate')).toMatchObject({ item_id: 'm1', audio_end_ms: 1000 })
  })
})

describe('interrupting', () => {
  it('silences first, then cancels, then truncates at what was really played', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two three four', 24_000)
    rig.engine.played({ type: 'started', itemId: 'm1' })
    const order: string[] = []
    const before = rig.sent.length
    rig.press('t2')
    order.push(...rig.playbackCommands.slice(-1).map((command) => command.type))
    order.push(...rig.sent.slice(before).map((event) => event.type))
    expect(order).toEqual(['flush', 'response.cancel'])
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 12_037 }] })
    expect(rig.last('conversation.item.truncate')).toMatchObject({ item_id: 'm1', content_index: 0, audio_end_ms: 501 })
    expect(rig.entry('m1', 'assistant')).toMatchObject({ state: 'interrupted', heardChars: 7 })
    expect(rig.turn('t1')).toMatchObject({ outcome: 'interrupted', samples: { played: 12_037 } })
  })

  it('deletes an item of which nothing was heard', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two', 24_000)
    rig.press('t2')
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 0 }] })
    expect(rig.last('conversation.item.delete')).toMatchObject({ item_id: 'm1' })
    expect(rig.count('conversation.item.truncate')).toBe(0)
  })

  it('lets no stray audio of the old answer through, and asks for the new one when the old one has ended', async () => {
    const rig = createRig()
    await asked(rig)
    rig.respond('r1')
    rig.say('r1', 'm1', 'one', 24_000)
    rig.press('t2')
    const played = rig.playbackCommands.length
    rig.say('r1', 'm1b', 'stray')
    expect(rig.playbackCommands).toHaveLength(played)
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 100 }] })
    const captured = rig.speak('t2', 50)
    rig.release('t2')
    rig.fence('t2', captured)
    rig.committed('item_t2')
    expect(rig.count('response.create')).toBe(1)
    rig.done('r1', [], { status: 'cancelled', status_details: { reason: 'client_cancelled' } })
    expect(rig.count('response.create')).toBe(2)
    rig.respond('r2')
    rig.say('r2', 'm2', 'fresh')
    rig.done('r2')
    rig.playedAll('m2')
    expect(rig.turn('t2')).toMatchObject({ outcome: 'answered', said: 'fresh' })
  })

  it('cancels an answer that had been asked for but not begun', async () => {
    const rig = createRig()
    await asked(rig)
    rig.press('t2')
    rig.respond('r1')
    expect(rig.last('response.cancel')).toMatchObject({ response_id: 'r1' })
  })

  it('absorbs the races that every client meets', async () => {
    const rig = createRig()
    await asked(rig)
    rig.server({
      type: 'error',
      error: { code: 'response_cancel_not_active', message: 'x', type: 'invalid_request_error' },
    })
    rig.server({
      type: 'error',
      error: {
        code: 'conversation_already_has_active_response',
        message: 'x',
        event_id: rig.last('response.create')?.event_id,
      },
    })
    expect(rig.status?.errors).toEqual([])
    expect(rig.entriesOf('notice')).toEqual([])
  })
})
