import type { Wallet } from '../../../shared/grant'

/** The tool by which a session's wallet is chosen: by us for the trader's pick, by the model when they say so. */
export const CHOOSE = 'set_session_wallet_override'
export const VERIFY = 'resolve_wallet'
/** Marks our own responses on the wire; the server hands it back. */
export const PURPOSE = 'wallet-choice'

export type WalletTool = typeof CHOOSE | typeof VERIFY

/** One response of ours: it has to make one call, and end. */
export interface WalletStep {
  tool: WalletTool
  server: string
  /** What the call has to be made with. */
  args: Record<string, unknown>
  createId: string
  responseId: string | null
  output: string | null
  ended: boolean
  /** Another wallet was picked since: its end is waited for, so that two choices can't overtake each other. */
  superseded: boolean
}

/** Which wallet the session's tools use, and how far the trader's pick has come. */
export const createWallet = () => ({
  picked: null as Wallet | null,
  /** `settled` while the service's own choice was never touched. */
  status: 'settled' as 'settled' | 'pending' | 'in-force' | 'refused',
  /** What is due: to choose and then to verify, or only the latter. */
  next: CHOOSE as WalletTool,
  /** The choice has gone through, and is verified at once on the same server. */
  verifyOn: null as string | null,
  /** The session was told of a choice, so that "none" has to be told as well. */
  overridden: false,
  step: null as WalletStep | null,
  /** Choices of ours whose calls may still go through, by their `response.create`; and those of them that made one. */
  open: new Set<string>(),
  called: new Set<string>(),
  /** Choices of the model that are allowed or run: what holds is known once they have ended. */
  others: new Set<string>(),
  /** The choice that a response, a request for approval or a call of ours belongs to. */
  choices: new Map<string, string>(),
  responses: new Set<string>(),
  items: new Set<string>(),
  /** Our own requests for approval that were not answered yet. */
  requests: [] as { requestId: string; approve: boolean }[],
  /** Monotonic time at which the pick is given up, and why. */
  limit: null as { at: number; why: string } | null,
  /** Monotonic time before which a step is not tried again. */
  pausedUntil: 0,
})
