import type { RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { describe, expect, it } from 'vitest'
import { readServerEvent, SERVER_EVENTS } from '../../renderer/engine/wire/server-events'
import { createRig, type Dialect } from '../../tools/engine/rig'

const item = { id: 'm1', type: 'message', role: 'assistant', status: 'in_progress', content: [] }
const at = { response_id: 'r1', item_id: 'm1', output_index: 0, content_index: 0 }
const error = { type: 'invalid_request_error', code: 'x', message: 'no', param: null }

/** One of each, with the fields that the protocol gives them. */
const EVENTS: Record<RealtimeServerEvent['type'], Record<string, unknown>> = {
  'session.created': { session: { type: 'realtime' } },
  'session.updated': { session: { type: 'realtime' } },
  'error': { error },
  'conversation.created': { conversation: { id: 'c' } },
  'conversation.item.created': { item, previous_item_id: null },
  'conversation.item.added': { item, previous_item_id: null },
  'conversation.item.done': { item, previous_item_id: null },
  'conversation.item.retrieved': { item },
  'conversation.item.deleted': { item_id: 'm1' },
  'conversation.item.truncated': { item_id: 'm1', content_index: 0, audio_end_ms: 10 },
  'conversation.item.input_audio_transcription.delta': { item_id: 'i1', content_index: 0, delta: 'What' },
  'conversation.item.input_audio_transcription.segment': {
    item_id: 'i1',
    content_index: 0,
    id: 's',
    speaker: 'a',
    text: 'What',
    start: 0,
    end: 1,
  },
  'conversation.item.input_audio_transcription.completed': { item_id: 'i1', content_index: 0, transcript: 'What?' },
  'conversation.item.input_audio_transcription.failed': { item_id: 'i1', content_index: 0, error },
  'input_audio_buffer.committed': { item_id: 'i2', previous_item_id: null },
  'input_audio_buffer.cleared': {},
  'input_audio_buffer.speech_started': { item_id: 'i3', audio_start_ms: 1 },
  'input_audio_buffer.speech_stopped': { item_id: 'i3', audio_end_ms: 2 },
  'input_audio_buffer.timeout_triggered': { item_id: 'i3', audio_start_ms: 1, audio_end_ms: 2 },
  'input_audio_buffer.dtmf_event_received': { event: '5', received_at: 1 },
  'output_audio_buffer.started': { response_id: 'r1' },
  'output_audio_buffer.stopped': { response_id: 'r1' },
  'output_audio_buffer.cleared': { response_id: 'r1' },
  'response.created': { response: { id: 'r1', status: 'in_progress', output: [] } },
  'response.done': { response: { id: 'r1', status: 'completed', output: [] } },
  'response.output_item.added': { response_id: 'r1', output_index: 0, item },
  'response.output_item.done': { response_id: 'r1', output_index: 0, item },
  'response.content_part.added': { ...at, part: { type: 'audio', transcript: '' } },
  'response.content_part.done': { ...at, part: { type: 'audio', transcript: 'Yes.' } },
  'response.output_audio.delta': { ...at, delta: 'AAAA' },
  'response.output_audio.done': at,
  'response.output_audio_transcript.delta': { ...at, delta: 'Yes', obfuscation: 'abc' },
  'response.output_audio_transcript.done': { ...at, transcript: 'Yes.' },
  'response.output_text.delta': { ...at, delta: 'Yes' },
  'response.output_text.done': { ...at, text: 'Yes.' },
  'response.function_call_arguments.delta': { ...at, call_id: 'f', delta: '{' },
  'response.function_call_arguments.done': { ...at, call_id: 'f', name: 'x', arguments: '{}' },
  'response.mcp_call_arguments.delta': { ...at, delta: '{' },
  'response.mcp_call_arguments.done': { ...at, arguments: '{}' },
  'response.mcp_call.in_progress': { item_id: 'c1', output_index: 0 },
  'response.mcp_call.completed': { item_id: 'c1', output_index: 0 },
  'response.mcp_call.failed': { item_id: 'c1', output_index: 0 },
  'mcp_list_tools.in_progress': { item_id: 'l1' },
  'mcp_list_tools.completed': { item_id: 'l1' },
  'mcp_list_tools.failed': { item_id: 'l1' },
  'rate_limits.updated': { rate_limits: [] },
}

const BETA: Record<string, string> = {
  'conversation.item.added': 'conversation.item.created',
  'response.output_audio.delta': 'response.audio.delta',
  'response.output_audio.done': 'response.audio.done',
  'response.output_audio_transcript.delta': 'response.audio_transcript.delta',
  'response.output_audio_transcript.done': 'response.audio_transcript.done',
  'response.output_text.delta': 'response.text.delta',
  'response.output_text.done': 'response.text.done',
}

const names = Object.keys(EVENTS) as (keyof typeof EVENTS)[]

it('there are 46 server events, and each of them is known', () => {
  expect(names).toHaveLength(46)
  expect([...SERVER_EVENTS, 'conversation.item.created'].sort()).toEqual([...names].sort())
})

describe.each(names)('%s', (type) => {
  it('is read in both dialects', () => {
    const ga = readServerEvent({ type, event_id: 'e', ...EVENTS[type] })
    const beta = readServerEvent({ type: BETA[type] ?? type, event_id: 'e', ...EVENTS[type] })
    expect(ga.kind).toBe('event')
    expect(beta).toEqual(ga)
  })

  it.each(['ga', 'beta'] as Dialect[])(
    'does no harm at any moment of a turn, whole or damaged, in %s',
    async (dialect) => {
      const rig = createRig({ dialect })
      const tell = () => {
        rig.server({ type, ...EVENTS[type] })
        for (const key of Object.keys(EVENTS[type])) rig.server({ type, ...EVENTS[type], [key]: { odd: [null] } })
        rig.server({ type })
      }
      await rig.connect()
      tell()
      rig.press('t1')
      rig.speak('t1', 30)
      tell()
      rig.release('t1')
      rig.fence('t1', 7200)
      tell()
      rig.respond('r9')
      rig.say('r9', 'm9', 'Here.')
      tell()
      rig.done('r9')
      rig.playedAll('m9')
      tell()
      rig.time.advance(40_000)
      // Whatever was told, the speech was delivered once and the turn has an end.
      expect(rig.count('input_audio_buffer.commit')).toBe(1)
      expect(rig.turn('t1')?.outcome).not.toBeNull()
      expect(rig.turn('t1')?.samples).toMatchObject({ captured: 7200, sent: 7200 })
    },
  )
})

describe('the client', () => {
  it.each(['ga', 'beta'] as Dialect[])('sends each of its events with an id of its own, in %s', async (dialect) => {
    const rig = createRig({ dialect })
    await rig.connect()
    rig.engine.command({ type: 'say', text: 'Hello' })
    rig.respond('r1')
    rig.say('r1', 'm1', 'one two three', 24_000)
    rig.server({ type: 'mcp_list_tools.completed', item_id: 'l1' })
    rig.press('t2')
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 4800 }] })
    rig.done('r1', [], { status: 'cancelled' })
    rig.speak('t2', 8)
    rig.engine.talk({ type: 'tap', talkId: 't2', at: rig.time.clock.now(), heldMs: 80 })
    rig.ask('t3')
    rig.committed('i3')
    rig.respond('r3')
    rig.say('r3', 'm3', 'four five', 24_000)
    rig.press('t4')
    rig.engine.played({ type: 'flushed', items: [{ itemId: 'm3', played: 0 }] })
    // `output_audio_buffer.clear`, the eleventh, is for WebRTC alone: here the playback is ours.
    expect(new Set(rig.types())).toEqual(
      new Set([
        'session.update',
        'conversation.item.create',
        'response.create',
        'conversation.item.retrieve',
        'response.cancel',
        'conversation.item.truncate',
        'input_audio_buffer.append',
        'input_audio_buffer.clear',
        'input_audio_buffer.commit',
        'conversation.item.delete',
      ]),
    )
    const ids = rig.sent.map((event) => event.event_id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('names in its log what each acknowledgement and each error answers', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    const id = rig.last('input_audio_buffer.commit')?.event_id
    rig.server({ type: 'error', error: { ...error, event_id: id } })
    rig.time.advance(40)
    const cause = (name: string) => rig.log.find((row) => row.direction === 'in' && row.name === name)?.cause
    expect(cause('session.updated')).toBe(rig.last('session.update')?.event_id)
    expect(cause('input_audio_buffer.committed')).toBe(id)
    expect(cause('response.created')).toBe(rig.last('response.create')?.event_id)
    expect(cause('error')).toBe(id)
    expect(rig.log.filter((row) => row.name === 'error')).toHaveLength(1)
  })

  it('answers a function that it does not have, and the turn goes on', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    const call = { id: 'f1', type: 'function_call', call_id: 'call_1', name: 'open_door', arguments: '{}' }
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: { ...call, status: 'in_progress' } })
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: { ...call, status: 'completed' } })
    rig.done('r1', [{ ...call, status: 'completed' }])
    const item = rig.last('conversation.item.create')?.item
    expect(item).toMatchObject({ type: 'function_call_output', call_id: 'call_1' })
    expect(rig.count('conversation.item.create')).toBe(1)
    expect(rig.count('response.create')).toBe(2)
    expect(rig.money).toEqual([])
  })
})

