import { describe, expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

const error = (code: string, eventId: string | null = null) => ({
  type: 'error',
  error: { type: 'invalid_request_error', code, message: code, event_id: eventId },
})

async function asked() {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  return rig
}

describe('a response is active that nobody here knows of', () => {
  it('the answer is asked for again after a pause', async () => {
    const rig = await asked()
    const refuse = () =>
      rig.server(error('conversation_already_has_active_response', rig.last('response.create')?.event_id))
    refuse()
    expect(rig.count('response.create')).toBe(1)
    rig.time.advance(500)
    expect(rig.count('response.create')).toBe(2)
    refuse()
    rig.time.advance(999)
    expect(rig.count('response.create')).toBe(2)
    rig.time.advance(1)
    rig.respond('r1')
    rig.say('r1', 'm1', 'SOL is at 150.')
    rig.done('r1')
    rig.playedAll('m1')
    expect(rig.turn('t1')).toMatchObject({ outcome: 'answered', responseCreates: 3 })
  })

  it('and at once when that one is done', async () => {
    const rig = await asked()
    rig.server(error('conversation_already_has_active_response', rig.last('response.create')?.event_id))
    rig.done('r_unknown')
    expect(rig.count('response.create')).toBe(2)
    rig.time.advance(10_000)
    expect(rig.count('response.create')).toBe(2)
  })

  it('a server that says so for ever is not asked for ever', async () => {
    const rig = await asked()
    for (let round = 0; round < 10; round++) {
      rig.server(error('conversation_already_has_active_response', rig.last('response.create')?.event_id))
      rig.time.advance(5_000)
    }
    expect(rig.count('response.create')).toBe(5)
    rig.time.advance(25_000)
    expect(rig.entry('t1', 'user')).toMatchObject({ delivery: 'unanswered', resendable: true })
  })
})
