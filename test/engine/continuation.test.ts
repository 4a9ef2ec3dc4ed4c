import { describe, expect, it } from 'vitest'
import { setCatalogue } from '../../shared/i18n'
import en from '../../shared/i18n/en'
import { createRig, type Dialect, GRANT, type Rig } from '../../tools/engine/rig'

/**
 * After a tool round the client must ask for the answer exactly once, whatever the order in which the server tells that
 * the calls have ended and that the response is done.
 */
const CALLS = [1, 3, 8]
const ORDERS = ['done first', 'done last', 'interleaved'] as const
const ENDINGS = ['completed', 'failed', 'mixed'] as const
const DIALECTS: Dialect[] = ['ga', 'beta']

const callItem = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'mcp_call',
  server_label: 'dexter',
  name: 'pumpstream_live_summary',
  arguments: '',
  output: null,
  error: null,
  ...more,
})

function announce(rig: Rig, responseId: string, ids: string[]) {
  for (const id of ids) {
    rig.server({ type: 'response.output_item.added', response_id: responseId, output_index: 0, item: callItem(id) })
    rig.server({ type: 'conversation.item.added', previous_item_id: null, item: callItem(id) })
    rig.server({ type: 'response.mcp_call_arguments.delta', response_id: responseId, item_id: id, delta: '{' })
    rig.server({ type: 'response.mcp_call_arguments.done', response_id: responseId, item_id: id, arguments: '{}' })
    rig.server({ type: 'response.mcp_call.in_progress', item_id: id, output_index: 0 })
  }
}

function endCall(rig: Rig, responseId: string, id: string, failed: boolean) {
  rig.server({
    type: failed ? 'response.mcp_call.failed' : 'response.mcp_call.completed',
    item_id: id,
    output_index: 0,
  })
  const item = callItem(
    id,
    failed ? { arguments: '{}', error: { type: 'x', message: 'no' } } : { arguments: '{}', output: '{"a":1}' },
  )
  rig.server({ type: 'response.output_item.done', response_id: responseId, output_index: 0, item })
  if (failed) return
  rig.server({ type: 'conversation.item.done', previous_item_id: null, item })
}

for (const count of CALLS)
  for (const order of ORDERS)
    for (const ending of ENDINGS)
      for (const dialect of DIALECTS)
        for (const speaks of [false, true])
          describe(`${count} call(s), ${order}, ${ending}, ${dialect}, the trader ${speaks ? 'speaks meanwhile' : 'waits'}`, () => {
            it('asks for the answer exactly once', async () => {
              const rig = createRig({ dialect })
              await rig.connect()
              rig.ask('t1')
              rig.committed('item_1')
              rig.respond('r1')
              const ids = Array.from({ length: count }, (_, index) => `call_${index}`)
              announce(rig, 'r1', ids)
              const output = ids.map((id) => callItem(id, { arguments: '{}' }))
              const failed = (index: number) => ending === 'failed' || (ending === 'mixed' && index % 2 === 0)
              if (order === 'done first') rig.done('r1', output)
              if (speaks) {
                rig.press('t2')
                if (order !== 'done first') rig.done('r1', output, { status: 'cancelled' })
              }
              for (const [index, id] of ids.entries()) {
                endCall(rig, 'r1', id, failed(index))
                if (order === 'interleaved' && !speaks && index === Math.floor(count / 2)) rig.done('r1', output)
              }
              if (order === 'done last' && !speaks) rig.done('r1', output)
              if (order === 'interleaved' && !speaks) rig.done('r1', output)
              if (speaks) {
                rig.speak('t2', 30)
                rig.release('t2')
                rig.fence('t2', 7200)
                rig.committed('item_2')
              }
              // One for the question, one more for the answer: the continuation, or the new question's own.
              expect(rig.count('response.create')).toBe(2)
              rig.respond('r2')
              rig.say('r2', 'm2', 'Here it is.')
              rig.done('r2')
              rig.playedAll('m2')
              expect(rig.count('response.create')).toBe(2)
              const turn = rig.turn(speaks ? 't2' : 't1')
              expect(turn).toMatchObject({ outcome: 'answered', said: 'Here it is.', responseCreates: speaks ? 1 : 2 })
              expect(rig.turn('t1')?.tools.map((tool) => tool.status)).toEqual(
                ids.map((_, index) => (failed(index) ? 'failed' : 'done')),
              )
            })
          })

describe('a response that speaks after its tools', () => {
  it('needs no continuation', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.respond('r1')
    announce(rig, 'r1', ['call_0'])
    endCall(rig, 'r1', 'call_0', false)
    rig.say('r1', 'm1', 'By myself.')
    rig.done('r1', [callItem('call_0', { output: '{}' }), { id: 'm1', type: 'message', role: 'assistant' }])
    rig.playedAll('m1')
    expect(rig.count('response.create')).toBe(1)
    expect(rig.turn('t1')?.outcome).toBe('answered')
  })

  it('needs one when it spoke only before them', async () => {
    const rig = createRig()
    await rig.connect()
    rig.ask('t1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Let me look.')
    announce(rig, 'r1', ['call_0'])
    rig.done('r1', [{ id: 'm1', type: 'message', role: 'assistant' }, callItem('call_0')])
    endCall(rig, 'r1', 'call_0', false)
    expect(rig.count('response.create')).toBe(2)
  })
})

