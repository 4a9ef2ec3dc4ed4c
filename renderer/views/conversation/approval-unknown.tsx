import { useState } from 'react'
import { t } from '../../../shared/i18n'
import { isKept } from '../../../shared/kept-conversation'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp } from '../app-context'
import { Foreign } from '../foreign'
import { openTab } from '../panel/tabs'

/** It was approved, and nobody saw its end: what a look found, or the offer of one. Nothing is ever tried again. */
export function UnknownOutcome({ entry }: { entry: EntryOf<'approval'> }) {
  const { bridge } = useApp()
  const [told, setTold] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function look() {
    setBusy(true)
    const { message } = await bridge
      .lookAtTrade({ requestId: entry.id })
      .catch(() => ({ message: t('approval.unknown.failed') }))
    setTold(message)
    setBusy(false)
  }
  return (
    <div className="approval-unknown" role="status">
      <p>
        <b>{t('approval.unknown.title')}</b>{' '}
        {entry.found === null ? t('approval.unknown.caution') : <Foreign>{entry.found}</Foreign>}
      </p>
      {entry.found === null && isKept(entry) && (
        <button className="button" type="button" onClick={() => openTab('trades')}>
          {t('approval.unknown.trades')}
        </button>
      )}
      {entry.found === null && !isKept(entry) && (
        <p>
          <button className="button" type="button" disabled={busy} onClick={() => void look()}>
            {busy ? t('approval.unknown.looking') : t('approval.unknown.look')}
          </button>
          {told !== null && <small>{told}</small>}
        </p>
      )}
    </div>
  )
}
