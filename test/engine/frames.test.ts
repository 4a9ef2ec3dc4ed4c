import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

const bytes = (text: string) => new TextEncoder().encode(text)
const FORMS: [string, (text: string) => unknown][] = [
  ['an ArrayBuffer', (text) => bytes(text).slice().buffer],
  ['a Uint8Array', bytes],
  ['a part of a larger buffer', (text) => bytes(`xx${text}yy`).subarray(2, 2 + bytes(text).length)],
  ['with a byte order mark', (text) => bytes(`\uFEFF${text}`)],
]

const malformed = (rig: Rig) => {
  rig.time.advance(40)
  return rig.log.filter(({ name }) => name === 'malformed').map(({ data }) => data)
}
const notices = (rig: Rig) => rig.entriesOf('notice').map(({ text }) => text)

describe.each(FORMS)('events in binary frames, %s', (_form, frame) => {
  it('are read as UTF-8 text: the session opens and the question is answered', async () => {
    const rig = createRig()
    let count = 0
    const tell = (event: Record<string, unknown>) =>
      rig.receive(frame(JSON.stringify({ event_id: `b${++count}`, ...event })))
    rig.engine.connect()
    await rig.settle()
    tell({ type: 'session.created', session: { type: 'realtime', id: 's', tools: [] } })
    tell({ type: 'session.updated', session: { type: 'realtime', id: 's', tools: [] } })
    rig.ask('t1')
    tell({ type: 'input_audio_buffer.committed', item_id: 'i1' })
    tell({ type: 'response.created', response: { id: 'r1' } })
    const at = { response_id: 'r1', item_id: 'm1' }
    // Long enough for the short cut that audio takes, and in between text frames: the order is kept.
    tell({ type: 'response.output_audio.delta', ...at, delta: Buffer.alloc(4_800, 1).toString('base64') })
    rig.server({ type: 'response.output_audio_transcript.delta', ...at, delta: 'Zürich ' })
    tell({ type: 'response.output_audio_transcript.delta', ...at, delta: '東京 🚀' })
    rig.server({ type: 'response.output_audio_transcript.delta', ...at, delta: '!' })
    tell({ type: 'response.done', response: { id: 'r1', status: 'completed' } })
    rig.playedAll('m1')
    expect(rig.turn('t1')).toMatchObject({ outcome: 'answered', said: 'Zürich 東京 🚀!' })
    expect(malformed(rig)).toEqual([])
  })
})

describe('a binary frame', () => {
  it('that is no UTF-8 is left out and said, and no character of it is guessed', async () => {
    const rig = createRig()
    await rig.connect()
    const broken = bytes('{"type":"error","error":{"code":"x","message":"A?"}}')
    broken[broken.indexOf(63)] = 0xff
    rig.receive(broken)
    rig.receive(bytes('{"type":"err').slice(0, 9))
    rig.receive(new ArrayBuffer(0))
    expect(malformed(rig)).toMatchObject([
      { reason: 'A message from the server wasn’t UTF-8 text.', size: broken.length },
      { reason: 'A message from the server wasn’t a JSON object.', size: 9 },
      { reason: 'A message from the server wasn’t a JSON object.', size: 0 },
    ])
    expect(notices(rig)).toEqual(['A message from the server wasn’t UTF-8 text. It was left out.'])
  })

  it('has the bounds of text: neither too long nor too deep', async () => {
    const rig = createRig()
    await rig.connect()
    rig.receive(new Uint8Array(16e6 + 1).fill(120))
    rig.receive(bytes(`{"type":"error","error":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`))
    rig.receive(bytes(JSON.stringify({ type: 'error', error: { code: 'x', message: 'no '.repeat(10_000) } })))
    expect(malformed(rig)).toMatchObject([
      { reason: expect.stringMatching(/longer than 16 million/), size: 16e6 + 1 },
      { reason: expect.stringMatching(/more than 100 levels/) },
    ])
    expect(rig.status?.errors[0]?.message.length).toBeLessThanOrEqual(300)
  })
})
