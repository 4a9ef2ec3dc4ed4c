import { listed, t } from '../../../shared/i18n'
import type { DayUsage, Spending, Usage } from '../../../shared/snapshot'
import { compactCount, cost, duration, share, timeOfDay } from './format'

/** Whether anything was billed at all. */
export const isUsed = ({ input, output }: Usage): boolean => input + output > 0

/** "8.1K tokens · $0.04"; tokens alone where no price is known. */
export function spent(usage: Usage): string {
  const tokens = compactCount(usage.input + usage.output)
  return usage.usd === null
    ? t('figures.tokens', { tokens })
    : t('figures.tokensAndCost', { tokens, cost: cost(usage.usd) })
}

/** Every token of a use: "8,120 tokens in (79% of them cached), 1,012 out, $0.041". */
export function spentInFull({ input, cached, output, usd }: Usage): string {
  const used =
    input > 0 && cached > 0
      ? t('figures.usedCached', { input, output, share: share(cached, input) })
      : t('figures.used', { input, output })
  return usd === null ? used : t('figures.usedAndCost', { used, cost: cost(usd) })
}

/** "8.1K tokens and 12 s of speech": what of a day has no known price; null where all of it has. */
export function unpriced({ unpriced: open = [] }: DayUsage): string | null {
  const tokens = open.reduce((sum, { input, output }) => sum + input + output, 0)
  const seconds = open.reduce((sum, one) => sum + one.seconds, 0)
  const parts = [
    ...(tokens > 0 ? [t('figures.tokens', { tokens: compactCount(tokens) })] : []),
    ...(seconds > 0 ? [t('figures.speech', { duration: duration(seconds * 1000) })] : []),
  ]
  return parts.length === 0 ? null : listed(parts)
}

/** All that is known of what was used, a line each: for a title. */
export function spendingInFull({ session, today, prices, limits }: Spending): string {
  const open = unpriced(today)
  return [
    t('figures.thisSession', { used: spentInFull(session) }),
    t('figures.today', { used: spentInFull(today) }),
    ...(open === null ? [] : [t('figures.unpriced', { what: open })]),
    prices === null ? t('figures.noPrices') : t('figures.byPrices', { prices }),
    ...limits.map(({ name, limit, remaining, resetAt }) =>
      t('figures.limitLeft', { name, limit, remaining, time: timeOfDay(resetAt, true) }),
    ),
  ].join('\n')
}
