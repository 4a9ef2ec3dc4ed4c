import { describe, expect, it } from 'vitest'
import { createRig, GRANT } from '../../tools/engine/rig'
import { balances } from '../evidence/outputs'

const ARGUMENTS = '{"amount_ui":0.5}'
const request = { id: 'apr_1', type: 'mcp_approval_request', server_label: 's', name: 'swap', arguments: ARGUMENTS }
const call = (more = {}) => ({
  id: 'call_1',
  type: 'mcp_call',
  server_label: 's',
  name: 'swap',
  arguments: ARGUMENTS,
  approval_request_id: 'apr_1',
  ...more,
})

async function asked() {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: request })
  rig.done('r1', [request])
  return rig
}

async function running() {
  const rig = await asked()
  rig.decide('apr_1', true)
  rig.server({ type: 'conversation.item.added', item: call() })
  rig.server({ type: 'response.mcp_call.in_progress', item_id: 'call_1' })
  return rig
}

const steps = (rig: Awaited<ReturnType<typeof asked>>) => rig.money.map((fact) => fact.step)

describe('the ledger is told of a trade', () => {
  it('step by step, each once, with what was shown and for which wallet', async () => {
    const rig = await running()
    rig.server({ type: 'response.mcp_call.completed', item_id: 'call_1' })
    expect(steps(rig)).toEqual(['proposed', 'approved', 'called'])
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: call({ output: '{"signature":"abc"}' }) })
    rig.server({ type: 'conversation.item.done', item: call({ output: '{"signature":"abc"}' }) })
    expect(steps(rig)).toEqual(['proposed', 'approved', 'called', 'succeeded'])
    for (const fact of rig.money) {
      expect(fact).toMatchObject({
        requestId: 'apr_1',
        tool: 'swap',
        arguments: ARGUMENTS,
        wallet: 'Wallet1',
        turnId: 't1',
      })
    }
    expect(rig.money.at(-1)?.detail).toContain('abc')
  })

  it('that was denied', async () => {
    const rig = await asked()
    rig.decide('apr_1', false)
    expect(steps(rig)).toEqual(['proposed', 'denied'])
  })

  it('whose end nobody saw: unknown, and not sent again', async () => {
    const rig = await running()
    rig.closeSocket()
    rig.time.advance(60_000)
    expect(steps(rig)).toEqual(['proposed', 'approved', 'called', 'unknown'])
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.entry('t1', 'user')).toMatchObject({ resendable: false })
    expect(rig.entry('t1', 'user')?.problem).toMatch(/check (?:the|your) wallet/i)
  })

  it('that was approved and of which nothing more was seen: unknown', async () => {
    const rig = await asked()
    rig.decide('apr_1', true)
    rig.closeSocket()
    rig.time.advance(60_000)
    expect(steps(rig)).toEqual(['proposed', 'approved', 'unknown'])
    expect(rig.money.at(-1)).toMatchObject({ requestId: 'apr_1', arguments: ARGUMENTS, wallet: 'Wallet1' })
  })

  it('that failed, with the reason', async () => {
    const rig = await running()
    rig.server({ type: 'response.mcp_call.failed', item_id: 'call_1' })
    expect(steps(rig).at(-1)).toBe('failed')
  })
})

describe('a tool that only reads', () => {
  it('is no matter for the ledger', async () => {
    const rig = createRig({ tools: [{ type: 'mcp' }] })
    await rig.connect()
    rig.server({ type: 'mcp_list_tools.completed', item_id: 'list' })
    const tools = [{ name: 'price', annotations: { readOnlyHint: true } }]
    rig.server({
      type: 'conversation.item.retrieved',
      item: { id: 'list', type: 'mcp_list_tools', server_label: 's', tools },
    })
    rig.ask('t1')
    rig.respond('r1')
    rig.server({
      type: 'response.output_item.added',
      response_id: 'r1',
      item: call({ name: 'price', approval_request_id: null }),
    })
    rig.server({ type: 'response.mcp_call.in_progress', item_id: 'call_1' })
    rig.server({ type: 'response.mcp_call.completed', item_id: 'call_1' })
    expect(rig.money).toEqual([])
  })
})

it('a price that another backend told, simulated maybe, says nothing of what a trade is worth', async () => {
  const backends = ['practice', 'dexter', 'practice'] as const
  const grants = backends.map((backend) => ({ ...GRANT, grant: { ...GRANT.grant, backend } }))
  const rig = createRig({ grants })
  await rig.connect()
  const told = {
    id: 'call_0',
    type: 'mcp_call',
    server_label: 'dexter',
    name: 'solana_list_balances',
    arguments: '{}',
    output: JSON.stringify(balances),
  }
  const worth = async (turn: string) => {
    rig.ask(turn)
    rig.committed(`i${turn}`)
    rig.respond(`r${turn}`)
    if (turn === 't1') rig.server({ type: 'response.output_item.done', response_id: 'rt1', item: told })
    const item = {
      ...request,
      id: `apr_${turn}`,
      server_label: 'dexter',
      name: 'solana_send',
      arguments: '{"recipient_value":"x","amount_ui":1}',
    }
    rig.server({ type: 'response.output_item.done', response_id: `r${turn}`, item })
    rig.done(`r${turn}`, [item])
    return rig.entry(item.id, 'approval')?.worth ?? null
  }
  expect(await worth('t1')).toMatchObject({ from: expect.stringMatching(/from balances/) })
  rig.engine.settings({ ...rig.settings, backend: 'dexter' })
  rig.engine.connect()
  await rig.accept()
  expect(await worth('t2')).toBeNull()
  rig.engine.settings({ ...rig.settings, backend: 'practice' })
  rig.engine.connect()
  await rig.accept()
  expect(await worth('t3')).not.toBeNull()
})
