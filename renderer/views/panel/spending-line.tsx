import { useAppState, useSettings } from '../app-context'
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
      title={spendingInFull(spending)}
    >
      <span className="spending-session">{spent(session)} · </span>today {day}
      {budget !== null && today.usd !== null && ` of ${cost(budget)}`}
    </span>
  )
}
