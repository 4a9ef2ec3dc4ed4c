import { walletName } from '../../../shared/active-wallet'
import { useActiveWallet, useAppState } from '../app-context'
import { Foreign } from '../foreign'
import { Meter } from '../meter'
import { besideWord, STATE_WORDS } from '../state-glyph'
import { Frame, Parts } from './frame'
import { useWho } from './who'

/** What the engine says of every hold; anything else it says of this one. */
const USUAL_DETAIL = 'Listening…'

/** State, level, and the wallet that a question would be about. */
export function Voice() {
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = useAppState((app) => app.status.detail) ?? ''
  const guest = useAppState((app) => app.status.identity?.kind === 'guest')
  const practice = useAppState((app) => app.status.backend === 'practice')
  const { inForce, awaited } = useActiveWallet()
  const next = awaited?.state === 'pending' ? awaited.wallet : inForce
  const who = useWho()
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            <span>{STATE_WORDS[state]}</span>
          </p>
          <p className="hud-detail">
            {state === 'listening' && detail === USUAL_DETAIL ? (
              <Parts>
                {who(next)}
                {!guest && awaited?.state === 'pending' && 'pending'}
                {!guest && awaited?.state === 'refused' && `${walletName(awaited.wallet)} refused`}
                {practice && 'practice'}
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
