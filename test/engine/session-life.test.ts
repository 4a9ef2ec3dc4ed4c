import { describe, expect, it } from 'vitest'
import type { GrantReply } from '../../shared/grant'
import { sentence } from '../../shared/i18n'
import { createRig, GRANT, type Rig } from '../../tools/engine/rig'

const MINUTE = 60_000
const pageDown = {
  ok: false,
  problem: { code: 'http_500', message: 'no', retry: 'later', retryAfterMs: null },
} as const

/** One question, answered with a tool's figures, heard to its end. */
function converse(rig: Rig, id = 't1') {
  rig.ask(id)
  rig.committed(`item_${id}`)
  rig.server({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: `item_${id}`,
    transcript: 'What is on top?',
  })
  rig.respond(`r_${id}`)
  const call = {
    id: `call_${id}`,
    type: 'mcp_call',
    server_label: 's',
    name: 'top',
    arguments: '{"n":1}',
    output: '{"top":"Panda"}',
  }
  rig.server({ type: 'response.output_item.added', response_id: `r_${id}`, item: call })
  rig.done(`r_${id}`, [call])
  rig.respond(`s_${id}`)
  rig.say(`s_${id}`, `m_${id}`, 'Panda is on top.')
  rig.done(`s_${id}`)
  rig.playedAll(`m_${id}`)
}

const created = (rig: Rig) => rig.sent.filter((event) => event.type === 'conversation.item.create')
const itemsOf = (events: Record<string, unknown>[]) => events.map(({ item }) => item as Record<string, unknown>)

