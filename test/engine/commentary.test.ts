import { describe, expect, it } from 'vitest'
import { createRig, type Rig } from '../../tools/engine/rig'

/**
 * The models of the second generation say things on the way to an answer. A response is a list of its items: C calls, A
 * requests for approval, M messages. Where it has a tool there is one continuation, unless what follows is the answer.
 */
const call = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'mcp_call',
  server_label: 'dexter',
  name: 'price_of',
  arguments: '{}',
  ...more,
})
const message = (id: string, phase?: unknown) => ({
  id,
  type: 'message',
  role: 'assistant',
  content: [],
  ...(phase === undefined ? {} : { phase }),
})

async function asked() {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  return rig
}

const add = (rig: Rig, item: Record<string, unknown>, index: number | null = null, responseId = 'r1') =>
  rig.server({
    type: 'response.output_item.added',
    response_id: responseId,
    ...(index === null ? {} : { output_index: index }),
    item,
  })

function speak(rig: Rig, id: string, text: string, responseId = 'r1') {
  const at = { response_id: responseId, item_id: id }
  rig.server({ type: 'response.output_audio.delta', ...at, delta: Buffer.alloc(480, 1).toString('base64') })
  rig.server({ type: 'response.output_audio_transcript.done', ...at, transcript: text })
  rig.server({ type: 'response.output_audio.done', ...at })
}

const end = (rig: Rig, id: string) => {
  rig.server({ type: 'response.mcp_call.completed', item_id: id })
  rig.server({ type: 'conversation.item.done', item: call(id, { output: '{"price":150}' }) })
}

/** The continuation brings the answer, and nothing more is asked for. */
function answers(rig: Rig, creates = 2) {
  expect(rig.count('response.create')).toBe(creates)
  rig.respond('r2')
  add(rig, message('m-answer', 'final_answer'), 0, 'r2')
  speak(rig, 'm-answer', 'SOL is at 150.', 'r2')
  rig.done('r2')
  for (const { id } of rig.entriesOf('assistant')) rig.playedAll(id, 240)
  expect(rig.count('response.create')).toBe(creates)
  expect(rig.turn('t1')).toMatchObject({ outcome: 'answered', said: 'SOL is at 150.', responseCreates: creates })
}

const PHASES = [
  ['commentary', 'commentary'],
  ['no phase', undefined],
  ['null', null],
  ['a phase that nobody knows', 'reflection'],
  ['a phase that is no text', { odd: 1 }],
] as const
const ORDERS = ['before response.done', 'after response.done'] as const
/** c: a call. m: something said on the way. */
const SHAPES = ['mc', 'cm', 'mcm', 'cmc', 'mcmcm', 'ccm', 'cmm'] as const

describe.each(PHASES)('what is said on the way with %s', (_what, phase) => {
  describe.each(ORDERS)('the calls ended %s', (order) => {
    it.each(SHAPES)('%s: is no answer, and one continuation brings it', async (shape) => {
      const rig = await asked()
      const items = [...shape].map((kind, index) =>
        kind === 'c' ? call(`c${index}`) : message(`m${index}`, phase as unknown),
      )
      for (const [index, item] of items.entries()) {
        add(rig, item, index)
        if (item.type === 'message') speak(rig, item.id, 'Let me look.')
      }
      const calls = items.filter(({ type }) => type === 'mcp_call')
      if (order === 'before response.done') for (const { id } of calls) end(rig, id)
      rig.done('r1', items)
      if (order === 'after response.done') for (const { id } of calls) end(rig, id)
      const quiet = phase === 'commentary' ? 'commentary' : 'preamble'
      for (const { id, type } of items) if (type === 'message') expect(rig.entry(id, 'assistant')?.phase).toBe(quiet)
      answers(rig)
    })
  })

  it('around a request for approval, given or refused, is no answer either', async () => {
    for (const approve of [true, false]) {
      const rig = await asked()
      const request = call('apr', { type: 'mcp_approval_request', name: 'swap' })
      const items = [message('m0', phase), request, message('m2', phase)]
      for (const [index, item] of items.entries()) add(rig, item, index)
      speak(rig, 'm0', 'I can do that.')
      speak(rig, 'm2', 'I need your word.')
      rig.done('r1', items)
      expect(rig.count('response.create')).toBe(1)
      rig.decide('apr', approve)
      if (approve) {
        const ran = call('c9', { name: 'swap', approval_request_id: 'apr' })
        rig.server({ type: 'conversation.item.added', item: ran })
        expect(rig.count('response.create')).toBe(1)
        rig.server({ type: 'response.mcp_call.completed', item_id: 'c9' })
      }
      answers(rig)
    }
  })
})

