import { expect, it } from 'vitest'
import type { GrantReply } from '../../shared/grant'
import { createRig, GRANT, SETTINGS } from '../../tools/engine/rig'

// What the random runs of properties.test.ts have found, shrunk: each in the fewest steps that showed it.

const card = {
  id: 'a1',
  type: 'mcp_approval_request',
  server_label: 's',
  name: 'execute_buy',
  arguments: '{"amountSol":5}',
}

/** Connected, with a trade that has waited for a word long enough to be seen. */
async function withCard() {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: card })
  rig.done('r1', [card])
  rig.look(card.id)
  rig.time.advance(700)
  return rig
}

const silent = (rig: ReturnType<typeof createRig>, talkId: string, frames: number) => {
  for (let frame = 0; frame < frames; frame++) {
    rig.engine.captured({ type: 'frame', turnId: talkId, samples: new Int16Array(240), peak: 0.003 })
    rig.time.advance(10)
  }
}

const refusal = (eventId: string | undefined, code: string) => ({
  type: 'error',
  error: { type: 'invalid_request_error', code, message: 'refused', event_id: eventId },
})

it('an utterance of which the server refused a part is not asked without that part', async () => {
  const rig = createRig()
  await rig.connect()
  rig.press('t1')
  rig.speak('t1', 20)
  rig.server(refusal(rig.last('input_audio_buffer.append')?.event_id, 'invalid_value'))
  rig.speak('t1', 20)
  rig.release('t1')
  rig.fence('t1', 9600)
  expect(rig.count('input_audio_buffer.commit')).toBe(0)
  expect(rig.types().at(-1)).toBe('input_audio_buffer.clear')
  expect(rig.turn('t1')).toMatchObject({ outcome: 'unsent', samples: { captured: 9600 } })
  expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
})

it('an utterance that was given up stays unsent when the commit of its rest is acknowledged', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.server(refusal(rig.last('input_audio_buffer.append')?.event_id, 'invalid_value'))
  rig.committed('i1')
  expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
})

it('an answer that fails while the next question is spoken does not end that question', async () => {
  const rig = createRig()
  await rig.connect()
  rig.press('t1')
  rig.speak('t1', 20)
  rig.respond('r1')
  rig.done('r1', [], { status: 'failed' })
  rig.speak('t1', 20)
  rig.release('t1')
  rig.fence('t1', 9600)
  expect(rig.turn('t1')).toMatchObject({ outcome: 'unsent', samples: { captured: 9600 } })
  expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
})

it('a silent hold on a card that the screen lock ends decides nothing, and ends', async () => {
  const rig = await withCard()
  rig.press('t2')
  silent(rig, 't2', 100)
  rig.engine.talk({ type: 'abort', talkId: 't2', at: rig.time.clock.now(), reason: 'The screen was locked.' })
  rig.fence('t2', 24_000)
  expect(rig.turn('t2')?.outcome).toBe('discarded')
  expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
})

it('a hold on a card whose tail is still on its way ends though the key is pressed again', async () => {
  const rig = await withCard()
  rig.press('t2')
  silent(rig, 't2', 100)
  rig.release('t2')
  rig.press('t3')
  rig.fence('t2', 24_000)
  silent(rig, 't3', 10)
  rig.release('t3')
  rig.fence('t3', 2_400)
  expect(rig.turn('t2')?.outcome).toBe('confirmed')
  expect(rig.turn('t3')?.outcome).toBe('discarded')
})

it('a question of somebody without a wallet does not get the wallet of a later session', async () => {
  const none = { ...GRANT, grant: { ...GRANT.grant, identity: { kind: 'user', label: 'User', wallet: null } } } as const
  const rig = createRig({ grants: [none, GRANT] })
  await rig.connect()
  rig.closeSocket()
  rig.ask('t1')
  await rig.accept()
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: card })
  expect(rig.entry('a1', 'approval')?.wallet).toBeNull()
  rig.decide('a1', true)
  expect(rig.last('conversation.item.create')).toMatchObject({ item: { approve: false } })
})

it('nothing is sent before session.update, whatever the server says first', async () => {
  const rig = createRig()
  rig.engine.connect()
  await rig.settle()
  rig.server({ type: 'mcp_list_tools.completed', item_id: 'l1' })
  expect(rig.sent).toEqual([])
})