describe('a session', () => {
  it('is renewed five minutes before its end, in a quiet moment, and the new one is told the past', async () => {
    const rig = createRig()
    await rig.connect()
    converse(rig)
    const before = rig.sent.length
    rig.time.advance(54 * MINUTE)
    expect(rig.mints).toBe(1)
    rig.time.advance(MINUTE + 1_000)
    await rig.accept()
    expect(rig.mints).toBe(2)
    expect(rig.status?.state).toBe('idle')
    const told = itemsOf(rig.sent.slice(before).filter((event) => event.type === 'conversation.item.create'))
    expect(told.map((item) => item.role ?? item.type)).toEqual([
      'system',
      'user',
      'function_call',
      'function_call_output',
      'assistant',
    ])
    expect(JSON.stringify(told[0])).toContain('Wallet1')
    expect(told[2]).toMatchObject({ name: 'top', arguments: '{"n":1}', call_id: told[3]?.call_id })
    expect(told[3]).toMatchObject({ output: '{"top":"Panda"}' })
    expect(told[4]).toMatchObject({ content: [{ type: 'output_text', text: 'Panda is on top.' }] })
    for (const { id } of told) expect(String(id).length).toBeLessThanOrEqual(32)
    rig.ask('t2')
    expect(rig.turn('t2')?.samples.sent).toBe(12_000)
    expect(rig.closed).toEqual([1])
  })

  it('is not renewed while something is being asked, and then at once', async () => {
    const rig = createRig()
    await rig.connect()
    rig.time.advance(54.9 * MINUTE)
    rig.press('t1')
    rig.speak('t1', 30)
    rig.time.advance(0.2 * MINUTE)
    await rig.accept(2)
    expect(rig.closed).toEqual([])
    rig.talkOn(1)
    rig.release('t1')
    rig.fence('t1', 7200)
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Yes.')
    rig.done('r1')
    expect(rig.closed).toEqual([])
    rig.playedAll('m1')
    expect(rig.closed).toEqual([1])
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
  })

  it('that the server ends early is renewed early, and one whose clock is wrong is not believed', async () => {
    const rig = createRig({ session: { expires_at: (1_000_000 + 10 * MINUTE) / 1000 } })
    await rig.connect()
    rig.time.advance(8 * MINUTE)
    expect(rig.mints).toBe(1)
    rig.time.advance(0.4 * MINUTE)
    expect(rig.mints).toBe(2)
    const odd = createRig({ session: { expires_at: 12 } })
    await odd.connect()
    odd.time.advance(50 * MINUTE)
    expect(odd.mints).toBe(1)
  })

  it('whose successor can not be had is kept to its end, and the try repeated', async () => {
    const rig = createRig({ grants: [GRANT, pageDown, GRANT] })
    await rig.connect()
    rig.time.advance(55 * MINUTE + 1)
    await rig.settle()
    expect(rig.mints).toBe(2)
    expect(rig.status?.state).toBe('idle')
    rig.time.advance(15_000)
    await rig.accept()
    expect(rig.mints).toBe(3)
    expect(rig.closed).toEqual([1])
  })

  it('that ends while its successor is being made costs no word', async () => {
    const rig = createRig()
    await rig.connect()
    rig.time.advance(54.9 * MINUTE)
    rig.press('t1')
    rig.speak('t1', 30)
    rig.time.advance(0.2 * MINUTE)
    await rig.accept(2)
    rig.closeSocket(1001, 'session_expired', 1)
    rig.release('t1')
    rig.fence('t1', 7200)
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.turn('t1')?.samples).toMatchObject({ captured: 7200, sent: 7200 })
    expect(rig.socketOf('input_audio_buffer.commit')).toEqual([2])
  })

  it('is renewed when its tools answer 401, and the question is offered again', async () => {
    const rig = createRig({ tools: [{ type: 'mcp', server_label: 's' }] })
    await rig.connect()
    rig.server({ type: 'mcp_list_tools.completed', item_id: 'list' })
    const tools = [{ name: 'top', annotations: { readOnlyHint: true } }]
    rig.server({
      type: 'conversation.item.retrieved',
      item: { id: 'list', type: 'mcp_list_tools', server_label: 's', tools },
    })
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    const call = { id: 'c1', type: 'mcp_call', server_label: 's', name: 'top', arguments: '{}' }
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call })
    rig.done('r1', [call])
    rig.server({ type: 'response.mcp_call.failed', item_id: 'c1' })
    const failed = { ...call, error: { type: 'http_error', code: 401, message: 'Unauthorized' } }
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: failed })
    rig.respond('r2')
    rig.say('r2', 'm2', 'I could not look.')
    rig.done('r2')
    rig.playedAll('m2')
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: true })
    expect(rig.entry('t1', 'user')?.problem).toMatch(/permission to use tools/)
    // At once: it waits for the session that is being made, and does not go to the one that can't look.
    rig.engine.command({ type: 'resend', turnId: 't1' })
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    await rig.accept()
    rig.server({ type: 'mcp_list_tools.completed', item_id: 'list2' })
    expect(rig.mints).toBe(2)
    expect(rig.socketOf('input_audio_buffer.commit')).toEqual([1, 2])
  })
})

