import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

const request = (id: string, args = '{"amount_sol":1}') => ({
  id,
  type: 'mcp_approval_request',
  server_label: 's',
  name: 'solana_execute_buy',
  arguments: args,
})

/** A trade waits for a word, and its card has been seen for a second, or for as long as is said. */
async function waiting(options: Parameters<typeof createRig>[0] = {}, seenMs = 1000): Promise<Rig> {
  const rig = createRig(options)
  await rig.connect()
  rig.engine.device({ state: 'open', device: 'mic' })
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: request('a1') })
  rig.done('r1', [request('a1')])
  rig.look('a1')
  rig.time.advance(seenMs)
  return rig
}

/** Holds the key for `ms`, in a room of this loudness. */
function hold(rig: Rig, id: string, ms: number, peak = 0.002) {
  rig.press(id)
  rig.hear(id, ms, peak)
  if (ms < 200) rig.engine.talk({ type: 'tap', talkId: id, at: rig.time.clock.now(), heldMs: ms })
  else {
    rig.release(id, ms)
    rig.fence(id, ms * 24)
  }
}

const answers = (rig: Rig) =>
  rig.sent.flatMap(({ item }) =>
    item && (item as { type?: string }).type === 'mcp_approval_response'
      ? [(item as { approve: boolean }).approve]
      : [],
  )

it('a trade that waits for a word says so, once to be heard and all the time to be seen', async () => {
  const rig = await waiting({ settings: { earcons: true } })
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item: request('a1') })
  expect(rig.deviceRequests.filter((it) => it.type === 'earcon' && it.name === 'ask')).toHaveLength(1)
  expect(rig.status?.detail).toBe('Waiting for your approval…')
  hold(rig, 't2', 900)
  rig.time.advance(100)
  expect(answers(rig)).toEqual([true])
  expect(rig.status?.detail).not.toBe('Waiting for your approval…')
})

