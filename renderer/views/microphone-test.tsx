import { useEffect } from 'react'
import type { DeviceTestState } from '../../shared/devices'
import { t } from '../../shared/i18n'
import { isDeaf, type MicrophoneState } from '../../shared/microphone'
import { useApp, useAppState } from './app-context'
import { Meter } from './meter'
import './microphone-test.css'

const ON: readonly DeviceTestState[] = ['opening', 'level', 'recording', 'playing']

/** A test of the microphone, which ends with what shows it. `on`: it goes on. */
export function useMicrophoneTest(): { state: DeviceTestState; on: boolean } {
  const { bridge } = useApp()
  const state = useAppState((app) => app.deviceTest) ?? 'off'
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
  return { state, on: ON.includes(state) }
}

/** How that test stands: what to do, the level while there is one, and why nothing is heard. */
export function MicrophoneTestStatus() {
  const state = useAppState((app) => app.deviceTest) ?? 'off'
  const microphone = useAppState((app) => app.status.microphone.state) ?? 'closed'
  const fails = ON.includes(state) || state === 'failed'
  const said = fails && isDeaf({ state: microphone }) ? whyDeaf(microphone) : wordsOf(state)
  return (
    said !== null && (
      <div className="field-status microphone-test" role="status">
        {(state === 'level' || state === 'recording') && <Meter />}
        {said}
      </div>
    )
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
