import { describe, expect, test } from 'vitest'
import { sentence } from '../../shared/i18n'
import { createRig, GRANT } from '../../tools/engine/rig'

// A wallet choice among events that come late, twice, in another order or from somebody who means harm.
const TOOLS = [{ type: 'mcp', server_label: 'dexter', require_approval: { never: { read_only: true } } }]
const CHOOSE = 'set_session_wallet_override'
const LIST = {
  id: 'l1',
  type: 'mcp_list_tools',
  server_label: 'dexter',
  tools: [CHOOSE, 'resolve_wallet', 'solana_swap_execute'].map((name) => ({
    name,
    annotations: { readOnlyHint: name === 'resolve_wallet' },
  })),
}
const B = { address: 'WalletB', label: 'B' }
const C = { address: 'WalletC', label: 'C' }

async function scene(options: Parameters<typeof createRig>[0] = {}) {
  const rig = createRig({ tools: TOOLS, ...options })
  await rig.connect()
  rig.server({ type: 'mcp_list_tools.in_progress', item_id: 'l1' })
  rig.server({ type: 'mcp_list_tools.completed', item_id: 'l1' })
  rig.server({ type: 'conversation.item.retrieved', item: LIST })
  await rig.settle()
  let count = 0
  const creates = () => rig.sent.filter(({ type }) => type === 'response.create') as unknown as Create[]
  const asked = () => creates().at(-1)?.response
  return {
    rig,
    creates,
    asked,
    pick: (wallet: typeof B | null) => rig.engine.command({ type: 'wallet', wallet }),
    /** The server begins the response that was asked for last. */
    begin(id = `wr${++count}`) {
      rig.server({ type: 'response.created', response: { id, metadata: asked()?.metadata } })
      return id
    },
    /** It makes the call that was asked for, and ends. */
    step(output: unknown, id = `wr${++count}`) {
      const name = asked()?.tool_choice.name
      rig.server({ type: 'response.created', response: { id, metadata: asked()?.metadata } })
      const item = { id: `call${id}`, type: 'mcp_call', server_label: 'dexter', name, arguments: '{}' }
      const done = { ...item, output: JSON.stringify(output) }
      rig.server({ type: 'response.output_item.done', response_id: id, item: done })
      rig.done(id, [done])
    },
    /** A trade that names no wallet waits for a word. */
    trade(turn: string) {
      rig.ask(turn)
      rig.committed(`u${turn}`)
      rig.respond(`r${turn}`)
      const item = {
        id: `ap${turn}`,
        type: 'mcp_approval_request',
        server_label: 'dexter',
        name: 'solana_swap_execute',
        arguments: '{"input_mint":"SOL","output_mint":"BONK","amount_ui":1}',
      }
      rig.server({ type: 'response.output_item.done', response_id: `r${turn}`, item })
      rig.done(`r${turn}`, [item])
      return item.id
    },
    approved: (id: string) =>
      rig.sent.some(({ item }) => {
        const response = item as { approval_request_id?: string; approve?: boolean } | undefined
        return response?.approval_request_id === id && response.approve === true
      }),
  }
}

interface Create {
  event_id: string
  response: { instructions: string; tool_choice: { name: string }; metadata: Record<string, string> }
}

async function withB(options: Parameters<typeof createRig>[0] = {}) {
  const it = await scene(options)
  it.pick(B)
  it.step({ ok: true, wallet_address: 'WalletB' })
  it.step({ wallet_address: 'WalletB', source: 'session' })
  expect(it.rig.status?.picked).toEqual({ wallet: B, state: 'in-force' })
  return it
}

test('a choice that is taken back is not over before the session’s tools have said so, and nothing is traded meanwhile', async () => {
  const it = await withB()
  const id = it.trade('t1')
  it.pick(null)
  it.step({ ok: true, wallet_address: null, cleared: true })
  expect(it.rig.status?.identity?.wallet).toBeNull()
  expect(it.rig.entry(id, 'approval')?.hindrance).toBe('The app is still finding out which wallet would pay.')
  it.rig.decide(id, true)
  expect(it.approved(id)).toBe(false)
  expect(it.rig.entry(id, 'approval')).toMatchObject({
    decision: 'denied',
    reason: 'The app is still finding out which wallet would pay. Nothing was done.',
    hindrance: null,
  })
})

