import { expect, it } from 'vitest'
import type { GrantReply } from '../../shared/grant'
import { sentence } from '../../shared/i18n'
import { createRig, GRANT, SETTINGS } from '../../tools/engine/rig'

type Granted = Extract<GrantReply, { ok: true }>

const call = (id: string, more = {}) => ({
  id,
  type: 'mcp_call',
  server_label: 's',
  name: 'execute_buy',
  arguments: '{}',
  ...more,
})
const appr = (id: string, args = '{"amountSol":5}') => ({
  id,
  type: 'mcp_approval_request',
  server_label: 's',
  name: 'execute_buy',
  arguments: args,
})
const CHECK_THE_WALLET = expect.stringMatching(/A trade may have gone through\. Check your wallet\.$/)
/** Connected, with nothing asked yet. */
const start = async (o: Parameters<typeof createRig>[0] = {}) => {
  const r = createRig(o)
  await r.connect()
  return r
}

it('an approved call cut by a drop is not asked for again', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1') })
  r.done('r1', [appr('a1')])
  r.decide('a1', true)
  expect(r.last('conversation.item.create')).toMatchObject({ item: { approve: true } })
  r.closeSocket()
  r.time.advance(400)
  await r.accept()
  expect(r.count('input_audio_buffer.commit')).toBe(1)
  expect(r.turn('t1')?.outcome).toBe('failed')
  expect(r.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: false, problem: CHECK_THE_WALLET })
})

it('a refused commit is never answered without its speech', async () => {
  const r = await start()
  r.ask('t1')
  r.server({
    type: 'error',
    error: {
      type: 'invalid_request_error',
      code: 'input_audio_buffer_commit_empty',
      message: 'empty',
      event_id: r.last('input_audio_buffer.commit')?.event_id,
    },
  })
  r.respond('r1')
  r.say('r1', 'm1', 'Hello, how can I help?')
  r.done('r1')
  r.playedAll('m1')
  expect(r.turn('t1')).toMatchObject({ outcome: 'unsent', samples: { captured: 12_000, committed: 0 } })
  expect(r.entry('t1', 'user')).toMatchObject({ delivery: 'unsent', resendable: true })
})

it('a commit that was never acknowledged does not shift later transcripts', async () => {
  const r = await start()
  r.ask('t1')
  r.time.advance(26_000)
  expect(r.turn('t1')?.outcome).toBe('unsent')
  r.press('t2')
  await r.accept()
  const n = r.speak('t2', 50)
  r.release('t2')
  r.fence('t2', n)
  r.committed('i2')
  r.server({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: 'i2',
    transcript: 'sell everything',
  })
  expect(r.turn('t2')?.samples.committed).toBe(12000)
})

it('an approval that nobody gives ends by itself', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1') })
  r.done('r1', [appr('a1')])
  r.time.advance(24 * 3600_000)
  expect(r.entry('a1', 'approval')?.decision).toBe('expired')
})

it('an approval for another wallet than the one that was on screen is refused', async () => {
  const g2 = structuredClone(GRANT) as Granted
  g2.grant.identity.wallet = { address: 'Wallet2', label: 'real' }
  const r = await start({ grants: [GRANT, g2] })
  r.closeSocket()
  r.press('t1')
  await r.accept()
  const n = r.speak('t1', 50)
  r.release('t1')
  r.fence('t1', n)
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1') })
  r.done('r1', [appr('a1')])
  r.decide('a1', true)
  expect(r.last('conversation.item.create')).toMatchObject({ item: { approve: false } })
})

it('an approval shows the arguments as they are completed', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1', '') })
  r.server({ type: 'response.output_item.done', response_id: 'r1', item: appr('a1') })
  expect(r.entry('a1', 'approval')?.arguments).toBe('{"amountSol":5}')
})

