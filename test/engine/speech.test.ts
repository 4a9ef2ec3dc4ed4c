import { describe, expect, it } from 'vitest'
import { decodePcm } from '../../renderer/engine/pcm'
import { createRig, GRANT } from '../../tools/engine/rig'

const samplesSent = (rig: ReturnType<typeof createRig>) =>
  rig.sent
    .filter((event) => event.type === 'input_audio_buffer.append')
    .flatMap((event) => [...(decodePcm(String(event.audio)) ?? [])])

describe('speech', () => {
  it('that starts before the link is up is delivered whole and in order', async () => {
    const rig = createRig()
    rig.press('t1')
    const early = rig.speak('t1', 30)
    expect(rig.sent).toEqual([])
    await rig.accept()
    const late = rig.speak('t1', 20)
    rig.release('t1')
    rig.fence('t1', early + late)
    expect(rig.types().filter((type) => type !== 'input_audio_buffer.append')).toEqual([
      'session.update',
      'input_audio_buffer.commit',
      'response.create',
    ])
    const samples = samplesSent(rig)
    expect(samples).toHaveLength(early + late)
    expect(samples.filter((_, index) => index % 240 === 0)).toEqual([
      ...Array.from({ length: 30 }, (_, index) => index + 1),
      ...Array.from({ length: 20 }, (_, index) => index + 1),
    ])
    rig.committed('item_1')
    expect(rig.turn('t1')?.samples).toEqual({ captured: 12_000, sent: 12_000, committed: 12_000, played: 0 })
  })

  it('that ends before the link is up is committed as soon as it is', async () => {
    const rig = createRig()
    const captured = rig.ask('t1')
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
    await rig.accept()
    expect(samplesSent(rig)).toHaveLength(captured)
    expect(rig.types().slice(-2)).toEqual(['input_audio_buffer.commit', 'response.create'])
  })

  it('is sent again from its first sample when the connection drops while it is being spoken', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.speak('t1', 20)
    rig.closeSocket()
    rig.speak('t1', 20)
    rig.time.advance(2000)
    const before = rig.sent.length
    await rig.accept()
    rig.release('t1')
    rig.fence('t1', 40 * 240)
    const after = rig.sent.slice(before)
    expect(after.filter((event) => event.type === 'input_audio_buffer.append')).toHaveLength(40)
    expect(after.filter((event) => event.type === 'input_audio_buffer.commit')).toHaveLength(1)
    rig.committed('item_1')
    expect(rig.turn('t1')?.samples).toMatchObject({ captured: 9600, sent: 9600, committed: 9600 })
  })

  it('stands as not sent with the reason when the backend refuses, and Resend delivers it', async () => {
    const message = 'api.example does not accept the key or sign-in.'
    const refused = {
      ok: false,
      problem: { code: 'unauthorized', message, retry: 'never', retryAfterMs: null },
    } as const
    const rig = createRig({ grants: [refused, GRANT] })
    const captured = rig.ask('t1')
    await rig.settle()
    expect(rig.turn('t1')).toMatchObject({ outcome: 'unsent', samples: { captured, sent: 0 } })
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', problem: message })
    rig.engine.command({ type: 'resend', turnId: 't1' })
    await rig.accept()
    expect(samplesSent(rig)).toHaveLength(captured)
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'sending', problem: null })
  })

  it('is kept after three failed tries, with one error in the list; the tries go on for the next one', async () => {
    const problem = {
      code: 'http_500',
      message: 'It has a problem of its own.',
      retry: 'later',
      retryAfterMs: null,
    } as const
    const rig = createRig({ grants: [{ ok: false, problem }, { ok: false, problem }, { ok: false, problem }, GRANT] })
    rig.ask('t1')
    await rig.settle()
    rig.time.advance(400)
    await rig.settle()
    expect(rig.turn('t1')?.outcome).toBeNull()
    rig.time.advance(2000)
    await rig.settle()
    expect(rig.mints).toBe(3)
    expect(rig.turn('t1')?.outcome).toBe('unsent')
    expect(rig.status?.errors).toEqual([{ code: 'http_500', message: problem.message, count: 3 }])
    rig.time.advance(3_000)
    await rig.accept()
    expect(rig.mints).toBe(4)
    // It is offered, not sent by itself.
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
  })

  it('of a tap goes nowhere and the server forgets what it had', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.speak('t1', 8)
    rig.engine.talk({ type: 'tap', talkId: 't1', at: rig.time.clock.now(), heldMs: 80 })
    rig.speak('t1', 1)
    expect(rig.types().slice(-1)).toEqual(['input_audio_buffer.clear'])
    expect(rig.turn('t1')?.outcome).toBe('tap')
    expect(rig.entriesOf('notice').map((notice) => notice.text)).toEqual(['Hold the key while you speak.'])
    expect(rig.status?.microphone.bytesWhileUp).toBe(0)
  })

  it('of a second press waits behind the first while the link comes up, and both arrive in order', async () => {
    const rig = createRig()
    rig.ask('t1', 20)
    rig.ask('t2', 30)
    await rig.accept()
    const commits = rig.sent.flatMap((event, index) => (event.type === 'input_audio_buffer.commit' ? [index] : []))
    const appends = rig.sent.flatMap((event, index) => (event.type === 'input_audio_buffer.append' ? [index] : []))
    expect(appends.filter((index) => index < (commits[0] ?? 0))).toHaveLength(20)
    expect(appends.filter((index) => index > (commits[0] ?? 0))).toHaveLength(30)
    rig.committed('item_1')
    rig.committed('item_2')
    expect(rig.turn('t1')?.samples.committed).toBe(4800)
    expect(rig.turn('t2')?.samples.committed).toBe(7200)
  })

  it('that no microphone gave says so at once', () => {
    const rig = createRig()
    rig.press('t1')
    rig.engine.device({ state: 'missing', device: null })
    rig.release('t1')
    rig.fence('t1', 0)
    expect(rig.entry('t1', 'user')?.problem).toBe('No microphone was found. Plug one in, then ask again.')
    expect(rig.turn('t1')?.outcome).toBe('unsent')
  })

  it('frames that come while no key is held are counted and never sent', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    const before = rig.sent.length
    rig.engine.captured({ type: 'frame', turnId: 't1', samples: new Int16Array(240), peak: 0 })
    expect(rig.sent).toHaveLength(before)
    expect(rig.status?.microphone.bytesWhileUp).toBe(480)
  })
})

describe('the microphone', () => {
  const last = (rig: ReturnType<typeof createRig>) =>
    rig.deviceRequests.filter((request) => request.type === 'microphone').at(-1)

  it('closes after the warm time and not before', async () => {
    const rig = createRig({ settings: { microphoneWarmMs: 30_000 } })
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Hello.')
    rig.done('r1')
    rig.playedAll('m1')
    rig.time.advance(29_000)
    expect(last(rig)).toEqual({ type: 'microphone', want: 'open' })
    expect(rig.deviceRequests.at(-1)).toEqual({ type: 'speaker', want: 'off' })
    rig.time.advance(1_500)
    expect(last(rig)).toEqual({ type: 'microphone', want: 'closed' })
  })
})
