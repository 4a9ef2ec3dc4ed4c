import { listed, numberFormat, t } from '../../../shared/i18n'
import { minuteRate, type OwnPrices, pricesNote, tokenRates } from '../../../shared/models/prices'
import {
  type DayUsage,
  MAX_UNPRICED,
  NO_SPENDING,
  type Spending,
  type Unpriced,
  type Usage,
} from '../../../shared/snapshot'
import type { Moment } from '../clock'
import { sumOf, transcriptionOf, usageOf } from '../cost/price'
import type { BilledTranscription, BilledUsage, ServerEvent } from '../wire/server-events'

/** What the trader pays for, and how much of it they allow. */
export interface Terms {
  /** The model whose tokens they pay for; null where somebody else does. */
  model: string | null
  /** US dollars a day; null for no limit. */
  budget: number | null
  /** Tokens a day; null for no limit. */
  tokens: number | null
  /** Prices that they entered. */
  prices: OwnPrices
  /** The model that writes down what they say; null where nothing does. */
  transcription: string | null
}

/**
 * What the session and the day have used, and whether the day's budget allows another question. What has no known price is
 * kept apart and never counts as nothing: it asks for a price or for a limit in tokens.
 */
export function createSpending(time: Readonly<Moment>) {
  let session: Usage = NO_SPENDING.session
  let today: DayUsage = { ...NO_SPENDING.today, day: dayOf(time.now) }
  let limits: Spending['limits'] = []

  /** Midnight begins another day. */
  const turnPage = () => {
    const day = dayOf(time.now)
    if (today.day !== day) today = { ...NO_SPENDING.today, day }
  }

  const count = (used: Usage, model: string | null, seconds = 0): Usage => {
    turnPage()
    // Practice costs nothing, and what somebody else pays for is not the trader's spending.
    if (model === null) return used
    session = sumOf(session, used)
    const paid = (today.paid ?? 0) + used.input + used.output
    // What is priced by the minute is not priced by its tokens, too.
    const { input, output } = seconds > 0 ? { input: 0, output: 0 } : used
    const open = today.unpriced ?? []
    const known = used.usd !== null || input + output + seconds === 0
    const unpriced = known ? open : addTo(open, { model, input, output, seconds })
    today = { ...sumOf(today, used), day: today.day, paid, unpriced }
    return used
  }

  /** A price that was entered since prices what was used before it, too. */
  const reprice = ({ prices }: Terms) => {
    const left: Unpriced[] = []
    let usd = today.usd
    for (const open of today.unpriced ?? []) {
      const dollars = dollarsOf(open, prices)
      if (dollars === null) left.push(open)
      else usd = (usd ?? 0) + dollars
    }
    today = { ...today, usd, unpriced: left }
  }

  /** What has no known price: models in use, and what was used today. */
  const unknown = ({ model, prices, transcription: writes }: Terms): string[] => {
    return [
      ...new Set([
        ...(model !== null && tokenRates(model, prices) === null ? [model] : []),
        ...(writes !== null && minuteRate(writes, prices) === null ? [writes] : []),
        ...(today.unpriced ?? []).map((open) => open.model),
      ]),
    ]
  }

  return {
    /** What an earlier window of the same day has used. */
    restore(earlier: DayUsage | null) {
      turnPage()
      if (earlier?.day !== today.day) return
      const unpriced = (today.unpriced ?? []).reduce(addTo, earlier.unpriced ?? [])
      const paid = (earlier.paid ?? earlier.input + earlier.output) + (today.paid ?? 0)
      today = { ...sumOf(earlier, today), day: today.day, paid, unpriced }
    },
    /** One response was billed; its usage. */
    billed(usage: BilledUsage, { model, prices }: Terms): Usage {
      return count(usageOf(usage, model, prices), model)
    },
    /** Why a response that ended without its usage matters, in one sentence; null when nothing is limited. */
    untold({ model, budget, tokens }: Terms): string | null {
      if (model === null || (budget === null && tokens === null)) return null
      return t('engine.spending.untold')
    },
    /** An utterance of this length was written down, which its server bills as told; its usage. */
    transcribed(usage: BilledTranscription | null, spoken: number, { model, prices, transcription }: Terms): Usage {
      const writes = model === null ? null : transcription
      const { seconds, ...used } = transcriptionOf(usage, spoken, writes, prices)
      return count(used, writes, seconds)
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
          : [{ name, limit, remaining, resetAt: time.now + (seconds ?? 0) * 1000 }],
      )
    },
    /** Why no new question may be asked today; null when one may. */
    refusal(terms: Terms): string | null {
      turnPage()
      reprice(terms)
      const { model, budget, tokens } = terms
      // Somebody else pays: what was spent today elsewhere is no reason to be silent here.
      if (model === null) return null
      if (tokens !== null && (today.paid ?? 0) >= tokens) return t('engine.spending.tokensUsed', { tokens })
      if (budget === null) return null
      const dollars = numberFormat({ style: 'currency', currency: 'USD' }).format(budget)
      if ((today.usd ?? 0) >= budget) return t('engine.spending.budgetUsed', { budget: dollars })
      const names = unknown(terms)
      if (tokens !== null || names.length === 0) return null
      return t('engine.spending.unpriced', { models: listed(names), budget: dollars })
    },
    /** As it is shown. */
    state(terms: Terms): Spending {
      reprice(terms)
      return { session, today, prices: terms.model === null ? null : pricesNote(), limits }
    },
  }
}

/** One entry per model; what is beyond the bound is added to the last, so that it is not lost. */
function addTo(all: readonly Unpriced[], more: Unpriced): Unpriced[] {
  const same = all.findIndex(({ model }) => model === more.model)
  const at = same === -1 && all.length >= MAX_UNPRICED ? all.length - 1 : same
  if (at === -1) return [...all, more]
  return all.map((one, index) =>
    index === at
      ? {
          ...one,
          input: one.input + more.input,
          output: one.output + more.output,
          seconds: one.seconds + more.seconds,
        }
      : one,
  )
}

/** Prices that the trader enters are the same for tokens of every kind, so that no division is needed. */
function dollarsOf({ model, input, output, seconds }: Unpriced, prices: OwnPrices): number | null {
  const minute = seconds > 0 ? minuteRate(model, prices) : 0
  const rates = input + output > 0 ? tokenRates(model, prices)?.audio : { input: 0, output: 0 }
  if (minute === null || rates === undefined) return null
  return (seconds / 60) * minute + (input * rates.input + output * rates.output) / 1e6
}

/** The calendar day of this computer, `YYYY-MM-DD`. */
function dayOf(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