describe('a hold of the talk key while a trade waits', () => {
  it('shows while it is held, though the tail of one before it ends meanwhile', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 500, 0.002)
    rig.release('t2', 500)
    rig.press('t3')
    rig.fence('t2', 500 * 24)
    expect(rig.entry('a1', 'approval')?.heldSince).not.toBeNull()
    rig.hear('t3', 900, 0.002)
    rig.release('t3', 900)
    rig.fence('t3', 900 * 24)
    expect(answers(rig)).toEqual([true])
  })

  it('is in vain once what it would approve is written anew', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 300, 0.002)
    const changed = request('a1', '{"amount_sol":2}')
    rig.server({ type: 'conversation.item.done', item: changed })
    rig.hear('t2', 700, 0.002)
    expect(rig.status?.detail).toMatch(/holding does nothing/)
    rig.release('t2', 1000)
    rig.fence('t2', 1000 * 24)
    expect(answers(rig)).toEqual([])
    expect(rig.entriesOf('notice').map(({ code }) => code)).toContain('held_in_vain')
  })

  it('in silence, of 800 ms, let go, approves; and asks nothing', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 850, 0.002)
    expect(rig.entry('a1', 'approval')).toMatchObject({ decision: 'pending' })
    expect(rig.entry('a1', 'approval')?.heldSince).not.toBeNull()
    expect(rig.status?.detail).toMatch(/let go to approve/)
    expect(answers(rig)).toEqual([])
    rig.release('t2', 850)
    rig.fence('t2', 850 * 24)
    expect(answers(rig)).toEqual([true])
    expect(rig.turn('t2')?.outcome).toBe('confirmed')
    expect(rig.entry('t2', 'user')).toBeUndefined()
    expect(rig.count('input_audio_buffer.append')).toBe(50)
    expect(rig.entry('a1', 'approval')).toMatchObject({ decision: 'approved', heldSince: null })
  })

  it('with a voice in it, however late, is a new question that refuses, and no sample of it is lost', async () => {
    const rig = await waiting()
    const appended = rig.count('input_audio_buffer.append')
    rig.press('t2')
    rig.hear('t2', 1500, 0.002)
    rig.hear('t2', 300, 0.3)
    rig.release('t2', 1800)
    rig.fence('t2', 1800 * 24)
    rig.committed('i2')
    // It may be "yes" or "no": nothing is decided before its words are known.
    expect(answers(rig)).toEqual([])
    rig.written('i2', 'What is SOL at?')
    expect(rig.entry('a1', 'approval')).toMatchObject({ decision: 'denied', reason: 'You asked a new question.' })
    expect(rig.count('input_audio_buffer.append') - appended).toBe(180)
    expect(rig.turn('t2')?.samples).toMatchObject({ captured: 43_200, sent: 43_200, committed: 43_200 })
    expect(answers(rig)).toEqual([false])
  })

  it('too short decides nothing, and says how long', async () => {
    const rig = await waiting()
    hold(rig, 't2', 600)
    expect(answers(rig)).toEqual([])
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/hold was too short/)
    hold(rig, 't3', 900)
    expect(answers(rig)).toEqual([true])
  })

  it('as short as a tap refuses', async () => {
    const rig = await waiting()
    hold(rig, 't2', 100)
    expect(answers(rig)).toEqual([false])
    expect(rig.entry('a1', 'approval')).toMatchObject({ decision: 'denied', reason: 'You tapped the key.' })
  })

  it('that began before the card could be read is no yes to it, and a question once a voice is in it', async () => {
    const rig = await waiting({}, 100)
    hold(rig, 't2', 900)
    expect(answers(rig)).toEqual([])
    expect(rig.entry('t2', 'user')).toBeUndefined()
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/You pressed before you could have read all of the request/)
    rig.press('t3')
    rig.hear('t3', 300, 0.3)
    expect(answers(rig)).toEqual([])
    expect(rig.entry('t3', 'user')).toBeDefined()
  })

  it('whose source can’t see other keys (a desktop, a toggle, another program) decides nothing, and asks nothing in silence', async () => {
    const rig = await waiting()
    rig.press('t2', false)
    rig.hear('t2', 900, 0.002)
    expect(rig.entry('a1', 'approval')?.heldSince).toBeNull()
    rig.release('t2', 900)
    rig.fence('t2', 900 * 24)
    expect(answers(rig)).toEqual([])
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/Nothing was approved.*[Hh]old the button in the panel/)
    rig.press('t3', false)
    rig.hear('t3', 900, 0.3)
    expect(answers(rig)).toEqual([])
    expect(rig.entry('t3', 'user')).toBeDefined()
  })

  it('is as long as the finger held it, however late its end is told', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 900, 0.002)
    rig.release('t2', 300)
    rig.fence('t2', 900 * 24)
    expect(answers(rig)).toEqual([])
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/hold was too short/)
  })

  it('of which the microphone gave nothing decides nothing', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.time.advance(900)
    rig.release('t2', 900)
    rig.fence('t2', 0)
    expect(answers(rig)).toEqual([])
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/use the button in the panel/)
  })

  it('into a microphone that is mute, or is none, decides nothing: a word could not be heard', async () => {
    const mute = await waiting()
    hold(mute, 't2', 900, 0)
    expect(answers(mute)).toEqual([])
    expect(mute.entriesOf('notice').at(-1)?.text).toMatch(/mute/)
    const rig = await waiting()
    rig.engine.device({ state: 'missing', device: null })
    rig.press('t2')
    rig.time.advance(900)
    rig.release('t2', 900)
    rig.fence('t2', 0)
    expect(answers(rig)).toEqual([])
  })

  it('on a card whose arguments change meanwhile approves neither', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 500, 0.002)
    const changed = request('a1', '{"amount_sol":100}')
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: changed })
    rig.hear('t2', 500, 0.002)
    rig.release('t2', 1000)
    rig.fence('t2', 24_000)
    expect(answers(rig)).toEqual([])
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
  })

  it('during which the line drops approves nothing, and is not sent as a question', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 500, 0.002)
    rig.closeSocket()
    rig.time.advance(1500)
    await rig.accept()
    rig.hear('t2', 500, 0.002)
    rig.release('t2', 2500)
    rig.fence('t2', 24_000)
    expect(answers(rig)).toEqual([])
    expect(rig.turn('t2')?.outcome).toBe('discarded')
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
  })

  it('silences the voice at once, so that it is not heard as the trader’s', async () => {
    const rig = await waiting()
    rig.say('r1', 'm1', 'Shall I?', 48_000)
    rig.press('t2')
    expect(rig.playbackCommands.at(-1)?.type).toBe('flush')
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 4800 }] })
    expect(rig.entry('m1', 'assistant')).toMatchObject({ state: 'interrupted' })
    expect(answers(rig)).toEqual([])
    // The model is told of the cut only when the hold turns out to be a question: a "yes" does not take back its words.
    expect(rig.count('conversation.item.truncate')).toBe(0)
    rig.hear('t2', 400, 0.3)
    expect(rig.last('conversation.item.truncate')).toMatchObject({ item_id: 'm1', audio_end_ms: 200 })
  })

  it('during which another request comes approves neither', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 500, 0.002)
    rig.server({ type: 'conversation.item.added', item: request('a2', '{"amount_sol":99}') })
    rig.hear('t2', 500, 0.002)
    rig.release('t2', 1000)
    rig.fence('t2', 1000 * 24)
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/More than one request is waiting/)
  })

  it('with two trades waiting approves neither', async () => {
    const rig = await waiting()
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: request('a2') })
    rig.look('a2')
    rig.time.advance(1000)
    hold(rig, 't2', 900)
    expect(answers(rig)).toEqual([])
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/More than one request/)
    hold(rig, 't3', 900, 0.3)
    rig.committed('i3')
    rig.written('i3', 'What is SOL at?')
    expect(answers(rig)).toEqual([false, false])
  })
})

describe('a decision', () => {
  it('on a card that has changed since counts for nothing', async () => {
    const rig = await waiting()
    const binding = rig.entry('a1', 'approval')?.binding ?? ''
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: request('a1', '{"amount_sol":100}') })
    rig.engine.command({ type: 'decide', requestId: 'a1', binding, approve: true })
    expect(answers(rig)).toEqual([])
    expect(rig.entry('a1', 'approval')?.binding).not.toBe(binding)
    rig.decide('a1', true)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([true])
  })

  it('after 30 seconds by either clock is too late', async () => {
    const ahead = await waiting()
    ahead.time.setWall(3600_000)
    ahead.decide('a1', true)
    expect(answers(ahead)).toEqual([false])
    const behind = await waiting()
    behind.time.setWall(-3600_000)
    behind.time.advance(30_000)
    behind.decide('a1', true)
    expect(answers(behind)).toEqual([false])
  })
})

it('a backend that lets tools write without asking is named for as long as it does', async () => {
  const rig = createRig({ tools: [{ type: 'mcp', server_label: 's', require_approval: 'never' }] })
  await rig.connect()
  rig.server({ type: 'mcp_list_tools.completed', item_id: 'l' })
  const tools = [{ name: 'price', annotations: { readOnlyHint: true } }, { name: 'swap' }]
  rig.server({
    type: 'conversation.item.retrieved',
    item: { id: 'l', type: 'mcp_list_tools', server_label: 's', tools },
  })
  expect(rig.status?.unguarded).toEqual(['swap'])
})