describe('an event that comes twice', () => {
  it('is one: no word and no sample is doubled', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    for (const event_id of ['e1', 'e1', 'e2', 'e2']) {
      rig.server({ type: 'response.output_audio_transcript.delta', event_id, ...at, delta: 'ha' })
      rig.server({ type: 'response.output_audio.delta', event_id: `a${event_id}`, ...at, delta: 'AAAA'.repeat(80) })
    }
    expect(rig.entry('m1', 'assistant')?.text).toBe('haha')
    expect(rig.playbackCommands.filter((command) => command.type === 'audio')).toHaveLength(2)
  })
})

describe('the dialect', () => {
  const refuse = (rig: ReturnType<typeof createRig>) =>
    rig.server({
      type: 'error',
      error: { ...error, code: 'unknown_parameter', event_id: rig.last('session.update')?.event_id },
    })

  it('that a server turned out to speak is remembered for it, and said once', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.created()
    refuse(rig)
    expect(rig.count('session.update')).toBe(2)
    rig.updated()
    expect(rig.status?.dialect).toBe('beta')
    expect(rig.entriesOf('notice').map((notice) => notice.text)).toEqual([
      expect.stringMatching(/speaks an older form of the protocol/),
    ])
    rig.closeSocket()
    rig.time.advance(1000)
    await rig.accept()
    expect(rig.count('session.update')).toBe(3)
    expect(rig.status?.dialect).toBe('beta')
  })

  it('is repaired once and not again', async () => {
    const rig = createRig()
    rig.engine.connect()
    await rig.settle()
    rig.created()
    refuse(rig)
    refuse(rig)
    expect(rig.count('session.update')).toBe(2)
    expect(rig.status?.state).toBe('error')
    expect(rig.status?.detail).toMatch(/refused the session settings/)
  })
})