it('an approval announced first outside of its response is continued once', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'conversation.item.added', item: appr('a1') })
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1') })
  r.done('r1', [appr('a1')])
  r.decide('a1', true)
  r.server({ type: 'conversation.item.added', item: call('c1', { approval_request_id: 'a1' }) })
  r.server({ type: 'conversation.item.done', item: call('c1', { approval_request_id: 'a1', output: '{}' }) })
  expect(r.count('response.create')).toBe(2)
})

it('a long wait that the server asks for leaves the utterance as not sent', async () => {
  const r = createRig({
    grants: [
      { ok: false, problem: { code: 'rate_limited', message: 'wait 60', retry: 'later', retryAfterMs: 60_000 } },
    ],
  })
  r.press('t1')
  await r.settle()
  const n = r.speak('t1', 100)
  r.release('t1')
  r.fence('t1', n)
  r.time.advance(600_000)
  expect(r.entry('t1', 'user')?.delivery).toBe('unsent')
})

it('a drop in the middle of an answer ends what is played', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({
    type: 'response.output_item.added',
    response_id: 'r1',
    item: { id: 'm1', type: 'message', role: 'assistant' },
  })
  r.server({
    type: 'response.output_audio.delta',
    response_id: 'r1',
    item_id: 'm1',
    delta: Buffer.alloc(4800).toString('base64'),
  })
  r.closeSocket()
  r.engine.played({ type: 'started', itemId: 'm1' })
  r.engine.played({ type: 'progress', itemId: 'm1', played: 2400 })
  r.time.advance(3600_000)
  expect(r.playbackCommands.map((c) => c.type)).toContain('end')
})

it('an answer that is here whole is heard to its end without a connection', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.say('r1', 'm1', 'SOL is at 150.')
  r.done('r1')
  r.closeSocket()
  r.playedAll('m1')
  expect(r.turn('t1')?.outcome).toBe('answered')
})

it('a server that falls silent in the middle of an answer is given up', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({
    type: 'response.output_item.added',
    response_id: 'r1',
    item: { id: 'm1', type: 'message', role: 'assistant' },
  })
  r.server({
    type: 'response.output_audio.delta',
    response_id: 'r1',
    item_id: 'm1',
    delta: Buffer.alloc(4800).toString('base64'),
  })
  r.engine.played({ type: 'started', itemId: 'm1' })
  r.engine.played({ type: 'progress', itemId: 'm1', played: 2400 })
  r.time.advance(24_000)
  expect(r.turn('t1')?.outcome).toBe(null)
  r.time.advance(1_000)
  expect(r.turn('t1')?.outcome).toBe('failed')
  expect(r.entry('t1', 'user')).toMatchObject({
    delivery: 'unanswered',
    resendable: true,
    problem: 'No answer came for 25 seconds.',
  })
  expect(r.entry('m1', 'assistant')?.state).toBe('interrupted')
  // What would still come of it is not waited for.
  expect(r.closed).toEqual([1])
  expect(r.playbackCommands.at(-1)).toEqual({ type: 'end', itemId: 'm1' })
})

it('a tool that never ends does not hold the turn for ever', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.say('r1', 'm1', 'Let me check.')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1') })
  r.done('r1', [call('c1')])
  r.playedAll('m1')
  r.time.advance(119_000)
  expect(r.turn('t1')?.outcome).toBe(null)
  r.time.advance(1_000)
  expect(r.turn('t1')?.outcome).toBe('failed')
  expect(r.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: false, problem: CHECK_THE_WALLET })
  expect(r.entry('c1', 'tool')).toMatchObject({ status: 'failed', error: expect.stringMatching(/outcome is unknown/) })
})

it('an approval after which nothing comes does not hold the turn for ever', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1') })
  r.done('r1', [appr('a1')])
  r.decide('a1', true)
  r.time.advance(24_000)
  expect(r.turn('t1')?.outcome).toBe(null)
  r.time.advance(1_000)
  expect(r.turn('t1')?.outcome).toBe('failed')
  // The yes has left: whether the trade was made nobody here can know.
  expect(r.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: false, problem: CHECK_THE_WALLET })
  expect(r.entry('a1', 'approval')?.decision).toBe('approved')
})

