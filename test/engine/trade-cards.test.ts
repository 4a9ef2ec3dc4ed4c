import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, type Limits, NO_LIMITS, NO_PAST } from '../../shared/limits'
import { SOL_MINT } from '../../shared/tokens'
import { createRig, type Rig, SETTINGS } from '../../tools/engine/rig'
import { balances, swap } from '../evidence/outputs'

const BONK = swap.output.mint
const ARGS = { input_mint: SOL_MINT, output_mint: BONK, amount_ui: 0.25, mode: 'ExactIn', slippage_bps: 50 }
const request = (id: string, args: object = ARGS, name = 'solana_swap_execute') => ({
  id,
  type: 'mcp_approval_request',
  server_label: 'dexter',
  name,
  arguments: JSON.stringify(args),
})
const called = (id: string, name: string, output: unknown, args: object = ARGS) => ({
  id,
  type: 'mcp_call',
  server_label: 'dexter',
  name,
  arguments: JSON.stringify(args),
  output: JSON.stringify(output),
})

/** A trade was asked for aloud, previewed, and waits for a word; its card is in sight. */
async function waiting(
  limits: Partial<Limits> = {},
  { said = 'Buy a quarter of a SOL of BONK.', args = ARGS } = {},
): Promise<Rig> {
  const rig = createRig({
    settings: { limits: { ...DEFAULT_LIMITS, ...limits } },
    session: { audio: { input: { transcription: { model: 'm' } } } },
  })
  await rig.connect()
  rig.engine.device({ state: 'open', device: 'mic' })
  rig.ask('t1')
  rig.committed('i1')
  rig.written('i1', said)
  propose(rig, 'r1', 'a1', args)
  return rig
}

function propose(rig: Rig, responseId: string, id: string, args: object = ARGS, preview = swap) {
  rig.respond(responseId)
  const output = { ...preview, walletAddress: 'Wallet1' }
  const look = called(`${id}_preview`, 'solana_swap_preview', output, ARGS)
  rig.server({ type: 'response.output_item.added', response_id: responseId, item: { ...look, output: null } })
  rig.server({ type: 'response.output_item.done', response_id: responseId, item: look })
  rig.server({ type: 'response.mcp_call.completed', item_id: look.id, output_index: 0 })
  rig.server({ type: 'response.output_item.added', response_id: responseId, item: request(id, args) })
  rig.done(responseId, [look, request(id, args)])
  rig.look(id)
  rig.time.advance(1000)
}

/** Holds the key in a quiet room. */
function hold(rig: Rig, id: string, ms = 1000, peak = 0.003) {
  rig.press(id)
  rig.hear(id, ms, peak)
  rig.release(id, ms)
  rig.fence(id, ms * 24)
}

function speak(rig: Rig, id: string, itemId: string, words: string) {
  hold(rig, id, 600, 0.3)
  rig.committed(itemId)
  rig.written(itemId, words)
  rig.time.advance(40)
}

const answers = (rig: Rig) =>
  rig.sent.flatMap(({ item }) => {
    const it = item as { type?: string; approve?: boolean } | undefined
    return it?.type === 'mcp_approval_response' ? [it.approve] : []
  })
const card = (rig: Rig, id = 'a1') => rig.entry(id, 'approval')
const lookInPanel = (rig: Rig, id = 'a1', whole = true) =>
  rig.engine.command({ type: 'sight', where: 'panel', requestId: id, binding: card(rig, id)?.binding ?? '', whole })

describe('a trade that is what was said, within every limit', () => {
  it('is told as a trader would, and the key approves it', async () => {
    const rig = await waiting()
    expect(card(rig)).toMatchObject({
      heard: 'Buy a quarter of a SOL of BONK.',
      marks: [],
      byButton: null,
      limit: null,
      card: { action: 'buy', pay: { amount: '0.25' }, token: { symbol: 'BONK', verified: true } },
    })
    hold(rig, 't2')
    expect(answers(rig)).toEqual([true])
    expect(JSON.parse(rig.money.find(({ step }) => step === 'approved')?.terms ?? '{}')).toMatchObject({
      heard: 'Buy a quarter of a SOL of BONK.',
      worthUsd: swap.valuations.inputUsd,
      card: { token: { mint: BONK } },
    })
  })
})

