import type { Flag } from '../../../shared/snapshot'
import { FLAG_WORDS } from '../flags/flags'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** What of an answer, or of its figures, does not hold. */
export function Flagged({ flags: [first, ...more] }: { flags: readonly Flag[] }) {
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            <span>{first && FLAG_WORDS[first.kind]}</span>
            {more.length > 0 && <small>and {more.length} more</small>}
          </p>
          <p className="hud-detail hud-flag">{first && <Foreign>{first.detail}</Foreign>}</p>
        </>
      }
    />
  )
}
