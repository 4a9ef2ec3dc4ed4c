import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

const TOOLS = [
  { type: 'mcp', server_label: 'reader', require_approval: { never: { read_only: true } } },
  { type: 'mcp', server_label: 'trader', require_approval: { never: { read_only: true } } },
]
const BUY = { server_label: 'trader', name: 'execute', arguments: '{"amount":1}' }
const request = (over: object = {}) => ({ id: 'a1', type: 'mcp_approval_request', ...BUY, ...over })
const call = (over: object = {}) => ({ id: 'c1', type: 'mcp_call', ...BUY, approval_request_id: 'a1', ...over })

/** Two servers are connected, each with a tool `execute`: the first one's reads, the second one's writes. */
async function connected(options: Parameters<typeof createRig>[0] = {}): Promise<Rig> {
  const rig = createRig({ tools: TOOLS, ...options })
  await rig.connect()
  list(rig, 'l1', 'reader', true)
  list(rig, 'l2', 'trader', false)
  return rig
}

function list(rig: Rig, id: string, server: string, readOnlyHint: boolean) {
  const tools = [{ name: 'execute', annotations: { readOnlyHint } }]
  rig.server({ type: 'mcp_list_tools.in_progress', item_id: id })
  rig.server({ type: 'mcp_list_tools.completed', item_id: id })
  rig.server({
    type: 'conversation.item.retrieved',
    item: { id, type: 'mcp_list_tools', server_label: server, tools },
  })
}

/** A trade waits for a word, all of it in sight for a second. */
async function waiting(over: object = {}, options: Parameters<typeof createRig>[0] = {}): Promise<Rig> {
  const rig = await connected(options)
  rig.engine.device({ state: 'open', device: 'mic' })
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item: request(over) })
  rig.done('r1', [request(over)])
  rig.look('a1')
  rig.time.advance(1000)
  return rig
}

/** Holds the key for 900 ms in a room of this loudness, and lets go. */
function hold(rig: Rig, id: string, peak: number | ((ms: number) => number) = 0.003, during = () => {}) {
  rig.press(id)
  for (let ms = 0; ms < 900; ms += 100) {
    if (ms === 400) during()
    rig.hear(id, 100, typeof peak === 'number' ? peak : peak(ms))
  }
  rig.release(id, 900)
  rig.fence(id, 900 * 24)
}

const answers = (rig: Rig) =>
  rig.sent.flatMap(({ item }) =>
    (item as { type?: string } | undefined)?.type === 'mcp_approval_response'
      ? [(item as { approve: boolean }).approve]
      : [],
  )
const steps = (rig: Rig) => rig.money.map(({ step }) => step)
const lastNotice = (rig: Rig) => rig.entriesOf('notice').at(-1)?.text
const decision = (rig: Rig) => rig.entry('a1', 'approval')?.decision

describe('a key that was part of a shortcut', () => {
  it('approves nothing, asks nothing, and leaves a trace', async () => {
    const rig = await waiting()
    rig.press('t2')
    rig.hear('t2', 400, 0.003)
    rig.engine.talk({ type: 'void', talkId: 't2', at: rig.time.clock.now() })
    rig.release('t2', 900)
    rig.fence('t2', 900 * 24)
    expect(answers(rig)).toEqual([])
    expect(decision(rig)).toBe('pending')
    expect(rig.entry('a1', 'approval')?.heldSince).toBeNull()
    expect(rig.entry('t2', 'user')).toBeUndefined()
    expect(rig.turn('t2')?.outcome).toBe('discarded')
    expect(rig.count('input_audio_buffer.commit')).toBe(1)
    expect(rig.log.map(({ name }) => name)).toContain('talk.void')
    expect(rig.captureCommands.at(-1)).toMatchObject({ type: 'close', turnId: 't2', tailMs: 0 })
    // The next plain hold counts.
    hold(rig, 't3')
    expect(answers(rig)).toEqual([true])
  })

  it('with no trade waiting asks nothing, clears what was sent of it, and shows nothing', async () => {
    const rig = await connected()
    rig.press('t1')
    rig.hear('t1', 400, 0.003)
    rig.engine.talk({ type: 'void', talkId: 't1', at: rig.time.clock.now() })
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
    expect(rig.types().at(-1)).toBe('input_audio_buffer.clear')
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'void', resendable: false })
    rig.hear('t1', 20, 0.003)
    expect(rig.status?.microphone.bytesWhileUp).toBe(0)
  })

  it('while something was said is not sent, and the words are kept', async () => {
    const rig = await connected()
    rig.press('t1')
    rig.hear('t1', 400, 0.3)
    rig.engine.talk({ type: 'void', talkId: 't1', at: rig.time.clock.now() })
    expect(rig.count('input_audio_buffer.commit')).toBe(0)
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true, durationMs: 400 })
    expect(rig.entry('t1', 'user')?.problem).toMatch(/You pressed another key or button while you spoke/)
    rig.engine.command({ type: 'resend', turnId: 't1' })
    rig.committed('i1')
    expect(rig.turn('t1')?.samples).toMatchObject({ captured: 9600, committed: 9600 })
  })

  it('from its first moment on begins nothing', async () => {
    const rig = await waiting()
    rig.engine.talk({ type: 'void', talkId: 't2', at: rig.time.clock.now() })
    expect(decision(rig)).toBe('pending')
    expect(rig.log.map(({ name }) => name)).toContain('talk.void')
    expect(rig.captureCommands).toHaveLength(2)
  })
})

