/** A computation on the hearing thread that can be started before anybody has asked for it. */
export interface Job<Result> {
  /** Rejects with `Abandoned` once it is given up. */
  result: Promise<Result>
  /** Somebody waits for it now: it goes before whatever was only begun ahead. */
  demand(): void
  /** Nobody will want it any more: it ends at its next step. What was demanded is finished all the same. */
  abandon(): void
}

export interface Scheduler {
  /** Begins `work` ahead of need. Between two steps of some milliseconds it must await `breathe`, and let its errors pass. */
  start<Result>(work: (breathe: () => Promise<void>) => Promise<Result>): Job<Result>
}

export class Abandoned extends Error {
  override name = 'Abandoned'
}

/**
 * Shares one thread among several sessions' recognition: jobs that are waited for take turns, step by step, and guesses wait
 * until there are none. Voice detection gets a turn between any two steps.
 */
export function createScheduler(): Scheduler {
  let demanded = 0
  let wakeAll: (() => void)[] = []
  const wake = () => {
    const waiting = wakeAll
    wakeAll = []
    for (const go of waiting) go()
  }

  return {
    start(work) {
      let state: 'ahead' | 'demanded' | 'abandoned' | 'done' = 'ahead'
      const is = (other: typeof state) => state === other
      const breathe = async () => {
        await new Promise((resolve) => setImmediate(resolve))
        while (is('ahead') && demanded > 0) await new Promise<void>((resolve) => wakeAll.push(resolve))
        if (is('abandoned')) throw new Abandoned()
      }
      const result = breathe()
        .then(() => work(breathe))
        .finally(() => {
          if (is('demanded')) demanded -= 1
          state = 'done'
          if (demanded === 0) wake()
        })
      // Whoever demands it hears of its failure; a guess that fails has cost nothing.
      result.catch(() => undefined)
      return {
        result,
        demand() {
          if (!is('ahead')) return
          state = 'demanded'
          demanded += 1
          wake()
        },
        abandon() {
          if (!is('ahead')) return
          state = 'abandoned'
          wake()
        },
      }
    },
  }
}
