import { cuts } from './cuts'
import type { Scenario } from './scenario'

/** Every row of the fault table, in its order. */
export const scenarios: Scenario[] = [...cuts]
