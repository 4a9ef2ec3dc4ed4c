import { expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

it('a session that expires just when a question has left brings it to the next one by itself', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.server({
    type: 'error',
    error: { type: 'invalid_request_error', code: 'session_expired', message: 'An hour is over.', event_id: null },
  })
  rig.closeSocket(1001)
  rig.time.advance(400)
  await rig.accept()
  expect(rig.count('input_audio_buffer.commit')).toBe(2)
  expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'sending', problem: null })
})

it('a tool whose permission had ended is told from one that failed, in whatever order that is told', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  const call = { id: 'c1', type: 'mcp_call', server_label: 's', name: 'price', arguments: '{}' }
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: call })
  rig.done('r1', [call])
  rig.server({ type: 'response.mcp_call.failed', item_id: 'c1' })
  const refused = { ...call, error: { type: 'http_error', code: 401, message: 'Unauthorized' } }
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item: refused })
  rig.server({ type: 'conversation.item.done', item: refused })
  rig.respond('r2')
  rig.say('r2', 'm1', 'That did not work.')
  rig.done('r2')
  rig.playedAll('m1')
  expect(rig.entry('t1', 'user')?.problem).toMatch(/permission to use tools had expired/)
  await rig.settle()
  expect(rig.mints).toBe(2)
})