it('no answer begins while the key is held again', async () => {
  const r = await start()
  r.press('t1')
  const n = r.speak('t1', 50)
  r.release('t1')
  r.press('t2')
  r.fence('t1', n) // what createCapture does at `open`
  expect(r.turn('t2')?.phase).toBe('capturing')
  r.committed('i1')
  r.respond('r1')
  r.say('r1', 'm1', 'old answer')
  expect(r.count('response.create')).toBe(0)
  // One that the server begins all the same is cut, and talks over nobody.
  expect(r.last('response.cancel')).toMatchObject({ response_id: 'r1' })
  expect(r.playbackCommands.filter(({ type }) => type === 'audio')).toEqual([])
  r.done('r1', [], { status: 'cancelled' })
  r.release('t2')
  r.fence('t2', r.speak('t2', 50))
  expect(r.count('response.create')).toBe(1)
})

it('an answer that was cut so is asked for when the key is up', async () => {
  const r = await start()
  r.press('t1')
  const n = r.speak('t1', 50)
  r.release('t1')
  r.press('t2')
  r.fence('t1', n)
  r.committed('i1')
  r.respond('r1')
  r.done('r1', [], { status: 'cancelled' })
  expect(r.count('response.create')).toBe(0)
  r.engine.talk({ type: 'tap', talkId: 't2', at: r.time.clock.now(), heldMs: 90 })
  r.fence('t2', 0)
  expect(r.count('response.create')).toBe(1)
  r.respond('r2')
  r.say('r2', 'm2', 'SOL is at 150.')
  r.done('r2')
  r.playedAll('m2')
  expect(r.turn('t1')).toMatchObject({ outcome: 'answered', said: 'SOL is at 150.' })
})

it('an error about something else leaves a running tool alone', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1') })
  r.done('r1', [call('c1')])
  r.server({
    type: 'error',
    error: {
      type: 'invalid_request_error',
      code: 'invalid_value',
      message: 'Audio content is shorter',
      event_id: 'evt_someTruncate',
    },
  })
  expect(r.entry('c1', 'tool')?.status).toBe('queued')
  r.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
  expect(r.entry('c1', 'tool')?.status).toBe('done')
  r.engine.command({ type: 'resend', turnId: 't1' })
  expect(r.entry('t1', 'user')?.delivery).toBe('sent')
})

it('a refused create without an event id does not block the next question', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.server({ type: 'error', error: { type: 'server_error', message: 'The server had an error' } })
  r.ask('t2')
  r.committed('i2')
  expect(r.count('response.create')).toBe(2)
})

it('an old error is not the reason of a later loss', async () => {
  const r = await start()
  r.server({
    type: 'error',
    error: {
      type: 'invalid_request_error',
      code: 'response_cancel_not_active',
      message: 'Cancellation failed: no active response found',
    },
  })
  r.time.advance(3600_000)
  r.closeSocket(1006)
  expect(r.status?.errors[0]?.code).toBe('closed_1006')
})

it('a question never goes to another backend by itself', async () => {
  const real = structuredClone(GRANT) as Granted
  real.grant.backend = 'dexter'
  real.grant.url = 'wss://api.openai.com/v1/realtime?model=m'
  const r = await start({ grants: [GRANT, real] })
  r.ask('t1')
  r.committed('i1')
  r.engine.settings({ ...SETTINGS, backend: 'dexter' })
  r.engine.command({ type: 'reset', reason: sentence(() => 'The backend was changed.') })
  await r.accept()
  expect(r.sockets).toBe(2)
  expect(r.count('input_audio_buffer.commit')).toBe(1)
  expect(r.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: true })
})

