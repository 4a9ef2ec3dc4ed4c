import { useState } from 'react'
import { languageName } from '../../../shared/languages'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp, useSettings } from '../app-context'
import { duration } from '../figures/format'
import { Foreign } from '../foreign'
import { Meter } from '../meter'
import './user-entry.css'

/** What the trader asked: as heard or as typed, and whether it was delivered. */
export function UserEntry({ entry }: { entry: EntryOf<'user'> }) {
  const { delivery, source, text, durationMs } = entry
  const heard = unexpected(entry.languages ?? [], useSettings()?.language ?? 'en')
  const lost = delivery === 'unsent' || delivery === 'unanswered' || delivery === 'discarded'
  return (
    <article className="asked" data-delivery={delivery} aria-label="You">
      <div className="asked-bubble" data-pending={text === null && !lost}>
        {text ? <Foreign lines>{text}</Foreign> : <i>{placeholder(entry)}</i>}
        {delivery === 'capturing' && <Meter />}
      </div>
      <p className="asked-meta">
        {source === 'voice' ? (
          <>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 6.5v3M6.33 4.5v7M9.67 3v10M13 6v4" />
            </svg>
            Voice{durationMs > 0 && ` · ${duration(durationMs)}`}
            {heard !== null && ` · heard as ${heard}`}
          </>
        ) : (
          'Typed'
        )}
        {delivery === 'sending' && ' · sending'}
        {delivery === 'discarded' && ' · discarded'}
      </p>
      {(delivery === 'unsent' || delivery === 'unanswered') && <Unsent entry={entry} />}
    </article>
  )
}

/** Languages that nobody would expect here: a choice in Settings mends what was heard in the wrong one. */
function unexpected(heard: readonly string[], spoken: string): string | null {
  const other = heard
    .filter((code) => code.split('-')[0] !== spoken.split('-')[0])
    .flatMap((code) => languageName(code) ?? [])
  return other.length === 0 ? null : other.join(' and ')
}

function placeholder({ delivery, transcript, text }: EntryOf<'user'>): string {
  if (text === '') return 'No words were heard'
  if (delivery === 'capturing') return 'Listening…'
  if (delivery === 'unsent' || delivery === 'unanswered' || delivery === 'discarded') return 'Recorded speech'
  return transcript === 'unavailable' ? 'Heard, but there is no transcript' : 'Writing down what was heard…'
}

/** What became of an utterance that got no answer, and what can be done about it. */
function Unsent({ entry }: { entry: EntryOf<'user'> }) {
  const { delivery, problem, turnId, resendable } = entry
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
        <b>{delivery === 'unsent' ? 'Not sent.' : 'Sent, not answered.'}</b>{' '}
        {problem !== null && <Foreign lines>{problem}</Foreign>}
      </p>
      {turnId !== null && resendable && (
        <div className="unsent-choice">
          <button className="button primary" type="button" disabled={asked} onClick={() => once(bridge.resend)}>
            {delivery === 'unsent' ? 'Resend' : 'Ask again'}
          </button>
          <button className="button quiet" type="button" disabled={asked} onClick={() => once(bridge.discard)}>
            Discard
          </button>
        </div>
      )}
    </div>
  )
}
