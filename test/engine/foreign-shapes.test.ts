import { describe, expect, it } from 'vitest'
import { readServerEvent } from '../../renderer/engine/wire/server-events'
import { setCatalogue } from '../../shared/i18n'
import en from '../../shared/i18n/en'
import { mayHaveRunAfter } from '../../shared/trade-history'
import { createRig } from '../../tools/engine/rig'

const TOOLS = [{ type: 'mcp', server_label: 'dexter', require_approval: { never: { read_only: true } } }]
async function asked() {
  const rig = createRig({ tools: TOOLS })
  await rig.connect()
  rig.time.advance(8_000)
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  return rig
}
const codes = (rig: ReturnType<typeof createRig>) => rig.entriesOf('notice').map(({ code }) => code)
const itemDone = (item: Record<string, unknown>) => ({
  type: 'response.output_item.done',
  response_id: 'r1',
  output_index: 0,
  item,
})
const CALL = { id: 'call_1', type: 'mcp_call', server_label: 'dexter', name: 'price', arguments: '{}' }

describe('JSON where its text is due', () => {
  it.each([
    [{ price: 150 }, '{"price":150}'],
    [[{ type: 'text', text: 'SOL is at 150.' }], '[{"type":"text","text":"SOL is at 150."}]'],
    [150, '150'],
    [false, 'false'],
  ])('is what a tool answered: %j', async (output, text) => {
    const rig = await asked()
    rig.server(itemDone({ ...CALL, output }))
    rig.done('r1')
    expect(rig.entry('call_1', 'tool')).toMatchObject({ status: 'done', output: text })
    // It is continued like any other.
    expect(rig.count('response.create')).toBe(2)
    expect(codes(rig)).not.toContain('unreadable_call')
  })

  it('tells of a failure like its text', async () => {
    const rig = await asked()
    rig.server(itemDone({ ...CALL, output: { error: { code: 429, message: 'Too many requests.' } } }))
    expect(rig.entry('call_1', 'tool')).toMatchObject({ status: 'failed', error: 'Too many requests.' })
  })

  it('is what is asked for, unless a number may have lost digits: that can’t be approved', async () => {
    const hindranceOf = async (args: unknown) => {
      const rig = await asked()
      const request = {
        id: 'ask_1',
        type: 'mcp_approval_request',
        server_label: 'dexter',
        name: 'send',
        arguments: args,
      }
      rig.server(itemDone(request))
      return rig.entry('ask_1', 'approval')?.hindrance
    }
    expect(await hindranceOf({ lamports: 5_000_000_000, slippage: 0.5 })).toBeNull()
    expect(await hindranceOf(JSON.parse('{"lamports": 12345678901234567890}'))).toBe(
      'The details of this request can’t be read.',
    )
    expect(await hindranceOf(JSON.parse('{"to": [{"amount": 1152921504606846977}]}'))).toBe(
      'The details of this request can’t be read.',
    )
  })
})

describe('one item that can’t be read', () => {
  it.each([
    ['a message with plain words', { id: 'm1', type: 'message', role: 'assistant', content: 'SOL is at 150.' }],
    ['an item without an id', { type: 'reasoning' }],
    ['none at all', null],
    ['a status that is a number', { id: 'm2', type: 'message', role: 'assistant', status: 2, content: [] }],
  ])('does not make the end of a response unheard: %s', async (_, item) => {
    const rig = await asked()
    rig.say('r1', 'a1', 'SOL is at 150.')
    rig.done('r1', [item], { status: 'completed', status_details: 'none' })
    rig.playedAll('a1')
    expect(rig.turn('t1')?.outcome).toBe('answered')
    expect(codes(rig)).toEqual([])
  })

  it('is told where it is a call, once', async () => {
    const rig = await asked()
    rig.say('r1', 'a1', 'Done.')
    const call = { ...CALL, name: { of: 'something else' } }
    rig.server(itemDone(call))
    rig.done('r1', [call])
    expect(codes(rig)).toEqual(['unreadable_call'])
    const late = await asked()
    late.done('r1', [call])
    expect(codes(late)).toEqual(['unreadable_call'])
  })
})

