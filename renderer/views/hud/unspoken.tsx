import type { EntryOf } from '../../../shared/snapshot'
import { FLAG_WORDS } from '../flags/flags'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** An answer that came in words alone, to be read where the trader looks; what of it does not hold stands below. */
export function Unspoken({ answer: { text, flags } }: { answer: EntryOf<'assistant'> }) {
  const [first] = flags
  return (
    <Frame
      words={
        <>
          <p className="hud-state">
            <span>This answer came without sound</span>
            <small>Full text in the panel</small>
          </p>
          <p className="hud-detail hud-read">
            <Foreign lines>{text}</Foreign>
          </p>
          {first && (
            <p className="hud-how hud-doubt">
              <b>{FLAG_WORDS[first.kind]}.</b> <Foreign>{first.detail}</Foreign>
            </p>
          )}
        </>
      }
    />
  )
}
