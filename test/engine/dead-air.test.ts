import { describe, expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

const call = (more = {}) => ({
  id: 'c1',
  type: 'mcp_call',
  server_label: 's',
  name: 'price_of',
  arguments: '{}',
  ...more,
})

async function calling(done: boolean) {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call() })
  rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
  if (done) rig.done('r1', [call()])
  return rig
}

describe('four seconds of nothing after a tool', () => {
  it('say what is waited for, and look again once: an end that was not told is found', async () => {
    const rig = await calling(true)
    rig.time.advance(3_900)
    expect(rig.status?.detail).toBe('Working…')
    rig.time.advance(200)
    expect(rig.status?.detail).toBe('Still waiting for price of…')
    expect(rig.last('conversation.item.retrieve')).toMatchObject({ item_id: 'c1' })
    rig.time.advance(20_000)
    expect(rig.count('conversation.item.retrieve')).toBe(1)
    rig.server({ type: 'conversation.item.retrieved', item: call({ output: '{"usd":1}' }) })
    expect(rig.count('response.create')).toBe(2)
    expect(rig.turn('t1')?.tools).toMatchObject([{ status: 'done', output: '{"usd":1}' }])
  })

  it('when only the end of the response is missing, go on without it, once', async () => {
    const rig = await calling(false)
    rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
    expect(rig.count('response.create')).toBe(1)
    rig.time.advance(4_100)
    expect(rig.count('response.create')).toBe(2)
    // It was late, not lost.
    rig.done('r1', [call({ output: '{}' })])
    rig.time.advance(8_000)
    expect(rig.count('response.create')).toBe(2)
  })

  it('when the answer was asked for and does not begin, wait: it is not asked for twice', async () => {
    const rig = await calling(true)
    rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
    rig.time.advance(4_100)
    expect(rig.status?.detail).toBe('The figures are here. Still waiting for the answer…')
    expect(rig.count('response.create')).toBe(2)
    rig.respond('r2')
    rig.say('r2', 'm2', 'One dollar.')
    rig.done('r2')
    rig.playedAll('m2')
    expect(rig.turn('t1')?.outcome).toBe('answered')
    expect(rig.status?.detail).toBe('Ready')
  })
})