it('an answer that the server began unasked is waited for', async () => {
  const rig = createRig()
  await rig.connect()
  rig.respond('unasked')
  rig.ask('t1')
  expect(rig.count('response.create')).toBe(0)
  rig.done('unasked')
  expect(rig.count('response.create')).toBe(1)
})

it('an answer that is over without having told so is no longer waited for', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.respond('r1')
  rig.ask('t2')
  expect(rig.count('response.create')).toBe(1)
  rig.server(refusal(rig.last('response.cancel')?.event_id, 'response_cancel_not_active'))
  expect(rig.count('response.create')).toBe(2)
})

it('a secret in an odd place of a server event is masked in the log', async () => {
  const rig = createRig()
  await rig.connect()
  const secret = 'ek_odd_0123456789abcdef'
  rig.server({
    type: 'response.output_audio.delta',
    response_id: 'r',
    item_id: 'i',
    delta: 'AAAA',
    note: { secret, a: secret },
  })
  rig.server({ type: secret })
  rig.time.advance(100)
  expect(rig.status).not.toBeNull()
  expect(JSON.stringify(rig.log)).not.toContain(secret)
})

it('speech that was not sent can be sent again however much was said since', async () => {
  const refused = { code: 'unauthorized', message: 'No.', retry: 'never', retryAfterMs: null } as const
  const rig = createRig({ grants: [{ ok: false, problem: refused }, GRANT] })
  rig.ask('t1')
  await rig.settle()
  rig.engine.command({ type: 'say', text: 'Hello.' })
  await rig.accept()
  for (let question = 0; question < 21; question++) {
    rig.engine.command({ type: 'say', text: 'And then?' })
    for (let index = 0; index < 100; index++) {
      rig.server({ type: 'conversation.item.added', item: { ...card, id: `c${question}_${index}`, type: 'mcp_call' } })
    }
  }
  rig.engine.command({ type: 'resend', turnId: 't1' })
  expect(rig.count('input_audio_buffer.commit')).toBe(1)
})

it('what a server does all the same belongs to the question that it was asked, not to the one that is spoken', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.server({ type: 'error', error: { message: 'Something went wrong.' } })
  rig.press('t2')
  const captured = rig.speak('t2', 50)
  rig.respond('r1')
  const item = { id: 'c1', type: 'mcp_call', server_label: 'dexter', name: 'execute_buy', arguments: '{"amountSol":1}' }
  rig.server({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item })
  rig.say('r1', 'a1', 'Bought.')
  // It is cut, and the new question gets an answer of its own.
  expect(rig.last('response.cancel')).toMatchObject({ response_id: 'r1' })
  expect(rig.entry('t1', 'user')).toMatchObject({ resendable: false })
  rig.done('r1', [], { status: 'cancelled' })
  rig.release('t2')
  rig.fence('t2', captured)
  expect(rig.playbackCommands.filter(({ type }) => type === 'audio')).toEqual([])
  expect(rig.last('response.create')?.event_id).not.toBe(undefined)
  expect(rig.count('response.create')).toBe(2)
  expect(rig.turn('t2')).toMatchObject({ outcome: null })
})

it('a hold that began just after the card came approves nothing, wherever the wall clock was set meanwhile', async () => {
  const rig = await withCard()
  rig.decide('a1', false)
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: { ...card, id: 'a2' } })
  rig.look('a2')
  rig.time.advance(100)
  rig.engine.talk({ type: 'press', talkId: 't2', at: rig.time.clock.now() + 5_000, canApprove: true })
  silent(rig, 't2', 100)
  rig.release('t2')
  rig.fence('t2', 24_000)
  expect(rig.entry('a2', 'approval')?.decision).toBe('pending')
})

it('a hold in the middle of which the microphone went away decides nothing: it may have missed a word', async () => {
  const rig = await withCard()
  rig.press('t2')
  rig.engine.device({ state: 'missing', device: null })
  rig.time.advance(1_000)
  rig.release('t2')
  rig.engine.device({ state: 'missing', device: null })
  expect(rig.turn('t2')?.outcome).toBe('discarded')
  expect(rig.entry('a1', 'approval')?.decision).toBe('pending')
})

