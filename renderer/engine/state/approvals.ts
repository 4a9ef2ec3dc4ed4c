import type { Sentence } from '../../../shared/i18n'
import type { Moment } from '../clock'

/**
 * A request waits no longer than this whatever happens: one that nobody ever sees, or a voice that never ends, must not keep
 * a trade open.
 */
export const LONGEST_WAIT_MS = 600_000

/** One yes to one request. A later session may use the id of an earlier one's request anew. */
export interface YesOf {
  requestId: string
  count: number
}

/** A request of the server to let a tool move money that nobody has answered. */
export interface OpenRequest {
  turnId: string | null
  since: Moment
  /** Since when its time runs: it is in sight and nobody speaks. null while it does not. */
  runs: Moment | null
  /** Some window has shown it. */
  shown: boolean
  /** Since when nothing stands against a yes (monotonic); infinite while something does. */
  clearSince: number
  /** Since when nothing stands against a yes by the key, which may be less (monotonic). */
  keySince: number
  /** Something stood against a yes before that: a hold of the button that began then does not count. */
  wasHindered: boolean
  /** Since when all of the card as it stands is in sight in the small window; null when it is not. */
  seenSince: Moment | null
  /** The same of the panel, whose button approves what is marked. */
  panelSince: Moment | null
  /** It is to be denied, for this reason. */
  no: { reason: Sentence | null } | null
  /**
   * The trader said yes, to the card as it was bound then: by the button, or by the hold of a turn. It counts once it is on
   * disk; `at` is the time of its line there.
   */
  yes: { count: number; by: string | null; binding: string; onDisk: 'asked' | 'writing' | boolean; at: number } | null
}

export const createApprovals = () => ({
  pending: new Map<string, OpenRequest>(),
  /** How often the trader has said yes. */
  yeses: 0,
  /** Requests of this session that were answered. Another session may count its own from one again. */
  answered: new Set<string>(),
  /** Answers that are decided and have to go out. */
  due: [] as { requestId: string; approve: boolean; turnId: string | null }[],
})
