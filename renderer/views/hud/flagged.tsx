import { t } from '../../../shared/i18n'
import type { Flag } from '../../../shared/snapshot'
import { flagWord } from '../flags/flags'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** What of an answer, or of its figures, does not hold. */
export function Flagged({ flags: [first, ...more] }: { flags: readonly Flag[] }) {
  return (
    <Frame
      words={
        <>
          <h1 className="hud-state">
            <span>{first && flagWord(first.kind)}</span>
            {more.length > 0 && <small>{t('hud.flagsMore', { n: more.length })}</small>}
          </h1>
          <p className="hud-detail hud-flag">{first && <Foreign>{first.detail}</Foreign>}</p>
        </>
      }
    />
  )
}