describe('a hold that another program was at', () => {
  it('approves nothing, and says so; with a voice in it it is a question', async () => {
    const rig = await waiting()
    const touch = (id: string) => () =>
      rig.engine.talk({
        type: 'disarm',
        talkId: id,
        at: rig.time.clock.now(),
        reason: 'Another program used the talk key while you held it.',
      })
    hold(rig, 't2', 0.003, touch('t2'))
    expect(answers(rig)).toEqual([])
    expect(lastNotice(rig)).toMatch(/Nothing was approved. Another program used the talk key/)
    hold(rig, 't3', (ms) => (ms > 400 ? 0.3 : 0.003), touch('t3'))
    rig.committed('i3')
    rig.written('i3', 'What is SOL at?')
    expect(answers(rig)).toEqual([false])
    expect(rig.count('input_audio_buffer.commit')).toBe(2)
  })
})

describe('a microphone that is muted by its own switch', () => {
  it.each([0.0005, 0.001, 0.0015])('and gives noise of %d decides nothing', async (peak) => {
    const rig = await waiting()
    hold(rig, 't2', peak)
    expect(answers(rig)).toEqual([])
    expect(lastNotice(rig)).toMatch(/muted, so a “no” wouldn’t have been heard/)
  })

  it('in the middle of a hold decides nothing', async () => {
    const rig = await waiting()
    hold(rig, 't2', (ms) => (ms < 500 ? 0.006 : 0.0008))
    expect(answers(rig)).toEqual([])
  })

  it('gives less than a room that was learnt while somebody spoke in it: decides nothing, until another is chosen', async () => {
    const rig = await waiting()
    rig.decide('a1', false)
    rig.press('t2')
    rig.hear('t2', 300, 0.012)
    rig.hear('t2', 400, 0.3)
    rig.release('t2', 700)
    rig.fence('t2', 700 * 24)
    rig.committed('i2')
    rig.respond('r2')
    // The continuation of the first question was overtaken by the second.
    rig.done('r2', [])
    rig.respond('r3')
    rig.server({ type: 'response.output_item.done', response_id: 'r3', item: request({ id: 'a2' }) })
    rig.done('r3', [request({ id: 'a2' })])
    rig.look('a2')
    rig.time.advance(1000)
    expect(rig.entry('a2', 'approval')?.decision).toBe('pending')
    hold(rig, 't3', 0.003)
    expect(answers(rig)).toEqual([false])
    rig.engine.device({ state: 'open', device: 'another' })
    hold(rig, 't4', 0.003)
    expect(answers(rig)).toEqual([false, true])
  })

  it.each([300, 500])('that is live and hears a soft word of %d ms decides nothing, and is no question', async (ms) => {
    const rig = await waiting()
    hold(rig, 't2', (at) => (at >= 300 && at < 300 + ms ? 0.012 : 0.003))
    expect(answers(rig)).toEqual([])
    expect(lastNotice(rig)).toMatch(/perhaps a soft “no”/)
    // A key's own clicks are shorter.
    hold(rig, 't3', (at) => (at < 100 || at >= 800 ? 0.012 : 0.003))
    expect(answers(rig)).toEqual([true])
  })

  it('that is live, and was opening for 400 ms, counts', async () => {
    const rig = await waiting()
    hold(rig, 't2', (ms) => (ms < 400 ? 0 : 0.0042))
    expect(answers(rig)).toEqual([true])
  })
})

