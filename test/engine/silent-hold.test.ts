import { describe, expect, it } from 'vitest'
import { replay } from '../../renderer/engine/replay/replay'
import { createRig } from '../../tools/engine/rig'

/** A quiet room at the microphone's usual gain, and somebody who speaks softly in it. */
const ROOM = 0.004
const SOFT = 0.012
/** Peaks of a room that hums, or of a voice in it, one for each 10 ms. */
const OF = {
  'a quiet room': () => 0.001,
  'a room that wavers': (at: number) => ROOM * (0.75 + 0.25 * Math.sin(at * 1.7)),
  'a loud fan': (at: number) => 0.05 * (0.9 + 0.1 * Math.sin(at * 2.3)),
  'a headset that is muted': (at: number) => (at % 3 === 0 ? 0.001 : 0.0002),
  'a mouse that clicks': (at: number) => (at % 400 === 0 ? 0.3 : 0.002),
  'nothing at all': () => 0,
} satisfies Record<string, (at: number) => number>

async function held(canApprove = true) {
  const rig = createRig()
  await rig.connect()
  rig.press('t1', canApprove)
  let frames = 0
  const hear = (ms: number, peak: (at: number) => number) => {
    for (let at = 0; at < ms; at += 10) {
      rig.engine.captured({ type: 'frame', turnId: 't1', samples: new Int16Array(240).fill(7), peak: peak(frames++) })
      rig.time.advance(10)
    }
  }
  return { rig, hear }
}

/** Syllables: 400 ms of voice, 200 ms of pause. */
const speech = (loud: number, room: number) => (at: number) => (at % 60 < 40 ? loud * (0.6 + 0.4 * Math.sin(at)) : room)

