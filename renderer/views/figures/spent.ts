import type { DayUsage, Spending, Usage } from '../../../shared/snapshot'
import { clockTime, compactCount, cost, count, duration } from './format'

/** Whether anything was billed at all. */
export const isUsed = ({ input, output }: Usage): boolean => input + output > 0

/** "8.1K tokens · $0.04"; tokens alone where no price is known. */
export function spent(usage: Usage): string {
  const tokens = `${compactCount(usage.input + usage.output)} tokens`
  return usage.usd === null ? tokens : `${tokens} · ${cost(usage.usd)}`
}

/** Every token of a use: "8,120 tokens in (79% of them cached), 1,012 out, $0.041". */
export function spentInFull({ input, cached, output, usd }: Usage): string {
  const share = input > 0 && cached > 0 ? ` (${Math.round((cached / input) * 100)}% of them cached)` : ''
  return `${count(input)} tokens in${share}, ${count(output)} out${usd === null ? '' : `, ${cost(usd)}`}`
}

/** "8.1K tokens and 12 s of speech": what of a day has no known price; null where all of it has. */
export function unpriced({ unpriced: open = [] }: DayUsage): string | null {
  const tokens = open.reduce((sum, { input, output }) => sum + input + output, 0)
  const seconds = open.reduce((sum, one) => sum + one.seconds, 0)
  const parts = [
    ...(tokens > 0 ? [`${compactCount(tokens)} tokens`] : []),
    ...(seconds > 0 ? [`${duration(seconds * 1000)} of speech`] : []),
  ]
  return parts.length === 0 ? null : parts.join(' and ')
}

/** All that is known of what was used, a line each: for a title. */
export function spendingInFull({ session, today, prices, limits }: Spending): string {
  const open = unpriced(today)
  return [
    `This session: ${spentInFull(session)}.`,
    `Today: ${spentInFull(today)}.`,
    ...(open === null ? [] : [`The price of ${open} is not known.`]),
    prices === null ? 'No price is known here.' : `By ${prices}.`,
    ...limits.map(
      ({ name, limit, remaining, resetAt }) =>
        `Limit of ${name}: ${count(remaining)} of ${count(limit)} left, all again at ${clockTime(resetAt).slice(0, -4)}.`,
    ),
  ].join('\n')
}
