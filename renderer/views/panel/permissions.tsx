import { choiceOf } from '../../../shared/devices'
import { t } from '../../../shared/i18n'
import { useApp, useAppState, useSettings } from '../app-context'
import { Button } from '../components/button'
import { Notice } from './notice'
import { openTab } from './tabs'

/** What stands between the trader and his first question, one thing at a time: a small panel has no room for more. */
export function Permissions() {
  const needed = useAppState((app) => app.hotkey.permission === 'needed') ?? false
  return (
    <>
      {needed ? <KeyPermission /> : <MicrophonePermission />}
      <TalkKeyProblem />
    </>
  )
}

/** macOS asks before an app may see keys. */
export function KeyPermission() {
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

/** Why the talk key does not work as chosen. A missing permission has its own notice, with its own button. */
export function TalkKeyProblem() {
  const problem = useAppState(({ hotkey }) => (hotkey.permission === 'needed' ? null : hotkey.problem))
  if (problem === null) return null
  return (
    <Notice
      tone="warning"
      role="status"
      title={t('panel.notices.talkKey')}
      actions={<Button onPress={() => openTab('settings', 'key')}>{t('panel.notices.talkKeyChoose')}</Button>}
    >
      <p>{problem}</p>
    </Notice>
  )
}

/** Whether the system lets the app record; where it does, what that costs a Bluetooth headset. */
export function MicrophonePermission() {
  const granted = useAppState((app) => app.microphoneAccess === 'granted') ?? true
  return granted ? <PhoneQuality /> : <UseTheMicrophone />
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
