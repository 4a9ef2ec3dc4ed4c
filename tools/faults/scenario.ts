/** What a fault did to the trader: in his words, and in numbers that have to be 0. */
export interface Findings {
  /** What stood on screen that is not routine, in its order. */
  saw: string[]
  /** Questions that were neither delivered whole nor shown as not sent with a way to send them. */
  lost: number
  /** Questions that were answered twice, or asked of the model more often than their tools need. */
  doubled: number
  /** Trades beyond one for each approval, and calls whose end the ledger does not tell exactly once. */
  doubledTrades: number
}

/** One row of the table. `run` rejects with a plain sentence when what had to happen did not. */
export interface Scenario {
  fault: string
  /** `engine`: the real engine under plain Node. `app`: the whole app, with its processes and windows. */
  where: 'engine' | 'app'
  run(): Promise<Findings>
}

export interface Row extends Findings {
  fault: string
  where: Scenario['where']
  /** What had to happen and did not; null when it did. */
  problem: string | null
  ok: boolean
}

/** Runs a scenario. Never rejects: what went wrong is in the row. */
export async function rowOf({ fault, where, run }: Scenario): Promise<Row> {
  try {
    const found = await run()
    return { fault, where, ...found, problem: null, ok: found.lost + found.doubled + found.doubledTrades === 0 }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { fault, where, saw: [], lost: 0, doubled: 0, doubledTrades: 0, problem, ok: false }
  }
}
