import { Mic } from 'lucide-react'
import { t } from '../../../shared/i18n'
import { useApp, useAppState } from '../app-context'
import { Button } from '../components/button'
import { Meter } from '../meter'
import './open-microphone.css'

/** In every tab for as long as the microphone is open, with the one button that closes it. */
export function OpenMicrophone() {
  const { bridge } = useApp()
  const open = useAppState(({ status }) => status.handsFree) ?? false
  if (!open) return null
  return (
    <section className="open-microphone" aria-label={t('handsFree.open')}>
      <Mic className="icon" aria-hidden="true" />
      <p>
        <strong>{t('handsFree.open')}</strong> {t('handsFree.everything')}
      </p>
      <Meter />
      <Button onPress={() => void bridge.talk('hands-free').catch(() => {})}>{t('handsFree.close')}</Button>
    </section>
  )
}
