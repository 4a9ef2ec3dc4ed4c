import { describe, expect, it } from 'vitest'
import { decodePcm } from '../../renderer/engine/pcm'
import { createRig, SETTINGS } from '../../tools/engine/rig'

type Rig = ReturnType<typeof createRig>

const switchTo = (rig: Rig, on: boolean) =>
  rig.engine.talk({ type: 'hands-free', talkId: `switch-${on}`, on, at: rig.time.clock.now() })

/** The recording of the open microphone that runs now. */
const streamOf = (rig: Rig) =>
  rig.captureCommands.findLast(({ type, turnId }) => type === 'open' && turnId.startsWith('open-'))?.turnId ?? ''

const started = (rig: Rig, itemId: string, ms: number) =>
  rig.server({ type: 'input_audio_buffer.speech_started', item_id: itemId, audio_start_ms: ms })
const stopped = (rig: Rig, itemId: string, ms: number) => {
  rig.server({ type: 'input_audio_buffer.speech_stopped', item_id: itemId, audio_end_ms: ms })
  rig.committed(itemId)
}

const open = async (rig: Rig) => {
  await rig.connect()
  switchTo(rig, true)
}

const detection = (rig: Rig) =>
  rig.sent.filter(({ type }) => type === 'session.update').map(({ session }) => JSON.stringify(session))

const samplesSent = (rig: Rig) =>
  rig.sent
    .filter(({ type }) => type === 'input_audio_buffer.append')
    .flatMap(({ audio }) => [...(decodePcm(String(audio)) ?? [])])

const turnIds = (rig: Rig) => rig.entriesOf('user').map(({ id }) => id)

