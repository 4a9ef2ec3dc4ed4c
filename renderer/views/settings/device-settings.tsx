import { useEffect } from 'react'
import { DEFAULT, deviceChoices, MISSING } from '../../../shared/device-choices'
import { choiceOf, type DeviceKind, type DeviceTestState, NO_DEVICES } from '../../../shared/devices'
import { t } from '../../../shared/i18n'
import { isDeaf, type MicrophoneState } from '../../../shared/microphone'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { Meter } from '../meter'
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

function DeviceSetting({ kind }: { kind: DeviceKind }) {
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

const ON: readonly DeviceTestState[] = ['opening', 'level', 'recording', 'playing']

function MicrophoneTest() {
  const { bridge } = useApp()
  const state = useAppState((app) => app.deviceTest) ?? 'off'
  const microphone = useAppState((app) => app.status.microphone.state) ?? 'closed'
  // The microphone closes with what shows it.
  useEffect(() => {
    const end = () => void bridge.testDevice(null)
    const leave = () => {
      if (document.visibilityState === 'hidden') end()
    }
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      end()
    }
  }, [bridge])
  const on = ON.includes(state)
  const said = (on || state === 'failed') && isDeaf({ state: microphone }) ? whyDeaf(microphone) : wordsOf(state)
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
      {said !== null && (
        <p className="field-status device-status" role="status">
          {(state === 'level' || state === 'recording') && <Meter />}
          {said}
        </p>
      )}
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

function wordsOf(state: DeviceTestState): string | null {
  switch (state) {
    case 'level':
      return t('devices.test.speakToSee')
    case 'recording':
      return t('devices.test.speakNow')
    case 'playing':
      return t('devices.test.playing')
    case 'silent':
      return t('devices.test.silent')
    case 'failed':
      return t('devices.test.failed')
    default:
      return null
  }
}

function whyDeaf(state: MicrophoneState): string {
  if (state === 'denied') return t('devices.test.denied')
  return state === 'busy' ? t('devices.test.busy') : t('devices.test.missing')
}
