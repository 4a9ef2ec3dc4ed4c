import { useEffect, useState } from 'react'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Meter } from '../meter'

/** A voice at arm's length is louder, a fan is not. */
const VOICE_PEAK = 0.05

/** The trader says something, and sees whether the app hears it. The microphone is open while this is in sight, and nothing is sent. */
export function VoiceTest() {
  const { bridge } = useApp()
  const open = useAppState((app) => app.deviceTest === 'level') ?? false
  const [heard, setHeard] = useState(false)
  useEffect(() => {
    void bridge.testDevice('level')
    return () => void bridge.testDevice(null)
  }, [bridge])
  useEffect(() => bridge.onLevel((level) => level > VOICE_PEAK && setHeard(true)), [bridge])
  if (!open && !heard) return null
  return (
    <div className="diagnosis-test" role="status" data-seen={heard}>
      {open && <Meter />}
      <span>{heard ? t('diagnosis.voice.heard') : t('diagnosis.voice.now')}</span>
    </div>
  )
}
