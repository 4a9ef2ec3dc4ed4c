import type { EntryOf } from '../../../shared/snapshot'
import { useAppState, useConversation } from '../app-context'
import { argumentsSummary, parseArguments } from '../cards/arguments-summary'
import { toolWords } from '../cards/tool-words'
import { KeyHold } from '../conversation/key-hold'
import { ownLabel, walletNamed } from '../conversation/spending-wallet'
import { usd } from '../figures/format'
import { Meter } from '../meter'
import { useTheme } from '../panel/theme'
import { besideWord, STATE_WORDS, StateGlyph } from '../state-glyph'
import './hud.css'

/** What the engine says of every hold; anything else it says of this one. */
const USUAL_DETAIL = 'Listening…'

/** Said first, so that nothing that follows can push it out of sight. */
const NOT_IN_USE = 'Not the wallet in use'

/** The small window that floats above everything while the key is held: state, level, wallet; or what is approved. */
export function Hud() {
  useTheme()
  const state = useAppState((app) => app.status.state) ?? 'connecting'
  const detail = useAppState((app) => app.status.detail) ?? ''
  const identity = useAppState((app) => app.status.identity)
  const practice = useAppState((app) => app.status.backend === 'practice')
  const held = useConversation(({ ids, entries }) => {
    const card = ids.map((id) => entries.get(id)).findLast((entry) => entry?.kind === 'approval' && isHeld(entry))
    return card?.kind === 'approval' ? card : null
  })
  const from = held && (walletNamed(held.name, parseArguments(held.arguments)) ?? held.wallet)
  const other = held !== null && from !== held.wallet
  const guest = identity?.kind === 'guest'
  const who = guest ? 'Demo · read-only' : (identity?.wallet?.label ?? identity?.label)
  const spends = guest || from === null ? who : (ownLabel(from, identity) ?? from)
  return (
    <section className="hud" data-state={state} aria-label="Dexter Voice">
      <StateGlyph state={state} />
      <div className="hud-words">
        <p className="hud-state">{held ? toolWords(held.name) : STATE_WORDS[state]}</p>
        <p className="hud-detail" data-warning={other}>
          {held
            ? [other && NOT_IN_USE, argumentsSummary(held.name, held.arguments), worth(held), spends]
                .filter(Boolean)
                .join(' · ')
            : state === 'listening' && detail === USUAL_DETAIL
              ? [who, practice && 'practice'].filter(Boolean).join(' · ')
              : besideWord(state, detail)}
        </p>
        {held?.heldSince != null && <KeyHold key={held.heldSince} since={held.heldSince} />}
      </div>
      {state === 'listening' && !held && <Meter />}
    </section>
  )
}

const isHeld = ({ decision, heldSince }: EntryOf<'approval'>) => decision === 'pending' && heldSince !== null

const worth = ({ worth: known }: EntryOf<'approval'>) => (known ? `about ${usd(known.usd)}` : null)
