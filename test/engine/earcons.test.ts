import { expect, it } from 'vitest'
import { createRig, GRANT } from '../../tools/engine/rig'

/** Whoever can't hear a tone must see what it says: the small window is drawn from this state. */
const rigWithTones = (options: Parameters<typeof createRig>[0] = {}) => {
  const rig = createRig({ ...options, settings: { ...options.settings, earcons: true } })
  const tones = () => rig.deviceRequests.flatMap((it) => (it.type === 'earcon' ? [it.name] : []))
  return { rig, tones }
}

it('each tone of a question has its picture: it listens, and works', async () => {
  const { rig, tones } = rigWithTones()
  await rig.connect()
  rig.press('t1')
  rig.engine.device({ state: 'open', device: 'Headset' })
  const captured = rig.speak('t1', 50)
  expect([tones(), rig.status?.state]).toEqual([['start'], 'listening'])
  rig.release('t1')
  rig.fence('t1', captured)
  expect([tones(), rig.status?.state]).toEqual([['start', 'stop'], 'working'])
})

it('a question that waits for the network sounds so, and says so', async () => {
  const { rig, tones } = rigWithTones({ settings: { backend: 'dexter' } })
  await rig.connect()
  rig.engine.command({ type: 'network', online: false })
  rig.ask('t1')
  expect(tones()).toEqual(['start', 'offline'])
  expect(rig.status).toMatchObject({
    state: 'connecting',
    detail: 'Waiting for the network. We’ll reconnect automatically.',
  })
  rig.time.advance(61_000)
  expect(tones()).toEqual(['start', 'offline', 'offline'])
  expect(rig.status).toMatchObject({ state: 'offline' })
})

it('a question of somebody who is signed out sounds so, and says so', async () => {
  const problem = {
    code: 'signed_out',
    message: 'Your sign-in has expired.',
    retry: 'never',
    retryAfterMs: null,
  } as const
  const { rig, tones } = rigWithTones({ settings: { backend: 'dexter' }, grants: [{ ok: false, problem }, GRANT] })
  rig.press('t1')
  const captured = rig.speak('t1', 50)
  await rig.settle()
  rig.release('t1')
  rig.fence('t1', captured)
  await rig.settle()
  expect(tones()).toEqual(['start', 'stop', 'signed-out'])
  expect(rig.status).toMatchObject({ state: 'error', detail: 'Your sign-in has expired.' })
})

it('a question that failed for another reason sounds like an error', async () => {
  const { rig, tones } = rigWithTones()
  await rig.connect()
  rig.press('t1')
  rig.engine.device({ state: 'missing', device: null })
  rig.release('t1')
  rig.fence('t1', 0)
  expect(tones()).toEqual(['stop', 'error'])
  expect(rig.entry('t1', 'user')).toMatchObject({
    delivery: 'unsent',
    problem: 'No microphone was found. Plug one in, then ask again.',
  })
})
