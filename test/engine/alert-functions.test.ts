import { expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

const item = {
  id: 'f1',
  type: 'function_call',
  call_id: 'call_1',
  name: 'set_price_alert',
  arguments: '{"token":"SOL","condition":"above","value":250}',
  status: 'completed',
}

async function called() {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
  rig.done('r1', [item])
  return rig
}

const answered = (
  rig: Awaited<ReturnType<typeof called>>,
  ok: boolean,
  output: string,
  problem: string | null = null,
) => rig.engine.command({ type: 'function-answered', itemId: 'f1', ok, output, problem })

it('a function about alerts is asked of main once, and the model goes on when it has answered', async () => {
  const rig = await called()
  expect(rig.functions).toMatchObject([{ itemId: 'f1', name: 'set_price_alert', arguments: item.arguments }])
  expect(rig.entry('f1', 'tool')).toMatchObject({ status: 'running', output: null })
  expect(rig.count('response.create')).toBe(1)
  answered(rig, true, '{"set":{}}')
  expect(rig.last('conversation.item.create')?.item).toMatchObject({
    type: 'function_call_output',
    call_id: 'call_1',
    output: '{"set":{}}',
  })
  expect(rig.entry('f1', 'tool')).toMatchObject({ status: 'done', output: '{"set":{}}', error: null })
  expect(rig.count('response.create')).toBe(2)
  // Told twice, it is answered once.
  answered(rig, true, '{}')
  expect(rig.count('response.create')).toBe(2)
})

it('what main refuses is told to the model, and shown in main’s words', async () => {
  const rig = await called()
  const message = 'SOL is already at $260.00.'
  answered(rig, false, JSON.stringify({ error: 'reached_already', message }), 'SOL ya está a 260,00 US$.')
  expect(rig.entry('f1', 'tool')).toMatchObject({ status: 'failed', error: 'SOL ya está a 260,00 US$.' })
  expect(JSON.stringify(rig.last('conversation.item.create'))).toContain(message)
  expect(rig.last('conversation.item.create')?.item).toMatchObject({ type: 'function_call_output', call_id: 'call_1' })
})

it('an alert moves no money: the question may be sent again', async () => {
  const rig = await called()
  expect(rig.money).toEqual([])
})

it('an answer for a session that has ended is nobody’s', async () => {
  const rig = await called()
  rig.closeSocket(1006)
  const before = rig.count('conversation.item.create')
  answered(rig, true, '{}')
  expect(rig.entry('f1', 'tool')).toMatchObject({ status: 'failed' })
  expect(rig.count('conversation.item.create')).toBe(before)
})
