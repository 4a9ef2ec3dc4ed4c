import { describe, expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

const zeros = (rig: ReturnType<typeof createRig>, talkId: string, ms: number) => {
  for (let at = 0; at < ms; at += 10) {
    rig.engine.captured({ type: 'frame', turnId: talkId, samples: new Int16Array(240), peak: 0 })
    rig.time.advance(10)
  }
  return ms * 24
}

describe('a microphone that gives nothing but zeros', () => {
  it('asks nothing: the sentence names the device, and what was streamed is taken back', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.device({ state: 'open', device: 'Virtual Cable' })
    const captured = zeros(rig, 't1', 3_000)
    rig.release('t1', 3_000)
    rig.fence('t1', captured)
    expect(rig.types()).not.toContain('input_audio_buffer.commit')
    expect(rig.types()).not.toContain('response.create')
    expect(rig.types().at(-1)).toBe('input_audio_buffer.clear')
    expect(rig.entry('t1', 'user')).toMatchObject({
      delivery: 'unsent',
      resendable: false,
      problem: '“Virtual Cable” recorded only silence. Unmute it, or choose another microphone in Settings.',
    })
  })

  it('on macOS it is told what to do after the microphone was allowed', async () => {
    const rig = createRig()
    rig.engine.restore({ today: null, speech: [], wallet: null, system: 'darwin' })
    await rig.connect()
    rig.press('t1')
    rig.engine.device({ state: 'open', device: 'MacBook Pro Microphone (Built-in)' })
    const captured = zeros(rig, 't1', 3_000)
    rig.release('t1', 3_000)
    rig.fence('t1', captured)
    expect(rig.entry('t1', 'user')?.problem).toMatch(
      /recorded only silence\..* If you have just allowed the microphone, quit Dexter Voice and open it again\.$/,
    )
  })

  it('asks nothing either where the hold ended by itself, or its window did: zeros are never sent again', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'Virtual Cable' })
    rig.press('t1')
    zeros(rig, 't1', 16_000)
    expect(rig.entry('t1', 'user')).toMatchObject({
      delivery: 'unsent',
      resendable: false,
      problem: '“Virtual Cable” recorded only silence. Unmute it, or choose another microphone in Settings.',
    })
    const samples = new Int16Array(24_000)
    const kept = { turnId: 't0', at: 0, backend: 'practice', wallet: null, text: null, reached: false, acted: false }
    rig.engine.restore({ today: null, speech: [{ ...kept, backend: 'practice', samples }], wallet: null })
    expect(rig.entry('t0', 'user')).toMatchObject({ delivery: 'unsent', resendable: false })
  })

  it('is told while the key is held, and no longer once there is a sound', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'Headset' })
    rig.press('t1')
    rig.speak('t1', 50)
    zeros(rig, 't1', 900)
    expect(rig.status?.detail).toBe('Listening…')
    zeros(rig, 't1', 200)
    rig.time.advance(50)
    expect(rig.status).toMatchObject({ state: 'listening', detail: 'No sound from “Headset”. Is it muted?' })
    rig.speak('t1', 10)
    expect(rig.status?.detail).toBe('Listening…')
  })

  it('is a question when a part of it was heard', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    const captured = rig.speak('t1', 50) + zeros(rig, 't1', 2_000)
    rig.release('t1', 2_500)
    rig.fence('t1', captured)
    expect(rig.types()).toContain('input_audio_buffer.commit')
  })
})

it('a computer without a microphone says so before the first press', async () => {
  const rig = createRig()
  await rig.connect()
  rig.engine.device({ state: 'missing', device: null })
  rig.time.advance(50)
  expect(rig.status).toMatchObject({ state: 'idle', detail: 'No microphone. Plug one in, or type.' })
})

it('a microphone that stands in for the chosen one is told once', async () => {
  const rig = createRig()
  await rig.connect()
  for (let count = 0; count < 3; count++) {
    rig.engine.device({ state: 'open', device: 'Built-in', instead: true })
    rig.engine.device({ state: 'closed', device: null })
  }
  expect(rig.entriesOf('notice').flatMap(({ code, text }) => (code === 'microphone_gone' ? [text] : []))).toEqual([
    'The microphone you chose isn’t connected, so “Built-in” is used.',
  ])
})

