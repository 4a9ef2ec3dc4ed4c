import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { onlyTyped } from '../panel/readiness'
import { PROMPTS, promptFor } from './prompts'
import './empty-state.css'

/** Before the first word: how to begin. */
export function EmptyState() {
  const { bridge } = useApp()
  const hotkey = useAppState((app) => app.hotkey)
  const typed = useAppState(onlyTyped) ?? false
  const practice = useAppState((app) => app.status.backend === 'practice') ?? false
  return (
    <section className="empty" aria-label={t('conversation.start.label')}>
      {hotkey && !typed && (
        <>
          {hotkey.source !== 'pending' && <kbd className="empty-key">{hotkey.key}</kbd>}
          <h2>{hotkey.hint}</h2>
        </>
      )}
      {typed && <h2>{t('conversation.start.type')}</h2>}
      <p>{t('conversation.start.about')}</p>
      <ul>
        {PROMPTS.map((prompt) => (
          <li key={prompt}>
            <button type="button" onClick={() => void bridge.say(promptFor(prompt, practice))}>
              {t(`conversation.start.${prompt}`)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
