import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Step, steps } from '../../tools/engine/model/steps'
import { verdict } from '../../tools/engine/model/verdict'
import { createWorld, type Scenario } from '../../tools/engine/model/world'

/** `DEXTER_RUNS=5000 DEXTER_SEED=random npm test -- test/engine/properties.test.ts` looks further than every day's run. */
const RUNS = Number(process.env.DEXTER_RUNS ?? 300)
const SEED = process.env.DEXTER_SEED ?? '20261125'
const MOST_STEPS = 200

const scenario: fc.Arbitrary<Scenario> = fc.record({
  dialect: fc.constantFrom('ga' as const, 'ga' as const, 'beta' as const),
  disguised: fc.nat({ max: 9 }).map((of) => of === 9),
})

async function breachesOf(of: Scenario, happened: Step[]): Promise<string[]> {
  const world = createWorld(of)
  world.start()
  for (const step of happened) {
    await world.run(step)
    if (world.laws.breaches.length > 0) return world.laws.breaches
  }
  await world.quiet()
  return verdict(world)
}

it('whatever happens in whatever order, no word is lost, nothing is asked twice and no money moves unmeant', async () => {
  const seed = SEED === 'random' ? {} : { seed: Number(SEED) }
  await fc.assert(
    fc.asyncProperty(scenario, steps(MOST_STEPS), async (of, happened) => {
      expect(await breachesOf(of, happened)).toEqual([])
    }),
    { numRuns: RUNS, ...seed, endOnFailure: false },
  )
}, 600_000)