describe('a trade that runs in a response about the wallet', () => {
  const TRADE = { type: 'mcp_call', server_label: 'dexter', name: 'solana_swap_execute', arguments: '{"amount_ui":1}' }

  test('is seen and warned of, however it is told', async () => {
    const it = await scene()
    it.pick(B)
    const id = it.begin()
    const told = { ...TRADE, id: 'c1', output: '{"ok":true}' }
    it.rig.server({ type: 'response.output_item.done', response_id: id, item: told })
    it.rig.done(id, [told, { ...TRADE, id: 'c2', output: '{"ok":true}' }])
    expect(it.rig.status?.alarms).toHaveLength(2)
    expect(it.rig.money.map(({ step, requestId }) => `${step} ${requestId}`)).toEqual([
      'called c1',
      'deviated c1',
      'succeeded c1',
      'called c2',
      'deviated c2',
      'succeeded c2',
    ])
  })

  test('is seen where the server calls a response by that name unasked', async () => {
    const it = await scene()
    it.rig.ask('t1')
    it.rig.server({ type: 'response.created', response: { id: 'r1', metadata: { purpose: 'wallet-choice' } } })
    it.rig.server({
      type: 'response.output_item.done',
      response_id: 'r1',
      item: { ...TRADE, id: 'c1', output: '{"ok":true}' },
    })
    expect(it.rig.status?.alarms[0]?.text).toMatch(/“solana_swap_execute” ran without asking you/)
  })

  test('is refused where it is asked for, and seen where it runs all the same', async () => {
    const it = await scene()
    it.pick(B)
    const id = it.begin()
    const request = { ...TRADE, id: 'a1', type: 'mcp_approval_request' }
    it.rig.server({ type: 'response.output_item.done', response_id: id, item: request })
    expect(it.rig.last('conversation.item.create')?.item).toMatchObject({ approval_request_id: 'a1', approve: false })
    const call = { ...TRADE, id: 'c1', approval_request_id: 'a1', output: '{"ok":true}' }
    it.rig.server({ type: 'conversation.item.done', item: call })
    expect(it.rig.status?.alarms[0]?.text).toMatch(/for a request you were never shown/)
  })
})

describe('a hold on a trade while it is not known which wallet would pay', () => {
  const asked = async () => {
    const it = await withB()
    it.rig.engine.device({ state: 'open', device: 'mic' })
    const id = it.trade('t1')
    it.rig.look(id)
    it.rig.time.advance(1000)
    return { ...it, id, card: () => it.rig.entry(id, 'approval') }
  }
  const letGo = ({ rig }: Awaited<ReturnType<typeof scene>>) => {
    rig.release('t2', 900)
    rig.fence('t2', 900 * 24)
  }
  const inVain = /can’t approve this now/

  test('is told that it is in vain, and decides nothing, though all is well again when it is let go', async () => {
    const it = await asked()
    it.pick(C)
    it.step({ ok: true, wallet_address: 'WalletC' })
    it.step({ wallet_address: 'WalletC', source: 'session' })
    expect(it.card()?.hindrance).toBe('The wallet in use has changed since you asked.')
    it.pick(B)
    expect(it.card()?.hindrance).toBe('The wallet you picked isn’t in use yet.')
    it.rig.press('t2')
    it.rig.hear('t2', 880, 0.002)
    expect([it.rig.status?.detail, it.card()?.heldSince]).toEqual([expect.stringMatching(inVain), null])
    it.step({ ok: true, wallet_address: 'WalletB' })
    it.step({ wallet_address: 'WalletB', source: 'session' })
    it.rig.hear('t2', 20, 0.002)
    expect(it.card()?.hindrance).toBeNull()
    expect([it.rig.status?.detail, it.card()?.heldSince]).toEqual([expect.stringMatching(inVain), null])
    letGo(it)
    expect(it.card()?.decision).toBe('pending')
    expect(it.rig.entriesOf('notice').map(({ code }) => code)).toContain('held_in_vain')
    // The next one counts.
    it.rig.press('t3')
    it.rig.hear('t3', 900, 0.002)
    expect(it.card()?.heldSince).not.toBeNull()
    it.rig.release('t3', 900)
    it.rig.fence('t3', 900 * 24)
    expect(it.approved(it.id)).toBe(true)
  })

  test('is in vain from the moment on at which it is no longer known', async () => {
    const it = await asked()
    it.rig.press('t2')
    it.rig.hear('t2', 400, 0.002)
    expect(it.card()?.heldSince).not.toBeNull()
    it.pick(null)
    expect(it.card()?.heldSince).toBeNull()
    it.pick(B)
    it.rig.hear('t2', 500, 0.002)
    expect(it.rig.status?.detail).toMatch(inVain)
    letGo(it)
    expect(it.card()?.decision).toBe('pending')
  })
})