describe('the open microphone', () => {
  it('loses no word that it heard before it was unplugged, though the server says no more of it', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 60)
    started(rig, 'item_1', 100)
    rig.speak(streamOf(rig), 20)
    rig.server({ type: 'input_audio_buffer.speech_stopped', item_id: 'item_1', audio_end_ms: 700 })
    rig.engine.device({ state: 'missing', device: null })
    rig.time.advance(10_000)
    await rig.settle()
    const [said] = rig.entriesOf('user')
    expect(rig.sent.filter(({ type }) => type === 'input_audio_buffer.commit')).toHaveLength(1)
    expect(rig.turn(said?.turnId ?? '')?.samples).toMatchObject({ captured: 600 * 24, sent: 600 * 24 })
  })

  it('has the server find turns, asks it to do nothing else by itself, and sends all that it hears', async () => {
    const rig = createRig()
    await open(rig)
    expect(detection(rig).at(-1)).toBe(
      JSON.stringify({
        type: 'realtime',
        audio: {
          input: {
            turn_detection: {
              type: 'server_vad',
              threshold: 0.9,
              prefix_padding_ms: 300,
              silence_duration_ms: 500,
              create_response: false,
              interrupt_response: false,
            },
          },
        },
      }),
    )
    expect(rig.deviceRequests).toContainEqual(expect.objectContaining({ type: 'microphone', want: 'open' }))
    rig.speak(streamOf(rig), 40)
    expect(samplesSent(rig)).toHaveLength(40 * 240)
    expect(rig.status?.handsFree).toBe(true)
    expect(rig.status?.microphone.bytesWhileUp).toBe(0)
  })

  it('makes a question of what the server found, of just these samples, and asks for one answer', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 100)
    started(rig, 'item_1', 600)
    expect(rig.status?.state).toBe('listening')
    rig.speak(streamOf(rig), 100)
    stopped(rig, 'item_1', 1_900)
    const [id = ''] = turnIds(rig)
    expect(rig.turn(id)?.samples).toEqual({ captured: 31_200, sent: 31_200, committed: 31_200, played: 0 })
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
    expect(rig.count('response.create')).toBe(1)
    rig.respond('resp_1')
    rig.say('resp_1', 'msg_1', 'One fifty two.')
    rig.done('resp_1', [{ id: 'msg_1', type: 'message' }])
    rig.written('item_1', 'What is the price of SOL?')
    rig.playedAll('msg_1')
    expect(rig.entry(id, 'user')).toMatchObject({ text: 'What is the price of SOL?', delivery: 'sent' })
    expect(rig.turn(id)).toMatchObject({ outcome: 'answered' })
  })

  it('makes two questions of two, and what lies between is no part of either', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 50)
    started(rig, 'item_1', 100)
    rig.speak(streamOf(rig), 50)
    stopped(rig, 'item_1', 800)
    rig.speak(streamOf(rig), 100)
    started(rig, 'item_2', 1_500)
    rig.speak(streamOf(rig), 20)
    stopped(rig, 'item_2', 2_150)
    expect(turnIds(rig).map((id) => rig.turn(id)?.samples.committed)).toEqual([700 * 24, 650 * 24])
  })

  it('cuts an answer when a voice begins, and tells the server what was heard of it', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 50)
    started(rig, 'item_1', 0)
    stopped(rig, 'item_1', 500)
    rig.respond('resp_1')
    rig.say('resp_1', 'msg_1', 'One fifty two dollars and a half', 48_000)
    rig.engine.played({ type: 'started', itemId: 'msg_1' })
    rig.speak(streamOf(rig), 30)
    started(rig, 'item_2', 600)
    expect(rig.playbackCommands.at(-1)).toEqual({ type: 'flush' })
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'msg_1', played: 12_000 }] })
    expect(rig.last('response.cancel')).toMatchObject({ response_id: 'resp_1' })
    expect(rig.last('conversation.item.truncate')).toMatchObject({ item_id: 'msg_1', audio_end_ms: 500 })
    // It is asked of the model only when the trader has ended.
    expect(rig.count('response.create')).toBe(1)
    rig.done('resp_1', [], { status: 'cancelled' })
    stopped(rig, 'item_2', 780)
    expect(rig.count('response.create')).toBe(2)
  })

  it('gives a question that the key is held for to the key, from its first word', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 40)
    started(rig, 'item_1', 200)
    rig.speak(streamOf(rig), 10)
    const [id = ''] = turnIds(rig)
    rig.press('hold-1')
    expect(detection(rig).at(-1)).toContain('"turn_detection":null')
    expect(rig.captureCommands.at(-1)).toMatchObject({ type: 'open', turnId: id })
    const held = rig.speak(id, 25)
    rig.release('hold-1')
    rig.fence(id, held)
    const clear = rig.types().lastIndexOf('input_audio_buffer.clear')
    const again = rig.sent.slice(clear).filter(({ type }) => type === 'input_audio_buffer.append')
    expect(again.flatMap(({ audio }) => [...(decodePcm(String(audio)) ?? [])])).toHaveLength((30 + 25) * 240)
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    rig.committed('item_2')
    expect(turnIds(rig)).toEqual([id])
    expect(rig.turn(id)?.samples).toMatchObject({ captured: 55 * 240, sent: 55 * 240, committed: 55 * 240 })
    expect(rig.entriesOf('notice')).toEqual([])
    // The key is up: the server listens again, and so does the microphone.
    expect(detection(rig).at(-1)).toContain('server_vad')
    expect(streamOf(rig)).toBe('open-2')
    expect(rig.count('response.create')).toBe(1)
  })

  it('takes a held key in its silence as any question', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 40)
    rig.ask('hold-1')
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    // Its silence is no part of the question.
    const types = rig.types()
    expect(types.slice(types.indexOf('input_audio_buffer.clear') + 1)).toEqual([
      ...Array.from({ length: 50 }, () => 'input_audio_buffer.append'),
      'input_audio_buffer.commit',
      'session.update',
      'response.create',
    ])
    rig.committed('item_1')
    expect(rig.turn('hold-1')?.samples).toMatchObject({ captured: 12_000, sent: 12_000, committed: 12_000 })
  })

  it('loses no word to a lost connection: what was being said is asked of the next session, whole', async () => {
    const rig = createRig()
    await open(rig)
    const stream = streamOf(rig)
    rig.speak(stream, 40)
    started(rig, 'item_1', 100)
    rig.hear(stream, 300, 0.5)
    rig.closeSocket()
    rig.hear(stream, 500, 0.5)
    rig.hear(stream, 2_200, 0.001)
    await rig.accept()
    rig.time.advance(3_000)
    await rig.accept()
    const [id = ''] = turnIds(rig)
    expect(turnIds(rig)).toHaveLength(1)
    rig.committed('item_2')
    const { captured = 0, committed } = rig.turn(id)?.samples ?? {}
    expect(committed).toBe(captured)
    expect(captured).toBeGreaterThanOrEqual((300 + 300 + 500 + 1000) * 24)
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
  })

  it('asks the next session what had ended, and was not made a question of, when the connection was lost', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 100)
    started(rig, 'item_1', 100)
    rig.server({ type: 'input_audio_buffer.speech_stopped', item_id: 'item_1', audio_end_ms: 800 })
    rig.closeSocket()
    rig.time.advance(3_000)
    await rig.accept()
    rig.committed('item_2')
    expect(rig.turn(turnIds(rig)[0] ?? '')?.samples).toMatchObject({ captured: 700 * 24, committed: 700 * 24 })
  })

  it('lets the model hear words once where the key took them over as the server made a question of them', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 40)
    started(rig, 'item_1', 200)
    const [id = ''] = turnIds(rig)
    rig.press('hold-1')
    const held = rig.speak(id, 25)
    rig.release('hold-1')
    rig.fence(id, held)
    stopped(rig, 'item_1', 400)
    expect(rig.last('conversation.item.delete')).toMatchObject({ item_id: 'item_1' })
    rig.committed('item_2')
    rig.written('item_2', 'What is the price of SOL?')
    expect(rig.entry(id, 'user')).toMatchObject({ text: 'What is the price of SOL?' })
  })

  it('makes no second question of a voice that the server tells of once the key is down', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 40)
    rig.press('hold-1')
    started(rig, 'item_1', 200)
    const held = rig.speak('hold-1', 25)
    rig.release('hold-1')
    rig.fence('hold-1', held)
    started(rig, 'item_2', 250)
    expect(turnIds(rig)).toEqual(['hold-1'])
  })

  it('leaves nothing in the conversation of a voice that the server tells of once it is closed', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 40)
    switchTo(rig, false)
    started(rig, 'item_1', 100)
    stopped(rig, 'item_1', 350)
    expect(rig.last('conversation.item.delete')).toMatchObject({ item_id: 'item_1' })
    expect(turnIds(rig)).toEqual([])
  })

  it('brings what was said before there was a session to the first one', async () => {
    const rig = createRig()
    switchTo(rig, true)
    const said = rig.speak(streamOf(rig), 200)
    await rig.accept()
    expect(samplesSent(rig)).toHaveLength(said)
    started(rig, 'item_1', 300)
    stopped(rig, 'item_1', 1_300)
    expect(rig.turn(turnIds(rig)[0] ?? '')?.samples.committed).toBe(24_000)
  })

  it('asks what is being said when it is closed', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 40)
    started(rig, 'item_1', 100)
    rig.speak(streamOf(rig), 20)
    switchTo(rig, false)
    expect(rig.captureCommands.at(-1)).toMatchObject({ type: 'close', turnId: 'open-1' })
    expect(detection(rig).at(-1)).toContain('"turn_detection":null')
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    rig.committed('item_2')
    expect(rig.turn(turnIds(rig)[0] ?? '')?.samples).toMatchObject({ captured: 500 * 24, committed: 500 * 24 })
    expect(rig.status?.handsFree).toBeUndefined()
  })

  it('closes when nobody has spoken for long, and says so', async () => {
    const rig = createRig()
    await open(rig)
    rig.time.advance(5 * 60_000 - 100)
    expect(rig.status?.handsFree).toBe(true)
    rig.time.advance(200)
    expect(rig.status?.handsFree).toBeUndefined()
    expect(rig.entriesOf('notice').map(({ code }) => code)).toEqual(['hands_free_over'])
    rig.time.advance(31_000)
    expect(rig.deviceRequests.at(-1)).toEqual({ type: 'microphone', want: 'closed' })
  })

  it('asks nothing beyond the trader’s budget: it closes, and says why', async () => {
    const rig = createRig({ settings: { paidModel: 'my-model', budgetUsdPerDay: 5 } })
    await open(rig)
    rig.speak(streamOf(rig), 50)
    started(rig, 'item_1', 100)
    stopped(rig, 'item_1', 450)
    expect(rig.count('response.create')).toBe(0)
    expect(rig.status?.handsFree).toBeUndefined()
    expect(rig.entriesOf('notice')[0]?.text).toMatch(/budget/)
  })

  it('closes when the server refuses to find turns, with what it said', async () => {
    const rig = createRig()
    await open(rig)
    const { event_id: eventId } = rig.sent.findLast(({ type }) => type === 'session.update') ?? {}
    rig.server({ type: 'error', error: { code: 'invalid_value', message: 'No semantic_vad here.', event_id: eventId } })
    expect(rig.status?.handsFree).toBeUndefined()
    expect(rig.entriesOf('notice')[0]?.text).toContain('No semantic_vad here.')
  })

  it('closes at a voice that never ends, and keeps what it heard to be sent or not', async () => {
    const rig = createRig()
    await open(rig)
    started(rig, 'item_1', 0)
    rig.hear(streamOf(rig), 120_100, 0.5)
    expect(rig.status?.handsFree).toBeUndefined()
    expect(rig.entriesOf('user')).toMatchObject([{ delivery: 'unsent', resendable: true }])
  })

  it('sends no silence where it is told so, and every word with what came before it', async () => {
    const rig = createRig({ settings: { handsFree: { ...SETTINGS.handsFree, gate: true } } })
    await open(rig)
    const stream = streamOf(rig)
    rig.hear(stream, 13_000, 0.004)
    const quiet = samplesSent(rig).length
    rig.hear(stream, 5_000, 0.004)
    expect(samplesSent(rig)).toHaveLength(quiet)
    rig.hear(stream, 1_000, 0.3)
    expect(samplesSent(rig).length).toBeGreaterThanOrEqual(quiet + 2_200 * 24)
    rig.hear(stream, 4_500, 0.004)
    const after = samplesSent(rig).length
    rig.hear(stream, 2_000, 0.004)
    expect(samplesSent(rig)).toHaveLength(after)
    // Places in the session's audio count what was sent alone.
    const sent = samplesSent(rig).length
    rig.hear(stream, 1_000, 0.3)
    started(rig, 'item_1', sent / 24 + 1_000)
    rig.hear(stream, 1_000, 0.3)
    stopped(rig, 'item_1', sent / 24 + 3_000)
    expect(rig.turn(turnIds(rig)[0] ?? '')?.samples.committed).toBe(2_000 * 24)
  })

  it('speaks beta, too', async () => {
    const rig = createRig({ dialect: 'beta' })
    await open(rig)
    expect(rig.last('session.update')).toMatchObject({ session: { turn_detection: { type: 'server_vad' } } })
  })

  it('begins with the next session where it was, and tells it nothing of the silence before', async () => {
    const rig = createRig()
    await open(rig)
    rig.speak(streamOf(rig), 500)
    const before = rig.sent.length
    rig.closeSocket()
    rig.time.advance(3_000)
    await rig.accept()
    const after = rig.sent.slice(before)
    expect(after.findIndex(({ type }) => type === 'input_audio_buffer.append')).toBeGreaterThan(
      after.findIndex(({ session }) => JSON.stringify(session ?? '').includes('server_vad')),
    )
    expect(after.filter(({ type }) => type === 'input_audio_buffer.append').length).toBeLessThanOrEqual(300)
    expect(rig.entriesOf('user')).toEqual([])
  })
})
