import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { LONGEST_QUESTION } from '../../../shared/field-limits'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { onlyTyped } from '../panel/readiness'
import { TalkButtons } from './talk-buttons'
import './composer.css'

/** Asks in writing, and silences the voice while it speaks; `children` stand at its beginning. */
export function Composer({ children }: { children: ReactNode }) {
  const { bridge } = useApp()
  const [text, setText] = useState('')
  const [failed, setFailed] = useState(false)
  const speaking = useAppState((app) => app.status.state === 'speaking') ?? false
  const hint = useAppState((app) => (app.hotkey.source === 'pending' || onlyTyped(app) ? null : app.hotkey.hint))

  function send() {
    const words = text.trim()
    if (words === '') return
    setText('')
    setFailed(false)
    bridge.say(words).catch(() => {
      // What was typed is not lost: it goes back, before whatever was typed since.
      setText((since) => (since === '' ? words : `${words} ${since}`))
      setFailed(true)
    })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    send()
  }

  function enter(event: KeyboardEvent) {
    // Enter that ends an input method's composition is not a send.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }

  return (
    <form className="composer" onSubmit={submit}>
      {failed && <p role="alert">{t('conversation.composer.failed')}</p>}
      <div className="composer-line">
        {children}
        <textarea
          rows={1}
          value={text}
          maxLength={LONGEST_QUESTION}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={enter}
          placeholder={hint ? t('conversation.composer.hintOrType', { hint }) : t('conversation.composer.type')}
          aria-label={t('conversation.composer.type')}
        />
        {speaking && (
          <button
            className="button"
            type="button"
            onClick={() => void bridge.interrupt()}
            title={t('conversation.composer.stopHint')}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <rect x="4" y="4" width="8" height="8" rx="1.5" />
            </svg>
            {t('conversation.composer.stop')}
          </button>
        )}
        <TalkButtons />
        <button
          className="button primary"
          type="submit"
          disabled={text.trim() === ''}
          aria-label={t('conversation.composer.send')}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 13.5v-10M3.5 7.5 8 3l4.5 4.5" />
          </svg>
        </button>
      </div>
    </form>
  )
}
