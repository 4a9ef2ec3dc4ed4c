import type { z } from 'zod'
import {
  CancelPriceAlertOutputSchema,
  ListPriceAlertsOutputSchema,
  SetPriceAlertOutputSchema,
  type ToldAlert,
} from '../../../shared/session-functions'
import { usd } from './figures'
import { UNREADABLE } from './phrasing'

/** Answers about price alerts, from what the app says of them. Pure. */

export const alertSetAnswer = (output: unknown): string =>
  read(
    SetPriceAlertOutputSchema,
    output,
    ({ set, price_usd: now }) =>
      `Okay, I will tell you ${set.within_minutes === null ? 'when' : 'if'} ${spoken(set)}. It is at ${usd(now)} now.`,
  )

export const alertsAnswer = (output: unknown): string =>
  read(ListPriceAlertsOutputSchema, output, ({ alerts }) => {
    const waiting = alerts.filter(({ state }) => state === 'waiting')
    if (waiting.length === 0) return 'You have no price alerts.'
    return `You have ${waiting.length === 1 ? 'one alert' : `${waiting.length} alerts`}: ${waiting.map(spoken).join(', and ')}.`
  })

export const alertsRemovedAnswer = (output: unknown): string =>
  read(CancelPriceAlertOutputSchema, output, ({ removed }) =>
    removed.length === 0 ? 'There was no such alert.' : `Okay, I will no longer tell you when ${listed(removed)}.`,
  )

const listed = (alerts: readonly ToldAlert[]) => alerts.map(spoken).join(', and when ')

/** "SOL is above $250", "BONK drops 10% within an hour". */
function spoken({ token, condition, value, within_minutes: within }: ToldAlert): string {
  switch (condition) {
    case 'above':
    case 'below':
      return `${token} is ${condition} ${limit(value)}`
    case 'rises_percent':
      return `${token} rises ${value}% within ${time(within)}`
    case 'drops_percent':
      return `${token} drops ${value}% within ${time(within)}`
    default:
      return condition satisfies never
  }
}

/** A round one without its cents. */
const limit = (value: number) => (Number.isInteger(value) ? `$${value.toLocaleString('en-US')}` : usd(value))

const HOUR = 60
function time(minutes: number | null): string {
  if (minutes === null || minutes === HOUR) return 'an hour'
  return minutes % HOUR === 0 ? `${minutes / HOUR} hours` : `${minutes} minutes`
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  output: unknown,
  say: (value: z.infer<Schema>) => string,
): string {
  const parsed = schema.safeParse(output)
  return parsed.success ? say(parsed.data) : UNREADABLE
}
