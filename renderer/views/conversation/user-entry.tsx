import { useState } from 'react'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp } from '../app-context'
import { duration } from '../figures/format'
import { Meter } from '../meter'
import './user-entry.css'

/** What the trader asked: as heard or as typed, and whether it was delivered. */
export function UserEntry({ entry }: { entry: EntryOf<'user'> }) {
  const { delivery, source, text, durationMs, problem, turnId } = entry
  const lost = delivery === 'unsent' || delivery === 'discarded'
  return (
    <article className="asked" data-delivery={delivery} aria-label="You">
      <div className="asked-bubble" data-pending={text === null && !lost}>
        {text ?? <i>{placeholder(entry)}</i>}
        {delivery === 'capturing' && <Meter />}
      </div>
      <p className="asked-meta">
        {source === 'voice' ? (
          <>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 6.5v3M6.33 4.5v7M9.67 3v10M13 6v4" />
            </svg>
            Voice{durationMs > 0 && ` · ${duration(durationMs)}`}
          </>
        ) : (
          'Typed'
        )}
        {delivery === 'sending' && ' · sending'}
        {delivery === 'discarded' && ' · discarded'}
      </p>
      {delivery === 'unsent' && <Unsent problem={problem} turnId={turnId} />}
    </article>
  )
}

function placeholder({ delivery, transcript }: EntryOf<'user'>): string {
  if (delivery === 'capturing') return 'Listening…'
  if (delivery === 'unsent' || delivery === 'discarded') return 'Recorded speech'
  return transcript === 'unavailable' ? 'Heard, but there is no transcript' : 'Writing down what was heard…'
}

function Unsent({ problem, turnId }: { problem: string | null; turnId: string | null }) {
  const { bridge } = useApp()
  const [asked, setAsked] = useState(false)

  function once(act: (turnId: string) => Promise<unknown>) {
    if (turnId === null) return
    setAsked(true)
    // Whatever comes of it shows as the entry's delivery; a refusal gives the buttons back.
    act(turnId).catch(() => setAsked(false))
  }

  return (
    <div className="unsent">
      <p>
        <b>Not sent.</b> {problem}
      </p>
      {turnId !== null && (
        <div className="unsent-choice">
          <button className="button primary" type="button" disabled={asked} onClick={() => once(bridge.resend)}>
            Resend
          </button>
          <button className="button quiet" type="button" disabled={asked} onClick={() => once(bridge.discard)}>
            Discard
          </button>
        </div>
      )}
    </div>
  )
}
