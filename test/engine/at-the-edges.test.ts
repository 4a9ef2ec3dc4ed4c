import { expect, it } from 'vitest'
import { createRig, GRANT, type Rig } from '../../tools/engine/rig'

const BUY = '{"amount_sol":1}'
const card = (id: string, args = BUY) => ({
  id,
  type: 'mcp_approval_request',
  server_label: 's',
  name: 'solana_execute_buy',
  arguments: args,
})
const call = (id: string, more = {}) => ({
  id,
  type: 'mcp_call',
  server_label: 's',
  name: 'solana_execute_buy',
  arguments: BUY,
  ...more,
})

async function proposed(args = BUY): Promise<Rig> {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: card('a1', args) })
  rig.done('r1', [card('a1', args)])
  return rig
}

const decision = (rig: Rig, id: string) => rig.entry(id, 'approval')
const steps = (rig: Rig) => rig.money.map(({ step }) => step)
const histories = (rig: Rig) =>
  rig.sent.flatMap(({ type, item }) => (type === 'conversation.item.create' ? [item as Record<string, unknown>] : []))

it('a trade whose arguments name another wallet than the one in use is refused', async () => {
  const rig = await proposed('{"amount_sol":1,"wallet_address":"Wallet2"}')
  rig.decide('a1', true)
  expect(decision(rig, 'a1')).toMatchObject({ decision: 'denied', reason: expect.stringMatching(/different wallet/) })
  const same = await proposed('{"amount_sol":1,"wallet_address":"Wallet1"}')
  same.decide('a1', true)
  expect(decision(same, 'a1')?.decision).toBe('approved')
})

it('a card of a response that was cut is refused at once', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.press('t2')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: card('a1') })
  expect(decision(rig, 'a1')).toMatchObject({ decision: 'denied', reason: 'It was interrupted.' })
})

it('a question is not brought again by itself to a server whose tools may have acted on it unasked', async () => {
  const rig = createRig({ tools: [{ type: 'mcp', server_label: 's', require_approval: 'never' }] })
  await rig.connect()
  rig.server({ type: 'mcp_list_tools.completed', item_id: 'l' })
  const list = { id: 'l', type: 'mcp_list_tools', server_label: 's', tools: [{ name: 'solana_execute_buy' }] }
  rig.server({ type: 'conversation.item.retrieved', item: list })
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.closeSocket()
  rig.time.advance(1000)
  await rig.accept()
  expect(rig.count('input_audio_buffer.commit')).toBe(1)
  expect(rig.entry('t1', 'user')).toMatchObject({ resendable: true })
})

it('a question that ends every connection is brought to three, and no more', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  for (let round = 0; round < 12; round++) {
    rig.closeSocket(1011)
    rig.time.advance(2_000)
    await rig.accept()
  }
  expect(rig.count('input_audio_buffer.commit')).toBeLessThanOrEqual(3)
  expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
})

it('a new session is told that a trade was taken up, though nobody knows its end', async () => {
  const rig = await proposed()
  rig.decide('a1', true)
  rig.server({ type: 'conversation.item.input_audio_transcription.completed', item_id: 'i1', transcript: 'Buy one.' })
  rig.closeSocket()
  rig.time.advance(2_000)
  await rig.accept()
  const told = histories(rig).slice(-3)
  expect(told.map(({ type }) => type)).toEqual(['message', 'function_call', 'function_call_output'])
  expect(told[1]).toMatchObject({ name: 'solana_execute_buy', arguments: BUY })
  expect(String(told[2]?.output)).toMatch(/outcome_unknown/)
})

it('the ledger names the backend that was asked, and the proposal before anything is decided', async () => {
  const rig = await proposed()
  expect(steps(rig)).toEqual(['proposed'])
  rig.engine.settings({ ...rig.settings, backend: 'openai' })
  expect(rig.money.map(({ step, backend }) => [step, backend])).toEqual([
    ['proposed', 'practice'],
    ['expired', 'practice'],
  ])
})

it('a trade that was announced when the line dropped is unknown to the ledger, as it is to the trader', async () => {
  const rig = await proposed()
  rig.decide('a1', true)
  rig.server({ type: 'conversation.item.added', item: call('c1', { approval_request_id: 'a1' }) })
  rig.closeSocket()
  expect(steps(rig)).toEqual(['proposed', 'approved', 'called', 'unknown'])
  expect(rig.entry('c1', 'tool')?.error).toMatch(/check (?:the|your) wallet/i)
})

