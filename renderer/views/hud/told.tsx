import { t } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'
import { Foreign } from '../foreign'
import { Frame } from './frame'

/** What a tone has told, for whoever does not hear it: everything was stopped, or the microphone has closed by itself. */
export const Told = ({ notice }: { notice: EntryOf<'notice'> }) => (
  <Frame
    entryId={notice.id}
    words={
      <>
        <h1 className="hud-state">
          <span>{t(notice.code === 'panic' ? 'hud.stopped' : 'hud.closed')}</span>
        </h1>
        <p className="hud-detail">
          <Foreign>{notice.text}</Foreign>
        </p>
      </>
    }
  />
)