it('a right to connect that comes after another backend was chosen is not used for that one', async () => {
  const answers: ((reply: GrantReply) => void)[] = []
  const rig = createRig({ mint: () => new Promise((resolve) => answers.push(resolve)) })
  const granted = (backend: 'practice' | 'openai') => ({
    ...GRANT,
    grant: { ...GRANT.grant, backend, url: `ws://${backend}.example/`, expiresAt: rig.time.clock.now() + 600_000 },
  })
  rig.engine.connect()
  rig.engine.settings({ ...SETTINGS, backend: 'openai' })
  rig.press('t1')
  answers[1]?.(granted('openai'))
  await rig.accept()
  answers[0]?.(granted('practice'))
  await rig.settle()
  rig.closeSocket()
  rig.time.advance(2_000)
  await rig.settle()
  expect(rig.urls).toEqual(['ws://openai.example/', 'ws://openai.example/'])
})

it('a trade that is told before the response that makes it belongs to that response’s question', async () => {
  const rig = await withCard()
  // A tap refuses the card, and is the newest turn while the model goes on.
  rig.press('t2')
  rig.engine.talk({ type: 'tap', talkId: 't2', at: rig.time.clock.now(), heldMs: 50 })
  const call = { id: 'c1', type: 'mcp_call', server_label: 's', name: 'buy', arguments: '{}' }
  rig.server({ type: 'response.output_item.added', response_id: 'r2', item: call })
  rig.respond('r2')
  rig.done('r2')
  rig.closeSocket()
  expect(rig.entry('t1', 'user')).toMatchObject({ resendable: false })
  expect(rig.entry('t1', 'user')?.problem).toMatch(/A trade may have gone through/)
})

it('a server that tells of an error and acts all the same takes the offer to send the question again back', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  // About nothing that it names; what was asked for may be under way.
  rig.server({ type: 'error', error: { message: 'Something went wrong.' } })
  expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: true })
  rig.respond('r1')
  const item = { id: 'c1', type: 'mcp_call', server_label: 'dexter', name: 'execute_buy', arguments: '{"amountSol":1}' }
  rig.server({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item })
  expect(rig.entry('t1', 'user')).toMatchObject({
    resendable: false,
    problem: 'Something went wrong. A trade may have gone through. Check your wallet.',
  })
  rig.engine.command({ type: 'resend', turnId: 't1' })
  expect(rig.count('input_audio_buffer.commit')).toBe(1)
})

it('what may have been done for either of two questions is offered again for neither', async () => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.server({ type: 'error', error: { message: 'Something went wrong.' } })
  rig.ask('t2')
  rig.committed('i2')
  // Whose this is, nobody can know.
  rig.respond('r1')
  const item = { id: 'c1', type: 'mcp_call', server_label: 'dexter', name: 'execute_buy', arguments: '{"amountSol":1}' }
  rig.server({ type: 'response.output_item.added', response_id: 'r1', output_index: 0, item })
  expect(rig.entry('t1', 'user')).toMatchObject({ resendable: false })
  rig.closeSocket()
  rig.time.advance(40_000)
  expect(rig.entry('t2', 'user')).toMatchObject({ resendable: false })
  // One that was refused in truth keeps its offer while nothing was done.
  const other = createRig()
  await other.connect()
  other.ask('t1')
  other.committed('i1')
  other.server({ type: 'error', error: { message: 'Something went wrong.' } })
  other.ask('t2')
  other.committed('i2')
  other.respond('r1')
  other.say('r1', 'a1', 'SOL is at 150.')
  other.done('r1')
  expect(other.entry('t1', 'user')).toMatchObject({ resendable: true })
})

it('an error about something else while a session is configured changes no dialect', async () => {
  const rig = createRig()
  rig.engine.connect()
  await rig.settle()
  rig.created()
  rig.server({ type: 'error', error: { message: 'A tool server is slow today.' } })
  rig.updated()
  const [, again] = rig.sent.filter(({ type }) => type === 'session.update')
  const error = { code: 'unknown_parameter', message: 'Unknown parameter: turn_detection.', event_id: again?.event_id }
  rig.server({ type: 'error', error })
  expect(rig.status).toMatchObject({ dialect: 'ga', errors: [] })
  rig.closeSocket()
  rig.press('t1')
  await rig.settle()
  rig.created()
  expect(rig.last('session.update')?.session).toMatchObject({ type: 'realtime' })
  expect(rig.count('session.update')).toBe(3)
})
