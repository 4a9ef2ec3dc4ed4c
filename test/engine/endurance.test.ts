import { expect, it } from 'vitest'
import { heldMb } from '../../tools/bench/heap'
import { createEndurance } from '../../tools/engine/model/endurance'

/** After this the limits of what is kept are reached, or nearly so; `npm run endurance` goes on for a million. */
const WARM = 12_000
const MOST_GROWTH_MB = 5

it('random events of every kind throw nothing, and leave nothing behind', async () => {
  const world = createEndurance({ seed: 7, log: () => {} })
  await world.run(WARM)
  const before = heldMb()
  await world.run(WARM)
  expect(world.crashes).toEqual([])
  expect(world.timers).toBeLessThan(50)
  expect(heldMb() - before).toBeLessThan(MOST_GROWTH_MB)
  world.close()
}, 60_000)
