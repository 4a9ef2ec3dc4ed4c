import type { ListedWallet } from '../../shared/account'
import type { BackendId, GrantProblem, GrantReply } from '../../shared/grant'

/** At most `MAX_WALLETS` of them, the default one first, and how many there are. */
export type WalletsReply = { ok: true; wallets: ListedWallet[]; total: number } | { ok: false; problem: GrantProblem }

/** One way to a session. Three of them, chosen in tray and settings. */
export interface Backend {
  id: BackendId
  /** What the trader must know at all times, e.g. that prices are simulated; null for nothing. */
  note: string | null
  /** Mints a session grant. Never rejects: what went wrong is a problem with a plain sentence. */
  mint(): Promise<GrantReply>
  /** The wallets that the account may use; missing where the backend knows none. Never rejects. */
  wallets?(): Promise<WalletsReply>
  /** Ends what this backend keeps running. Settles when it has ended. */
  stop?(): Promise<void>
}