it('a tool whose annotations can’t be read stays in the list, as one that writes', () => {
  const tools = [
    { name: 'a', annotations: { readOnlyHint: 'true' } },
    { name: 'b', annotations: 'none' },
    { name: 'c', annotations: { readOnlyHint: true } },
  ]
  const item = { id: 'list', type: 'mcp_list_tools', server_label: 'dexter', tools }
  const { event } = readServerEvent({ type: 'conversation.item.done', item }) as {
    event: { item: { tools: object[] } }
  }
  expect(event.item.tools).toEqual([
    { name: 'a', annotations: { readOnlyHint: null } },
    { name: 'b', annotations: null },
    { name: 'c', annotations: { readOnlyHint: true } },
  ])
})

describe('a trade that is told as failed', () => {
  const SIGNATURE = '5'.repeat(88)
  const BUY = { ...CALL, name: 'execute_buy' }
  const DOUBT = 'It was sent to the chain, so it may have gone through. Check your wallet before you try again.'
  it.each([
    ['in its result', { output: JSON.stringify({ signature: SIGNATURE, error: 'confirmation timed out' }) }],
    ['in its result, decoded', { output: { txHash: `0x${'ab'.repeat(32)}`, error: 'confirmation timed out' } }],
    ['as an error', { error: { message: `Not confirmed in 30 seconds. Check signature ${SIGNATURE}.` } }],
  ])('and names its transaction may have gone through: %s', async (_, end) => {
    const rig = await asked()
    rig.server(itemDone({ ...BUY, ...end }))
    const { status, error } = rig.entry('call_1', 'tool') ?? {}
    expect([status, error?.endsWith(DOUBT)]).toEqual(['failed', true])
    expect(rig.money.at(-1)).toMatchObject({ step: 'failed', detail: error })
  })

  it('counts as one that may have run whatever language the app speaks', async () => {
    const tool = { ...en.engine.tool, mayHaveRun: '{reason} Consulta tu monedero.' }
    setCatalogue({ ...en, engine: { ...en.engine, tool } }, 'es-ES')
    const rig = await asked()
    rig.server(itemDone({ ...BUY, output: { txHash: `0x${'ab'.repeat(32)}`, error: 'rejected' } }))
    setCatalogue(en, 'en-US')
    expect(rig.entry('call_1', 'tool')?.error).toMatch(/Consulta tu monedero/)
    expect(mayHaveRunAfter(rig.money.at(-1)?.detail ?? '')).toBe(true)
  })

  it('and was not confirmed has an unknown outcome, its transaction named or not', async () => {
    const rig = await asked()
    rig.server(itemDone({ ...BUY, error: { message: 'The transaction was not confirmed in time.' } }))
    expect(rig.entry('call_1', 'tool')).toMatchObject({ status: 'failed', unknown: true })
  })

  it('says nothing of that where no transaction is named, or nothing was to be moved', async () => {
    const rig = await asked()
    rig.server(itemDone({ ...BUY, output: '{"error":"insufficient funds"}' }))
    expect(rig.entry('call_1', 'tool')?.error).toBe('insufficient funds')
    const reads = createRig({ tools: TOOLS })
    await reads.connect()
    const tools = [{ name: 'price', annotations: { readOnlyHint: true } }]
    reads.server({
      type: 'conversation.item.retrieved',
      item: { id: 'list', type: 'mcp_list_tools', server_label: 'dexter', tools },
    })
    reads.time.advance(8_000)
    reads.ask('t1')
    reads.committed('i1')
    reads.respond('r1')
    reads.server(itemDone({ ...CALL, output: JSON.stringify({ error: `No such transaction: ${SIGNATURE}` }) }))
    expect(reads.entry('call_1', 'tool')?.error).not.toMatch(/check your wallet/i)
  })
})
