import { approvals } from './approvals'
import { clocks } from './clocks'
import { crashes } from './crashes'
import { cuts } from './cuts'
import { desktops } from './desktops'
import { devices, movedDevices } from './devices'
import { disturbances } from './disturbances'
import { excesses } from './excesses'
import { expiries } from './expiries'
import { keys } from './keys'
import { mints } from './mints'
import { outages } from './outages'
import { refusals } from './refusals'
import type { Scenario } from './scenario'
import { seamRows } from './seams'
import { silences } from './silences'
import { strangers } from './strangers'

/**
 * Every row of the fault table, in its order: those of the engine are unit tests, too, those that need the whole app
 * (`where: 'app'`) end-to-end tests.
 */
export const scenarios: Scenario[] = [
  ...cuts,
  ...mints,
  ...outages,
  ...disturbances,
  ...silences,
  ...refusals,
  ...excesses,
  ...approvals,
  ...expiries,
  ...clocks,
  ...keys,
  ...strangers,
  ...crashes,
  ...devices,
  ...movedDevices,
  ...seamRows,
  ...desktops,
]