describe('an amount said as a part', () => {
  it.each([
    ['a tenth of a sol', 0.1],
    ['one tenth of a sol', 0.1],
    ['an eighth of a sol', 0.125],
    ['three tenths of a sol', 0.3],
    ['two hundredths of a sol', 0.02],
  ])('%s is held, and another amount is marked', async (part, amount_ui) => {
    const said = `Buy ${part} of BONK.`
    const right = await waiting({}, { said, args: { ...ARGS, amount_ui } })
    expect(card(right)?.marks.filter(({ kind }) => kind === 'amount')).toEqual([])
    const wrong = await waiting({}, { said, args: { ...ARGS, amount_ui: amount_ui * 2 } })
    expect(card(wrong)?.marks.map(({ kind }) => kind)).toContain('amount')
  })
})

it('a secret that was said does not go into the ledger', async () => {
  const said = 'Buy a quarter of a SOL of BONK with Bearer abcdefghijklmnopqrstuvwxyz0123456789'
  const rig = await waiting({}, { said })
  expect(card(rig)?.heard).toBe(said)
  const terms = rig.money.find(({ step }) => step === 'proposed')?.terms ?? ''
  expect(terms).toContain('Buy a quarter of a SOL')
  expect(terms).not.toContain('abcdefghijklmnop')
})

describe('a trade that the words don’t hold', () => {
  const other = { said: 'Buy a quarter of a SOL of popcat.' }
  it('is not approved by the key, and by the button only after the mark was in sight', async () => {
    const rig = await waiting({}, other)
    expect(card(rig)?.marks.map(({ kind }) => kind)).toContain('token')
    hold(rig, 't2')
    expect(answers(rig)).toEqual([])
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/Only the button in the panel/)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([])
    expect(rig.entriesOf('notice').at(-1)?.text).toMatch(/into view in the panel/)
    lookInPanel(rig)
    rig.time.advance(700)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([])
    lookInPanel(rig, 'a1', false)
    lookInPanel(rig)
    rig.time.advance(800)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([true])
  })
  it('is marked once its words are known, though the trade was proposed before', async () => {
    const rig = createRig({ settings: { limits: DEFAULT_LIMITS } })
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'mic' })
    rig.ask('t1')
    rig.committed('i1')
    propose(rig, 'r1', 'a1')
    expect(card(rig)?.marks.map(({ kind }) => kind)).toEqual(['unheard'])
    rig.press('t2')
    rig.hear('t2', 500, 0.003)
    rig.written('i1', 'Buy a quarter of a SOL of BONK.')
    expect(card(rig)).toMatchObject({ marks: [], byButton: null })
    // The hold began on a card that only the button approves.
    rig.hear('t2', 500, 0.003)
    rig.release('t2', 1000)
    rig.fence('t2', 24_000)
    expect(answers(rig)).toEqual([])
    rig.time.advance(1000)
    hold(rig, 't3')
    expect(answers(rig)).toEqual([true])
  })
  it('is marked when it is rewritten into another one', async () => {
    const rig = await waiting()
    rig.server({
      type: 'response.output_item.done',
      response_id: 'r1',
      item: request('a1', { ...ARGS, amount_ui: 25 }),
    })
    expect(card(rig)?.marks.map(({ kind }) => kind)).toEqual(['amount', 'preview'])
  })
})

describe('a wallet that was spoken of before', () => {
  /** "Use my degen wallet" is refused, or its card never comes; then a trade is asked for that pays from the main one. */
  async function afterChoice(chosen: boolean): Promise<Rig> {
    const rig = createRig({ session: { audio: { input: { transcription: { model: 'm' } } } } })
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'mic' })
    rig.ask('t0')
    rig.committed('i0')
    rig.written('i0', 'Use my degen wallet.')
    rig.respond('r0')
    const wallets = [
      { address: 'Wallet1', label: 'Paper main', is_default: true },
      { address: 'Wallet2', label: 'Paper degen', is_default: false },
    ]
    const list = called('l0', 'list_my_wallets', { user: { id: 'u' }, wallets, practice: true }, {})
    rig.server({ type: 'response.output_item.added', response_id: 'r0', item: { ...list, output: null } })
    rig.server({ type: 'response.output_item.done', response_id: 'r0', item: list })
    rig.server({ type: 'response.mcp_call.completed', item_id: 'l0', output_index: 0 })
    const choice = request('w0', { wallet_address: 'Wallet2' }, 'set_session_wallet_override')
    if (chosen) rig.server({ type: 'response.output_item.added', response_id: 'r0', item: choice })
    rig.done('r0', chosen ? [list, choice] : [list])
    if (chosen) rig.decide('w0', false)
    rig.respond('r00')
    rig.say('r00', 'm00', 'Okay.')
    rig.done('r00')
    rig.playedAll('m00')
    rig.time.advance(1000)
    speak(rig, 't1', 'i1', 'Buy a quarter of a SOL of BONK.')
    propose(rig, 'r1', 'a1', { ...ARGS, wallet_address: 'Wallet1' } as object)
    return rig
  }
  const kinds = (rig: Rig) => card(rig)?.marks.map(({ kind }) => kind)

  it('is meant no more once the choice of it was refused', async () => {
    expect(kinds(await afterChoice(true))).toEqual([])
  })
  it('is meant still while nobody has decided that', async () => {
    expect(kinds(await afterChoice(false))).toContain('wallet')
  })
})

