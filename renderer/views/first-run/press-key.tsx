import type { ReactNode } from 'react'
import { t } from '../../../shared/i18n'
import { useAppState } from '../app-context'
import { Button } from '../components/button'
import { KeyPermission, TalkKeyProblem } from '../panel/permissions'
import { openHelp, openTab } from '../panel/tabs'

/** Draws a key within a sentence. */
export const inKey = (name: ReactNode) => <kbd>{name}</kbd>

/** The talk key, which is waited for; where it can't be seen, why, and what helps. */
export function PressKey({ onPass }: { onPass(): void }) {
  const hotkey = useAppState((app) => app.hotkey)
  if (hotkey === null) return null
  const { source, key, hint, problem, permission } = hotkey
  const waits = source === 'hook' || source === 'portal' || source === 'toggle'
  return (
    <>
      {permission === 'needed' ? <KeyPermission /> : <TalkKeyProblem />}
      {waits && <p>{t.rich('firstRun.press.now', { key, kbd: inKey })}</p>}
      {source === 'pending' && <p>{hint}</p>}
      <div className="first-step-actions">
        {waits && problem === null && (
          <Button onPress={() => openTab('settings', 'key')}>{t('firstRun.press.another')}</Button>
        )}
        {waits && <Button onPress={() => openHelp('key')}>{t('diagnosis.topic.key')}</Button>}
        <Button look="quiet" onPress={onPass}>
          {t('firstRun.continue')}
        </Button>
      </div>
    </>
  )
}