describe('a card that was not wholly in sight', () => {
  it.each<[string, (rig: Rig) => void]>([
    ['is cut off', (rig) => rig.look('a1', false)],
    ['was rewritten since', (rig) => rig.server({ type: 'conversation.item.added', item: request({ name: 'send' }) })],
    [
      'was seen with another binding',
      (rig) => {
        rig.look('a1', false)
        rig.engine.command({ type: 'sight', where: 'hud', requestId: 'a1', binding: 'x', whole: true })
        rig.time.advance(1000)
      },
    ],
  ])('is not approved by the key: it %s', async (_what, change) => {
    const rig = await waiting()
    change(rig)
    hold(rig, 't2')
    expect(answers(rig)).toEqual([])
    expect(lastNotice(rig)).toMatch(/You pressed before you could have read all of the request/)
    // The button in the panel, where all of it stands, still counts.
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([true])
  })

  it('for a moment of the hold is not approved by it', async () => {
    const rig = await waiting()
    hold(rig, 't2', 0.003, () => {
      rig.look('a1', false)
      rig.look('a1', true)
    })
    expect(answers(rig)).toEqual([])
    expect(rig.status?.detail).not.toMatch(/let go to approve/)
  })
})

describe('two servers with a tool of one name', () => {
  it('keep their own rights: what writes is on record though the other’s reads, and is never offered again', async () => {
    const rig = await waiting()
    rig.decide('a1', true)
    rig.server({ type: 'conversation.item.added', item: call() })
    rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
    expect(rig.money.at(-1)).toMatchObject({ step: 'called', server: 'trader', tool: 'execute' })
    rig.closeSocket()
    expect(steps(rig).at(-1)).toBe('unknown')
    expect(rig.entry('t1', 'user')).toMatchObject({ resendable: false })
    expect(rig.entry('t1', 'user')?.problem).toMatch(/A trade may have gone through/)
  })

  it('are told apart when the list of the one that reads comes last', async () => {
    const rig = await connected()
    list(rig, 'l3', 'reader', true)
    rig.ask('t1')
    rig.respond('r1')
    const bare = { id: 'c1', type: 'mcp_call', ...BUY }
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: bare })
    rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
    expect(steps(rig)).toContain('called')
  })

  it('count as what was told more strictly, once told both ways', async () => {
    const rig = await connected()
    list(rig, 'l3', 'trader', true)
    expect(rig.status?.tools).toEqual([
      { server: 'reader', name: 'execute', readOnly: true },
      { server: 'trader', name: 'execute', readOnly: false },
    ])
  })

  it('have no words of ours when they are not the known one', async () => {
    const swap = '{"wallet_address":"Another","amount_ui":1}'
    const rig = await waiting({ name: 'set_session_wallet_override', arguments: swap })
    // On the known server this tool is for naming another wallet; here it only spends from one.
    expect(rig.entry('a1', 'approval')?.hindrance).toMatch(/different wallet/)
  })
})

