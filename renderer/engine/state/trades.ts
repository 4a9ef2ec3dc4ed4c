import type { MoneyFact } from '../../../shared/ledger'
import type { Alarm } from '../../../shared/snapshot'

export type TradeOf = Omit<MoneyFact, 'at' | 'step' | 'detail'>

/** What the ledger was told of calls that may move money, and what of it has not come to its end. */
export const createTrades = () => ({
  /** Calls that have not ended. */
  running: new Map<string, { call: TradeOf; completed: boolean }>(),
  /** Requests that were approved and whose call was not announced yet, and until when it is waited for (monotonic). */
  awaited: new Map<string, { request: TradeOf; until: number }>(),
  /** Calls that were told, with the request of each. */
  told: new Map<string, string | null>(),
  /** Requests that were proposed and not decided. */
  asked: new Set<string>(),
  /** Calls of tools that may move money, with the request that allowed each. */
  writes: new Map<string, string | null>(),
  /** The call that each request led to. */
  ran: new Map<string, string>(),
  /** Calls that failed by what the server says, and named a transaction: they may have moved money. */
  sent: new Set<string>(),
  /** Calls that were warned of: once each. */
  warned: new Set<string>(),
  /** What the trader has to know and has not said that they do, oldest first. */
  alarms: [] as Alarm[],
  alarmCount: 0,
})