test('a taking back that is never confirmed leaves trades refused', async () => {
  const it = await withB()
  it.pick(null)
  it.step({ ok: true, wallet_address: null, cleared: true })
  it.rig.time.advance(10_100)
  const id = it.trade('t1')
  expect(it.rig.entry(id, 'approval')?.hindrance).toBe('Dexter Voice doesn’t know which wallet would pay. Pick one.')
  it.rig.decide(id, true)
  expect(it.approved(id)).toBe(false)
})

describe('a choice of ours that may have gone through', () => {
  // The session may use B now, whatever the screen says: nothing is traded before it was told to use its own, and said so.
  const takenBack = (it: Awaited<ReturnType<typeof scene>>) => {
    expect(it.rig.status?.picked?.state).toBe('refused')
    it.pick(null)
    expect(it.asked()?.tool_choice.name).toBe(CHOOSE)
    expect(it.asked()?.instructions).toContain('{"clear":true}')
    it.step({ ok: true, wallet_address: null, cleared: true })
    const id = it.trade('t1')
    it.rig.decide(id, true)
    expect(it.approved(id)).toBe(false)
  }

  test('and was never verified is taken back in the session, too', async () => {
    const it = await scene()
    it.pick(B)
    it.step({ ok: true, wallet_address: 'WalletB' })
    it.rig.time.advance(10_100)
    takenBack(it)
  })

  test('and ended in an error is taken back in the session, too', async () => {
    const it = await scene()
    it.pick(B)
    const id = it.begin()
    const call = {
      id: 'cB',
      type: 'mcp_call',
      server_label: 'dexter',
      name: CHOOSE,
      arguments: '{}',
      error: 'timed out',
    }
    it.rig.server({ type: 'response.output_item.done', response_id: id, item: call })
    it.rig.done(id, [call])
    takenBack(it)
  })

  test('and whose response was cancelled while its call ran is looked at again at its end', async () => {
    const it = await scene()
    it.pick(B)
    const id = it.begin()
    const call = { id: 'cB', type: 'mcp_call', server_label: 'dexter', name: CHOOSE, arguments: '{}' }
    it.rig.server({ type: 'response.output_item.added', response_id: id, item: call })
    it.rig.server({ type: 'response.done', response: { id, status: 'cancelled', output: [] } })
    expect(it.rig.status?.picked?.state).toBe('refused')
    it.pick(null)
    it.step({ ok: true, wallet_address: null, cleared: true })
    it.step({ wallet_address: 'WalletA', source: 'resolver', label: 'A' })
    const trade = it.trade('t1')
    expect(it.rig.entry(trade, 'approval')?.hindrance).not.toBeNull()
    it.rig.server({
      type: 'conversation.item.done',
      item: { ...call, output: '{"ok":true,"wallet_address":"WalletB"}' },
    })
    it.rig.decide(trade, true)
    expect(it.approved(trade)).toBe(false)
  })
})