describe('arguments of which nobody knows what they would do', () => {
  it.each([
    ['{"amount":1,"amount":1000}', /“amount” is given twice/],
    ['{"order":{"amount":1,"Amount":2}}', /“Amount” is given twice/],
    ['{"amount_sol":1,"amountSol":1000}', /given twice/],
    ['{"amount":1e309}', /“amount” is too large a number/],
    ['{"note":[1,[-1e999]]}', /too large a number/],
    ['{"amount":-5}', /“amount” is negative/],
    ['{"amountUi":"-5"}', /“amountUi” is negative/],
    ['{"orders":[{"qty":1},{"qty":"−3"}]}', /“qty” is negative/],
    ['{"percentage":"NaN"}', /“percentage” isn’t a number/],
    ['{"size":"1e400"}', /too large a number/],
    ['{"amount":true}', /“amount” isn’t an amount/],
    ['{"amount":"١٠"}', /“amount” can’t be read/],
    ['{"recipient":""}', /“recipient” can’t be read/],
    ['{"recipient_value":"Wall\u200bet9"}', /“recipient_value” can’t be read/],
    ['{"to":"\u202e9tellaW"}', /“to” can’t be read/],
    ['{"destination":"bоnk.sol"}', /mixes letters of different alphabets/],
    ...['1,000.5', '1.000,5', '1_000', '0x10', '010', '1 0', '1O', 'l0', '1\u0338', '½', '1.2-1.4'].map(
      (amount): [string, RegExp] => [JSON.stringify({ amount }), /“amount” can be read in more than one way/],
    ),
    ['{"amt":-5}', /“amt” is negative/],
    ['{"ａｍｏｕｎｔ":-5}', /is negative/],
    ['{"amount":1,"аmount":1000}', /name “аmount” mixes letters of different alphabets/],
    ['{"am\u200bount":1}', /name of an argument has invisible characters/],
    ['[{"amount":1}]', /can’t be read/],
    ['"amount"', /can’t be read/],
    [`${'{"a":'.repeat(2_500)}1${'}'.repeat(2_500)}`, /can’t be read/],
  ])('can’t be approved: %s', async (args, why) => {
    const rig = await waiting({ arguments: args })
    expect(rig.entry('a1', 'approval')?.hindrance).toMatch(why)
    hold(rig, 't2')
    expect(answers(rig)).toEqual([])
    rig.decide('a1', true)
    expect(answers(rig)).not.toContain(true)
  })

  it.each([
    '{"amount":1,"min_amount":0}',
    '{"percentage":null,"amount_raw":"12345678901234567890"}',
    '{"amount":"all","to":"7Yd2kQyY5oR3mVtq1HuzGCjPbXk2pJdQ6sPzLxTqkB9n"}',
    '{"stop_loss_change":-5,"side":"sell"}',
    '{"amount":"1.5 SOL","percentage":"50%","leverage":"10x","price":"$0.000021","fee":"auto","size":"1e3"}',
    '{"memo":"für Оля","recipient":"bonk.sol"}',
  ])('are not seen where there are none: %s', async (args) => {
    const rig = await waiting({ arguments: args })
    hold(rig, 't2')
    expect(answers(rig)).toEqual([true])
  })
})

