import { useState } from 'react'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp } from '../app-context'
import { Foreign } from '../foreign'

/** It was approved, and nobody saw its end: what a look found, or the offer of one. Nothing is ever tried again. */
export function UnknownOutcome({ entry }: { entry: EntryOf<'approval'> }) {
  const { bridge } = useApp()
  const [told, setTold] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function look() {
    setBusy(true)
    const { message } = await bridge
      .lookAtTrade({ requestId: entry.id })
      .catch(() => ({ message: 'The look failed. Check your wallet.' }))
    setTold(message)
    setBusy(false)
  }
  return (
    <div className="approval-unknown" role="status">
      <p>
        <b>Outcome unknown.</b>{' '}
        {entry.found === null ? 'It may have gone through, so don’t repeat it.' : <Foreign>{entry.found}</Foreign>}
      </p>
      {entry.found === null && (
        <p>
          <button className="button" type="button" disabled={busy} onClick={() => void look()}>
            {busy ? 'Looking…' : 'Look up what became of it'}
          </button>
          {told !== null && <small>{told}</small>}
        </p>
      )}
    </div>
  )
}
