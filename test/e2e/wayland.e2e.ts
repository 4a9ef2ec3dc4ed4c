import { expect, test } from 'vitest'
import { desktops } from '../../tools/faults/desktops'
import { rowOf } from '../../tools/faults/scenario'
import { findProgram } from '../../tools/setup/system-libraries.mjs'

// The rows of the fault table that need a Wayland compositor: skipped where the set-up can't install weston (no apt-get).
test.skipIf(findProgram('weston') === undefined).each(desktops)(
  '$fault: the panel is on the screen, no key is promised, and --talk asks',
  async (scenario) => {
    expect(await rowOf(scenario)).toMatchObject({ problem: null, lost: 0, doubled: 0, doubledTrades: 0 })
  },
)