describe('what runs otherwise than approved', () => {
  const ran = async (over: object, approve = true) => {
    const rig = await waiting()
    rig.decide('a1', approve)
    rig.server({ type: 'conversation.item.added', item: call(over) })
    return rig
  }

  it.each<[string, object, boolean, RegExp]>([
    [
      'with another amount',
      { arguments: '{"amount":1000}' },
      true,
      /You approved amount: 1, but .* ran with amount: 1000\./,
    ],
    [
      'with another amount behind a long memo',
      { arguments: JSON.stringify({ memo: 'x'.repeat(500), amount: 1000 }) },
      true,
      /You approved amount: 1, but .* ran with amount: 1000, memo: "xxx/,
    ],
    ['with one more digit than a double holds', { arguments: '{"amount":1.00000000000000001}' }, true, /ran with/],
    ['as another tool', { name: 'withdraw' }, true, /You approved “execute \(trader\)”, but “withdraw \(trader\)” ran/],
    ['on another server', { server_label: 'elsewhere' }, true, /“execute \(elsewhere\)” ran/],
    ['though it was refused', {}, false, /ran, but you hadn’t approved it/],
    ['for a request that nobody saw', { approval_request_id: 'a9' }, true, /never shown/],
    ['without asking', { approval_request_id: undefined }, true, /ran without asking you/],
  ])('is told at once, stays, is on record, and bars every approval: %s', async (_what, over, approve, text) => {
    const rig = await ran(over, approve)
    expect(rig.status?.alarms).toEqual([{ id: expect.any(String), text: expect.stringMatching(text) }])
    expect(rig.entriesOf('notice').filter(({ code }) => code === 'ran_otherwise')).toHaveLength(1)
    expect(rig.money.find(({ step }) => step === 'deviated')).toMatchObject({ detail: expect.stringMatching(text) })
    rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
    rig.server({ type: 'conversation.item.done', item: call({ ...over, output: '{"ok":true}' }) })
    expect(rig.status?.alarms).toHaveLength(1)
    expect(steps(rig).slice(-2)).toEqual(['called', 'succeeded'])
    rig.server({ type: 'conversation.item.added', item: request({ id: 'a2' }) })
    expect(rig.entry('a2', 'approval')?.hindrance).toMatch(/Read the warning in the panel first/)
    rig.engine.command({ type: 'acknowledge', alarmId: rig.status?.alarms[0]?.id ?? '' })
    expect(rig.status?.alarms).toEqual([])
    expect(rig.entry('a2', 'approval')?.hindrance ?? '').not.toMatch(/warning/)
  })

  it('is a second run of one approval', async () => {
    const rig = await ran({})
    expect(rig.status?.alarms).toEqual([])
    rig.server({ type: 'conversation.item.added', item: call({ id: 'c2' }) })
    expect(rig.status?.alarms[0]?.text).toMatch(/ran a second time/)
  })

  it('is told when it shows at its end alone', async () => {
    const rig = await ran({})
    rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
    expect(rig.status?.alarms).toEqual([])
    rig.server({ type: 'conversation.item.done', item: call({ arguments: '{"amount":1000}', output: '{}' }) })
    expect(rig.status?.alarms).toHaveLength(1)
  })

  it.each<[string, object, RegExp]>([
    ['a tool that reads', { name: 'read' }, /ran with amount: 1000/],
    ['a call for no request', { approval_request_id: undefined }, /ran with amount: 1000/],
  ])('is told though it was announced as %s', async (_what, over, text) => {
    const rig = await waiting()
    const tools = [
      { name: 'execute', annotations: { readOnlyHint: false } },
      { name: 'read', annotations: { readOnlyHint: true } },
    ]
    const item = { id: 'l2', type: 'mcp_list_tools', server_label: 'trader', tools }
    rig.server({ type: 'conversation.item.retrieved', item })
    rig.decide('a1', true)
    const announced = call({ approval_request_id: undefined, ...over, arguments: '' })
    rig.server({ type: 'conversation.item.added', item: announced })
    rig.server({ type: 'conversation.item.done', item: call({ arguments: '{"amount":1000}', output: '{"ok":true}' }) })
    expect(rig.status?.alarms[0]?.text).toMatch(text)
    expect(rig.entry('c1', 'tool')?.name).toBe('execute')
    expect(steps(rig)).toEqual(['proposed', 'approved', 'called', 'deviated', 'succeeded'])
    // What it is called later does not make a reader of it.
    rig.server({ type: 'conversation.item.done', item: call({ name: 'read', output: '{"ok":true}' }) })
    expect(rig.entry('c1', 'tool')?.name).toBe('execute')
  })

  it.each([
    ['a tool that nobody was told of', { name: 'withdraw' }, '“withdraw (trader)”'],
    ['a tool in another spelling', { name: 'Execute' }, '“Execute (trader)”'],
    // What tells it from the other one is seen.
    ['a server of another spelling', { server_label: 'trader\u200b' }, '“execute (trader\\u{200b})”'],
    ['a server that nobody declared', { server_label: 'elsewhere' }, '“execute (elsewhere)”'],
  ])('is %s that ran without asking', async (_what, over, called) => {
    const rig = await waiting()
    rig.server({
      type: 'conversation.item.done',
      item: call({ ...over, approval_request_id: undefined, output: '{}' }),
    })
    expect(rig.status?.alarms[0]?.text).toContain(`${called} ran without asking you`)
    expect(steps(rig)).toEqual(['proposed', 'called', 'deviated', 'succeeded'])
  })

  it('is a tool of a server that was told of no longer', async () => {
    const rig = await waiting()
    rig.server({ type: 'session.updated', session: { type: 'realtime', id: 'sess_1', audio: {}, tools: [] } })
    const told = call({ server_label: 'elsewhere', approval_request_id: undefined, output: '{}' })
    rig.server({ type: 'conversation.item.done', item: told })
    expect(rig.status?.alarms[0]?.text).toMatch(/ran without asking you/)
  })

  it('is told once the tools are known, where it ran before', async () => {
    const rig = createRig({ tools: TOOLS })
    await rig.connect()
    rig.ask('t1')
    rig.server({ type: 'conversation.item.done', item: call({ approval_request_id: undefined, output: '{}' }) })
    // What only reads needs no word here, and this may be that.
    expect(rig.status?.alarms).toEqual([])
    list(rig, 'l2', 'trader', false)
    expect(rig.status?.alarms[0]?.text).toMatch(/ran without asking you/)
  })

  it('is seen in a response of which only the end is told', async () => {
    const rig = await waiting()
    rig.done('r9', [call({ approval_request_id: undefined, output: '{}' })])
    expect(rig.status?.alarms[0]?.text).toMatch(/ran without asking you/)
  })

  it('is said though it is told in a way that can’t be read', async () => {
    const rig = await waiting()
    const odd = call({ name: 'x'.repeat(300), output: '{}' })
    for (let times = 0; times < 2; times++) rig.server({ type: 'conversation.item.done', item: odd })
    const notices = rig.entriesOf('notice').filter(({ code }) => code === 'unreadable_call')
    expect(notices.map(({ text }) => text)).toEqual([expect.stringMatching(/Check your wallet/)])
  })

  it('a request of another session is another one, though its id and its call’s are used again', async () => {
    const rig = await waiting()
    rig.decide('a1', true)
    rig.server({ type: 'conversation.item.done', item: call({ output: '{}' }) })
    rig.closeSocket()
    rig.time.advance(5_000)
    await rig.accept()
    list(rig, 'l2', 'trader', false)
    rig.ask('t2')
    rig.server({ type: 'conversation.item.added', item: request({ arguments: '{"amount":7}' }) })
    expect(rig.entry('a1', 'approval')).toMatchObject({ decision: 'pending', arguments: '{"amount":7}' })
    rig.decide('a1', true)
    rig.server({ type: 'conversation.item.done', item: call({ arguments: '{"amount":7}', output: '{}' }) })
    expect(rig.status?.alarms).toEqual([])
    expect(steps(rig).slice(-4)).toEqual(['proposed', 'approved', 'called', 'succeeded'])
    // The old one again is none, and neither is the new one a second time.
    rig.server({ type: 'conversation.item.done', item: call({ id: 'c2', output: '{}' }) })
    expect(rig.status?.alarms).toHaveLength(1)
  })

  it('is not what is only written otherwise', async () => {
    const rig = await waiting({ arguments: '{"amount":1.50,"to":"A"}' })
    rig.decide('a1', true)
    rig.server({ type: 'conversation.item.added', item: call({ arguments: '{ "to": "A", "amount": 15e-1 }' }) })
    expect(rig.status?.alarms).toEqual([])
  })

  it('is followed to its end though the tool calls itself read-only', async () => {
    const rig = await waiting({ server_label: 'reader' })
    rig.decide('a1', true)
    rig.server({ type: 'conversation.item.added', item: call({ server_label: 'reader' }) })
    rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
    rig.server({ type: 'conversation.item.done', item: call({ server_label: 'reader', output: '{"ok":true}' }) })
    expect(steps(rig)).toEqual(['proposed', 'approved', 'called', 'succeeded'])
  })

  it('and one that is never seen to run is unknown after two minutes, said, and no longer waited for', async () => {
    const rig = await waiting()
    rig.decide('a1', true)
    rig.ask('t2')
    rig.committed('i2')
    rig.respond('r2')
    rig.say('r2', 'm1', 'Something else.')
    rig.done('r2')
    rig.playedAll('m1')
    expect(rig.turn('t2')?.outcome).toBe('answered')
    rig.time.advance(121_000)
    expect(steps(rig)).toEqual(['proposed', 'approved', 'unknown'])
    expect(rig.entriesOf('notice').map(({ code }) => code)).toContain('approved_unseen')
  })

  it('a request that is told again as another one is another card: what was held on it or seen of it is void', async () => {
    const rig = await waiting()
    const before = rig.entry('a1', 'approval')
    rig.server({ type: 'conversation.item.added', item: request({ server_label: 'reader', name: 'send' }) })
    const after = rig.entry('a1', 'approval')
    expect(after).toMatchObject({ server: 'reader', name: 'send' })
    expect(after?.binding).not.toBe(before?.binding)
    rig.engine.command({ type: 'decide', requestId: 'a1', binding: before?.binding ?? '', approve: true })
    expect(answers(rig)).toEqual([])
  })
})