describe('a microphone that gives sound only after a while', () => {
  const tones = (rig: ReturnType<typeof createRig>) =>
    rig.deviceRequests.filter((it) => it.type === 'earcon' && it.name === 'start').length
  const told = (rig: ReturnType<typeof createRig>) =>
    rig.entriesOf('notice').flatMap(({ code, text }) => (code === 'audio_missing' ? [text] : []))

  it('has its tone when it hears, once, and not before', async () => {
    const rig = createRig({ settings: { earcons: true } })
    await rig.connect()
    rig.press('t1')
    expect(tones(rig)).toBe(0)
    zeros(rig, 't1', 400)
    expect(tones(rig)).toBe(0)
    rig.speak('t1', 20)
    expect(tones(rig)).toBe(1)
    zeros(rig, 't1', 400)
    rig.speak('t1', 20)
    expect([tones(rig), told(rig)]).toEqual([1, []])
  })

  it('what a headset that changes its mode could not hear is told', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    zeros(rig, 't1', 1_300)
    rig.speak('t1', 50)
    expect(told(rig)).toEqual([
      'The microphone gave no sound for the first 1.3 seconds, so your first words may be missing. Ask again if the answer doesn’t fit.',
    ])
  })

  it('zeros from one that is open and was heard are a pause before the first word: nothing was lost', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.device({ state: 'open', device: 'Noise gate' })
    const captured = rig.speak('t1', 500)
    rig.release('t1', 500)
    rig.fence('t1', captured)
    rig.press('t2')
    zeros(rig, 't2', 1_300)
    rig.speak('t2', 50)
    expect(told(rig)).toEqual([])
  })

  it('one that was opened and not heard yet is still changing its mode at the next press; so is another one', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.device({ state: 'open', device: 'AirPods' })
    rig.fence('t1', zeros(rig, 't1', 300))
    rig.release('t1', 300)
    rig.press('t2')
    zeros(rig, 't2', 900)
    rig.speak('t2', 50)
    expect(told(rig)).toHaveLength(1)
    rig.engine.device({ state: 'open', device: 'Other AirPods' })
    rig.press('t3')
    zeros(rig, 't3', 900)
    rig.speak('t3', 50)
    expect(told(rig)).toHaveLength(2)
  })

  it('is told nothing of where it was heard before: it takes the room’s noise away, or was muted by hand', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'Headset' })
    rig.press('t1')
    rig.fence('t1', rig.speak('t1', 50))
    rig.press('t2')
    rig.fence('t2', zeros(rig, 't2', 1_300) + rig.speak('t2', 50))
    expect(told(rig)).toEqual([])
    rig.engine.device({ state: 'closed', device: null })
    rig.engine.device({ state: 'open', device: 'Headset' })
    rig.press('t3')
    zeros(rig, 't3', 1_300)
    rig.speak('t3', 50)
    expect(told(rig)).toHaveLength(1)
  })

  it('what went by before it opened, and before it gave sound, is told as one', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.captured({ type: 'gap', turnId: 't1', lostMs: 700, atStart: true })
    zeros(rig, 't1', 1_300)
    rig.speak('t1', 50)
    expect(told(rig)).toEqual([
      'The microphone gave no sound for the first 2.0 seconds, so your first words may be missing. Ask again if the answer doesn’t fit.',
    ])
  })

  it('what is too short to be told twice is told when it is long together', async () => {
    const rig = createRig()
    await rig.connect()
    rig.press('t1')
    rig.engine.captured({ type: 'gap', turnId: 't1', lostMs: 300, atStart: true })
    zeros(rig, 't1', 300)
    rig.speak('t1', 50)
    expect(told(rig)).toHaveLength(1)
  })

  it('a hold that turns into a question may have begun before it was heard: that is told, and nothing of one without words', async () => {
    for (const [peak, count] of [
      [0.4, 1],
      [0.002, 0],
    ] as const) {
      const rig = createRig()
      await rig.connect()
      rig.engine.device({ state: 'open', device: 'mic' })
      rig.ask('t1')
      rig.committed('i1')
      rig.respond('r1')
      // The headset was let go of since, and is opened again by the hold.
      rig.engine.device({ state: 'closed', device: null })
      const item = {
        id: 'a1',
        type: 'mcp_approval_request',
        server_label: 's',
        name: 'solana_execute_buy',
        arguments: '{}',
      }
      rig.server({ type: 'response.output_item.added', response_id: 'r1', item })
      rig.done('r1', [item])
      rig.look('a1')
      rig.time.advance(1_000)
      rig.press('t2')
      rig.engine.device({ state: 'open', device: 'mic' })
      zeros(rig, 't2', 1_300)
      rig.hear('t2', 1_000, peak)
      expect(told(rig)).toHaveLength(count)
    }
  })

  it('a press that is over before there was a sound has no tone', async () => {
    const rig = createRig({ settings: { earcons: true } })
    await rig.connect()
    rig.press('t1')
    const captured = zeros(rig, 't1', 300)
    rig.release('t1', 300)
    rig.fence('t1', captured)
    expect(tones(rig)).toBe(0)
  })
})

describe('a microphone that the system itself calls muted, or that stands still', () => {
  it('is named while the key is held, and in what became of the question', async () => {
    const rig = createRig()
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'Yeti', trouble: 'muted' })
    rig.press('t1')
    const muted = '“Yeti” is muted in your system’s sound settings.'
    expect(rig.status).toMatchObject({ state: 'listening', detail: muted, microphone: { trouble: 'muted' } })
    const captured = zeros(rig, 't1', 2_000)
    rig.release('t1', 2_000)
    rig.fence('t1', captured)
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', problem: muted })
    rig.engine.device({ state: 'open', device: 'Yeti', trouble: 'dead' })
    rig.press('t2')
    rig.release('t2', 2_000)
    rig.fence('t2', 0)
    expect(rig.entry('t2', 'user')?.problem).toMatch(/^“Yeti” gives no sound\. Unplug it/)
    rig.engine.device({ state: 'open', device: 'Yeti' })
    rig.press('t3')
    expect(rig.status?.detail).toBe('Listening…')
  })
})
