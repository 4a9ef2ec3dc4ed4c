import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setLanguage, t } from '../../shared/i18n'
import { createRig } from '../../tools/engine/rig'
import { BALANCES } from '../../tools/workbench/fixtures/outputs'

/** German is in force; what a trader reads is German, what is written down or told to a model is English. */
beforeEach(() => setLanguage('de', 'de-DE'))
afterEach(() => setLanguage('en', 'en-US'))

const TOOLS = [{ type: 'mcp', server_label: 'dexter', require_approval: { never: { read_only: true } } }]
const ARGUMENTS = '{"output_mint":"DezXAZ8z7PnrnRJjz3wXBoRgixCa6xjnB7YaB1pPB263","amount_in_sol":"0.5"}'
const REQUEST = {
  id: 'apr_1',
  type: 'mcp_approval_request',
  server_label: 'dexter',
  name: 'execute_buy',
  arguments: ARGUMENTS,
}
const CALL = {
  id: 'call_1',
  type: 'mcp_call',
  server_label: 'dexter',
  name: 'execute_buy',
  arguments: ARGUMENTS,
  approval_request_id: 'apr_1',
}

async function proposed() {
  const rig = createRig({ tools: TOOLS })
  await rig.connect()
  rig.time.advance(8_000)
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  const told = (item: object, type = 'response.output_item.done') => rig.server({ type, response_id: 'r1', item })
  told(REQUEST)
  return { rig, told }
}
const detailOf = ({ money }: ReturnType<typeof createRig>, step: string) =>
  money.find((fact) => fact.step === step)?.detail

describe('in German', () => {
  it('a trade that was interrupted is denied in English on record', async () => {
    const { rig } = await proposed()
    rig.engine.command({ type: 'interrupt' })
    expect(rig.entry('apr_1', 'approval')?.reason).toBe(t('engine.denied.interrupted'))
    expect(detailOf(rig, 'denied')).toBe('It was interrupted.')
    const decided = rig.log.find(({ name }) => name === 'approval.decided')
    expect(decided?.data).toMatchObject({ reason: 'It was interrupted.' })
  })

  it('a trade that expires with its session says so in English on record', async () => {
    const { rig } = await proposed()
    rig.closeSocket(1006)
    expect(rig.entry('apr_1', 'approval')?.reason).toBe(t('engine.denied.connectionLost'))
    expect(detailOf(rig, 'expired')).toBe('The connection was lost.')
  })

  it('what a card was marked with is written down in English, and shown in German', async () => {
    const { rig } = await proposed()
    const [mark] = rig.entry('apr_1', 'approval')?.marks ?? []
    const terms = JSON.parse(rig.money[0]?.terms ?? '{}')
    expect(mark?.detail).toBe(t('money.mark.unheard'))
    expect(terms.marks[0]).toEqual({
      kind: 'unheard',
      detail: expect.stringMatching(/^The app doesn’t know what you said/),
    })
  })

  it('a call whose end nobody saw is unknown in English on record, and to the next session', async () => {
    const { rig, told } = await proposed()
    rig.decide('apr_1', true)
    told({ ...CALL, status: 'in_progress' }, 'response.output_item.added')
    rig.closeSocket(1006)
    expect(rig.entry('call_1', 'tool')?.error).toBe(t('engine.tool.lostWrite'))
    expect(detailOf(rig, 'unknown')).toBe('The connection was lost while it ran.')
    rig.time.advance(2_000)
    await rig.connect()
    const items = rig.sent.flatMap(({ item }) => (JSON.stringify(item) ?? '').match(/outcome_unknown.*/) ?? [])
    expect(items.join()).toMatch(/The connection was lost while this ran/)
  })

  it('a call that fails without a word is a failure in English on record', async () => {
    const { rig, told } = await proposed()
    rig.decide('apr_1', true)
    told({ ...CALL, status: 'in_progress' }, 'response.output_item.added')
    rig.server({ type: 'response.mcp_call.failed', item_id: 'call_1' })
    expect(rig.entry('call_1', 'tool')?.error).toBe(t('engine.tool.failed'))
    expect(detailOf(rig, 'failed')).toBe('The tool failed.')
  })

  it('a call that runs otherwise than approved is told in German, and written down in English', async () => {
    const { rig, told } = await proposed()
    rig.decide('apr_1', true)
    told({ ...CALL, arguments: '{"amount_in_sol":"50"}', status: 'in_progress' }, 'response.output_item.added')
    expect(detailOf(rig, 'deviated')).toMatch(/^You approved .*, but “execute_buy” ran with/)
    expect(rig.entriesOf('notice').find(({ code }) => code === 'ran_otherwise')?.text).not.toMatch(/You approved/)
  })
})

it('what became of a trade is asked and written down in English, and shown in German', async () => {
  const wallet = 'F76PXcBrNfgwnLQk3HhhDyvXKraSURS3xpdFjCFXS4mZ'
  const tools = [{ name: 'solana_list_balances', annotations: { readOnlyHint: true } }]
  const rig = createRig({ tools: TOOLS })
  await rig.connect()
  for (const type of ['conversation.item.added', 'conversation.item.done'])
    rig.server({ type, item: { id: 'l1', type: 'mcp_list_tools', server_label: 'dexter', tools } })
  rig.engine.command({
    type: 'look',
    trade: {
      ...{ backend: 'practice', turnId: null, requestId: 'a1', server: 'dexter', tool: 'execute_buy' },
      ...{ arguments: '{}', wallet, card: null },
    },
  })
  const [shown] = rig.entriesOf('user')
  expect(shown?.text).toBe(t('engine.trade.lookUp'))
  expect(JSON.stringify(rig.last('conversation.item.create'))).toContain('Look up what became of that trade')
  const output = { ...BALANCES, walletAddress: wallet }
  rig.respond('r1')
  const item = {
    ...{ id: 'b1', type: 'mcp_call', server_label: 'dexter', name: 'solana_list_balances', arguments: '{}' },
    output: JSON.stringify(output),
  }
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
  expect(detailOf(rig, 'looked')).toMatch(/^Your balances are here/)
  expect(rig.entriesOf('notice').find(({ code }) => code === 'looked')?.text).toBe(t('money.look.noToken'))
})
