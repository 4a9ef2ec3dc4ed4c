import type { Flag } from '../../../shared/snapshot'

/** What became of one claim: refuted with a flag, or borne out by figures of these sources, which may be old. */
export interface Verdict {
  flag: Flag | null
  sources: number[]
}

export const refutedBy = (detail: string): Verdict => ({ flag: { kind: 'claim', detail }, sources: [] })
export const bornOutBy = (...sources: number[]): Verdict => ({ flag: null, sources })
