import type { Moment } from '../clock'

/** How long a trader has to confirm before it counts as denied. */
export const APPROVAL_LIMIT_MS = 30_000

/** One yes to one request. A later session may use the id of an earlier one's request anew. */
export interface YesOf {
  requestId: string
  count: number
}

/** A request of the server to let a tool move money that nobody has answered. */
export interface OpenRequest {
  turnId: string | null
  since: Moment
  /** Since when nothing stands against a yes (monotonic); infinite while something does. */
  clearSince: number
  /** Since when all of the card as it stands is in sight; null when it is not. */
  seenSince: Moment | null
  /** It is to be denied, for this reason. */
  no: { reason: string | null } | null
  /**
   * The trader said yes, to the card as it was bound then: by the button, or by the hold of a turn. It counts once it is on
   * disk.
   */
  yes: { count: number; by: string | null; binding: string; onDisk: 'asked' | 'writing' | boolean } | null
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
