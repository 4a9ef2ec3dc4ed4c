import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

const TRADE = {
  id: 'a1',
  type: 'mcp_approval_request',
  server_label: 's',
  name: 'solana_execute_buy',
  arguments: '{"amount_sol":1}',
}

/** A trade waits for a word, and its card was seen for a second. */
async function waiting(): Promise<Rig> {
  const rig = createRig()
  await rig.connect()
  rig.engine.device({ state: 'open', device: 'mic' })
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: TRADE })
  rig.done('r1', [TRADE])
  rig.look('a1')
  rig.time.advance(1000)
  return rig
}

const latch = (rig: Rig, talkId: string, heldMs?: number) =>
  rig.engine.talk({ type: 'latched', talkId, at: rig.time.clock.now(), ...(heldMs === undefined ? {} : { heldMs }) })
const at = (rig: Rig) => rig.time.clock.now()
const decisions = (rig: Rig) =>
  rig.sent.flatMap(({ item }) =>
    (item as { type?: string } | undefined)?.type === 'mcp_approval_response'
      ? [(item as { approve: boolean }).approve]
      : [],
  )

describe('what goes on without a finger', () => {
  it('is dropped by the second of two taps, which is no hold that was too short', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'mic' })
    rig.press('t1')
    latch(rig, 't1', 80)
    rig.engine.talk({ type: 'tap', talkId: 't1', at: at(rig), heldMs: 300 })
    expect(rig.entriesOf('notice')).toEqual([])
    rig.press('t2')
    rig.engine.talk({ type: 'tap', talkId: 't2', at: at(rig), heldMs: 80 })
    expect(rig.entriesOf('notice')).toMatchObject([{ code: 'tap', turnId: 't2' }])
  })

  it('says how to send it, and is sent whole by the next press', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'mic' })
    rig.press('t1')
    const first = rig.speak('t1', 10)
    latch(rig, 't1', 80)
    expect(rig.status).toMatchObject({ state: 'listening', detail: 'Press again to send.' })
    expect(rig.turn('t1')).toMatchObject({ latched: true })
    const captured = first + rig.speak('t1', 100)
    rig.release('t1', 1100)
    rig.fence('t1', captured)
    rig.committed('i1')
    expect(rig.turn('t1')).toMatchObject({ samples: { captured, sent: captured, committed: captured } })
    expect(rig.turn('t1')?.latched).toBeUndefined()
  })

  it('approves nothing, though it was armed when it began: main had not heard of the trade yet', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 500, 0.002)
    latch(rig, 't2', 500)
    expect(rig.entry('a1', 'approval')?.heldSince).toBeNull()
    rig.hear('t2', 1500, 0.002)
    rig.release('t2', 2000)
    rig.fence('t2', 2000 * 24)
    expect(decisions(rig)).toEqual([])
    expect(rig.entriesOf('notice').at(-1)?.text).toContain('You let go of the key while you talked.')
  })

  it('refuses a trade where a tap began it, and not where a shortcut did', async () => {
    const tapped = await waiting()
    tapped.press('t2')
    tapped.hear('t2', 100, 0.002)
    latch(tapped, 't2', 100)
    expect(decisions(tapped)).toEqual([false])
    expect(tapped.turn('t2')?.phase).toBe('ended')

    const toggled = await waiting()
    toggled.press('t2', false)
    latch(toggled, 't2')
    toggled.hear('t2', 100, 0.002)
    expect(decisions(toggled)).toEqual([])
    expect(toggled.turn('t2')).toMatchObject({ phase: 'capturing', latched: true })
  })
})

describe('Esc', () => {
  it('sends nothing and keeps nothing, and the conversation says so', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.speak('t1', 50)
    rig.engine.talk({ type: 'cancel', talkId: 't1', at: at(rig) })
    expect(rig.turn('t1')).toMatchObject({ outcome: 'discarded', samples: { committed: 0 } })
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'canceled', resendable: false })
    expect(rig.speech.at(-1)).toEqual({ type: 'drop', turnId: 't1' })
    rig.release('t1')
    rig.fence('t1', 50 * 240)
    rig.time.advance(5_000)
    // What had streamed is taken back.
    expect(rig.count('input_audio_buffer.clear')).toBe(1)
    expect(rig.count('input_audio_buffer.commit') + rig.count('response.create')).toBe(0)
  })

  it('on a trade decides nothing', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 900, 0.002)
    rig.engine.talk({ type: 'cancel', talkId: 't2', at: at(rig) })
    rig.time.advance(1000)
    expect(decisions(rig)).toEqual([])
    expect(rig.entry('a1', 'approval')).toMatchObject({ decision: 'pending', heldSince: null })
  })
})

