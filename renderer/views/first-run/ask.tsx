import { useState } from 'react'
import { t } from '../../../shared/i18n'
import { useApp, useAppState, useConversation, useSettings } from '../app-context'
import { Button } from '../components/button'
import { promptFor } from '../conversation/prompts'
import { missing } from '../panel/readiness'
import { openTab } from '../panel/tabs'
import { inKey } from './press-key'

/** A first question aloud, by whatever way there is to talk. `silent`: one was answered, and nothing of that was heard. */
export function Ask({ silent }: { silent: boolean }) {
  const practice = useAppState((app) => app.status.backend === 'practice') ?? true
  const lacks = useAppState(missing)
  if (lacks === 'apiKey' || lacks === 'signIn') return <NotSignedIn lacks={lacks} />
  return (
    <>
      <Question words={promptFor('price', practice)} />
      {practice && <p className="first-step-aside">{t('firstRun.ask.practice')}</p>}
      {silent && (
        <>
          <p role="alert">{t('firstRun.ask.silent')}</p>
          <div className="first-step-actions">
            <Button onPress={() => openTab('settings', 'voice')}>{t('firstRun.ask.speaker')}</Button>
          </div>
        </>
      )}
    </>
  )
}

function Question({ words }: { words: string }) {
  const source = useAppState((app) => app.hotkey.source)
  const key = useAppState((app) => app.hotkey.key) ?? ''
  const mode = useSettings()?.talkMode ?? 'hold'
  const keyless = source === 'none' || source === 'pending'
  const way = keyless ? 'button' : source === 'toggle' ? 'tap' : mode
  return <p>{t.rich(`firstRun.ask.${way}`, { key, question: words, kbd: inKey })}</p>
}

/** The backend answers nobody yet. */
function NotSignedIn({ lacks }: { lacks: 'apiKey' | 'signIn' }) {
  const { bridge } = useApp()
  return (
    <>
      <p>{t(`firstRun.ask.${lacks}`)}</p>
      <div className="first-step-actions">
        <Button look="primary" onPress={() => openTab('settings', 'account')}>
          {t(lacks === 'signIn' ? 'firstRun.ask.openAccount' : 'firstRun.ask.openKey')}
        </Button>
        <Button onPress={() => void bridge.setSettings({ backend: 'practice' })}>
          {t('firstRun.ask.usePractice')}
        </Button>
      </div>
    </>
  )
}

/** What came of questions asked aloud since the card came; `silent`: an answer of which no sound played. */
export function useSpokenAnswer(): 'none' | 'silent' | 'heard' {
  const { stores } = useApp()
  const [before] = useState(() => new Set(stores.conversation.getState().turns.keys()))
  return useConversation(({ turns }) => {
    const answered = [...turns.values()].filter(
      ({ id, source, outcome }) => !before.has(id) && source === 'voice' && outcome === 'answered',
    )
    if (answered.length === 0) return 'none'
    return answered.some(({ samples }) => samples.played > 0) ? 'heard' : 'silent'
  })
}
