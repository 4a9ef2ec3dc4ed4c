import { expect, test } from 'vitest'
import { crashes } from '../../tools/faults/crashes'
import { devices } from '../../tools/faults/devices'
import { rowOf } from '../../tools/faults/scenario'

// The rows of the fault table that need the whole app.
test.each([...crashes, ...devices])('$fault: nothing is lost, nothing is doubled', async (scenario) => {
  expect(await rowOf(scenario)).toMatchObject({ problem: null, lost: 0, doubled: 0, doubledTrades: 0 })
})