describe('a limit', () => {
  it('bars what is above it, by key and button, and says which', async () => {
    const rig = await waiting({ usdPerTrade: 50 })
    expect(card(rig)?.limit).toMatch(/above your limit of \$50 per trade/)
    expect(card(rig)?.hindrance).toBe(card(rig)?.limit)
    hold(rig, 't2')
    lookInPanel(rig)
    rig.time.advance(900)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([false])
    expect(card(rig)?.reason).toMatch(/above your limit/)
  })
  it('that is raised while a hold goes on does not make that hold count', async () => {
    const rig = await waiting({ usdPerTrade: 50 })
    rig.press('t2')
    rig.hear('t2', 900, 0.003)
    rig.engine.settings({ ...SETTINGS, limits: NO_LIMITS })
    rig.hear('t2', 900, 0.003)
    rig.release('t2', 1800)
    rig.fence('t2', 1800 * 24)
    expect(answers(rig)).toEqual([])
    rig.time.advance(1000)
    hold(rig, 't3')
    expect(answers(rig)).toEqual([true])
  })
  it('that is raised while the button is held needs another hold', async () => {
    const rig = await waiting({ usdPerTrade: 50 })
    rig.engine.settings({ ...SETTINGS, limits: NO_LIMITS })
    rig.time.advance(500)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([])
    rig.time.advance(800)
    rig.decide('a1', true)
    expect(answers(rig)).toEqual([true])
  })
  it('per day counts what the ledger told and what was approved since, but not what has failed', async () => {
    const rig = await waiting({ usdPerDay: 150 })
    hold(rig, 't2')
    expect(answers(rig)).toEqual([true])
    const call = { ...called('c1', 'solana_swap_execute', {}), approval_request_id: 'a1', output: null }
    rig.server({ type: 'conversation.item.added', item: call })
    speak(rig, 't3', 'i3', 'Buy a quarter of a SOL of BONK.')
    propose(rig, 'r3', 'a3')
    expect(card(rig, 'a3')?.limit).toBeNull()
    rig.engine.command({
      type: 'past',
      past: {
        ...NO_PAST,
        trades: [{ at: rig.time.clock.now() - 1000, requestId: 'x', usd: 60, mint: null, loss: null }],
      },
    })
    expect(card(rig, 'a3')?.limit).toMatch(/\$150 per day: \$112\.12 was traded/)
    rig.server({ type: 'conversation.item.done', item: { ...call, error: 'insufficient funds' } })
    expect(card(rig, 'a3')?.limit).toBeNull()
  })
  it('per day still counts what has failed and may have gone through', async () => {
    const rig = await waiting({ usdPerDay: 100 })
    hold(rig, 't2')
    const call = { ...called('c1', 'solana_swap_execute', {}), approval_request_id: 'a1', output: null }
    rig.server({ type: 'conversation.item.added', item: call })
    rig.server({
      type: 'conversation.item.done',
      item: { ...call, error: 'Transaction was not confirmed in 30.00 seconds.' },
    })
    speak(rig, 't3', 'i3', 'Buy a quarter of a SOL of BONK.')
    propose(rig, 'r3', 'a3')
    expect(card(rig, 'a3')?.limit).toMatch(/per day: \$52\.12 was traded/)
  })
  it('per day counts a trade once, though a clock that was set back has its time told anew each time', async () => {
    const rig = await waiting({ usdPerDay: 100 })
    const recordedAt = rig.time.clock.now() + 3_600_000
    for (let push = 0; push < 3; push++) {
      const trade = { at: rig.time.clock.now(), recordedAt, requestId: 'x', usd: 40, mint: null, loss: null }
      rig.engine.command({ type: 'past', past: { ...NO_PAST, trades: [trade] } })
      rig.time.advance(1_000)
    }
    expect(card(rig)?.limit).toBeNull()
  })
  it('can’t be counted where the ledger could not be read: nothing is approved until it was', async () => {
    const rig = createRig({ settings: { limits: { ...DEFAULT_LIMITS, marked: 'key' } } })
    rig.engine.restore({ today: null, speech: [], wallet: null, past: null })
    await rig.connect()
    rig.engine.device({ state: 'open', device: 'mic' })
    rig.ask('t1')
    rig.committed('i1')
    propose(rig, 'r1', 'a1')
    expect(card(rig)?.hindrance).toMatch(/hasn’t read your trade ledger/)
    hold(rig, 't2')
    expect(answers(rig)).toEqual([])
    rig.engine.command({ type: 'past', past: NO_PAST })
    expect(card(rig)?.hindrance).toBeNull()
  })
  it('goes by the newest preview, though the clock was set back since the one before', async () => {
    const rig = await waiting({ usdPerTrade: 100 })
    rig.time.setWall(-60_000)
    speak(rig, 't3', 'i3', 'Buy a quarter of a SOL of BONK.')
    const quote = { ...swap.quote, quotedAt: new Date(Date.parse(swap.quote.quotedAt) - 60_000).toISOString() }
    propose(rig, 'r3', 'a3', ARGS, { ...swap, quote, valuations: { inputUsd: 400, outputUsd: 400 } })
    expect(card(rig, 'a3')?.limit).toMatch(/\$400 is above your limit of \$100 per trade/)
  })
  it('per day is not freed by a clock that is set forward', async () => {
    const rig = await waiting({ usdPerDay: 100 })
    rig.engine.command({
      type: 'past',
      past: { ...NO_PAST, trades: [{ at: rig.time.clock.now(), requestId: 'x', usd: 60, mint: null, loss: null }] },
    })
    expect(card(rig)?.limit).toMatch(/per day/)
    rig.time.setWall(3 * 86_400_000)
    rig.engine.command({ type: 'past', past: NO_PAST })
    expect(card(rig)?.limit).toMatch(/per day/)
  })
})

