import { choiceOf } from '../../../shared/devices'
import { t } from '../../../shared/i18n'
import { useApp, useAppState, useSettings } from '../app-context'
import { Button } from '../components/button'
import { Notice } from './notice'

/** What stands between the trader and his first question, one thing at a time: a small panel has no room for more. */
export function Permissions() {
  const needed = useAppState((app) => app.hotkey.permission === 'needed') ?? false
  const granted = useAppState((app) => app.microphoneAccess === 'granted') ?? true
  return needed ? <SeeTheKey /> : granted ? <PhoneQuality /> : <UseTheMicrophone />
}

function SeeTheKey() {
  const { bridge } = useApp()
  const hotkey = useAppState((app) => app.hotkey)
  return (
    <Notice
      tone="warning"
      title={t('panel.permission.key.title')}
      actions={<Button onPress={() => void bridge.allowTalkKey()}>{t('panel.permission.allow')}</Button>}
    >
      <p>{t('panel.permission.key.why')}</p>
      <p>{t('panel.permission.key.how')}</p>
      {hotkey?.source === 'toggle' && <p>{t('panel.permission.key.meanwhile', { key: hotkey.key })}</p>}
    </Notice>
  )
}

function UseTheMicrophone() {
  const { bridge } = useApp()
  const windows = useAppState((app) => app.system === 'win32') ?? false
  const access = useAppState((app) => app.microphoneAccess)
  const asked = access !== 'not-determined'
  // On a Mac that somebody else manages there is nothing to switch.
  const canMend = access !== 'restricted' || windows
  const how =
    access === 'restricted'
      ? t(windows ? 'panel.permission.microphone.offOnWindows' : 'panel.permission.microphone.managed')
      : access === 'denied'
        ? t(windows ? 'panel.permission.microphone.deniedOnWindows' : 'panel.permission.microphone.deniedOnMac')
        : t('panel.permission.microphone.ask')
  return (
    <Notice
      tone="warning"
      title={t(asked ? 'panel.permission.microphone.blocked' : 'panel.permission.microphone.title')}
      actions={
        canMend && (
          <Button onPress={() => void bridge.allowMicrophone()}>
            {t(asked ? 'panel.permission.openSettings' : 'panel.permission.allow')}
          </Button>
        )
      }
    >
      <p>{how}</p>
    </Notice>
  )
}

/** A headset would play in telephone quality while its own microphone is open. */
function PhoneQuality() {
  const { bridge } = useApp()
  const kept = useSettings()?.keepBluetooth ?? true
  const headset = useAppState((app) => app.status.microphone.bluetooth ?? null)
  if (kept || headset === null) return null
  const { label, builtIn } = headset
  return (
    <Notice
      tone="info"
      title={t('panel.permission.headset.title', { headset: label })}
      actions={
        <>
          {builtIn !== null && (
            <Button
              onPress={() =>
                void bridge.setSettings(choiceOf('microphone', { id: builtIn.deviceId, label: builtIn.label }))
              }
            >
              {t('panel.permission.headset.useBuiltIn')}
            </Button>
          )}
          <Button onPress={() => void bridge.setSettings({ keepBluetooth: true })}>
            {t('panel.permission.headset.keep')}
          </Button>
        </>
      }
    >
      <p>
        {builtIn === null
          ? t('panel.permission.headset.chooseAnother')
          : t('panel.permission.headset.speakInto', { microphone: builtIn.label })}
      </p>
    </Notice>
  )
}
