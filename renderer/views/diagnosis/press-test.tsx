import { bindingLabel } from '../../../shared/binding-words'
import { t } from '../../../shared/i18n'
import { useAppState } from '../app-context'
import { usePressed, useTalkKeySeen } from '../pressed-key'

/** The trader presses his key, and sees whether the app does. */
export function PressTest() {
  const source = useAppState((app) => app.hotkey.source) ?? 'pending'
  const windows = useAppState((app) => app.system === 'win32') ?? false
  if (source === 'none' || source === 'pending') return null
  return (
    <>
      {source === 'hook' ? <AnyPress /> : <TalkPress />}
      {windows && <p className="field-hint">{t('diagnosis.press.elevated')}</p>}
    </>
  )
}

/** The hook sees every key: one that is not the talk key says so, which is often all that was wrong. */
function AnyPress() {
  const { pressed, unknown } = usePressed()
  const key = useAppState((app) => app.hotkey.key) ?? ''
  const system = useAppState((app) => app.system) ?? 'linux'
  const seen = pressed === null ? null : bindingLabel(pressed.binding, system)
  return (
    <div className="diagnosis-test" role="status" data-seen={seen === key}>
      {seen !== null && pressed !== null ? (
        <>
          <kbd>{seen}</kbd>
          <span>{seen === key ? t('diagnosis.press.yours') : t('diagnosis.press.other', { key })}</span>
        </>
      ) : (
        <span>{unknown ? t('settings.keys.unknown') : t('diagnosis.press.now', { key })}</span>
      )}
    </div>
  )
}

/** The desktop tells of the talk key alone. */
function TalkPress() {
  const key = useAppState((app) => app.hotkey.key) ?? ''
  const seen = useTalkKeySeen()
  return (
    <div className="diagnosis-test" role="status" data-seen={seen}>
      <span>{seen ? t('diagnosis.press.heard', { key }) : t('diagnosis.press.now', { key })}</span>
    </div>
  )
}
