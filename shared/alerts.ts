import { z } from 'zod'
import { LONGEST_SERVER_ID } from './field-limits'
import { numberFormat, t } from './i18n'

/** Price alerts and the watchlist: what the app looks up by itself, at market servers, with tools that only read. */

/** More than this nobody keeps an eye on, and no server is asked for. */
export const MOST_ALERTS = 20
export const MOST_WATCHED = 20
/** Points of a sparkline. */
export const MOST_SAMPLES = 60
/** The embedded market; every other server is one of the settings, by its id. */
export const PRACTICE_SERVER = 'practice'

const LARGEST_PRICE = 1e12
const MINUTE_MS = 60_000
/** A window as long as that of the day's change, which every market tells. */
export const LONGEST_WITHIN_MS = 24 * 60 * MINUTE_MS
/** As an address is pasted, or a name is typed. */
const LONGEST_TOKEN = 100

export const AlertTokenSchema = z.object({
  symbol: z.string().min(1).max(LONGEST_TOKEN),
  /** null where the server knows it by its symbol alone. */
  mint: z.string().min(1).max(LONGEST_TOKEN).nullable(),
})
export type AlertToken = z.infer<typeof AlertTokenSchema>

const price = z.number().positive().max(LARGEST_PRICE)
const server = z.string().min(1).max(LONGEST_SERVER_ID)

/** When it fires. US dollars; `percent` is signed (-10: down by a tenth) and of a time, in milliseconds. */
export const AlertConditionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('above'), value: price }),
  z.object({ kind: z.literal('below'), value: price }),
  z.object({
    kind: z.literal('percent'),
    value: z
      .number()
      .min(-99)
      .max(1000)
      .refine((value) => value !== 0),
    withinMs: z.number().min(MINUTE_MS).max(LONGEST_WITHIN_MS),
  }),
])
export type AlertCondition = z.infer<typeof AlertConditionSchema>

/** `told`: the trader has heard of it, which may have to wait until no key is held. */
const AlertStateSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting') }),
  z.object({ is: z.literal('fired'), at: z.number(), price: z.number(), told: z.boolean() }),
  z.object({ is: z.literal('failed'), reason: z.string() }),
])

export const AlertSchema = z.object({
  id: z.string().min(1).max(100),
  server,
  token: AlertTokenSchema,
  condition: AlertConditionSchema,
  /** Read aloud when it fires; else a notification of the system. */
  spoken: z.boolean(),
  /** Epoch milliseconds: what was before does not count. */
  createdAt: z.number(),
  state: AlertStateSchema,
})
export type Alert = z.infer<typeof AlertSchema>

export const WatchedSchema = z.object({ id: z.string().min(1).max(100), server, token: AlertTokenSchema })
export type Watched = z.infer<typeof WatchedSchema>

/** A wish to be told. `token` is a symbol or a mint; `server` null: the one of the backend in use. */
export const AlertWishSchema = z.object({
  token: z.string().trim().min(1).max(LONGEST_TOKEN),
  server: server.nullable(),
  condition: AlertConditionSchema,
  spoken: z.boolean(),
})
export type AlertWish = z.infer<typeof AlertWishSchema>
export const WatchWishSchema = AlertWishSchema.pick({ token: true, server: true })
export type WatchWish = z.infer<typeof WatchWishSchema>

export interface WatchedPrice extends Watched {
  /** US dollars; null until it was looked up. */
  price: number | null
  /** Percent, as the server tells it. */
  change24h: number | null
  /** Epoch milliseconds of the look. */
  at: number | null
  /** Prices, oldest first. */
  samples: number[]
  /** Why there is no newer price, in one sentence. */
  problem: string | null
}

export interface AlertsState {
  /** Newest first. */
  alerts: Alert[]
  watched: WatchedPrice[]
  /** Where prices can be had. */
  servers: { id: string; label: string }[]
  schedule: {
    /** `off`: nothing is set, and nobody is asked. */
    state: 'off' | 'running' | 'asleep' | 'offline'
    everyMs: number
    /** What the alerts and the watchlist cost, over all servers. */
    requestsPerHour: number
  }
}

export const NO_ALERTS: AlertsState = {
  alerts: [],
  watched: [],
  servers: [],
  schedule: { state: 'off', everyMs: MINUTE_MS, requestsPerHour: 0 },
}

/** "$152.40", "$0.00001930": as many digits as tell a cheap token's price, never an exponent. */
export function priceText(value: number): string {
  const digits = value >= 1 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumSignificantDigits: 4 }
  return numberFormat({ style: 'currency', currency: 'USD', ...digits }).format(value)
}

/** "10%" of 10 or -10, in this thread's locale. */
export const shareText = (percent: number): string =>
  numberFormat({ style: 'percent', maximumFractionDigits: 2 }).format(Math.abs(percent) / 100)

const HOUR_MS = 60 * MINUTE_MS

/** "45 seconds", "10 minutes", "2 hours": in the largest unit that says it whole. */
export function durationText(ms: number): string {
  if (ms % HOUR_MS === 0) return t('alerts.hours', { n: ms / HOUR_MS })
  if (ms % MINUTE_MS === 0) return t('alerts.minutes', { n: ms / MINUTE_MS })
  return t('alerts.seconds', { n: Math.round(ms / 1000) })
}

/** "SOL above $250.00", "BONK down 10% within 1 hour": what an alert waits for. */
export function conditionText({ token: { symbol: token }, condition }: Pick<Alert, 'token' | 'condition'>): string {
  if (condition.kind === 'percent') {
    const about = { token, share: shareText(condition.value), time: durationText(condition.withinMs) }
    return condition.value < 0 ? t('alerts.condition.drop', about) : t('alerts.condition.rise', about)
  }
  const about = { token, price: priceText(condition.value) }
  return condition.kind === 'above' ? t('alerts.condition.above', about) : t('alerts.condition.below', about)
}
