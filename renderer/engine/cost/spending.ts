import { type DayUsage, NO_SPENDING, type Spending, type Usage } from '../../../shared/snapshot'
import type { Clock } from '../clock'
import type { BilledUsage, ServerEvent } from '../line/server-events'
import { PRICES_NOTE, sumOf, usageOf } from './price'

interface SpendingDeps {
  clock: Pick<Clock, 'now'>
  /** The model whose tokens the trader pays; null where somebody else does. */
  model(): string | null
  /** US dollars a day; null for no limit. */
  budget(): number | null
}

/** What the session and the day have used, and whether the day's budget allows another question. */
export function createSpending({ clock, model, budget }: SpendingDeps) {
  let session: Usage = NO_SPENDING.session
  let today: DayUsage = { ...NO_SPENDING.today, day: dayOf(clock.now()) }
  let limits: Spending['limits'] = []

  /** Midnight begins another day. */
  const turnPage = () => {
    const day = dayOf(clock.now())
    if (today.day !== day) today = { ...NO_SPENDING.today, day }
  }

  return {
    /** What an earlier window of the same day has used. */
    restore(earlier: DayUsage | null) {
      turnPage()
      if (earlier?.day === today.day) today = { ...sumOf(earlier, today), day: today.day }
    },
    /** One response was billed; its usage. */
    billed(usage: BilledUsage): Usage {
      turnPage()
      const used = usageOf(usage, model())
      session = sumOf(session, used)
      today = { ...sumOf(today, used), day: today.day }
      return used
    },
    /** A session has begun. */
    sessionStarted() {
      session = NO_SPENDING.session
      limits = []
    },
    limited(told: Extract<ServerEvent, { type: 'rate_limits.updated' }>['rate_limits']) {
      limits = told.flatMap(({ name, limit, remaining, reset_seconds: seconds }) =>
        name === undefined || limit === undefined || remaining === undefined
          ? []
          : [{ name, limit, remaining, resetAt: clock.now() + (seconds ?? 0) * 1000 }],
      )
    },
    /** Why no new question may be asked today; null when one may. */
    refusal(): string | null {
      turnPage()
      const most = budget()
      if (most === null || (today.usd ?? 0) < most) return null
      return `Today's budget of $${most.toFixed(2)} is used up: raise it in Settings, or send this again tomorrow.`
    },
    get state(): Spending {
      return { session, today, prices: model() === null ? null : PRICES_NOTE, limits }
    },
  }
}

/** The calendar day of this computer, `YYYY-MM-DD`. */
function dayOf(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export type SpendingBook = ReturnType<typeof createSpending>
