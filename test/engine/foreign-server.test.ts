import { LLMock } from '@copilotkit/aimock'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../renderer/engine/clock'
import { createEngine } from '../../renderer/engine/engine'
import type { LogEvent } from '../../shared/log'
import { GRANT, SETTINGS } from '../../tools/engine/rig'
import { createSight } from '../../tools/faults/sight'
import { createSpeaker } from '../../tools/faults/speaker'
import { createUtterances } from '../../tools/faults/utterances'
import { createWire } from '../../tools/faults/wire'

/**
 * Somebody else's server of the Realtime protocol, as it is published: @copilotkit/aimock. It answers in words alone, knows
 * `phase`, acknowledges a commit without naming its item, and calls functions.
 */
const closing: (() => Promise<unknown> | undefined)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function session() {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', chunkSize: 7 })
  await mock.start()
  closing.push(() => mock.stop())

  const sight = createSight()
  const log: LogEvent[] = []
  const waiters = new Set<() => void>()
  const changed = () => {
    for (const look of [...waiters]) look()
  }
  const wire = createWire(changed)
  const speaker = createSpeaker((report) => engine.played(report))
  const earcons: string[] = []
  const engine = createEngine(
    {
      clock: systemClock,
      random: Math.random,
      requestGrant: async () => ({
        ok: true,
        grant: {
          ...GRANT.grant,
          backend: 'openai',
          url: `${mock.url.replace('http', 'ws')}/v1/realtime?model=gpt-realtime-2.1`,
        },
      }),
      openSocket: wire.open,
      capture: () => undefined,
      playback: speaker,
      devices: (request) => request.type === 'earcon' && earcons.push(request.name),
      publish(update) {
        sight.update(update)
        changed()
      },
      log: (events) => log.push(...events),
      level: () => undefined,
      money: (_fact, recorded) => recorded?.(true),
      alertFunction: () => {},
      speech: () => undefined,
    },
    { ...SETTINGS, backend: 'openai', earcons: true },
  )
  closing.push(async () => engine.close())
  const until = <T>(look: () => T | null | undefined | false): Promise<T> =>
    new Promise((resolve) => {
      const check = () => {
        const found = look()
        if (!found) return
        waiters.delete(check)
        resolve(found)
      }
      waiters.add(check)
      check()
    })
  engine.connect()
  await until(() => sight.status?.state === 'idle' && sight.status.sessionId)
  const utter = createUtterances()
  return {
    mock,
    sight,
    log,
    wire,
    earcons,
    until,
    engine,
    /** A whole utterance; settles with its turn when that has ended. */
    async ask() {
      const { frames, turnId, samples } = utter('')
      engine.talk({ type: 'press', talkId: turnId, at: systemClock.now(), canApprove: true })
      for (const frame of frames) engine.captured({ type: 'frame', turnId, samples: frame, peak: 0.5 })
      engine.talk({ type: 'release', talkId: turnId, at: systemClock.now(), heldMs: 500 })
      engine.captured({ type: 'fence', turnId, captured: samples })
      return until(() => {
        const turn = sight.turn(turnId)
        return turn?.outcome != null && turn
      })
    },
    async say(text: string) {
      const known = new Set(sight.ofKind('user').map(({ id }) => id))
      engine.command({ type: 'say', text })
      const entry = await until(() => sight.ofKind('user').find(({ id }) => !known.has(id)))
      return until(() => {
        const turn = sight.turn(entry.id)
        return turn?.outcome != null && turn
      })
    },
  }
}

describe('with @copilotkit/aimock, a Realtime server that is not ours', () => {
  it('a spoken question is delivered whole, and its answer without sound is shown', async () => {
    const { mock, ask, sight, earcons, log } = await session()
    mock.on({ predicate: () => true }, { content: 'SOL is doing well today.' })
    const turn = await ask()
    expect(turn).toMatchObject({ outcome: 'answered', said: 'SOL is doing well today.', responseCreates: 1 })
    expect(turn.samples).toEqual({ captured: 9840, sent: 9840, committed: 9840, played: 0 })
    expect(sight.ofKind('assistant')).toMatchObject([{ phase: 'answer', unspoken: true }])
    expect(earcons).toContain('error')
    expect(log.filter(({ name }) => name === 'malformed')).toEqual([])
  })

  it('commentary before a function is no answer, and the continuation brings it', async () => {
    const { mock, say, sight, wire } = await session()
    mock.on(
      { userMessage: 'price', predicate: ({ messages }) => messages.at(-1)?.role !== 'tool' },
      { content: 'Let me look.', toolCalls: [{ id: 'call_1', name: 'price_of', arguments: '{"symbol":"SOL"}' }] },
    )
    mock.on({ toolCallId: 'call_1' }, { content: 'I can not look that up here.' })
    const turn = await say('What is the price of SOL?')
    expect(turn).toMatchObject({ outcome: 'answered', said: 'I can not look that up here.', responseCreates: 2 })
    expect(sight.ofKind('assistant').map(({ phase, text }) => [phase, text])).toEqual([
      ['commentary', 'Let me look.'],
      ['answer', 'I can not look that up here.'],
    ])
    expect(sight.ofKind('tool')).toMatchObject([{ name: 'price_of', status: 'failed' }])
    expect(wire.lines).toHaveLength(1)
  })

  it('a failure is told in its words, and the next question is answered', async () => {
    const { mock, say, sight } = await session()
    mock.on(
      { userMessage: 'first' },
      { error: { message: 'The model is overloaded.', type: 'server_error', code: 'overloaded' }, status: 503 },
    )
    mock.on({ userMessage: 'second' }, { content: 'Here I am.' })
    const failed = await say('first')
    expect(failed.outcome).toBe('failed')
    expect(sight.entry(failed.id, 'user')?.problem).toMatch(/overloaded/)
    expect(await say('second')).toMatchObject({ outcome: 'answered', said: 'Here I am.' })
  })

  it('what it does not know it says in its own words', async () => {
    const { mock, sight, say } = await session()
    mock.on({ userMessage: 'nothing else' }, { content: 'no' })
    const turn = await say('something that it does not know')
    expect(turn.outcome).toBe('failed')
    expect(sight.entry(turn.id, 'user')?.problem).toMatch(/No fixture matched/)
  })
})
