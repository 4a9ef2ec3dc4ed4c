import { t } from '../../../shared/i18n'
import { useActiveWallet, useAppState } from '../app-context'
import { Meter } from '../meter'
import { Frame, Parts } from './frame'
import { useWho } from './who'

/** Nobody speaks, and the microphone is open: that must not be overlooked. */
export function OpenMicrophone() {
  const practice = useAppState((app) => app.status.backend === 'practice')
  const { inForce } = useActiveWallet()
  const who = useWho()
  return (
    <Frame
      words={
        <>
          <h1 className="hud-state">
            <span>{t('handsFree.open')}</span>
          </h1>
          <p className="hud-detail">
            <Parts>
              {t('handsFree.speak')}
              {who(inForce)}
              {practice && t('hud.practice')}
            </Parts>
          </p>
        </>
      }
      beside={<Meter />}
    />
  )
}