describe('a ledger that can’t be written', () => {
  it('lets nothing be approved, says so, and does again once there is room', async () => {
    const rig = await waiting()
    rig.disk.full = true
    hold(rig, 't2')
    expect(answers(rig)).toEqual([false])
    expect(rig.entry('a1', 'approval')).toMatchObject({
      decision: 'denied',
      reason: expect.stringMatching(/ledger can’t be saved/),
    })
    expect(rig.turn('t2')?.outcome).toBe('discarded')
    rig.disk.full = false
    rig.server({ type: 'response.output_item.done', response_id: 'r1', item: request({ id: 'a2' }) })
    rig.decide('a2', true)
    expect(answers(rig)).toEqual([false, true])
  })
})

describe('a ledger that is slow', () => {
  const slow = async () => {
    const rig = await waiting()
    rig.disk.slow = true
    hold(rig, 't2')
    expect(rig.disk.writes).toHaveLength(1)
    expect(answers(rig)).toEqual([])
    return rig
  }
  const outcome = (rig: Rig) => rig.turn('t2')?.outcome

  it('lets a yes count when it is there', async () => {
    const rig = await slow()
    rig.disk.writes[0]?.(true)
    expect(answers(rig)).toEqual([true])
    expect(outcome(rig)).toBe('confirmed')
  })

  it.each<[string, (rig: Rig) => void, boolean[]]>([
    ['nobody else has answered for half a minute', (rig) => rig.time.advance(31_000), [false]],
    ['a new question was asked', (rig) => rig.engine.command({ type: 'say', text: 'Wait.' }), [false]],
    ['it was denied', (rig) => rig.decide('a1', false), [false]],
    ['the key was tapped', (rig) => tap(rig, 't3'), [false]],
    ['the connection is gone', (rig) => rig.closeSocket(), []],
    ['the computer slept', (rig) => rig.engine.command({ type: 'suspend' }), []],
  ])('ends the hold and approves nothing once %s, whatever it says later', async (_, happens, told) => {
    const rig = await slow()
    happens(rig)
    expect(outcome(rig)).toBe('discarded')
    rig.disk.writes[0]?.(true)
    rig.time.advance(1_000)
    expect(answers(rig)).toEqual(told)
    expect(decision(rig)).not.toBe('approved')
  })

  it('ends the hold and approves nothing when the request has become another one', async () => {
    const rig = await slow()
    rig.server({ type: 'conversation.item.added', item: request({ arguments: '{"amount":100}' }) })
    rig.disk.writes[0]?.(true)
    expect(answers(rig)).toEqual([false])
    expect(outcome(rig)).toBe('discarded')
  })

  it('that tells of a yes to an earlier session’s request says nothing of the same id in this one', async () => {
    const rig = await slow()
    rig.closeSocket()
    rig.time.advance(400)
    await rig.accept()
    list(rig, 'l1', 'reader', true)
    list(rig, 'l2', 'trader', false)
    rig.ask('t3')
    rig.committed('i3')
    rig.respond('r3')
    rig.server({ type: 'response.output_item.done', response_id: 'r3', item: request() })
    rig.done('r3', [request()])
    rig.decide('a1', true)
    expect(rig.disk.writes).toHaveLength(2)
    rig.disk.writes[0]?.(true)
    expect(answers(rig)).toEqual([])
    rig.disk.writes[1]?.(false)
    expect(answers(rig)).toEqual([false])
  })
})

const tap = (rig: Rig, talkId: string) => {
  rig.press(talkId)
  rig.engine.talk({ type: 'tap', talkId, at: rig.time.clock.now(), heldMs: 100 })
}

describe('a session that changes its tools', () => {
  const update = (rig: Rig, tools: unknown[]) =>
    rig.server({ type: 'session.updated', session: { type: 'realtime', id: 'sess_1', tools } })

  it('to run without asking says so at once', async () => {
    const rig = await connected()
    expect(rig.status?.unguarded).toEqual([])
    update(rig, [TOOLS[0], { ...TOOLS[1], require_approval: 'never' }])
    expect(rig.status?.unguarded).toEqual(['execute'])
    expect(lastNotice(rig)).toMatch(/no longer asks you before it runs execute/)
  })

  it('by one that nobody chose says so, and what it may run unasked', async () => {
    const rig = await connected()
    update(rig, [...TOOLS, { type: 'mcp', server_label: 'evil', require_approval: 'never' }])
    expect(rig.entriesOf('notice').map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/added tools.*“evil”/),
        expect.stringMatching(/all tools of evil/),
      ]),
    )
    expect(rig.status?.unguarded).toEqual(['all tools of evil'])
  })
})
