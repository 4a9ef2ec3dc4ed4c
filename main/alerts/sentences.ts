import { type Alert, durationText, priceText, shareText } from '../../shared/alerts'
import { t } from '../../shared/i18n'

/** What is told when an alert fires, in one sentence that can be read aloud. */
export function firedText(
  { token: { symbol: token }, condition }: Pick<Alert, 'token' | 'condition'>,
  at: number,
): string {
  const price = priceText(at)
  if (condition.kind === 'percent') {
    const about = { token, price, share: shareText(condition.value), time: durationText(condition.withinMs) }
    return condition.value < 0 ? t('alerts.fired.drop', about) : t('alerts.fired.rise', about)
  }
  const about = { token, price, limit: priceText(condition.value) }
  return condition.kind === 'above' ? t('alerts.fired.above', about) : t('alerts.fired.below', about)
}
