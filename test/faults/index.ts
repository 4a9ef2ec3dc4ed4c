import { clocks } from './clocks'
import { cuts } from './cuts'
import { disturbances } from './disturbances'
import { expiries } from './expiries'
import { mints } from './mints'
import { outages } from './outages'
import { refusals } from './refusals'
import type { Scenario } from './scenario'
import { silences } from './silences'

/**
 * Every row of the fault table, in its order. All of these are rows of the engine; a row that needs the whole app (a crash
 * of its window, say) is a `Scenario` with `where: 'app'`, which the unit tests leave to the end-to-end tests.
 */
export const scenarios: Scenario[] = [
  ...cuts,
  ...mints,
  ...outages,
  ...disturbances,
  ...silences,
  ...refusals,
  ...expiries,
  ...clocks,
]
