import { expect, it } from 'vitest'
import { scenarios } from '../../tools/faults/index'
import { rowOf } from '../../tools/faults/scenario'

const engine = scenarios.filter(({ where }) => where === 'engine')

// The table of `npm run faults`, a test for each row. A row waits for real limits: most of its time is idle.
it.concurrent.for(engine.map((scenario) => [scenario.fault, scenario] as const))(
  '%s: nothing is lost, nothing is doubled',
  { timeout: 60_000 },
  async ([, scenario]) => {
    expect(await rowOf(scenario)).toMatchObject({ problem: null, lost: 0, doubled: 0, doubledTrades: 0 })
  },
)
