import { useState } from 'react'
import { listed, t } from '../../../shared/i18n'
import { languageName } from '../../../shared/languages'
import type { EntryOf } from '../../../shared/snapshot'
import { useApp, useSettings } from '../app-context'
import { inSeconds } from '../figures/format'
import { Foreign } from '../foreign'
import { Meter } from '../meter'
import { useFold } from './long-text'
import './user-entry.css'

/** Nobody will write down what was said. */
const NEVER_HEARD: readonly EntryOf<'user'>['delivery'][] = ['unsent', 'unanswered', 'discarded', 'canceled']

/** What the trader asked: as heard or as typed, and whether it was delivered. */
export function UserEntry({ entry }: { entry: EntryOf<'user'> }) {
  const { delivery, source, text, durationMs } = entry
  const heard = unexpected(entry.languages ?? [], useSettings()?.language ?? 'en')
  const { end, button } = useFold(text ?? '')
  const lost = NEVER_HEARD.includes(delivery)
  return (
    <article className="asked" data-delivery={delivery} aria-label={t('conversation.asked.label')}>
      <div className="asked-bubble" data-pending={text === null && !lost}>
        {text ? <Foreign lines>{text.slice(0, end)}</Foreign> : <i>{placeholder(entry)}</i>}
        {delivery === 'capturing' && <Meter />}
      </div>
      {button}
      <p className="asked-meta">
        {source === 'voice' ? (
          <>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 6.5v3M6.33 4.5v7M9.67 3v10M13 6v4" />
            </svg>
            {durationMs > 0
              ? t('conversation.asked.voiceFor', { duration: inSeconds(durationMs) })
              : t('conversation.asked.voice')}
            {heard !== null && ` · ${t('conversation.asked.heardAs', { languages: heard })}`}
          </>
        ) : (
          t('conversation.asked.typed')
        )}
        {delivery === 'sending' && ` · ${t('conversation.asked.sending')}`}
        {delivery === 'discarded' && ` · ${t('conversation.asked.discarded')}`}
        {delivery === 'canceled' && ` · ${t('conversation.asked.canceled')}`}
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
  return other.length === 0 ? null : listed(other)
}

function placeholder({ delivery, transcript, text }: EntryOf<'user'>): string {
  if (text === '') return t('conversation.asked.nothingHeard')
  if (delivery === 'capturing') return t('conversation.asked.listening')
  if (NEVER_HEARD.includes(delivery)) return t('conversation.asked.recorded')
  return transcript === 'unavailable' ? t('conversation.asked.noTranscript') : t('conversation.asked.transcribing')
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
        <b>{delivery === 'unsent' ? t('conversation.unsent.notSent') : t('conversation.unsent.unanswered')}</b>{' '}
        {problem !== null && <Foreign lines>{problem}</Foreign>}
      </p>
      {turnId !== null && resendable && (
        <div className="unsent-choice">
          <button className="button primary" type="button" disabled={asked} onClick={() => once(bridge.resend)}>
            {delivery === 'unsent' ? t('conversation.unsent.resend') : t('conversation.unsent.askAgain')}
          </button>
          <button className="button quiet" type="button" disabled={asked} onClick={() => once(bridge.discard)}>
            {t('conversation.unsent.discard')}
          </button>
        </div>
      )}
    </div>
  )
}
