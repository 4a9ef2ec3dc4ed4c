import { expect, test } from 'vitest'
import { findProgram } from '../../scripts/setup/system-libraries.mjs'
import { desktops } from '../faults/desktops'
import { rowOf } from '../faults/scenario'

// The rows of the fault table that need a Wayland compositor: skipped where the set-up can't install weston (no apt-get).
test.skipIf(findProgram('weston') === undefined).each(desktops)(
  '$fault: the panel is on the screen, no key is promised, and --talk asks',
  async (scenario) => {
    expect(await rowOf(scenario)).toMatchObject({ problem: null, lost: 0, doubled: 0, doubledTrades: 0 })
  },
)
