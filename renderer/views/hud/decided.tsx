import type { EntryOf } from '../../../shared/snapshot'
import { toolWords } from '../cards/tool-words'
import { DECISION_WORDS } from '../conversation/decision-words'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** What became of a request: without it a hold that counted and one that came too late look alike. */
export function Decided({ card }: { card: EntryOf<'approval'> }) {
  const { decision, reason } = card
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            <span>
              <bdi>{toolWords(card)}</bdi>
            </span>
          </p>
          <p className="hud-detail">
            {decision !== 'pending' && DECISION_WORDS[decision]}
            {reason !== null && (
              <>
                . <Foreign>{reason}</Foreign>
              </>
            )}
          </p>
        </>
      }
    />
  )
}
