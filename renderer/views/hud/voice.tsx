import { walletName } from '../../../shared/active-wallet'
import { t } from '../../../shared/i18n'
import { useActiveWallet, useAppState } from '../app-context'
import { Foreign } from '../foreign'
import { Meter } from '../meter'
import { besideWord, stateWord } from '../state-glyph'
import { Frame, Parts } from './frame'
import { useTimeLeft } from './time-left'
import { useWho } from './who'

/** State, level, and the wallet that a question would be about. */
export function Voice() {
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = useAppState((app) => app.status.detail) ?? ''
  const guest = useAppState((app) => app.status.identity?.kind === 'guest')
  const practice = useAppState((app) => app.status.backend === 'practice')
  const { inForce, awaited } = useActiveWallet()
  const next = awaited?.state === 'pending' ? awaited.wallet : inForce
  const who = useWho()
  const timeLeft = useTimeLeft(state === 'listening')
  return (
    <Frame
      words={
        <>
          <h1 className="hud-state">
            <span>{stateWord(state)}</span>
          </h1>
          <p className="hud-detail">
            {/* What the engine says of every hold; anything else it says of this one. */}
            {state === 'listening' && detail === t('engine.state.listening') ? (
              <Parts>
                {timeLeft}
                {who(next)}
                {!guest && awaited?.state === 'pending' && t('hud.pending')}
                {!guest && awaited?.state === 'refused' && t('hud.refused', { wallet: walletName(awaited.wallet) })}
                {practice && t('hud.practice')}
              </Parts>
            ) : (
              <Foreign>{besideWord(state, detail)}</Foreign>
            )}
          </p>
        </>
      }
      beside={state === 'listening' && <Meter />}
    />
  )
}
