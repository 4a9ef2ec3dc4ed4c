import type { EntryOf } from '../../../shared/snapshot'
import { toolWords } from '../../../shared/tool-words'
import { decisionWords } from '../conversation/decision-words'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** What became of a request: without it a hold that counted and one that came too late look alike. */
export function Decided({ card }: { card: EntryOf<'approval'> }) {
  const { decision, reason } = card
  return (
    <Frame
      entryId={card.id}
      words={
        <>
          <h1 className="hud-state">
            <span>
              <bdi>{toolWords(card)}</bdi>
            </span>
          </h1>
          <p className="hud-detail">
            {decision !== 'pending' && decisionWords(decision)}
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