describe('what is said to a trade that waits', () => {
  it('“no” refuses it, and the model is asked to go on once', async () => {
    const rig = await waiting()
    speak(rig, 't2', 'i2', 'No.')
    expect(answers(rig)).toEqual([false])
    expect(card(rig)).toMatchObject({ decision: 'denied', reason: 'You said no.' })
    expect(rig.turn('t2')?.outcome).toBe('answered')
    expect(rig.count('response.create')).toBe(2)
    expect(rig.turn('t1')?.outcome).toBeNull()
  })
  it('“yes” leaves it waiting and says how to approve; then the key approves, and the answer comes', async () => {
    const rig = await waiting()
    speak(rig, 't2', 'i2', 'Yes, do it.')
    expect(answers(rig)).toEqual([])
    expect(rig.last('response.create')).toMatchObject({
      response: {
        tool_choice: 'none',
        instructions: expect.stringMatching(/^Say exactly: "It is still waiting\. I never trade on a spoken yes/),
      },
    })
    rig.respond('r2')
    rig.say('r2', 'm2', 'It is still waiting.')
    rig.done('r2')
    expect(card(rig)?.expiresAt).toBeNull()
    rig.playedAll('m2')
    rig.time.advance(1000)
    expect(rig.turn('t2')?.outcome).toBe('answered')
    expect(card(rig)).toMatchObject({ decision: 'pending' })
    hold(rig, 't3')
    expect(answers(rig)).toEqual([true])
    const call = { ...called('c1', 'solana_swap_execute', {}), approval_request_id: 'a1' }
    rig.server({ type: 'conversation.item.done', item: call })
    rig.server({ type: 'response.mcp_call.completed', item_id: 'c1', output_index: 0 })
    expect(rig.last('response.create')).not.toHaveProperty('response')
    expect(rig.count('response.create')).toBe(3)
  })
  it('a question about it is answered from the card without expiring it', async () => {
    const rig = await waiting()
    rig.time.advance(20_000)
    speak(rig, 't2', 'i2', 'How much was that?')
    const said = rig.last('response.create')?.response as { instructions: string } | undefined
    expect(said?.instructions).toMatch(/You pay 0\.25 SOL\. That is about 52\.12 dollars\./)
    rig.time.advance(20_000)
    expect(card(rig)?.decision).toBe('pending')
  })
  it('anything else refuses, and is a question like any other', async () => {
    const rig = await waiting()
    speak(rig, 't2', 'i2', 'What is SOL at?')
    expect(answers(rig)).toEqual([false])
    expect(card(rig)).toMatchObject({ decision: 'denied', reason: 'You asked a new question.' })
    expect(rig.last('response.create')).not.toHaveProperty('response')
    expect(rig.turn('t1')?.outcome).toBe('interrupted')
  })
  it('is not understood where nobody writes it down: then it refuses', async () => {
    const rig = await waiting()
    hold(rig, 't2', 600, 0.3)
    rig.committed('i2')
    expect(answers(rig)).toEqual([])
    // Nothing is approved meanwhile: it may have been a "no".
    expect(card(rig)?.hindrance).toMatch(/still working out what you just said/)
    rig.time.advance(5_000)
    expect(answers(rig)).toEqual([false])
  })
  it('a “no” whose words come after another word was said refuses it all the same', async () => {
    const rig = await waiting()
    hold(rig, 't2', 600, 0.3)
    rig.committed('i2')
    hold(rig, 't3', 600, 0.3)
    rig.committed('i3')
    rig.written('i3', 'Yes.')
    rig.time.advance(40)
    // The first word may have been a "no".
    expect(card(rig)?.hindrance).toMatch(/still working out what you just said/)
    rig.written('i2', 'No.')
    expect(answers(rig)).toEqual([false])
    expect(card(rig)?.reason).toBe('You said no.')
  })
  it('two “yes” leave it waiting, whichever is written down first; words that never come refuse it', async () => {
    const rig = await waiting()
    hold(rig, 't2', 600, 0.3)
    rig.committed('i2')
    hold(rig, 't3', 600, 0.3)
    rig.committed('i3')
    rig.written('i3', 'Yes.')
    rig.written('i2', 'Yes.')
    rig.time.advance(6_000)
    expect(card(rig)).toMatchObject({ decision: 'pending', hindrance: null })
    hold(rig, 't4', 600, 0.3)
    rig.committed('i4')
    hold(rig, 't5', 600, 0.3)
    rig.committed('i5')
    rig.written('i5', 'Yes.')
    rig.time.advance(6_000)
    expect(answers(rig)).toEqual([false])
  })
  it('typed, it is the same', async () => {
    const rig = await waiting()
    rig.engine.command({ type: 'say', text: 'cancel' })
    expect(answers(rig)).toEqual([false])
    expect(card(rig)?.reason).toBe('You said no.')
  })
  it('and the line drops: the trade is gone, and the question is asked as one', async () => {
    const rig = await waiting()
    hold(rig, 't2', 600, 0.3)
    rig.closeSocket()
    rig.time.advance(1000)
    await rig.accept()
    expect(card(rig)?.decision).toBe('expired')
    expect(rig.count('input_audio_buffer.commit')).toBeGreaterThan(1)
    expect(rig.last('response.create')).toBeDefined()
  })
})

describe('the time of a card', () => {
  it('begins when it is in sight and nobody speaks, and can be set', async () => {
    const rig = createRig({ settings: { limits: DEFAULT_LIMITS, approvalMs: 60_000 } })
    await rig.connect()
    rig.ask('t1')
    rig.committed('i1')
    rig.respond('r1')
    rig.say('r1', 'm1', 'Confirm to go ahead.')
    rig.server({ type: 'response.output_item.added', response_id: 'r1', item: request('a1') })
    rig.done('r1', [request('a1')])
    rig.engine.played({ type: 'started', itemId: 'm1' })
    rig.time.advance(1_000)
    expect(card(rig)?.expiresAt).toBeNull()
    rig.look('a1', false)
    expect(card(rig)?.expiresAt).toBeNull()
    rig.playedAll('m1')
    const { expiresAt } = card(rig) ?? {}
    expect((expiresAt ?? 0) - rig.time.clock.now()).toBeCloseTo(60_000, -3)
    rig.time.advance(59_000)
    expect(card(rig)?.decision).toBe('pending')
    rig.time.advance(1_000)
    expect(card(rig)).toMatchObject({ decision: 'expired', reason: 'You didn’t confirm it in time.' })
  })
  it('ends some day though nobody ever sees it', async () => {
    const rig = await waiting()
    const unseen = createRig()
    await unseen.connect()
    unseen.ask('t1')
    unseen.respond('r1')
    unseen.server({ type: 'response.output_item.added', response_id: 'r1', item: request('a1') })
    unseen.done('r1', [request('a1')])
    unseen.time.advance(599_000)
    expect(card(unseen)?.decision).toBe('pending')
    unseen.time.advance(1_000)
    expect(card(unseen)?.decision).toBe('expired')
    expect(card(rig)?.decision).toBe('pending')
  })
})

describe('a trade whose end nobody saw', () => {
  it('can be looked at, once asked for, by a tool that reads; what it finds is in the ledger', async () => {
    const tools = ['solana_list_balances', 'solana_swap_execute'].map((name) => ({
      name,
      annotations: { readOnlyHint: name === 'solana_list_balances' },
    }))
    const rig = await waiting()
    hold(rig, 't2')
    rig.closeSocket()
    rig.time.advance(1000)
    expect(card(rig)).toMatchObject({ unknown: true, found: null })
    await rig.accept()
    rig.server({
      type: 'conversation.item.added',
      item: { id: 'l1', type: 'mcp_list_tools', server_label: 'dexter', tools },
    })
    rig.server({
      type: 'conversation.item.done',
      item: { id: 'l1', type: 'mcp_list_tools', server_label: 'dexter', tools },
    })
    const {
      server,
      name: tool,
      arguments: args,
      turnId,
    } = card(rig) ?? { server: '', name: '', arguments: '', turnId: null }
    const trade = {
      backend: 'practice',
      turnId,
      requestId: 'a1',
      server,
      tool,
      arguments: args,
      wallet: balances.walletAddress,
    }
    rig.engine.command({
      type: 'look',
      trade: { ...trade, card: { ...(card(rig)?.card as object), wallet: balances.walletAddress } as never },
    })
    expect(rig.last('response.create')).toMatchObject({
      response: { tool_choice: { type: 'mcp', server_label: 'dexter', name: 'solana_list_balances' } },
    })
    rig.respond('r2')
    const call = called('b1', 'solana_list_balances', balances, {})
    rig.server({ type: 'response.output_item.done', response_id: 'r2', item: call })
    rig.done('r2', [call])
    expect(card(rig)?.found).toMatch(/The wallet holds/)
    expect(rig.money.at(-1)).toMatchObject({
      step: 'looked',
      requestId: 'a1',
      detail: expect.stringMatching(/The wallet holds/),
    })
    expect(rig.sent.filter(({ item }) => (item as { approve?: boolean } | undefined)?.approve)).toHaveLength(1)
  })
})

it('past trades are told to the model that asks for them, and to nobody else', async () => {
  const rig = createRig()
  await rig.connect()
  const trade = {
    at: '2026-11-30T10:00:00Z',
    action: 'buy',
    said: 'buy',
    paid: '0.5 SOL',
    got: '4.84M BONK',
    token: null,
    worthUsd: 107,
    wallet: null,
    recipient: null,
    signature: null,
    outcome: 'done',
  }
  rig.engine.command({ type: 'past', past: { ...NO_PAST, recent: [trade, { ...trade, paid: '1 SOL' }] } })
  rig.ask('t1')
  rig.respond('r1')
  const item = {
    id: 'f1',
    type: 'function_call',
    call_id: 'call_1',
    name: 'recent_trades',
    arguments: '{"limit":1}',
    status: 'completed',
  }
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item })
  rig.done('r1', [item])
  expect(rig.last('conversation.item.create')?.item).toMatchObject({
    type: 'function_call_output',
    call_id: 'call_1',
    output: JSON.stringify({ trades: [trade] }),
  })
  expect(rig.entry('f1', 'tool')).toMatchObject({ status: 'done', error: null })
  expect(rig.count('response.create')).toBe(2)
})