describe('a choice of the model', () => {
  const request = (id: string, name: string, args: string) => ({
    id,
    type: 'mcp_approval_request',
    server_label: 'dexter',
    name,
    arguments: args,
  })
  const choice = request('apC', CHOOSE, '{"wallet_address":"WalletB"}')
  const swap = request('apS', 'solana_swap_execute', '{"input_mint":"SOL","output_mint":"BONK","amount_ui":1}')
  const call = {
    id: 'cC',
    type: 'mcp_call',
    server_label: 'dexter',
    name: CHOOSE,
    arguments: choice.arguments,
    approval_request_id: 'apC',
  }
  /** One response asks for both; the trader allows the choice. */
  const both = async () => {
    const it = await scene()
    it.rig.ask('t1')
    it.rig.committed('ut1')
    it.rig.respond('r1')
    for (const item of [choice, swap]) it.rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
    it.rig.done('r1', [choice, swap])
    expect(it.rig.entry('apS', 'approval')?.hindrance).toBeNull()
    it.rig.decide('apC', true)
    expect(it.approved('apC')).toBe(true)
    return { ...it, hindrance: () => it.rig.entry('apS', 'approval')?.hindrance }
  }

  test('hinders every trade from the moment on at which it is allowed, until what holds was looked up', async () => {
    const it = await both()
    expect(it.hindrance()).toBe('The app is still finding out which wallet would pay.')
    it.rig.server({ type: 'conversation.item.added', item: call })
    it.rig.server({ type: 'response.mcp_call.in_progress', item_id: 'cC' })
    expect(it.hindrance()).toBe('The app is still finding out which wallet would pay.')
    it.rig.server({
      type: 'conversation.item.done',
      item: { ...call, output: '{"ok":true,"wallet_address":"WalletB"}' },
    })
    it.rig.decide('apS', true)
    expect(it.approved('apS')).toBe(false)
  })

  test('that ended in an error may have gone through: it is looked up all the same', async () => {
    const it = await both()
    it.rig.server({ type: 'conversation.item.done', item: { ...call, error: 'timed out' } })
    expect(it.hindrance()).not.toBeNull()
    it.rig.decide('apS', true)
    expect(it.approved('apS')).toBe(false)
    await it.rig.settle()
    expect(it.creates().some(({ response }) => response?.tool_choice?.name === 'resolve_wallet')).toBe(true)
  })

  test('to which the service said no leaves everything as it was', async () => {
    const it = await both()
    it.rig.server({
      type: 'conversation.item.done',
      item: { ...call, output: '{"ok":false,"wallet_address":null}' },
    })
    expect(it.hindrance()).toBeNull()
  })
})

test('what the model chose in a turn of the trader is looked up before anything is traded', async () => {
  const it = await withB()
  it.rig.ask('t1')
  it.rig.committed('ut1')
  it.rig.respond('rt1')
  const request = {
    id: 'ap1',
    type: 'mcp_approval_request',
    server_label: 'dexter',
    name: CHOOSE,
    arguments: '{"clear":true}',
  }
  it.rig.server({ type: 'response.output_item.done', response_id: 'rt1', item: request })
  it.rig.decide('ap1', true)
  const call = {
    ...request,
    id: 'c1',
    type: 'mcp_call',
    approval_request_id: 'ap1',
    output: '{"ok":true,"wallet_address":null,"cleared":true}',
  }
  it.rig.server({ type: 'response.output_item.done', response_id: 'rt1', item: call })
  it.rig.done('rt1', [call])
  expect(it.rig.status?.identity?.wallet).toBeNull()
  expect(it.asked()?.tool_choice.name).toBe('resolve_wallet')
  it.step({ wallet_address: 'WalletA', source: 'resolver', label: 'A' })
  expect(it.rig.status?.picked).toBeNull()
  expect(it.rig.status?.identity?.wallet).toEqual({ address: 'WalletA', label: 'A' })
  it.rig.respond('rt1b')
  it.rig.done('rt1b')
  const id = it.trade('t2')
  expect(it.rig.entry(id, 'approval')?.wallet).toBe('WalletA')
  it.rig.decide(id, true)
  expect(it.approved(id)).toBe(true)
})

test('an earlier choice that still goes through is not overlooked', async () => {
  const it = await scene()
  it.pick(B)
  const first = it.begin()
  const request = { id: 'ap1', type: 'mcp_approval_request', server_label: 'dexter', name: CHOOSE }
  const asked = { ...request, arguments: '{"wallet_address":"WalletB"}' }
  it.rig.server({ type: 'response.output_item.done', response_id: first, item: asked })
  it.rig.done(first, [asked])
  const call = { ...asked, id: 'cB', type: 'mcp_call', approval_request_id: 'ap1' }
  it.rig.server({ type: 'conversation.item.added', item: call })
  it.rig.time.advance(10_100)
  it.pick(C)
  it.step({ ok: true, wallet_address: 'WalletC' })
  it.step({ wallet_address: 'WalletC', source: 'session' })
  expect(it.rig.status?.picked?.state).toBe('refused')
  it.rig.server({
    type: 'conversation.item.done',
    item: { ...call, output: '{"ok":true,"wallet_address":"WalletB"}' },
  })
  expect(it.rig.status?.picked).toEqual({ wallet: C, state: 'pending' })
  it.step({ ok: true, wallet_address: 'WalletC' })
  it.step({ wallet_address: 'WalletC', source: 'session' })
  expect(it.rig.status?.picked?.state).toBe('in-force')
})

