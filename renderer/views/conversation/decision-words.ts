import type { EntryOf } from '../../../shared/snapshot'

/** What each decision on a request is called, wherever it is named. */
export const DECISION_WORDS: Record<Exclude<EntryOf<'approval'>['decision'], 'pending'>, string> = {
  approved: 'Approved',
  denied: 'Denied',
  expired: 'Expired, not executed',
}
