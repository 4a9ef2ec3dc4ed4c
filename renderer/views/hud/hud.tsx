import { useAppState } from '../app-context'
import { Meter } from '../meter'
import { useTheme } from '../panel/theme'
import { STATE_WORDS, StateGlyph } from '../state-glyph'
import './hud.css'

/** The small window that floats above everything while the key is held: state, level, wallet. */
export function Hud() {
  useTheme()
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = useAppState((app) => app.status.detail)
  const identity = useAppState((app) => app.status.identity)
  const practice = useAppState((app) => app.status.backend === 'practice')
  const who = identity?.kind === 'guest' ? 'Demo · read-only' : (identity?.wallet?.label ?? identity?.label)
  return (
    <section className="hud" data-state={state} aria-label="Dexter Voice">
      <StateGlyph state={state} />
      <div className="hud-words">
        <p className="hud-state">{STATE_WORDS[state]}</p>
        <p className="hud-detail">
          {state === 'listening' ? [who, practice && 'practice'].filter(Boolean).join(' · ') : detail}
        </p>
      </div>
      {state === 'listening' && <Meter />}
    </section>
  )
}