test.each([
  ['another server', { server_label: 'other' }],
  ['other arguments', { arguments: '{"wallet_address":"WalletX"}' }],
  ['more arguments', { arguments: '{"wallet_address":"WalletB","then":"sell"}' }],
  ['another tool', { name: 'solana_swap_execute' }],
])('a request for approval in our own response is refused when it is about %s', async (_what, difference) => {
  const it = await scene()
  it.pick(B)
  const id = it.begin()
  const request = {
    id: 'ap1',
    type: 'mcp_approval_request',
    server_label: 'dexter',
    name: CHOOSE,
    arguments: '{"wallet_address":"WalletB"}',
    ...difference,
  }
  it.rig.server({ type: 'response.output_item.done', response_id: id, item: request })
  expect(it.approved('ap1')).toBe(false)
  expect(it.rig.status?.picked?.state).toBe('refused')
})

test('a guest chooses nothing', async () => {
  const identity = { kind: 'guest' as const, label: 'Guest', wallet: { address: 'Demo', label: 'Demo' } }
  const it = await scene({ grants: [{ ok: true, grant: { ...GRANT.grant, identity } }] })
  it.pick(B)
  expect(it.creates()).toEqual([])
  expect(it.rig.status?.picked?.state).toBe('refused')
})

test('a server that always has another response running does not keep the question waiting for ever', async () => {
  const it = await scene()
  it.pick(B)
  let answered = 0
  const refuse = () => {
    for (const { event_id } of it.creates().slice(answered)) {
      answered++
      const code = 'conversation_already_has_active_response'
      it.rig.server({ type: 'error', error: { type: 'invalid_request_error', code, message: 'active', event_id } })
    }
  }
  refuse()
  it.rig.ask('t1')
  it.rig.committed('ut1')
  for (let second = 0; second < 60; second++) {
    it.rig.time.advance(1000)
    refuse()
  }
  expect(it.rig.status?.picked?.state).toBe('refused')
  expect(it.creates().filter(({ response }) => response?.tool_choice === undefined).length).toBeGreaterThan(0)
  expect(it.rig.turn('t1')?.outcome).not.toBeNull()
})

test('our response that begins late is not taken for the answer', async () => {
  const it = await scene()
  it.pick(B)
  const { metadata } = it.asked() ?? {}
  it.rig.ask('t1')
  it.rig.committed('ut1')
  it.rig.time.advance(10_100)
  it.rig.server({ type: 'response.created', response: { id: 'late', metadata } })
  it.rig.done('late', [])
  expect(it.rig.turn('t1')?.outcome).toBeNull()
  expect(it.rig.entriesOf('approval')).toEqual([])
})

test('a session that counts its responses anew is heard', async () => {
  const it = await scene()
  it.pick(B)
  it.step({ ok: true, wallet_address: 'WalletB' }, 'resp_1')
  it.step({ wallet_address: 'WalletB', source: 'session' }, 'resp_2')
  it.pick(null)
  it.rig.engine.command({ type: 'reset', reason: sentence(() => 'test') })
  await it.rig.accept()
  it.rig.ask('t1')
  it.rig.committed('ut1')
  it.rig.respond('resp_1')
  it.rig.say('resp_1', 'm1', 'Hello.')
  expect(it.rig.entriesOf('assistant')).toHaveLength(1)
})

test('one that was refused is tried again when it is picked again', async () => {
  const it = await scene()
  it.pick(B)
  it.rig.time.advance(10_100)
  expect(it.rig.status?.picked?.state).toBe('refused')
  const before = it.creates().length
  it.pick(B)
  expect(it.creates().length).toBe(before + 1)
})

test('a request that is told before the response that makes it is still ours, and answered once', async () => {
  const it = await scene()
  it.pick(B)
  const request = { id: 'ap1', type: 'mcp_approval_request', server_label: 'dexter', name: CHOOSE }
  const item = { ...request, arguments: '{"wallet_address":"WalletB"}' }
  it.rig.server({ type: 'response.output_item.done', response_id: 'wr1', item })
  it.begin('wr1')
  it.rig.server({ type: 'response.output_item.done', response_id: 'wr1', item })
  it.rig.engine.command({ type: 'say', text: 'What is the price of SOL?' })
  const answers = it.rig.sent.filter(({ item: sent }) => (sent as { type?: string })?.type === 'mcp_approval_response')
  expect(answers.map(({ item: sent }) => (sent as { approve: boolean }).approve)).toEqual([true])
  expect(it.rig.entriesOf('approval')).toEqual([])
})
