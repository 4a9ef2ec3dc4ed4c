import { useEffect, useState } from 'react'
import { HOLD_MS } from '../../../shared/hold'
import { t } from '../../../shared/i18n'
import './key-hold.css'

/**
 * The talk key is held on an approval: how much of the hold is done, then that letting go approves. The engine decides;
 * this only shows. `since` is epoch milliseconds.
 */
export function KeyHold({ since }: { since: number }) {
  const [already] = useState(() => Math.min(HOLD_MS, Math.max(0, Date.now() - since)))
  const [done, setDone] = useState(already === HOLD_MS)
  useEffect(() => {
    const timer = setTimeout(() => setDone(true), HOLD_MS - already)
    return () => clearTimeout(timer)
  }, [already])
  return (
    <p className="key-hold" data-done={done} role="status">
      <span className="key-hold-track" aria-hidden="true">
        <i style={{ animationDuration: `${HOLD_MS}ms`, animationDelay: `-${already}ms` }} />
      </span>
      {done ? t('approval.hold.letGo') : t('approval.hold.keep')}
    </p>
  )
}
