import { t } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import { flagWord } from '../flags/flags'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** An answer that came in words alone, to be read where the trader looks; what of it does not hold stands below. */
export function Unspoken({ answer: { id, text, flags } }: { answer: EntryOf<'assistant'> }) {
  const [first] = flags
  return (
    <Frame
      entryId={id}
      words={
        <>
          <h1 className="hud-state">
            <span>{t('hud.unspoken')}</span>
            <small>{t('hud.fullText')}</small>
          </h1>
          <p className="hud-detail hud-read">
            <Foreign lines>{text}</Foreign>
          </p>
          {first && (
            <p className="hud-how hud-doubt">
              <b>{flagWord(first.kind)}.</b> <Foreign>{first.detail}</Foreign>
            </p>
          )}
        </>
      }
    />
  )
}