it.each<[string, (r: Awaited<ReturnType<typeof start>>) => void, string]>([
  [
    'a new sign-in',
    (r) => r.engine.command({ type: 'reset', reason: sentence(() => 'Your sign-in has changed.') }),
    'Your sign-in has changed.',
  ],
  ['sleep', (r) => r.engine.command({ type: 'suspend' }), 'The computer went to sleep.'],
  ['another backend', (r) => r.engine.settings({ ...SETTINGS, backend: 'openai' }), 'You switched to another service.'],
  ['a lost connection', (r) => r.closeSocket(), 'The connection was lost.'],
])('a card that %s ends says so', async (_what, end, reason) => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: appr('a1') })
  r.done('r1', [appr('a1')])
  end(r)
  expect(r.entry('a1', 'approval')).toMatchObject({ decision: 'expired', reason })
  expect(r.entry('t1', 'user')?.problem).toMatch(reason === 'The connection was lost.' ? /was lost/ : reason)
})

it('a response that was cut before it began gets no continuation', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.press('t2')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1') })
  r.done('r1', [call('c1')])
  r.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
  expect(r.count('response.create')).toBe(1)
})

it('a continuation never takes the place of a newer question', async () => {
  const r = await start()
  r.press('t1')
  const n = r.speak('t1', 50)
  r.release('t1')
  r.press('t2')
  r.fence('t1', n)
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1') })
  const m = r.speak('t2', 40)
  r.release('t2')
  r.fence('t2', m)
  r.committed('i2')
  r.server({ type: 'response.mcp_call.completed', item_id: 'c1' })
  r.done('r1', [call('c1')])
  r.respond('r2')
  r.say('r2', 'm2', 'answer')
  r.done('r2')
  r.playedAll('m2')
  r.time.advance(60_000)
  expect(r.turn('t2')?.outcome).toBe('answered')
})

it('a flush cuts only what was playing when it was asked for', async () => {
  const r = await start()
  r.engine.command({ type: 'say', text: 'a' })
  r.respond('r1')
  r.say('r1', 'm1', 'one')
  r.done('r1')
  r.engine.command({ type: 'say', text: 'b' })
  r.respond('r2')
  r.say('r2', 'm2', 'two')
  r.engine.played({ type: 'flushed', items: [{ itemId: 'm1', played: 1000 }] })
  expect(r.entry('m2', 'assistant')?.state).toBe('speaking')
})

it('a slow trade is never offered for sending again', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.server({ type: 'response.output_item.added', response_id: 'r1', item: call('c1') })
  r.done('r1', [call('c1')])
  r.time.advance(121_000)
  expect(r.turn('t1')?.outcome).toBe('failed')
  r.engine.command({ type: 'resend', turnId: 't1' })
  expect(r.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: false, problem: CHECK_THE_WALLET })
  r.press('t2')
  await r.accept()
  expect(r.sockets).toBe(2)
  expect(r.count('input_audio_buffer.commit')).toBe(1)
})

it('the state is published at start', async () => {
  const r = createRig()
  r.time.advance(60_000)
  expect(r.status).toMatchObject({ state: 'idle', detail: 'Ready', sessionId: null })
})

it('two failed tries and a deliberate close do not hold the turn', async () => {
  const bad = { ok: false, problem: { code: 'x', message: 'no', retry: 'later', retryAfterMs: null } } as const
  const r = createRig({ grants: [bad, bad, GRANT] })
  r.press('t1')
  await r.settle()
  r.time.advance(300)
  await r.settle()
  r.time.advance(1500)
  await r.settle()
  r.engine.command({ type: 'suspend' })
  const n = r.speak('t1', 50)
  r.release('t1')
  r.fence('t1', n)
  r.time.advance(29_000)
  expect(r.turn('t1')?.outcome).toBe(null)
  r.time.advance(1_000)
  expect(r.turn('t1')).toMatchObject({ outcome: 'unsent', samples: { captured: n, sent: 0 } })
  expect(r.entry('t1', 'user')).toMatchObject({
    delivery: 'unsent',
    resendable: true,
    problem: 'There was no connection in time.',
  })
})

