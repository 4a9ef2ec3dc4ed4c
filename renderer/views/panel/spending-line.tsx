import { t } from '../../../shared/i18n'
import { useAppState, useSettings } from '../app-context'
import { TipText } from '../components/tooltip'
import { compactCount, cost } from '../figures/format'
import { isUsed, spendingInFull, spent, unpriced } from '../figures/spent'

/** What the session and the day have used so far: quiet, until the day's budget is reached. */
export function SpendingLine() {
  const spending = useAppState((app) => app.status.spending)
  const budget = useSettings()?.budgetUsdPerDay ?? null
  if (!spending || !(isUsed(spending.session) || isUsed(spending.today))) return null
  const { session, today } = spending
  const open = unpriced(today)
  const known = today.usd === null ? null : cost(today.usd)
  const day = known === null ? compactCount(today.input + today.output) : open === null ? known : `${known} + ${open}`
  return (
    <span
      className="spending"
      data-budget={budget !== null}
      data-paid={known !== null}
      data-over={budget !== null && today.usd !== null && today.usd >= budget}
    >
      <TipText text={spendingInFull(spending)}>
        {isUsed(session) && <span className="spending-session">{spent(session)} · </span>}
        {budget !== null && today.usd !== null
          ? t('panel.spending.todayOf', { spent: day, budget: cost(budget) })
          : t('panel.spending.today', { spent: day })}
      </TipText>
    </span>
  )
}
