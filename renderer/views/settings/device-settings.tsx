import { useEffect } from 'react'
import { DEFAULT, deviceChoices, MISSING } from '../../../shared/device-choices'
import { choiceOf, type DeviceKind, NO_DEVICES } from '../../../shared/devices'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { MicrophoneTestStatus, useMicrophoneTest } from '../microphone-test'
import { ActionSetting, ChoiceSetting } from './setting'
import './device-settings.css'

/** What the trader speaks into, and whether it hears him. */
export const MicrophoneSettings = () => (
  <>
    <DeviceSetting kind="microphone" />
    <MicrophoneTest />
  </>
)

/** Where answers play. */
export const SpeakerSettings = () => (
  <>
    <DeviceSetting kind="speaker" />
    <SpeakerTest />
  </>
)

/** How often the list is looked at anew while it is in sight: what a system does not tell is seen then. */
const LOOK_MS = 2_000

/** A device by its name; the one that is chosen is kept. */
export function DeviceSetting({ kind }: { kind: DeviceKind }) {
  const names = useAppState((app) => app.devices[kind]) ?? NO_DEVICES[kind]
  const { bridge } = useApp()
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void bridge.lookForDevices()
    }
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [bridge])
  const { value, options } = deviceChoices(names)
  return (
    <ChoiceSetting
      label={t(`devices.${kind}.label`)}
      hint={t(`devices.${kind}.hint`)}
      also={t(`devices.${kind}.also`)}
      value={value}
      options={options.map(({ id, label }) => ({ value: id, label }))}
      patch={(id) => {
        // What is not there stays chosen.
        if (id === MISSING) return {}
        const choice = choiceOf(kind, names.devices.find((it) => it.id === id) ?? null)
        // Whoever goes back to a headset that is the default has decided about it.
        return kind === 'microphone' && id === DEFAULT ? { ...choice, keepBluetooth: true } : choice
      }}
    />
  )
}

function MicrophoneTest() {
  const { bridge } = useApp()
  const { on } = useMicrophoneTest()
  return (
    <ActionSetting
      label={t('devices.test.microphone')}
      hint={t('devices.test.microphoneHint')}
      also={t('devices.test.also')}
      actions={
        on ? (
          <Button onPress={() => void bridge.testDevice(null)}>{t('devices.test.stop')}</Button>
        ) : (
          <>
            <Button onPress={() => void bridge.testDevice('level')}>{t('devices.test.level')}</Button>
            <Button onPress={() => void bridge.testDevice('hear-yourself')}>{t('devices.test.hearYourself')}</Button>
          </>
        )
      }
    >
      <MicrophoneTestStatus />
    </ActionSetting>
  )
}

function SpeakerTest() {
  const { bridge } = useApp()
  const playing = useAppState((app) => app.deviceTest === 'tone')
  return (
    <ActionSetting
      label={t('devices.test.speaker')}
      also={t('devices.test.also')}
      actions={<Button onPress={() => void bridge.testDevice('tone')}>{t('devices.test.tone')}</Button>}
    >
      {playing && (
        <p className="field-status" role="status">
          {t('devices.test.playingTone')}
        </p>
      )}
    </ActionSetting>
  )
}
