import { useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { MicrophoneTestStatus, useMicrophoneTest } from '../microphone-test'
import { MicrophonePermission } from '../panel/permissions'
import { openHelp } from '../panel/tabs'
import { DeviceSetting } from '../settings/device-settings'

interface HearYourselfProps {
  onHeard(): void
  onPass(): void
}

/** Three seconds of the trader's own voice, once the system lets the app record; another device where that fails. */
export function HearYourself({ onHeard, onPass }: HearYourselfProps) {
  const { bridge } = useApp()
  const allowed = useAppState((app) => app.microphoneAccess === 'granted') ?? true
  const { state, on } = useMicrophoneTest()
  const [played, setPlayed] = useState(false)
  useEffect(() => {
    if (state === 'playing') setPlayed(true)
  }, [state])
  const failed = state === 'silent' || state === 'failed'
  const asks = played && !on && !failed
  return (
    <>
      <MicrophonePermission />
      {allowed && (
        <>
          {state === 'off' && <p>{t(asks ? 'firstRun.hear.asks' : 'firstRun.hear.what')}</p>}
          <MicrophoneTestStatus />
          {failed && <DeviceSetting kind="microphone" />}
          {asks && (
            <div className="first-step-devices">
              <DeviceSetting kind="microphone" />
              <DeviceSetting kind="speaker" />
            </div>
          )}
        </>
      )}
      <div className="first-step-actions">
        {allowed && on && <Button onPress={() => void bridge.testDevice(null)}>{t('devices.test.stop')}</Button>}
        {asks && (
          <Button look="primary" onPress={onHeard}>
            {t('firstRun.hear.heard')}
          </Button>
        )}
        {allowed && !on && (
          <Button {...(!asks && { look: 'primary' })} onPress={() => void bridge.testDevice('hear-yourself')}>
            {t(played || failed ? 'firstRun.hear.again' : 'firstRun.hear.record')}
          </Button>
        )}
        {failed && <Button onPress={() => openHelp('hearing')}>{t('diagnosis.topic.hearing')}</Button>}
        {!asks && (
          <Button look="quiet" onPress={onPass}>
            {t('firstRun.continue')}
          </Button>
        )}
      </div>
    </>
  )
}