it('a microphone that was always open closes when that is turned off', async () => {
  const r = await start({ settings: { microphoneWarmMs: null } })
  r.engine.settings({ ...SETTINGS, microphoneWarmMs: 0 })
  r.time.advance(3600_000)
  expect(r.deviceRequests).toContainEqual({ type: 'microphone', want: 'closed' })
})

it('a denied microphone is not shown as listening', async () => {
  const r = await start()
  r.press('t1')
  r.engine.device({ state: 'denied', device: null })
  expect(r.status).toMatchObject({
    state: 'error',
    detail: 'The microphone is blocked. Nothing is being recorded.',
  })
})

it('an utterance that is sent again is timed anew', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.say('r1', 'm1', 'x')
  r.done('r1', [], { status: 'failed', status_details: { error: { code: 'server_error', message: 'x' } } })
  r.playedAll('m1')
  r.time.advance(5000)
  r.engine.command({ type: 'resend', turnId: 't1' })
  const untimed = { commitToFirstAudioMs: null, audioArrivalToSpeakerMs: null, interruptToSilenceMs: null }
  expect(r.turn('t1')?.timing).toMatchObject(untimed)
  r.committed('i2')
  r.respond('r2')
  r.time.advance(660)
  r.say('r2', 'm2', 'SOL is at 150.')
  r.time.advance(30)
  r.playedAll('m2')
  r.done('r2')
  // No key was pressed or let go for it.
  const ofTheKey = { keyDownToFirstFrameMs: null, keyDownToWireMs: null, keyUpToCommitMs: null }
  expect(r.turn('t1')).toMatchObject({
    outcome: 'answered',
    timing: { ...ofTheKey, commitToFirstAudioMs: 700, audioArrivalToSpeakerMs: 30 },
  })
})

it('a refused create leaves the newer wish standing', async () => {
  const r = await start()
  r.ask('t1')
  const id = r.last('response.create')!.event_id
  r.committed('i1')
  r.ask('t2')
  r.committed('i2')
  r.server({ type: 'error', error: { type: 'x', code: 'rate_limit_exceeded', message: 'slow', event_id: id } })
  expect(r.count('response.create')).toBe(2)
})

it('a session that expires while its answer is spoken costs nothing', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.say('r1', 'm1', 'SOL is at 150.')
  r.done('r1')
  r.server({
    type: 'error',
    error: {
      type: 'invalid_request_error',
      code: 'session_expired',
      message: 'Your session hit the maximum duration of 60 minutes.',
    },
  })
  r.closeSocket(1000)
  r.playedAll('m1')
  expect(r.turn('t1')?.outcome).toBe('answered')
  expect(r.entry('t1', 'user')?.delivery).toBe('sent')
  expect(r.entriesOf('notice')).toEqual([])
})

it('a speaker that never plays is given up', async () => {
  const r = await start()
  r.ask('t1')
  r.committed('i1')
  r.respond('r1')
  r.say('r1', 'm1', 'SOL is at 150.')
  r.done('r1')
  r.time.advance(9_000)
  expect(r.turn('t1')?.outcome).toBe(null)
  r.time.advance(1_100)
  // The words are there to be read, and are marked as not heard, here and at the server.
  expect(r.turn('t1')).toMatchObject({ outcome: 'answered', samples: { played: 0 } })
  expect(r.entry('m1', 'assistant')).toMatchObject({ state: 'interrupted', heardChars: 0 })
  expect(r.last('conversation.item.delete')).toMatchObject({ item_id: 'm1' })
  expect(r.entriesOf('notice').map(({ code }) => code)).toEqual(['speaker_stalled'])
  expect(r.playbackCommands.at(-1)).toEqual({ type: 'flush' })
})