describe('a press within the tail', () => {
  const again = (rig: Rig, talkId: string, continues: string) =>
    rig.engine.talk({ type: 'press', talkId, at: at(rig), canApprove: true, continues })

  it('goes on with the same turn: one question, and not a sample lost or doubled', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    let captured = rig.speak('t1', 50)
    rig.release('t1', 500)
    captured += rig.speak('t1', 10)
    again(rig, 't2', 't1')
    expect(rig.captureCommands.map(({ type, turnId }) => [type, turnId])).toEqual([
      ['open', 't1'],
      ['close', 't1'],
      ['continue', 't1'],
    ])
    expect(rig.turn('t1')).toMatchObject({ phase: 'capturing', holdId: 't2' })
    // Longer than a device may take for a tail that never ends.
    captured += rig.speak('t1', 600)
    rig.release('t2', 6600)
    captured += rig.speak('t1', 15)
    rig.fence('t1', captured)
    rig.committed('i1')
    expect(rig.turn('t1')).toMatchObject({ samples: { captured, sent: captured, committed: captured } })
    expect(rig.turn('t2')).toBeUndefined()
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.entriesOf('user')).toHaveLength(1)
  })

  it('is a new one where the tail is over, or was a hold on a trade', async () => {
    const over = createRig()
    await over.connect()
    over.ask('t1')
    again(over, 't2', 't1')
    expect(over.turn('t2')).toMatchObject({ phase: 'capturing' })

    const trade = await waiting()
    trade.press('t2')
    trade.hear('t2', 500, 0.002)
    trade.release('t2', 500)
    again(trade, 't3', 't2')
    trade.hear('t3', 900, 0.002)
    trade.release('t3', 1500)
    trade.fence('t2', 500 * 24)
    trade.fence('t3', 900 * 24)
    expect(decisions(trade)).toEqual([true])
    expect(trade.turn('t2')?.outcome).not.toBe('confirmed')
  })

  it('can be cancelled, and whatever ends it is told by its own name', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.speak('t1', 50)
    rig.release('t1', 500)
    again(rig, 't2', 't1')
    rig.speak('t1', 50)
    rig.engine.talk({ type: 'cancel', talkId: 't2', at: at(rig) })
    expect(rig.turn('t1')).toMatchObject({ outcome: 'discarded', holdId: 't2' })
  })
})

describe('panic', () => {
  const panic = (rig: Rig) => rig.engine.talk({ type: 'panic', talkId: 'p', at: at(rig) })

  it('leaves the count of what is cut next as the speaker tells it', async () => {
    const rig = createRig()
    await rig.connect()
    panic(rig)
    rig.ask('t1')
    rig.respond('resp_1')
    rig.say('resp_1', 'msg_1', 'One fifty two dollars and a half', 48_000)
    rig.press('t2')
    rig.engine.played({ type: 'flushed', items: [] })
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'msg_1', played: 12_000 }] })
    expect(rig.last('conversation.item.truncate')).toMatchObject({ item_id: 'msg_1', audio_end_ms: 500 })
  })
  const shut = { type: 'microphone', want: 'closed' }

  it('shuts the microphone, keeps what was being said, and sends none of it', async () => {
    const rig = createRig({ settings: { earcons: true } })
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'mic' })
    rig.engine.talk({ type: 'hands-free', talkId: 'h', on: true, at: at(rig) })
    rig.press('t1')
    rig.speak('t1', 50)
    const tones = rig.deviceRequests.filter(({ type }) => type === 'earcon').length
    panic(rig)
    expect(rig.deviceRequests.at(-1)).toEqual(shut)
    expect(rig.captureCommands.at(-1)).toMatchObject({ type: 'close', turnId: 't1', tailMs: 0 })
    expect(rig.deviceRequests.filter(({ type }) => type === 'earcon')).toHaveLength(tones)
    expect(rig.turn('t1')).toMatchObject({ outcome: 'unsent', samples: { committed: 0 } })
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
    rig.time.advance(60_000)
    expect(rig.count('input_audio_buffer.commit') + rig.count('response.create')).toBe(0)
    rig.engine.command({ type: 'resend', turnId: 't1' })
    rig.time.advance(100)
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
  })

  it('silences the answer and cancels its response', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Bitcoin is at')
    rig.engine.played({ type: 'started', itemId: 'm1' })
    panic(rig)
    expect(rig.playbackCommands.at(-1)).toEqual({ type: 'flush' })
    expect(rig.last('response.cancel')).toMatchObject({ response_id: 'r1' })
    expect(rig.turn('t1')?.outcome).toBe('interrupted')
  })

  it('denies every trade, also one that is held on or whose yes is being written', async () => {
    const held = await waiting()
    held.press('t2')
    held.hear('t2', 900, 0.002)
    panic(held)
    held.release('t2', 900)
    expect(decisions(held)).toEqual([false])

    const approving = await waiting()
    approving.disk.slow = true
    approving.press('t2')
    approving.hear('t2', 900, 0.002)
    approving.release('t2', 900)
    approving.fence('t2', 900 * 24)
    panic(approving)
    for (const write of approving.disk.writes.splice(0)) write(true)
    await approving.settle()
    expect(decisions(approving)).toEqual([false])
  })

  it('keeps what waits for a connection, signed out or offline', async () => {
    const rig = createRig()
    rig.press('t1')
    const captured = rig.speak('t1', 50)
    rig.release('t1', 500)
    rig.fence('t1', captured)
    rig.engine.command({ type: 'say', text: 'And ETH?' })
    panic(rig)
    expect(rig.entriesOf('user').map(({ delivery, resendable }) => [delivery, resendable])).toEqual([
      ['unsent', true],
      ['unsent', true],
    ])
    await rig.connect()
    rig.time.advance(5_000)
    expect(rig.count('input_audio_buffer.append') + rig.count('conversation.item.create')).toBe(0)
  })
})