describe('a hold whose release was lost', () => {
  it.each(Object.entries(OF))('ends in %s, asks, and sends nothing', async (_, room) => {
    const { rig, hear } = await held()
    hear(3_000, (at) => Math.max(room(at), speech(0.3, 0)(at)))
    hear(14_000, room)
    expect(rig.turn('t1')).toMatchObject({ outcome: null })
    hear(3_000, room)
    const { captured, sent } = rig.turn('t1')?.samples ?? {}
    expect(rig.turn('t1')).toMatchObject({ outcome: 'unsent', phase: 'ended', samples: { committed: 0 } })
    expect(rig.entry('t1', 'user')).toMatchObject({
      delivery: 'unsent',
      resendable: true,
      problem:
        'Still talking? Nothing was heard for 15 seconds, so the recording stopped. Nothing was sent. Resend it, or hold the key and say it again.',
    })
    expect(rig.captureCommands.at(-1)).toMatchObject({ type: 'close', turnId: 't1' })
    // What had streamed is taken back, and nothing streams on.
    expect(rig.count('input_audio_buffer.clear')).toBe(1)
    hear(60_000, speech(0.3, 0.002))
    rig.engine.talk({ type: 'abort', talkId: 't1', at: rig.time.clock.now(), reason: 'The recording has ended.' })
    rig.release('t1', 120_000)
    rig.fence('t1', captured ?? 0)
    expect(rig.turn('t1')?.samples).toMatchObject({ captured, sent, committed: 0 })
    expect([rig.count('input_audio_buffer.commit'), rig.count('response.create')]).toEqual([0, 0])
    // The trader's word brings it, from its first sample.
    rig.engine.command({ type: 'resend', turnId: 't1' })
    rig.committed('item_1')
    expect(rig.turn('t1')?.samples).toMatchObject({ captured, committed: captured })
  })

  it('ends without a voice too, and with a microphone that gives nothing', async () => {
    const { rig, hear } = await held()
    hear(15_500, OF['a quiet room'])
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
    const dead = await held()
    dead.rig.time.advance(15_500)
    expect(dead.rig.turn('t1')?.outcome).toBe('unsent')
    expect(dead.rig.entry('t1', 'user')?.problem).toBe(
      'No sound came from the microphone in time. Check that it’s connected, then ask again.',
    )
  })

  it('is no fault in the log that the app writes of it', async () => {
    const { rig, hear } = await held()
    hear(2_000, speech(0.3, 0.002))
    hear(16_000, OF['a quiet room'])
    rig.release('t1', 18_000)
    rig.ask('t2')
    rig.committed('item_2')
    rig.respond('r2')
    rig.say('r2', 'a2', 'SOL is at 150.')
    rig.done('r2')
    rig.playedAll('a2')
    expect(rig.turn('t2')?.outcome).toBe('answered')
    const { findings, conversation } = replay(rig.log.map((row) => JSON.stringify(row)).join('\n'))
    const kinds = findings.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'dead-air' || kind === 'lost-session')).toEqual([])
    expect(conversation.filter(({ role }) => role === 'user')).toHaveLength(1)
  })

  it('is over for the next press, whose words are a question of their own', async () => {
    const { rig, hear } = await held()
    hear(16_000, OF['a quiet room'])
    const captured = rig.ask('t2')
    rig.committed('item_2')
    expect(rig.turn('t2')?.samples).toMatchObject({ captured, committed: captured })
    expect(rig.turn('t1')?.outcome).toBe('unsent')
  })

  it('was told by the key itself: what was said is kept, and not sent', async () => {
    const { rig, hear } = await held()
    hear(2_000, speech(0.3, 0.002))
    rig.engine.talk({ type: 'abort', talkId: 't1', at: rig.time.clock.now(), reason: 'Lost.', lost: true })
    expect(rig.entry('t1', 'user')).toMatchObject({
      delivery: 'unsent',
      resendable: true,
      problem: expect.stringMatching(/^Lost\. Nothing was sent\./),
    })
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
  })

  it('approves nothing', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t0')
    rig.committed('item_0')
    rig.respond('r0')
    const request = {
      id: 'a1',
      type: 'mcp_approval_request',
      server_label: 's',
      name: 'execute_buy',
      arguments: '{"amountSol":5}',
    }
    rig.server({ type: 'response.output_item.added', response_id: 'r0', item: request })
    rig.done('r0', [request])
    rig.look('a1')
    rig.time.advance(1_000)
    rig.press('t1')
    rig.hear('t1', 16_000, 0.004)
    expect(rig.turn('t1')?.outcome).toBe('discarded')
    expect(
      rig
        .entriesOf('notice')
        .map(({ text }) => text)
        .at(-1),
    ).toMatch(/^Still talking\?.*Nothing was approved/)
    rig.release('t1', 16_000)
    rig.fence('t1', 16_000 * 24)
    expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
    expect(rig.money.map(({ step }) => step)).toEqual(['proposed'])
  })
})

describe('a hold in which somebody speaks', () => {
  it.each([
    ['softly in a quiet room', speech(SOFT, 0.002), 0],
    ['softly where it hums', speech(SOFT, ROOM), 0],
    ['at the least gain', speech(0.006, 0.0012), 0],
    ['in a loud room', speech(0.18, 0.05), 0],
    ['without a pause', () => 0.3, 0],
    ['after a long thought', (at: number) => (at % 1_400 < 60 ? 0.2 : 0.002), 0],
  ])('%s is not cut', async (_, voice) => {
    const { rig, hear } = await held()
    hear(100_000, voice)
    expect(rig.turn('t1')).toMatchObject({ outcome: null, phase: 'capturing' })
  })

  it('is not cut because this process was held up while the words waited', async () => {
    const { rig, hear } = await held()
    hear(14_500, OF['a quiet room'])
    rig.time.stall(3_000)
    // The timer that is due comes first, and then what the microphone gave.
    rig.time.advance(0)
    for (let at = 0; at < 300; at++)
      rig.engine.captured({ type: 'frame', turnId: 't1', samples: new Int16Array(240), peak: 0.3 })
    rig.time.advance(5_000)
    expect(rig.turn('t1')).toMatchObject({ outcome: null })
  })
})