describe('commentary', () => {
  it('after a call that had ended before it is none the less no answer', async () => {
    const rig = await asked()
    add(rig, call('c0'), 0)
    end(rig, 'c0')
    add(rig, message('m1', 'commentary'), 1)
    speak(rig, 'm1', 'One moment.')
    rig.done('r1')
    answers(rig)
  })

  it('that is called so only when it is done, or in response.done, is none of the less', async () => {
    for (const late of ['item', 'conversation item and response'] as const) {
      const rig = await asked()
      add(rig, call('c0'), 0)
      end(rig, 'c0')
      add(rig, message('m1'), 1)
      speak(rig, 'm1', 'One moment.')
      const told = message('m1', 'commentary')
      if (late === 'item')
        rig.server({ type: 'response.output_item.done', response_id: 'r1', output_index: 1, item: told })
      rig.done('r1', [call('c0'), told])
      expect(rig.entry('m1', 'assistant')?.phase).toBe('commentary')
      answers(rig)
    }
  })

  it('is not held against the figures, and not told to the next session', async () => {
    const rig = await asked()
    add(rig, message('m0', 'commentary'), 0)
    speak(rig, 'm0', 'SOL was at $777 yesterday.')
    add(rig, call('c1'), 1)
    rig.done('r1')
    end(rig, 'c1')
    answers(rig)
    expect(rig.entry('m0', 'assistant')?.flags).toEqual([])
    rig.closeSocket()
    rig.time.advance(1_000)
    await rig.accept()
    const past = JSON.stringify(rig.lines.at(-1)?.filter(({ event }) => event.type === 'conversation.item.create'))
    expect(past).toContain('SOL is at 150.')
    expect(past).not.toContain('yesterday')
  })

  it('what is said before a call without a phase may claim something, and is checked', async () => {
    const rig = await asked()
    add(rig, message('m0'), 0)
    speak(rig, 'm0', 'The price of SOL is $777.')
    rig.time.advance(10)
    add(rig, call('c1'), 1)
    rig.done('r1')
    end(rig, 'c1')
    answers(rig)
    expect(rig.entry('m0', 'assistant')).toMatchObject({ phase: 'preamble', flags: [{ kind: 'figure' }] })
  })

  it('beside the answer in one response leaves the answer alone', async () => {
    for (const phases of [
      ['commentary', 'final_answer'],
      ['final_answer', 'commentary'],
    ]) {
      const rig = await asked()
      for (const [index, phase] of phases.entries()) {
        add(rig, message(`m${index}`, phase), index)
        speak(rig, `m${index}`, phase === 'commentary' ? 'Let me see.' : 'SOL is at 150.')
      }
      rig.done('r1')
      for (const index of [0, 1]) rig.playedAll(`m${index}`, 240)
      expect(rig.count('response.create')).toBe(1)
      expect(rig.turn('t1')).toMatchObject({ outcome: 'answered', said: 'SOL is at 150.' })
    }
  })

  it('alone, without a tool, is continued once, and then the question stands', async () => {
    const rig = await asked()
    for (const responseId of ['r1', 'r2']) {
      if (responseId === 'r2') rig.respond('r2')
      add(rig, message(`m-${responseId}`, 'commentary'), 0, responseId)
      speak(rig, `m-${responseId}`, 'I am looking.', responseId)
      rig.done(responseId)
      rig.playedAll(`m-${responseId}`, 240)
    }
    expect(rig.count('response.create')).toBe(2)
    expect(rig.entry('t1', 'user')).toMatchObject({
      delivery: 'unanswered',
      problem: 'The server started to answer, then stopped.',
      resendable: true,
    })
  })

  it('alone, without a tool, is no answer: the continuation brings it', async () => {
    const rig = await asked()
    add(rig, message('m0', 'commentary'), 0)
    speak(rig, 'm0', 'I am looking.')
    rig.done('r1')
    answers(rig)
  })

  it('in the continuation is continued as well, and a tool round after it', async () => {
    const rig = await asked()
    add(rig, call('c0'), 0)
    rig.done('r1')
    end(rig, 'c0')
    rig.respond('r-again')
    add(rig, message('m0', 'commentary'), 0, 'r-again')
    speak(rig, 'm0', 'And the other one.', 'r-again')
    add(rig, call('c1'), 1, 'r-again')
    rig.done('r-again')
    expect(rig.count('response.create')).toBe(2)
    end(rig, 'c1')
    answers(rig, 3)
  })
})

describe('the answer', () => {
  it('that is called so follows its call: no continuation', async () => {
    const rig = await asked()
    add(rig, call('c0'), 0)
    add(rig, message('m1', 'final_answer'), 1)
    speak(rig, 'm1', 'SOL is at 150.')
    rig.done('r1')
    end(rig, 'c0')
    rig.playedAll('m1', 240)
    expect(rig.count('response.create')).toBe(1)
    expect(rig.turn('t1')?.outcome).toBe('answered')
  })

  it('that is called so, and is followed by another call, is followed by a continuation', async () => {
    const rig = await asked()
    add(rig, message('m0', 'final_answer'), 0)
    add(rig, call('c1'), 1)
    rig.done('r1')
    end(rig, 'c1')
    expect(rig.count('response.create')).toBe(2)
  })

  it('stands where its output_index says, whatever was told first', async () => {
    const rig = await asked()
    // Told before its call, and behind it: it could not know its result.
    add(rig, message('m1', 'final_answer'), 1)
    add(rig, call('c0'), 0)
    rig.done('r1')
    end(rig, 'c0')
    expect(rig.count('response.create')).toBe(1)
    const other = await asked()
    // Told after its call, and before it.
    add(other, call('c1'), 1)
    end(other, 'c1')
    add(other, message('m0'), 0)
    speak(other, 'm0', 'Let me look.')
    other.done('r1')
    answers(other)
  })

  it('whose place is told in no event is placed by response.done', async () => {
    const rig = await asked()
    add(rig, call('c1'), 1)
    end(rig, 'c1')
    rig.done('r1', [message('m0'), call('c1', { output: '{"price":150}' })])
    answers(rig)
  })
})
