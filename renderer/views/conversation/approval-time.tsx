import { t } from '../../../shared/i18n'
import { useSettings } from '../app-context'
import { useNow } from '../figures/clock'
import './approval-time.css'

/** Milliseconds that are left, as whole seconds; all of them while the time has not begun. */
export function TimeLeft({ expiresAt }: { expiresAt: number | null }) {
  const { left } = useTimeLeft(expiresAt)
  return (
    <span className="time-left" role="timer" title={expiresAt === null ? t('approval.time.notYet') : undefined}>
      {t('approval.time.left', { seconds: Math.ceil(left / 1000) })}
    </span>
  )
}

/** The same as a bar. */
export function TimeBar({ expiresAt }: { expiresAt: number | null }) {
  const { left, of } = useTimeLeft(expiresAt)
  return (
    <span className="time-bar" aria-hidden="true" data-running={expiresAt !== null}>
      <i style={{ transform: `scaleX(${Math.min(1, left / of)})` }} />
    </span>
  )
}

function useTimeLeft(expiresAt: number | null) {
  const of = (useSettings()?.approvalSeconds ?? 30) * 1000
  const now = useNow()
  return { left: expiresAt === null ? of : Math.max(0, expiresAt - now), of }
}