describe('an approval', () => {
  const request = {
    id: 'apr_1',
    type: 'mcp_approval_request',
    server_label: 'dexter',
    name: 'solana_swap_execute',
    arguments: '{"amount_ui":1}',
  }

  async function asked(options: Parameters<typeof createRig>[0] = {}) {
    const rig = createRig(options)
    await rig.connect()
    rig.ask('t1')
    rig.respond('r1')
    rig.server({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item: request })
    rig.done('r1', [request])
    return rig
  }

  it('holds the answer back until it was given and its call has ended', async () => {
    const rig = await asked()
    expect(rig.entry('apr_1', 'approval')).toMatchObject({
      decision: 'pending',
      wallet: 'Wallet1',
      name: 'solana_swap_execute',
    })
    expect(rig.count('response.create')).toBe(1)
    rig.decide('apr_1', true)
    expect(rig.last('conversation.item.create')?.item).toMatchObject({
      type: 'mcp_approval_response',
      approval_request_id: 'apr_1',
      approve: true,
    })
    expect(rig.count('response.create')).toBe(1)
    const call = callItem('call_1', { name: 'solana_swap_execute', approval_request_id: 'apr_1', arguments: '{}' })
    rig.server({ type: 'conversation.item.added', previous_item_id: null, item: call })
    expect(rig.count('response.create')).toBe(1)
    rig.server({ type: 'response.mcp_call.completed', item_id: 'call_1', output_index: 0 })
    expect(rig.count('response.create')).toBe(2)
    expect(rig.turn('t1')?.tools).toHaveLength(1)
  })

  it('that is denied is answered once, and deciding twice changes nothing', async () => {
    const rig = await asked()
    rig.decide('apr_1', false)
    rig.decide('apr_1', true)
    expect(rig.count('conversation.item.create')).toBe(1)
    expect(rig.count('response.create')).toBe(2)
    expect(rig.entry('apr_1', 'approval')?.decision).toBe('denied')
  })

  it('that nobody gives in time is denied by itself, and the turn goes on', async () => {
    const rig = await asked()
    rig.look('apr_1')
    rig.time.advance(31_000)
    rig.decide('apr_1', true)
    expect(rig.last('conversation.item.create')?.item).toMatchObject({ approve: false })
    expect(rig.count('conversation.item.create')).toBe(1)
    expect(rig.entry('apr_1', 'approval')).toMatchObject({
      decision: 'expired',
      reason: 'You didn’t confirm it in time.',
    })
    expect(rig.count('response.create')).toBe(2)
  })

  it('of a guest is never given', async () => {
    const guest = { ...GRANT.grant, identity: { kind: 'guest', label: 'Demo', wallet: null } } as const
    const rig = await asked({ grants: [{ ok: true, grant: guest }] })
    rig.decide('apr_1', true)
    expect(rig.last('conversation.item.create')?.item).toMatchObject({ approve: false })
    expect(rig.entry('apr_1', 'approval')?.reason).toBe('Guests can’t move money. Sign in first. Nothing was done.')
  })

  it('says why it was not done in the language of the app, whole', async () => {
    const hindered = 'No se hizo nada: {hindrance}'
    setCatalogue({ ...en, engine: { ...en.engine, denied: { ...en.engine.denied, hindered } } }, 'es-ES')
    const guest = { ...GRANT.grant, identity: { kind: 'guest', label: 'Demo', wallet: null } } as const
    const rig = await asked({ grants: [{ ok: true, grant: guest }] })
    rig.decide('apr_1', true)
    setCatalogue(en, 'en-US')
    expect(rig.entry('apr_1', 'approval')?.reason).toMatch(/^No se hizo nada: /)
  })

  it('dies with the connection, and is not sent again', async () => {
    const rig = await asked()
    rig.closeSocket()
    rig.decide('apr_1', true)
    expect(rig.entry('apr_1', 'approval')?.decision).toBe('expired')
    expect(rig.count('conversation.item.create')).toBe(0)
  })

  it('is denied by a new question', async () => {
    const rig = await asked()
    rig.committed('i1')
    rig.press('t2')
    rig.hear('t2', 300, 0.3)
    rig.release('t2', 300)
    rig.fence('t2', 300 * 24)
    rig.committed('i2')
    expect(rig.entry('apr_1', 'approval')?.decision).toBe('pending')
    rig.written('i2', 'And what is SOL at?')
    expect(rig.last('conversation.item.create')?.item).toMatchObject({ approve: false })
    expect(rig.entry('apr_1', 'approval')).toMatchObject({ decision: 'denied', reason: 'You asked a new question.' })
    expect(rig.last('response.create')).not.toHaveProperty('response')
    expect(rig.count('response.create')).toBe(2)
  })
})
