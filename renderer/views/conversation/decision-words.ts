import { t } from '../../../shared/i18n'
import type { EntryOf } from '../../../shared/snapshot'

/** What each decision on a request is called, wherever it is named. */
export const decisionWords = (decision: Exclude<EntryOf<'approval'>['decision'], 'pending'>): string =>
  t(`approval.decision.${decision}`)
