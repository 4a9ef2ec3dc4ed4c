import { clearText } from '../../../shared/safe-text'
import type { EntryOf } from '../../../shared/snapshot'
import { FLAG_WORDS } from '../flags/flags'
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
          <p className="hud-detail hud-read">{clearText(text)}</p>
          {first && (
            <p className="hud-how hud-doubt">
              <b>{FLAG_WORDS[first.kind]}.</b> {first.detail}
            </p>
          )}
        </>
      }
    />
  )
}
