import { expect, it } from 'vitest'
import { createRig } from '../../tools/engine/rig'

it('the backend on this computer is reached without a network, another one is not', async () => {
  const near = createRig()
  near.engine.command({ type: 'network', online: false })
  near.press('t1')
  await near.settle()
  expect(near.mints).toBe(1)
  const far = createRig({ settings: { backend: 'openai' } })
  far.engine.command({ type: 'network', online: false })
  far.press('t1')
  await far.settle()
  expect(far.mints).toBe(0)
})