describe('a lost connection', () => {
  it('is made good by itself, with pauses that grow and never all at once', async () => {
    const rig = createRig({ grants: [GRANT, pageDown, pageDown, pageDown, pageDown, GRANT] })
    await rig.connect()
    rig.closeSocket()
    const pauses: number[] = []
    let last = rig.mints
    for (let ms = 0; ms < 40_000; ms += 50) {
      rig.time.advance(50)
      await rig.settle()
      if (rig.mints > last) pauses.push(ms)
      last = rig.mints
    }
    const gaps = pauses.slice(1).map((at, index) => at - (pauses[index] ?? 0))
    expect(gaps.length).toBeGreaterThanOrEqual(4)
    for (const [index, gap] of gaps.slice(1, 4).entries()) expect(gap).toBeGreaterThan((gaps[index] ?? 0) * 1.5)
  })

  it('is not made good while offline, and at once when the network is back', async () => {
    const rig = createRig({ settings: { backend: 'dexter' } })
    await rig.connect()
    rig.engine.command({ type: 'network', online: false })
    rig.time.advance(10 * MINUTE)
    await rig.settle()
    expect(rig.mints).toBe(1)
    rig.ask('t1')
    expect(rig.status?.detail).toMatch(/Waiting for the network/)
    rig.engine.command({ type: 'network', online: true })
    await rig.accept()
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
  })

  it('that does not come back within 30 seconds offers the question instead of sending it', async () => {
    const rig = createRig({ settings: { backend: 'dexter' } })
    await rig.connect()
    rig.engine.command({ type: 'network', online: false })
    rig.ask('t1')
    rig.time.advance(31_000)
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
    rig.engine.command({ type: 'network', online: true })
    await rig.accept()
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
  })

  it('uses its secret again while it lives, and never after', async () => {
    const alive = {
      ok: true,
      grant: { ...GRANT.grant, expiresAt: 1_000_000 + 10 * MINUTE },
    } as const satisfies GrantReply
    const rig = createRig({ grants: [alive] })
    await rig.connect()
    rig.closeSocket()
    rig.time.advance(1000)
    await rig.accept()
    expect([rig.mints, rig.sockets]).toEqual([1, 2])
    rig.time.advance(10 * MINUTE)
    rig.closeSocket()
    rig.time.advance(1000)
    await rig.accept()
    expect([rig.mints, rig.sockets]).toEqual([2, 3])
  })

  it('renews its secret before it ends while questions are asked, and not when nobody is there', async () => {
    const alive = (n: number) =>
      ({ ok: true, grant: { ...GRANT.grant, expiresAt: 1_000_000 + n * 10 * MINUTE } }) as const satisfies GrantReply
    const rig = createRig({ grants: [alive(1), alive(2), alive(3)] })
    await rig.connect()
    rig.time.advance(5 * MINUTE)
    converse(rig)
    rig.time.advance(5 * MINUTE - 25_000)
    await rig.settle()
    expect(rig.mints).toBe(2)
    rig.time.advance(30 * MINUTE)
    await rig.settle()
    expect(rig.mints).toBe(2)
  })
})

describe('a computer that slept', () => {
  it('closes the line, keeps what was being asked, and connects when it wakes', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.engine.command({ type: 'suspend' })
    rig.time.setWall(60 * MINUTE)
    rig.time.advance(100)
    expect(rig.sockets).toBe(1)
    rig.engine.command({ type: 'resume' })
    await rig.accept()
    expect(rig.sockets).toBe(2)
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.entry('t1', 'user')).toMatchObject({ resendable: true })
  })

  it('without saying so is noticed at the next press, and the question goes over a new line', async () => {
    const rig = createRig()
    await rig.connect()
    rig.time.setWall(60 * MINUTE)
    rig.press('t1')
    rig.speak('t1', 30)
    await rig.accept()
    rig.release('t1')
    rig.fence('t1', 7200)
    expect(rig.socketOf('input_audio_buffer.commit')).toEqual([2])
    expect(rig.turn('t1')?.samples).toMatchObject({ captured: 7200, sent: 7200 })
  })
})

it('the past of one backend is not told to another', async () => {
  const rig = createRig()
  await rig.connect()
  converse(rig)
  rig.engine.settings({ ...rig.settings, backend: 'openai' })
  rig.engine.command({ type: 'reset', reason: sentence(() => 'The backend was changed.') })
  await rig.accept()
  expect(created(rig)).toEqual([])
})

it('what was not heard of an answer is not told as said', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.say('r1', 'm1', 'one two three four', 24_000)
  rig.press('t2')
  rig.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 12_037 }] })
  rig.engine.talk({ type: 'tap', talkId: 't2', at: rig.time.clock.now(), heldMs: 90 })
  rig.closeSocket()
  rig.time.advance(2000)
  await rig.accept()
  expect(itemsOf(created(rig)).at(-1)).toMatchObject({ content: [{ type: 'output_text', text: 'one two' }] })
})

it('a server that refuses an item of the past disturbs nobody', async () => {
  const rig = createRig()
  await rig.connect()
  converse(rig)
  rig.closeSocket()
  rig.time.advance(2000)
  await rig.accept()
  const { event_id } = created(rig)[2] ?? {}
  rig.server({
    type: 'error',
    error: { type: 'invalid_request_error', code: 'invalid_value', message: 'no', event_id },
  })
  expect(rig.entriesOf('notice')).toEqual([])
  rig.ask('t2')
  expect(rig.count('response.create')).toBe(3)
})
