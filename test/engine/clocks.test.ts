import { expect, it } from 'vitest'
import { createTimer } from '../../renderer/engine/clock'
import { createManualClock, createRig, GRANT } from '../../tools/engine/rig'

const HOUR_MS = 3_600_000
const request = { id: 'apr_1', type: 'mcp_approval_request', server_label: 's', name: 'swap', arguments: '{}' }

it.each([
  ['the computer slept', HOUR_MS, 0],
  ['the clock was set back, and the app was held up', -HOUR_MS, 30_000],
])('an approval is not taken after its time: %s', async (_, wallMs, stalledMs) => {
  const rig = createRig()
  await rig.connect()
  rig.ask('t1')
  rig.committed('i1')
  rig.respond('r1')
  rig.server({ type: 'response.output_item.added', response_id: 'r1', item: request })
  rig.done('r1', [request])
  rig.look('apr_1')
  const binding = rig.entry('apr_1', 'approval')?.binding ?? ''
  rig.time.setWall(wallMs)
  rig.time.stall(stalledMs)
  rig.engine.command({ type: 'decide', requestId: 'apr_1', binding, approve: true })
  expect(rig.entry('apr_1', 'approval')?.decision).toBe('expired')
  expect(rig.last('conversation.item.create')).toMatchObject({ item: { approve: false } })
})

it('a secret that has ended is not used again because the clock was set back', async () => {
  const grant = { ...GRANT.grant, expiresAt: 1_000_000 + 600_000 }
  const rig = createRig({ grants: [{ ok: true, grant }] })
  await rig.connect()
  rig.time.advance(500_000)
  rig.closeSocket()
  rig.time.advance(1_000)
  await rig.accept()
  expect(rig.mints).toBe(1)
  rig.time.advance(100_000)
  rig.time.setWall(-HOUR_MS)
  rig.closeSocket()
  rig.time.advance(1_000)
  await rig.accept()
  expect(rig.mints).toBe(2)
})

it('a key that is pressed wakes an engine that was only told of the sleep', async () => {
  const rig = createRig()
  await rig.connect()
  rig.engine.command({ type: 'suspend' })
  rig.press('t1')
  await rig.accept()
  expect(rig.sockets).toBe(2)
})

it('an alarm whose timer slept with the computer rings at the next time that it is set to', () => {
  const time = createManualClock()
  let slept = 0
  const rings: number[] = []
  const clock = { ...time.clock, mono: () => time.clock.mono() + slept }
  const alarm = createTimer(clock, () => rings.push(clock.mono()))
  alarm.set(30_000)
  slept = 16 * 60_000
  alarm.set(clock.mono() + 33)
  time.advance(33)
  expect(rings).toEqual([16 * 60_000 + 33])
})
