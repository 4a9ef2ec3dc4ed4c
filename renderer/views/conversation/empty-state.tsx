import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { onlyTyped } from '../panel/readiness'
import './empty-state.css'

/** What the practice backend understands is English, whatever the app is written in. */
const IN_ENGLISH = {
  trending: 'What’s trending on pump.fun right now?',
  price: 'What’s the price of SOL?',
  balances: 'What are my balances?',
  streams: 'Which streams have the highest market cap?',
}
const PROMPTS = ['trending', 'price', 'balances', 'streams'] as const

/** Before the first word: how to begin. */
export function EmptyState() {
  const { bridge } = useApp()
  const hotkey = useAppState((app) => app.hotkey)
  const typed = useAppState(onlyTyped) ?? false
  const practice = useAppState((app) => app.status.backend === 'practice')
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
        {PROMPTS.map((prompt) => {
          const words = t(`conversation.start.${prompt}`)
          return (
            <li key={prompt}>
              <button type="button" onClick={() => void bridge.say(practice ? IN_ENGLISH[prompt] : words)}>
                {words}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