it('two questions that waited for a connection get one answer, to the newer', async () => {
  const rig = createRig()
  rig.ask('t1')
  rig.ask('t2')
  await rig.accept()
  rig.committed('i1')
  rig.committed('i2')
  rig.respond('r1')
  expect(rig.last('response.cancel')).toMatchObject({ response_id: 'r1' })
  rig.say('r1', 'm1', 'The old one.')
  rig.done('r1', [], { status: 'cancelled' })
  expect(rig.playbackCommands.filter(({ type }) => type === 'audio')).toEqual([])
  rig.respond('r2')
  rig.say('r2', 'm2', 'The new one.')
  rig.done('r2')
  rig.playedAll('m2')
  expect(rig.turn('t1')?.outcome).toBe('interrupted')
  expect(rig.turn('t2')).toMatchObject({ outcome: 'answered', said: 'The new one.' })
})

it('words whose audio never came are not said to have been heard', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  const at = { response_id: 'r1', item_id: 'm1' }
  rig.server({ type: 'response.output_audio_transcript.delta', ...at, delta: 'You now own ten SOL.' })
  rig.press('t2')
  expect(rig.entry('m1', 'assistant')).toMatchObject({ state: 'interrupted', heardChars: 0 })
  expect(rig.last('conversation.item.delete')).toMatchObject({ item_id: 'm1' })
})

it('the past is told to a beta server in its own words', async () => {
  const rig = createRig({ dialect: 'beta' })
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.say('r1', 'm1', 'Yes.')
  rig.done('r1')
  rig.playedAll('m1')
  rig.closeSocket()
  rig.time.advance(2_000)
  await rig.accept()
  expect(histories(rig).at(-1)).toMatchObject({ role: 'assistant', content: [{ type: 'text', text: 'Yes.' }] })
})

it('a typed question that finds no network stands as not sent after half a minute', async () => {
  const rig = createRig({ settings: { backend: 'dexter' }, grants: [GRANT] })
  await rig.connect()
  rig.engine.command({ type: 'network', online: false })
  expect(rig.status).toMatchObject({ state: 'offline' })
  rig.engine.command({ type: 'say', text: 'Hello?' })
  rig.time.advance(31_000)
  expect(rig.entriesOf('user')[0]).toMatchObject({ delivery: 'unsent', resendable: true })
})

it('after a trade that was approved its outcome is told, though the model had spoken after asking', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: card('a1') })
  rig.say('r1', 'm1', 'Please confirm.')
  rig.done('r1', [card('a1')])
  rig.playedAll('m1')
  expect(rig.turn('t1')?.outcome).toBeNull()
  rig.decide('a1', true)
  rig.server({ type: 'conversation.item.added', item: call('c1', { approval_request_id: 'a1' }) })
  rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
  expect(rig.count('response.create')).toBe(2)
})

it('a session is not renewed while a trade runs, whatever else is quiet', async () => {
  const rig = await proposed()
  rig.decide('a1', true)
  rig.server({ type: 'conversation.item.added', item: call('c1', { approval_request_id: 'a1' }) })
  rig.server({ type: 'response.mcp_call.in_progress', item_id: 'c1' })
  rig.engine.command({ type: 'interrupt' })
  rig.time.advance(55 * 60_000 + 1_000)
  await rig.accept(2)
  expect(rig.closed).toEqual([])
  rig.talkOn(1)
  const ended = call('c1', { approval_request_id: 'a1', output: '{"signature":"x"}' })
  rig.server({ type: 'conversation.item.done', item: ended })
  expect(steps(rig)).toEqual(['proposed', 'approved', 'called', 'succeeded'])
})

it('an answer is held against a result that is told only after it', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  const look = call('c1', { name: 'solana_resolve_token', arguments: '{"query":"SOL"}' })
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: look })
  rig.done('r1', [look])
  rig.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
  rig.respond('r2')
  rig.say('r2', 'm2', 'Solana is at $152.37.')
  expect(rig.entry('m2', 'assistant')?.flags).toEqual([])
  const sol = {
    mint: 'So11111111111111111111111111111111111111112',
    symbol: 'SOL',
    name: 'Solana',
    decimals: 9,
    priceUsd: 162.37,
    priceChange24h: 1,
    marketCap: 1,
    score: 1,
  }
  const output = JSON.stringify({
    generatedAt: new Date(rig.time.clock.now()).toISOString(),
    query: 'SOL',
    candidates: [sol],
  })
  rig.server({ type: 'response.output_item.done', response_id: 'r1', item: { ...look, output } })
  expect(rig.entry('m2', 'assistant')?.flags).toMatchObject([{ kind: 'figure' }])
})
