import type { App, MessageBoxOptions } from 'electron'
import { z } from 'zod'
import { t } from '../../shared/i18n'
import { readJsonFile, writeJsonFile } from '../json-file'

interface ApplicationsFolderDeps {
  app: Pick<App, 'isPackaged' | 'isInApplicationsFolder' | 'moveToApplicationsFolder'>
  platform: NodeJS.Platform
  /** Where the app lies now. */
  place: string
  /** Remembers for which place the trader said no. */
  file: string
  /** Settles with the index of the button. */
  ask(question: MessageBoxOptions): Promise<number>
  onProblem(sentence: string): void
}

const DeclinedSchema = z.object({ place: z.string() })
const MOVE = 0

/**
 * Offers, once for each place, to move the app into the Applications folder of macOS: started from a disk image, or from
 * where a download lies (macOS then runs a copy that can't be written to), it can neither update itself nor be found at
 * log-in. After a move it starts again by itself. Settles when that is decided; never rejects.
 */
export async function offerApplicationsFolder(deps: ApplicationsFolderDeps): Promise<void> {
  const { app, platform, place, file, ask, onProblem } = deps
  if (platform !== 'darwin' || !app.isPackaged || app.isInApplicationsFolder()) return
  // A copy that macOS runs from elsewhere lies at a new place each time.
  const remembered = place.includes('/AppTranslocation/') ? '/AppTranslocation/' : place
  if (readJsonFile(file, DeclinedSchema).value?.place === remembered) return
  const answer = await ask({
    type: 'question',
    message: t('app.applications.question'),
    detail: t('app.applications.why'),
    buttons: [t('app.applications.move'), t('app.applications.dontMove')],
    defaultId: MOVE,
    cancelId: 1,
  })
  if (answer !== MOVE) return writeJsonFile(file, { place: remembered }).catch(() => {})
  try {
    if (app.moveToApplicationsFolder()) return
    onProblem(t('app.applications.notMoved'))
  } catch {
    onProblem(t('app.applications.couldNotMove'))
  }
}
