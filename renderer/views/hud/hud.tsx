import { useAppState, useConversation } from '../app-context'
import { KeyHold } from '../conversation/key-hold'
import { Meter } from '../meter'
import { useTheme } from '../panel/theme'
import { STATE_WORDS, StateGlyph } from '../state-glyph'
import './hud.css'

/** What the engine says of every hold; anything else it says of this one. */
const USUAL_DETAIL = 'Listening…'

/** The small window that floats above everything while the key is held: state, level, wallet; or what is approved. */
export function Hud() {
  useTheme()
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = useAppState((app) => app.status.detail)
  const identity = useAppState((app) => app.status.identity)
  const practice = useAppState((app) => app.status.backend === 'practice')
  const heldSince = useConversation(({ ids, entries }) => {
    const held = ids.map((id) => entries.get(id)).findLast((entry) => entry?.kind === 'approval')
    return held?.kind === 'approval' && held.decision === 'pending' ? held.heldSince : null
  })
  const who = identity?.kind === 'guest' ? 'Demo · read-only' : (identity?.wallet?.label ?? identity?.label)
  return (
    <section className="hud" data-state={state} aria-label="Dexter Voice">
      <StateGlyph state={state} />
      <div className="hud-words">
        <p className="hud-state">{STATE_WORDS[state]}</p>
        <p className="hud-detail">
          {state === 'listening' && detail === USUAL_DETAIL
            ? [who, practice && 'practice'].filter(Boolean).join(' · ')
            : detail}
        </p>
        {heldSince !== null && <KeyHold key={heldSince} since={heldSince} />}
      </div>
      {state === 'listening' && heldSince === null && <Meter />}
    </section>
  )
}
